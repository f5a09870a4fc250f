import OwnershipGraph
import ProjectModel

/// Turns a laminar tree of groups into levels and locations with names and site codes.
struct OrganizationBuilder {
  private let project: Project
  private let tree: LaminarTree
  private let sets: [[Int32]]
  /// By node: a worker who is assigned to it.
  private let residents: [UserID?]
  /// By node and by group: the location's index.
  private var locationOfNode: [Int32]
  private var locationOfGroup: [Int32]
  /// Groups that do not share cases, which stay groups, by their index in the set-up.
  private(set) var keptGroups: [GroupID: Int32] = [:]
  private var codes: Set<String> = []
  private var siblingNames: [Int: Set<String>] = [:]
  /// By location: its path as HQ-like group names have it, or nil.
  private var paths: [String?] = []
  /// By word, and by site code: the last number that was given.
  private var levelNumbers: [String: Int] = [:]
  private var codeNumbers: [String: Int] = [:]
  private var levelKeys: [LevelKey: Int] = [:]

  /// A level is what it does, below another level.
  private struct LevelKey: Hashable {
    let parent: Int?
    let owns: Bool
    let views: Bool
  }

  init(_ project: Project, _ tree: LaminarTree, _ sets: [[Int32]], _ residents: [UserID?]) {
    self.project = project
    self.tree = tree
    self.sets = sets
    self.residents = residents
    locationOfNode = [Int32](repeating: -1, count: tree.nodes.count)
    locationOfGroup = [Int32](repeating: -1, count: project.groups.count)
  }

  func location(of place: LaminarTree.Place) -> Int32 {
    switch place {
    case .node(let node): locationOfNode[node]
    case .element(let group): locationOfGroup[Int(group)]
    }
  }

  /// - Parameter inhabited: where workers are assigned: a group with workers of its own cannot be one with the location
  ///   that views its neighbours.
  mutating func build(inhabited: Set<LaminarTree.Place>, into setup: inout PlannedSetup) {
    for id in project.groups.ids where !project.groups[id].caseSharing {
      let group = project.groups[id]
      keptGroups[id] = Int32(setup.groups.count)
      setup.renaming[Owner(id)] = .group(Int32(setup.groups.count))
      setup.groups.append(
        PlannedSetup.Group(
          key: project.text(group.key), name: project.text(group.name), id: project.text(group.id), caseSharing: false,
          reporting: group.reporting, existing: id))
    }
    var direct = [[Int32]](repeating: [], count: tree.nodes.count)
    for id in project.groups.ids where tree.innermost[id.index] >= 0 { direct[tree.innermost[id.index]].append(id.raw) }
    for (index, node) in tree.nodes.enumerated() {
      let members = sets[node.set]
      let free = direct[index].filter { !inhabited.contains(.element($0)) }
      let head = head(of: members, among: free)
      let path = head.map { self.path(of: $0) } ?? commonPath(members)
      let name = head.map { self.name(of: $0) } ?? path.map { String($0.split(separator: "/").last ?? "") }
      let parent = node.parent.map { Int(locationOfNode[$0]) }
      locationOfNode[index] = add(
        name: name ?? "Area" + (residents[index].map { " of " + project.text(project.users[$0].key) } ?? ""),
        path: path,
        code: head.map { project.text(project.groups[GroupID(Int($0))].key) }, parent: parent, owns: head != nil,
        views: true,
        &setup)
      if let head { locationOfGroup[Int(head)] = locationOfNode[index] }
    }
    for id in project.groups.ids where project.groups[id].caseSharing {
      if locationOfGroup[id.index] < 0 {
        let node = tree.innermost[id.index]
        let parent = node < 0 ? nil : Int(locationOfNode[node])
        locationOfGroup[id.index] = add(
          name: name(of: id.raw), path: nil, code: project.text(project.groups[id].key), parent: parent, owns: true,
          views: false, &setup)
      }
      setup.renaming[Owner(id)] = .location(locationOfGroup[id.index])
    }
  }

  private mutating func add(
    name: String, path: String?, code: String?, parent: Int?, owns: Bool, views: Bool, _ setup: inout PlannedSetup
  ) -> Int32 {
    let level = level(LevelKey(parent: parent.map { setup.locations[$0].level }, owns: owns, views: views), &setup)
    let code = unusedCode(code ?? name)
    var name = name
    if parent.flatMap({ paths[$0] }) == nil, let whole = path { name = whole }
    let taken = siblingNames[parent ?? -1] ?? []
    if taken.contains(name) { name += " (\(code))" }
    siblingNames[parent ?? -1, default: []].insert(name)
    paths.append(path)
    setup.locations.append(PlannedSetup.Location(siteCode: code, name: name, level: level, parent: parent))
    return Int32(setup.locations.count - 1)
  }

  private mutating func level(_ key: LevelKey, _ setup: inout PlannedSetup) -> Int {
    if let known = levelKeys[key] { return known }
    let word = key.owns ? (key.views ? "centre" : "team") : "area"
    let number = (levelNumbers[word] ?? 0) + 1
    levelNumbers[word] = number
    let code = number == 1 ? word : "\(word)-\(number)"
    levelKeys[key] = setup.levels.count
    setup.levels.append(
      PlannedSetup.Level(key: code, name: code, parent: key.parent, sharesCases: key.owns, viewDescendants: key.views))
    return setup.levels.count - 1
  }

  // MARK: Names

  /// The group that can be one with the location above its neighbours: nobody has it alone, and its name is the
  /// beginning of all their paths.
  private func head(of members: [Int32], among free: [Int32]) -> Int32? {
    // Only the shortest path can be the beginning of all.
    guard let candidate = free.min(by: { path(of: $0).utf8.count < path(of: $1).utf8.count }) else { return nil }
    let beginning = path(of: candidate) + "/"
    return members.allSatisfy { $0 == candidate || path(of: $0).hasPrefix(beginning) } ? candidate : nil
  }

  /// A group's name without the ending that HQ gives to the groups of locations (semantics 1.8).
  private func path(of group: Int32) -> String {
    let name = project.text(project.groups[GroupID(Int(group))].name)
    return name.hasSuffix("-Cases") ? String(name.dropLast(6)) : name
  }

  private func name(of group: Int32) -> String {
    let path = path(of: group)
    return path.split(separator: "/").last.map(String.init) ?? path
  }

  /// The path that the names of all groups begin with; nil if there is none.
  private func commonPath(_ groups: [Int32]) -> String? {
    var common: ArraySlice<Substring> = path(of: groups[0]).split(separator: "/").dropLast()
    for group in groups.dropFirst() {
      let parts = path(of: group).split(separator: "/").dropLast()
      common = common.prefix(zip(common, parts).prefix { $0 == $1 }.count)
      if common.isEmpty { return nil }
    }
    return common.isEmpty ? nil : common.joined(separator: "/")
  }

  /// A site code: lower-case letters, digits, hyphens and underscores, and no other location's.
  private mutating func unusedCode(_ text: String) -> String {
    var base = ""
    for character in text.lowercased() {
      let isFine = character.isASCII && (character.isLetter || character.isNumber || character == "_")
      if isFine { base.append(character) } else if base.last != "-" { base.append("-") }
    }
    base = base.split(separator: "-").joined(separator: "-")
    if base.isEmpty { base = "place" }
    var code = base
    var number = codeNumbers[base] ?? 1
    while !codes.insert(code).inserted {
      number += 1
      code = "\(base)-\(number)"
    }
    codeNumbers[base] = number
    return code
  }
}
