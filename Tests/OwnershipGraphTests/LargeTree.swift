import SlowEvaluator

/// Organizations of 2,000 locations in six levels, with workers all over them; the same for the same seed.
enum LargeTree {
  static func project(seed: UInt64) -> PlainProject {
    var dice = Dice(state: seed)
    var project = PlainProject(name: "large-\(seed)")
    project.caseTypes = ["patient"]
    project.features.restoreLocationRestriction = seed % 2 == 1
    makeLevels(&project, &dice)
    makeLocations(&project, &dice)
    for number in 0..<4 {
      var group = PlainProject.Group("team-\(number)")
      group.caseSharing = number != 0
      project.groups.append(group)
    }
    for number in 0..<40 {
      var worker = PlainProject.MobileWorker("worker-\(number)")
      worker.active = dice.below(8) != 0
      // Somebody is at the top of each tree.
      worker.locations = number < 6 ? ["site-\(number)"] : someLocations(&dice, project)
      worker.groups = project.groups.map(\.key).filter { _ in dice.below(5) == 0 }
      project.mobileWorkers.append(worker)
    }
    for number in 0..<5 {
      var user = PlainProject.WebUser("web-\(number)")
      user.locations = someLocations(&dice, project)
      project.webUsers.append(user)
    }
    for number in 0..<300 {
      let owner = project.locations[dice.below(project.locations.count)].siteCode
      var entry = PlainProject.Case("case-\(number)", caseType: "patient", owner: "location:\(owner)")
      entry.closed = dice.below(4) == 0
      project.cases.append(entry)
    }
    return project
  }

  private static func makeLevels(_ project: inout PlainProject, _ dice: inout Dice) {
    for number in 0..<6 {
      var level = PlainProject.Level("level-\(number)")
      level.parent = number == 0 ? nil : "level-\(number - 1)"
      level.sharesCases = dice.below(2) == 0 || number == 1 || number == 5
      level.viewDescendants = dice.below(2) == 0 || number == 0
      // From the top not to the very next level: little would be left.
      let nearest = number == 0 ? 3 : number + 1
      if number < 5, dice.below(2) == 0 { level.expandViewChildDataTo = "level-\(nearest + dice.below(6 - nearest))" }
      project.levels.append(level)
    }
  }

  /// Names are such that siblings are not in the order of declaration.
  private static func makeLocations(_ project: inout PlainProject, _ dice: inout Dice) {
    var depths: [Int] = []
    for number in 0..<2_000 {
      var depth = 0
      var parent: Int?
      if number > 5 {
        let candidate = dice.below(number)
        if depths[candidate] < 5 { (parent, depth) = (candidate, depths[candidate] + 1) }
      }
      var location = PlainProject.Location("site-\(number)", level: "level-\(depth)")
      location.parent = parent.map { project.locations[$0].siteCode }
      location.name = "Place \(dice.below(100)) \(number)"
      location.archived = dice.below(40) == 0
      project.locations.append(location)
      depths.append(depth)
    }
  }

  private static func someLocations(_ dice: inout Dice, _ project: PlainProject) -> [String] {
    var result: [String] = []
    for _ in 0..<dice.below(4) {
      // Half of them from the first, which have the most below them.
      let siteCode = project.locations[dice.below(dice.below(2) == 0 ? 60 : project.locations.count)].siteCode
      if !result.contains(siteCode) { result.append(siteCode) }
    }
    return result
  }

  /// The first 250 locations alone, with all users.
  static func shrunk(_ project: PlainProject) -> PlainProject {
    var project = project
    project.locations = Array(project.locations.prefix(250))
    let kept = Set(project.locations.map(\.siteCode))
    for i in project.mobileWorkers.indices { project.mobileWorkers[i].locations.removeAll { !kept.contains($0) } }
    for i in project.webUsers.indices { project.webUsers[i].locations.removeAll { !kept.contains($0) } }
    project.cases = []
    return project
  }

  /// A linear congruential generator: the same numbers everywhere.
  private struct Dice {
    var state: UInt64

    mutating func below(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
  }
}
