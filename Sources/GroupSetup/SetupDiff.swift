import Diagnostics
import OwnershipGraph
import ProjectModel
import YAMLSource

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

  /// The groups of a compiled project: mobile workers only.
  public init(_ graph: OwnershipGraph) {
    let project = graph.project
    var members = [[String]](repeating: [], count: project.groups.count)
    for user in project.users.ids where !project.users[user].isWebUser {
      for membership in project.memberships[user.index] where !membership.isRepetition {
        members[membership.target.index].append(project.text(project.users[user].key))
      }
    }
    for id in project.groups.ids {
      let group = project.groups[id]
      groups.append(
        Group(
          id: project.text(group.id), name: project.text(group.name), caseSharing: group.caseSharing,
          members: Self.sorted(members[id.index])))
    }
  }

  /// The groups of a workbook's two sheets as CSV. A username loses the domain that downloads append.
  ///
  /// - Throws: what is wrong with the tables, at `usersPath` and `groupsPath`.
  public init(users: [UInt8], groups groupBytes: [UInt8], usersPath: String, groupsPath: String) throws(SetupProblem) {
    let sheet = try Self.read(groupBytes, groupsPath)
    guard let name = sheet.column("name") else { throw SetupProblem([.noColumn("name", groupsPath)]) }
    let (id, sharing) = (sheet.column("id") ?? sheet.column("group_id"), sheet.column("case-sharing?"))
    var byName: [String: Int] = [:]
    for row in 0..<sheet.rowCount where !sheet.isEmpty(row: row) {
      let title = sheet.text(row, name)
      guard byName[title] == nil else { continue }
      byName[title] = groups.count
      let flag = sharing.map { sheet.text(row, $0).lowercased() } ?? ""
      groups.append(
        Group(
          id: id.map { sheet.text(row, $0) } ?? "", name: title, caseSharing: ["yes", "y", "true", "1"].contains(flag),
          members: []))
    }
    let workers = try Self.read(users, usersPath)
    guard let username = workers.column("username") else { throw SetupProblem([.noColumn("username", usersPath)]) }
    let columns = workers.header.indices.filter { column in
      let title = workers.text(of: workers.header[column]).lowercased()
      return title == "group" || title.hasPrefix("group ")
    }
    for row in 0..<workers.rowCount {
      var worker = workers.text(row, username)
      if let at = worker.firstIndex(of: "@"), worker[at...].hasSuffix(".commcarehq.org") {
        worker = String(worker[..<at])
      }
      guard !worker.isEmpty else { continue }
      for column in columns {
        let group = workers.text(row, column)
        if let index = byName[group] { groups[index].members.append(worker) }
      }
    }
    for index in groups.indices { groups[index].members = Self.sorted(groups[index].members) }
  }

  private static func read(_ bytes: [UInt8], _ path: String) throws(SetupProblem) -> CSVTable {
    let (table, diagnostics) = CSVTable.read(bytes, file: FileID(0))
    if diagnostics.isEmpty { return table }
    throw SetupProblem(
      diagnostics.map { diagnostic in
        var diagnostic = diagnostic
        diagnostic.place = .path(path)
        diagnostic.related = []
        return diagnostic
      })
  }

  private static func sorted(_ names: [String]) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

/// What would change in the groups of a project if a set-up took their place.
public struct SetupDiff: Sendable {
  /// A group on both sides.
  public struct Change: Sendable {
    public var nameBefore: String
    public var name: String
    public var caseSharingBefore: Bool
    public var caseSharing: Bool
    public var added: [String]
    public var removed: [String]

    public var isRenamed: Bool { nameBefore != name }
  }

  public private(set) var added: [GroupRoster.Group] = []
  public private(set) var removed: [GroupRoster.Group] = []
  public private(set) var changed: [Change] = []
  public private(set) var unchangedCount = 0

  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

  /// Compares: groups belong together by their id, then by their name; of what is left, those with the same members,
  /// which are then renamed.
  public init(from before: GroupRoster, to after: GroupRoster) {
    var partner = [Int?](repeating: nil, count: after.groups.count)
    var isTaken = [Bool](repeating: false, count: before.groups.count)
    func match<Key: Hashable>(_ key: (GroupRoster.Group) -> Key?) {
      var open: [Key: [Int]] = [:]
      for index in before.groups.indices.reversed() where !isTaken[index] {
        if let key = key(before.groups[index]) { open[key, default: []].append(index) }
      }
      for index in after.groups.indices where partner[index] == nil {
        guard let key = key(after.groups[index]), let found = open[key]?.popLast() else { continue }
        partner[index] = found
        isTaken[found] = true
      }
    }
    match { $0.id.isEmpty ? nil : $0.id }
    match { $0.name }
    match { $0.members.isEmpty ? nil : $0.members }
    for (index, group) in after.groups.enumerated() {
      guard let old = partner[index].map({ before.groups[$0] }) else {
        added.append(group)
        continue
      }
      let (then, now) = (Set(old.members), Set(group.members))
      let change = Change(
        nameBefore: old.name, name: group.name, caseSharingBefore: old.caseSharing, caseSharing: group.caseSharing,
        added: group.members.filter { !then.contains($0) }, removed: old.members.filter { !now.contains($0) })
      if change.isRenamed || change.caseSharing != change.caseSharingBefore || !change.added.isEmpty
        || !change.removed.isEmpty
      {
        changed.append(change)
      } else {
        unchangedCount += 1
      }
    }
    for (index, group) in before.groups.enumerated() where !isTaken[index] { removed.append(group) }
  }
}

extension CSVTable {
  fileprivate func column(_ title: String) -> Int? {
    header.firstIndex { text(of: $0).lowercased() == title }
  }

  fileprivate func text(_ row: Int, _ column: Int) -> String { text(of: cell(row: row, column: column)) }
}

extension Diagnostic {
  static func noColumn(_ name: String, _ path: String) -> Diagnostic {
    Diagnostic(
      code: "SETUP008", "there is no column `\(name)`", at: .path(path),
      help: ["save the sheet of HQ's mobile workers workbook as CSV, with its header"])
  }
}
