import OwnershipGraph
import ProjectModel

extension Generated {
  /// The sheets of the mobile workers workbook (semantics 7): `users` with the complete list of groups of every worker,
  /// since an upload sets it, and `groups`.
  public func workerTables() -> [SetupTable] { [usersTable(), groupsTable()] }

  private func usersTable() -> SetupTable {
    let (project, setup) = (before.project, setup)
    let workers = project.users.ids.filter { !project.users[$0].isWebUser }
    let lists = Links<Int32>(
      sourceCount: project.users.count,
      edges: workers.flatMap { user in
        setup.groups(of: user).map { (user.raw, $0) }
      })
    let groupColumns = max(1, workers.map { lists[$0.index].count }.max() ?? 0)
    let locationColumns = workers.map { setup.assignments[$0.index].count }.max() ?? 0
    let hasIDs = workers.contains { project.users[$0].id != .empty }
    let isNew = workers.contains { project.users[$0].id == .empty }
    var header = ["username"]
    if isNew { header += ["password", "name"] }
    if hasIDs { header.append("user_id") }
    // A row without the column would make an inactive worker anew as an active one.
    let hasInactive = workers.contains { !project.users[$0].isActive }
    if hasInactive { header.append("is_active") }
    // The primary location comes first.
    if !setup.locations.isEmpty { header += (1...max(1, locationColumns)).map { "location_code \($0)" } }
    header += (1...groupColumns).map { "group \($0)" }
    let locationWidth = setup.locations.isEmpty ? 0 : max(1, locationColumns)
    return SetupTable("users", header, rowCount: workers.count) { row in
      let user = workers[row]
      let record = project.users[user]
      var cells = [project.text(record.key)]
      // Existing workers keep the name that HQ has: an empty cell changes nothing.
      if isNew { cells += ["", record.id == .empty && record.name != record.key ? project.text(record.name) : ""] }
      if hasIDs { cells.append(project.text(record.id)) }
      if hasInactive { cells.append(record.isActive ? "yes" : "no") }
      var codes = setup.assignments[user.index].map { setup.locations[Int($0)].siteCode }
      while codes.count < locationWidth { codes.append("") }
      cells += codes
      cells += lists[user.index].map { setup.groups[Int($0)].name }
      return cells
    }
  }

  private func groupsTable() -> SetupTable {
    let setup = setup
    let data = GroupData(before.project)
    let header = ["id", "name", "case-sharing?", "reporting?"] + data.keys.map { "data: \($0)" }
    return SetupTable("groups", header, rowCount: setup.groups.count) { row in
      let group = setup.groups[row]
      let values = group.existing.map { data.values(of: $0) } ?? []
      return [group.id, group.name, group.caseSharing ? "yes" : "no", group.reporting ? "yes" : "no"] + values
    }
  }

  /// The supervisors' memberships with their reasons, which no workbook has a place for.
  public func supervisorsTable() -> SetupTable {
    let (project, setup) = (before.project, setup)
    let rows = project.users.ids.flatMap { user in setup.supervisions[user.index].map { (user, $0) } }
    return SetupTable("supervisors", ["username", "member of", "reason"], rowCount: rows.count) { row in
      let (user, entry) = rows[row]
      return [
        project.text(project.users[user].key), setup.name(of: entry.target),
        project.words(for: entry.reason) ?? "as the project says",
      ]
    }
  }

  /// The sheets of the organization workbook (semantics 7): `types`, and one for each level, titled with its code.
  public func organizationTables() -> [SetupTable] {
    let setup = setup
    @Sendable func yesNo(_ value: Bool) -> String { value ? "Y" : "N" }
    let types = SetupTable(
      "types",
      ["code", "name", "parent_code", "Delete(Y/N)", "Shares Cases Y/N", "View Child Cases (Y/N)"],
      rowCount: setup.levels.count
    ) { row in
      let level = setup.levels[row]
      return [
        level.key, level.name, level.parent.map { setup.levels[$0].key } ?? "", "N", yesNo(level.sharesCases),
        yesNo(level.viewDescendants),
      ]
    }
    var byLevel = [[Int]](repeating: [], count: setup.levels.count)
    for index in setup.locations.indices { byLevel[setup.locations[index].level].append(index) }
    return [types]
      + setup.levels.indices.map { level in
        let members = byLevel[level]
        return SetupTable(
          setup.levels[level].key,
          [
            "location_id", "site_code", "name", "parent_site_code", "external_id", "latitude", "longitude",
            "Delete(Y/N)",
          ],
          rowCount: members.count
        ) { row in
          let location = setup.locations[members[row]]
          let parent = location.parent.map { setup.locations[$0].siteCode } ?? ""
          return [location.id, location.siteCode, location.name, parent, "", "", "", "N"]
        }
      }
  }
}

extension PlannedSetup {
  /// All groups of a user, from both sections, each once.
  public func groups(of user: UserID) -> [Int32] {
    var result = Array(memberships[user.index])
    for entry in supervisions[user.index] {
      if case .group(let group) = entry.target { result.append(group) }
    }
    return result
  }
}
