import OwnershipGraph
import ProjectModel

extension Generated {
  /// The sheets of the mobile workers workbook (semantics 7): `users` with the complete list of groups of every worker,
  /// since an upload sets it, and `groups`.
  public func workerTables() -> [SetupTable] { [UsersTable(before.project, setup).table, groupsTable()] }

  /// What is to be known before ``workerTables()`` are uploaded, in words.
  public func uploadRemarks() -> [String] {
    UsersTable(before.project, setup).remarks + NameCollisions.remarks(setup)
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
