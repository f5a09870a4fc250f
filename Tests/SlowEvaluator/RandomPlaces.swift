// Levels and locations: every combination of flags, branches, archived ones, names that sort badly as joined paths.

extension RandomProject {
  private static let maximumDepth = 4
  private static let placeNames = [
    "North", "North-East", "North 2", "South", "Hope Clinic", "Zone", "Östra", "village",
  ]

  mutating func makeLevels() {
    if dice.chance(10) { return }
    for number in 1...dice.number(in: 2...6) {
      var level = PlainProject.Level("level-\(number)")
      let shallow = project.levels.filter { levelsAbove($0.key) < Self.maximumDepth - 1 }
      // Mostly a chain, sometimes a branch, sometimes a second root.
      if number > 1 && dice.chance(90) {
        level.parent = (dice.chance(60) ? shallow.last : dice.pick(shallow))?.key
      }
      level.sharesCases = dice.flag(55)
      level.viewDescendants = dice.flag(50)
      project.levels.append(level)
    }
    // Caps, with and without the switch: always a level below.
    for position in project.levels.indices where dice.chance(45) {
      let key = project.levels[position].key
      let below = project.levels.map(\.key).filter { isLevel($0, below: key) }
      project.levels[position].expandViewChildDataTo = dice.pick(below)
    }
  }

  mutating func makeLocations() {
    let rootLevels = project.levels.filter { $0.parent == nil }.map(\.key)
    if rootLevels.isEmpty { return }
    for number in 1...dice.number(in: 3...12) {
      // A location's level stands directly below its parent's level.
      let parents = number == 1 || dice.chance(12) ? [] : project.locations.filter { !levels(below: $0.level).isEmpty }
      let parent = dice.pick(parents)
      let level = dice.pick(parent.map { levels(below: $0.level) } ?? rootLevels)
      var location = PlainProject.Location("site-\(number)", level: level ?? rootLevels[0])
      // Some site codes are also the keys of groups.
      if dice.chance(15) { location.siteCode = "shared-\(number)" }
      location.parent = parent?.siteCode
      location.name = dice.chance(30) ? nil : dice.pick(Self.placeNames)
      let siblingNames = project.locations.filter { $0.parent == location.parent }.map(\.name)
      if !namesakes && siblingNames.contains(location.name) { location.name = nil }
      location.archived = dice.flag(12)
      location.id = dice.chance(50) ? "id-place-\(number)" : nil
      project.locations.append(location)
    }
  }

  private func levels(below key: String) -> [String] {
    project.levels.filter { $0.parent == key }.map(\.key)
  }

  private func parentOfLevel(_ key: String) -> String? {
    project.levels.first { $0.key == key }?.parent
  }

  /// Levels are made parents first: this ends.
  private func levelsAbove(_ key: String) -> Int {
    var count = 0
    var next = parentOfLevel(key)
    while let current = next {
      count += 1
      next = parentOfLevel(current)
    }
    return count
  }

  private func isLevel(_ key: String, below ancestor: String) -> Bool {
    var next = parentOfLevel(key)
    while let current = next {
      if current == ancestor { return true }
      next = parentOfLevel(current)
    }
    return false
  }
}
