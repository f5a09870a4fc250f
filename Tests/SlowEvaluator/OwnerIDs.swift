// Sections 1 and 2: who owns what, and the user-groups table.

extension SlowEvaluator {
  /// Section 1.1: the user's own id, then the owners of their case sharing groups, in the table's order, with duplicates.
  public func ownerIDs(of user: String) -> [String] {
    ["user:\(user)"] + groupTable(of: user).map(\.owner)
  }

  /// Section 2: assigned locations, viewed descendants by path, then classic groups.
  public func groupTable(of user: String) -> [(owner: String, name: String)] {
    let locations = caseOwningLocations(of: user).map { siteCode in
      (owner: "location:\(siteCode)", name: caseSharingName(ofLocation: siteCode))
    }
    let groups = caseSharingGroups(of: user).map { key in
      (owner: "group:\(key)", name: group(key)?.name ?? key)
    }
    return locations + groups
  }

  /// The rows of the user-groups table: what `count(instance('groups')/groups/group)` is on the device.
  public func groupCount(of user: String) -> Int {
    groupTable(of: user).count
  }

  /// Section 1.2b: classic groups with `case_sharing: true`, each once: the worker's own list, then the groups that list
  /// the worker as a member, then those that the worker supervises. Section 1.9: web users never get any.
  func caseSharingGroups(of user: String) -> [String] {
    guard let worker = mobileWorker(user) else { return [] }
    let own = worker.groups
    let asMember = project.groups.filter { $0.members.contains(user) }.map(\.key)
    let supervised = supervised(by: user, kind: "group")
    return eachOnce(own + asMember + supervised).filter { group($0)?.caseSharing == true }
  }

  /// The assigned locations, each once: the user's own list, then those that the user supervises.
  /// Section 1.9: web users only with the switch, which is on by default.
  func assignedLocations(of user: String) -> [String] {
    var own: [String] = []
    if let worker = mobileWorker(user) {
      own = worker.locations
    } else if let webUser = webUser(user), project.features.webUserLocations != false {
      own = webUser.locations
    } else {
      return []
    }
    return eachOnce(own + supervised(by: user, kind: "location")).filter { location($0) != nil }
  }

  /// What the user supervises, of one kind.
  private func supervised(by user: String, kind: String) -> [String] {
    project.supervisors.filter { $0.user == user }.flatMap(\.over).compactMap { name(in: $0, kind: kind) }
  }

  private func eachOnce(_ names: [String]) -> [String] {
    var result: [String] = []
    for name in names where !result.contains(name) {
      result.append(name)
    }
    return result
  }
}
