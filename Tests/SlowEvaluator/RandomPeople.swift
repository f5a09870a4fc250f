// Groups, mobile workers, web users and supervisors: none, one and several memberships of each kind.

extension RandomProject {
  private static let groupNames = ["Village 1", "Village 2", "Clinic team", "North-Cases"]

  mutating func makeGroups() {
    for number in 1...dice.number(in: 3...6) {
      var group = PlainProject.Group(dice.chance(20) ? "shared-\(number)" : "group-\(number)")
      group.name = dice.chance(30) ? nil : dice.pick(Self.groupNames)
      group.id = dice.chance(50) ? "id-group-\(number)" : nil
      group.caseSharing = dice.flag(70)
      project.groups.append(group)
    }
  }

  mutating func makeMobileWorkers() {
    for name in Self.userNames.prefix(dice.number(in: 3...8)) {
      var worker = PlainProject.MobileWorker(name)
      worker.id = dice.chance(50) ? "id-\(name)" : nil
      worker.active = dice.pick(nil, nil, nil, nil, nil, nil, true, false)
      worker.apps = dice.chance(60) ? nil : dice.sample(Self.appKeys, dice.below(3))
      worker.groups = someGroups()
      worker.locations = someLocations()
      // The same membership may be written on either side, or on both.
      for key in someGroups() where dice.chance(40) {
        for position in project.groups.indices where project.groups[position].key == key {
          project.groups[position].members.append(name)
        }
      }
      worker.userData = someUserData()
      project.mobileWorkers.append(worker)
    }
  }

  mutating func makeWebUsers() {
    for name in Self.userNames.suffix(dice.below(4)) {
      var webUser = PlainProject.WebUser(name)
      webUser.id = dice.chance(50) ? "id-\(name)" : nil
      webUser.apps = dice.chance(40) ? nil : dice.sample(Self.appKeys, dice.below(4))
      webUser.locations = someLocations()
      project.webUsers.append(webUser)
    }
  }

  mutating func makeSupervisors() {
    let names = project.mobileWorkers.map(\.name) + project.webUsers.map(\.name)
    for name in dice.sample(names, dice.below(3)) {
      let over = dice.sample(groupReferences + locationReferences, dice.number(in: 1...3))
      project.supervisors.append(PlainProject.Supervisor(name, over: over))
    }
  }

  /// Mostly none or one, as in a project that works.
  mutating func someGroups() -> [String] {
    dice.sample(project.groups.map(\.key), dice.pick(0, 0, 1, 1, 1, 2, 3))
  }

  /// None, one, several, or a location with some of its descendants.
  mutating func someLocations() -> [String] {
    let all = project.locations.map(\.siteCode)
    if dice.chance(25), let top = dice.pick(all) {
      return dice.shuffled([top] + dice.sample(descendants(of: top), dice.number(in: 1...2)))
    }
    return dice.sample(all, dice.pick(0, 0, 1, 1, 2, 3))
  }

  /// Locations are made parents first: one pass finds all.
  private func descendants(of siteCode: String) -> [String] {
    var found = [siteCode]
    for location in project.locations {
      if let parent = location.parent, found.contains(parent) { found.append(location.siteCode) }
    }
    return Array(found.dropFirst())
  }

  /// An ordinary field, and one that may hold the id of a group or location, or no id at all.
  private mutating func someUserData() -> [(key: String, value: String)] {
    var data: [(key: String, value: String)] = []
    if dice.chance(30) { data.append((key: "cadre", value: "asha")) }
    let ids = project.groups.map { $0.id ?? $0.key } + project.locations.map { $0.id ?? $0.siteCode }
    if dice.chance(40) {
      let value = dice.chance(70) ? dice.pick(ids) : dice.pick("nobody", "-", "")
      data.append((key: "area_owner", value: value ?? "nobody"))
    }
    return data
  }
}
