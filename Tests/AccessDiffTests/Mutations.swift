import SlowEvaluator

/// Random edits of a project, such as administrators make.
struct Mutations {
  private var generator: Generator

  /// A small linear generator: the same numbers on every machine.
  struct Generator: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      var mixed = state
      mixed = (mixed ^ (mixed >> 33)) &* 0xFF51_AFD7_ED55_8CCD
      return mixed ^ (mixed >> 29)
    }
  }

  init(seed: UInt64) { generator = Generator(state: seed &* 2 &+ 1) }

  private mutating func below(_ bound: Int) -> Int { Int.random(in: 0..<max(1, bound), using: &generator) }
  private mutating func index(_ list: [some Any]) -> Int? { list.isEmpty ? nil : below(list.count) }
  private mutating func toggle(_ list: inout [String], _ name: String) {
    if let found = list.firstIndex(of: name) { list.remove(at: found) } else { list.append(name) }
  }
  private func flipped(_ flag: Bool?, default value: Bool = false) -> Bool { !(flag ?? value) }

  /// The project after some edits.
  mutating func mutated(_ project: PlainProject) -> PlainProject {
    var result = project
    for _ in 0...below(4) { mutate(&result) }
    result.styleSeed = generator.next()
    return result
  }

  private mutating func mutate(_ project: inout PlainProject) {
    switch below(20) {
    case 0: if let i = index(project.groups) { project.groups[i].caseSharing = flipped(project.groups[i].caseSharing) }
    case 1, 2, 3:
      guard let i = index(project.mobileWorkers), let j = index(project.groups) else { return }
      toggle(&project.mobileWorkers[i].groups, project.groups[j].key)
    case 4:
      guard let i = index(project.mobileWorkers), let j = index(project.groups) else { return }
      toggle(&project.groups[j].members, project.mobileWorkers[i].name)
    case 5, 6, 7:
      guard let i = index(project.mobileWorkers), let j = index(project.locations) else { return }
      toggle(&project.mobileWorkers[i].locations, project.locations[j].siteCode)
    case 8:
      guard let i = index(project.webUsers), let j = index(project.locations) else { return }
      toggle(&project.webUsers[i].locations, project.locations[j].siteCode)
    case 9: if let i = index(project.locations) { project.locations[i].archived = flipped(project.locations[i].archived) }
    case 10: move(&project)
    case 11: if let i = index(project.levels) { project.levels[i].sharesCases = flipped(project.levels[i].sharesCases) }
    case 12:
      if let i = index(project.levels) { project.levels[i].viewDescendants = flipped(project.levels[i].viewDescendants) }
    case 13:
      if let i = index(project.mobileWorkers) {
        project.mobileWorkers[i].active = flipped(project.mobileWorkers[i].active, default: true)
      }
    case 14: if let i = index(project.apps) { project.apps[i].caseSharing = flipped(project.apps[i].caseSharing) }
    case 15: editCase(&project)
    case 16: addThings(&project)
    case 17: editFeatures(&project)
    case 18:
      guard let i = index(project.mobileWorkers) else { return }
      project.mobileWorkers[i].apps = below(2) == 0 ? nil : project.apps.prefix(below(3)).map(\.key)
    default: editForm(&project)
    }
  }

  /// A location goes below another parent of the same level.
  private mutating func move(_ project: inout PlainProject) {
    guard let i = index(project.locations), let parent = project.locations[i].parent else { return }
    let level = project.locations.first { $0.siteCode == parent }?.level
    let parents = project.locations.filter { $0.level == level }
    guard let j = index(parents) else { return }
    project.locations[i].parent = parents[j].siteCode
    // Parents stand before their children in the list.
    let moved = project.locations.remove(at: i)
    project.locations.append(moved)
    reorder(&project)
  }

  private func reorder(_ project: inout PlainProject) {
    var ordered: [PlainProject.Location] = []
    var waiting = project.locations
    while !waiting.isEmpty {
      let ready = waiting.filter { next in next.parent == nil || ordered.contains { $0.siteCode == next.parent } }
      if ready.isEmpty { break }
      ordered += ready
      waiting.removeAll { next in ready.contains { $0.siteCode == next.siteCode } }
    }
    project.locations = ordered + waiting
  }

  private mutating func editCase(_ project: inout PlainProject) {
    guard let i = index(project.cases) else { return }
    switch below(4) {
    case 0: project.cases[i].closed = flipped(project.cases[i].closed)
    case 1: if let j = index(project.groups) { project.cases[i].owner = "group:\(project.groups[j].key)" }
    case 2: if let j = index(project.locations) { project.cases[i].owner = "location:\(project.locations[j].siteCode)" }
    default: project.cases[i].indices.removeAll()
    }
  }

  /// Pairs are compared both ways, so that what is added is removed as well.
  private mutating func addThings(_ project: inout PlainProject) {
    switch below(4) {
    case 0:
      var worker = PlainProject.MobileWorker("new-\(project.mobileWorkers.count)")
      if let i = index(project.groups) { worker.groups = [project.groups[i].key] }
      if let i = index(project.locations) { worker.locations = [project.locations[i].siteCode] }
      project.mobileWorkers.insert(worker, at: below(project.mobileWorkers.count + 1))
    case 1:
      var group = PlainProject.Group("new-\(project.groups.count)")
      group.caseSharing = true
      group.members = project.mobileWorkers.prefix(below(3)).map(\.name)
      project.groups.insert(group, at: below(project.groups.count + 1))
    case 2:
      guard let i = index(project.locations) else { return }
      let sibling = project.locations[i]
      var location = PlainProject.Location("new-\(project.locations.count)", level: sibling.level)
      location.name = "\(below(2) == 0 ? "A" : "Z") new \(project.locations.count)"
      location.parent = sibling.parent
      project.locations.append(location)
    default:
      guard let i = index(project.groups) else { return }
      let name = "new-\(project.cases.count)"
      project.cases.append(
        PlainProject.Case(name, caseType: project.caseTypes[0], owner: "group:\(project.groups[i].key)"))
    }
  }

  private mutating func editFeatures(_ project: inout PlainProject) {
    if below(2) == 0 {
      project.features.restoreLocationRestriction = flipped(project.features.restoreLocationRestriction)
    } else {
      project.features.webUserLocations = flipped(project.features.webUserLocations, default: true)
    }
  }

  private mutating func editForm(_ project: inout PlainProject) {
    guard let a = index(project.apps), let m = index(project.apps[a].menus) else { return }
    guard let f = index(project.apps[a].menus[m].forms) else { return }
    if let o = index(project.apps[a].menus[m].forms[f].opens) {
      let owner = project.apps[a].menus[m].forms[f].opens[o].ownerID
      project.apps[a].menus[m].forms[f].opens[o].ownerID = owner == nil ? .currentUser : nil
    }
  }
}

extension PlainProject {
  /// The project without declared ids: things are then the same if they have one name.
  var withoutIDs: PlainProject {
    var result = self
    for i in result.groups.indices { result.groups[i].id = nil }
    for i in result.locations.indices { result.locations[i].id = nil }
    for i in result.mobileWorkers.indices { result.mobileWorkers[i].id = nil }
    for i in result.webUsers.indices { result.webUsers[i].id = nil }
    return result
  }
}
