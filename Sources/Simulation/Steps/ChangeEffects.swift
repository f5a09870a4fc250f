import OwnershipGraph
import ProjectModel

/// Whom an administrator's edit concerns, as far as that is cheap to say: of devices that have synced.
extension SimulationState {
  /// Notes whose user-groups table the next sync changes, and who gets changed apps. Which cases come and go is not
  /// worked out: that would cost a sync for each device.
  mutating func noteAffected(by changes: [ProjectChange], since old: ProjectVersion, _ result: inout StepResult) {
    let people = devices.indices.compactMap { index -> (name: String, device: Int, before: UserID, after: UserID)? in
      let number = devices[index].user
      guard devices[index].hasSynced, deviceOfUser[number] == index, let before = old.user(number),
        let after = version.user(number), project.users[after].isActive
      else { return nil }
      return (names.owners.bareName(number), index, before, after)
    }
    if people.isEmpty { return }
    // Users of one class have one table. What counts is what this edit changes and what the device has, which may be as
    // old as an earlier edit that this one takes back.
    var isSame: [[Int]: Bool] = [:]
    let regrouped = people.filter { person in
      let table = table(of: person.after)
      let classes = [old.graph.classes[person.before].index, version.graph.classes[person.after].index]
      let same = isSame[classes] ?? Self.isSame(old.rows(of: person.before), table.rows)
      isSame[classes] = same
      return !same && !Self.isSame(devices[person.device].table.rows.map { ($0.owner, $0.name) }, table.rows)
    }
    note("the next sync changes the user-groups table of ", regrouped.map(\.name), &result)
    var apps: Set<String> = []
    for change in changes where change.keys.first == "apps" && change.keys.count > 1 { apps.insert(change.keys[1]) }
    for app in apps.sortedByBytes() {
      guard let id = project.strings.existing(app).flatMap({ project.names.apps[$0] }) else { continue }
      let users = people.filter { version.graph.listingApps(of: $0.after).contains(id) }
      note("the next sync brings the changed app `\(app)` to ", users.map(\.name), &result)
    }
  }

  /// Whether two tables have the same rows under the same names, in the same order (semantics 2).
  private static func isSame(_ old: [(owner: Int32, name: String)], _ new: [DeviceTable.Row]) -> Bool {
    old.elementsEqual(new) { $0.owner == $1.owner && $0.name == $1.name }
  }

  private func note(_ text: String, _ users: [String], _ result: inout StepResult) {
    if users.isEmpty { return }
    let more = users.count > 10 ? " and \(users.count - 10) more" : ""
    result.notes.append(text + users.sortedByBytes().prefix(10).joined(separator: ", ") + more)
  }
}

extension ProjectVersion {
  /// The rows of a user's user-groups table in this version, with their names.
  fileprivate func rows(of user: UserID) -> [(owner: Int32, name: String)] {
    graph.groupsTable(of: user).rows().map { (number($0), graph.groupName(of: $0)) }
  }
}
