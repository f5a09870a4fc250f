import Diagnostics
import OwnershipGraph
import ProjectModel

/// Groups and their members, however they were declared: what two set-ups are compared by.
public struct GroupRoster: Sendable {
  public struct Group: Sendable {
    public var id: String
    public var name: String
    public var caseSharing: Bool
    /// Usernames, sorted.
    public var members: [String]
  }

  public private(set) var groups: [Group] = []
  /// The usernames of all mobile workers, sorted.
  public private(set) var workers: [String] = []
  /// What is odd about the tables, but does not stop the comparison.
  public private(set) var warnings: [Diagnostic] = []

  /// The groups of a compiled project: mobile workers only.
  public init(_ graph: OwnershipGraph) {
    let project = graph.project
    var members = [[String]](repeating: [], count: project.groups.count)
    for user in project.users.ids where !project.users[user].isWebUser {
      workers.append(project.text(project.users[user].key))
      for membership in project.memberships[user.index] where !membership.isRepetition {
        members[membership.target.index].append(project.text(project.users[user].key))
      }
    }
    workers = Self.sorted(workers)
    for id in project.groups.ids {
      let group = project.groups[id]
      groups.append(
        Group(
          id: project.text(group.id), name: project.text(group.name), caseSharing: group.caseSharing,
          members: Self.sorted(members[id.index])))
    }
  }

  /// The groups of a mobile workers workbook (semantics 7). A username loses the domain that some downloads append.
  ///
  /// - Throws: what is wrong with the tables.
  public init(_ export: ExportedSetup) throws(SetupProblem) {
    let (users, groups) = try export.workerSheets()
    var problems = users.headerProblems(known: Self.userHeaders) + groups.headerProblems(known: Self.groupHeaders)
    var byName: [String: Int] = [:]
    try readGroups(groups, &byName)
    let username = try users.column(required: "username")
    let columns = users.columns(numbered: "group")
    var rowOfWorker: [String: Int] = [:]
    for row in 0..<users.rowCount {
      let worker = ExportedSetup.username(users.text(row, username))
      if worker.isEmpty {
        if !users.isEmpty(row: row) {
          problems.append(.badCell(users, row, username, "is empty", help: "write the worker's username"))
        }
        continue
      }
      if let first = rowOfWorker.updateValue(row, forKey: worker.lowercased()) {
        problems.append(
          .badCell(
            users, row, username, "has `\(worker)`, which \(users.name(first, username)) has as well",
            help: "keep one of the rows"))
        continue
      }
      workers.append(worker)
      for column in columns {
        let name = users.text(row, column)
        if name.isEmpty { continue }
        if let index = byName[name] {
          // A worker who is in two groups of one name has the name twice.
          if self.groups[index].members.last != worker { self.groups[index].members.append(worker) }
        } else {
          let hint = Suggestion.nearest(to: name, among: byName.keys.sorted()).map { "; did you mean `\($0)`?" } ?? ""
          problems.append(
            .badCell(
              users, row, column, "has `\(name)`, which is no group of the sheet `groups`\(hint)",
              help: "add the group to the sheet `groups`, or mend the name"))
        }
      }
    }
    // A file may have a mistake in every row.
    if problems.contains(where: { $0.severity == .error }) { throw SetupProblem(Array(problems.prefix(50))) }
    warnings += problems.prefix(50)
    workers = Self.sorted(workers)
    for index in self.groups.indices { self.groups[index].members = Self.sorted(self.groups[index].members) }
  }

  private mutating func readGroups(_ sheet: SheetTable, _ byName: inout [String: Int]) throws(SetupProblem) {
    let name = try sheet.column(required: "name")
    let (id, sharing) = (sheet.column("id") ?? sheet.column("group_id"), sheet.column("case-sharing?"))
    var rows: [Int] = []
    for row in 0..<sheet.rowCount where !sheet.isEmpty(row: row) {
      let title = sheet.text(row, name)
      if title.isEmpty {
        throw SetupProblem([.badCell(sheet, row, name, "is empty", help: "write the group's name")])
      }
      if let first = byName[title] {
        warnings.append(.sameNameInExport(sheet, title, (sheet.name(rows[first], name), sheet.name(row, name))))
      } else {
        byName[title] = groups.count
      }
      rows.append(row)
      var shares = false
      if let sharing { shares = try sheet.flag(row, sharing) }
      groups.append(Group(id: id.map { sheet.text(row, $0) } ?? "", name: title, caseSharing: shares, members: []))
    }
  }

  private static func sorted(_ names: [String]) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  /// What HQ writes into the sheets, and takes.
  private static let groupHeaders = ["id", "group_id", "name", "case-sharing?", "reporting?", "data:"]
  private static let userHeaders = [
    "username", "password", "name", "email", "language", "role", "user_id", "is_active", "is_account_confirmed",
    "send_confirmation_email", "send_confirmation_sms", "user imeis (read only)", "registered_on (read only)",
    "last_submission (read only)", "last_sync (read only)", "last_login (read only)", "last_access_date (read only)",
    "phone-number ", "deactivate_after", "user_profile", "data:", "uncategorized_data:", "group ", "location_code ",
    "domain", "web_user", "remove_web_user", "tableau_role", "tableau_groups", "remove", "status", "first_name",
    "last_name",
  ]
}

extension Diagnostic {
  static func sameNameInExport(_ sheet: SheetTable, _ name: String, _ cells: (String, String)) -> Diagnostic {
    Diagnostic(
      code: "SETUP012", severity: .warning,
      "two groups are called `\(name)`: \(cells.0) and \(cells.1); members are counted for the first",
      at: .path(sheet.path),
      help: ["rename one of them in HQ: the sheet `users` has names only"])
  }
}
