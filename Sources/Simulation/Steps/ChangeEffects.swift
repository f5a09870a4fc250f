import OwnershipGraph
import ProjectModel

/// Whom an administrator's edit concerns, as far as that is cheap to say: of devices that have synced.
extension SimulationState {
  /// Notes whose user-groups table the next sync changes, and who gets changed apps. Which cases come and go is not
  /// worked out: that would cost a sync for each device.
  mutating func noteAffected(by changes: [ProjectChange], since old: ProjectVersion, _ result: inout StepResult) {
    let people = devices.indices.compactMap { index -> (name: String, before: UserID, after: UserID)? in
      let number = devices[index].user
      guard devices[index].hasSynced, deviceOfUser[number] == index, let before = old.user(number),
        let after = version.user(number), project.users[after].isActive
      else { return nil }
      return (names.owners.bareName(number), before, after)
    }
    if people.isEmpty { return }
    // Users of one class have one table.
    var isSame: [[Int]: Bool] = [:]
    let regrouped = people.filter { person in
      let classes = [old.graph.classes[person.before].index, version.graph.classes[person.after].index]
      if let known = isSame[classes] { return !known }
      let before = old.graph.groupsTable(of: person.before).rows().map { old.number($0) }
      let same = before == version.graph.groupsTable(of: person.after).rows().map { version.number($0) }
      isSame[classes] = same
      return !same
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

  private func note(_ text: String, _ users: [String], _ result: inout StepResult) {
    if users.isEmpty { return }
    let more = users.count > 10 ? " and \(users.count - 10) more" : ""
    result.notes.append(text + users.sortedByBytes().prefix(10).joined(separator: ", ") + more)
  }
}
