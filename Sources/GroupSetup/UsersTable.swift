import OwnershipGraph
import ProjectModel
import YAMLSource

/// The sheet `users` (semantics 7). A row with a `user_id` changes that worker's groups and locations, and nothing else;
/// one without makes a new worker, and has all that the project knows of it.
struct UsersTable: Sendable {
  private let project: Project
  private let setup: PlannedSetup
  private let workers: [UserID]
  private let groups: Links<Int32>
  private let hasIDs: Bool
  private let hasNew: Bool
  private let hasRoles: Bool
  private let hasInactive: Bool
  /// The fields of user data that new workers have, sorted.
  private let fields: [Symbol]
  private let locationColumns: Int
  private let groupColumns: Int

  init(_ project: Project, _ setup: PlannedSetup) {
    let workers = project.users.ids.filter { !project.users[$0].isWebUser }
    let new = workers.filter { project.users[$0].id == .empty }
    self.project = project
    self.setup = setup
    self.workers = workers
    groups = Links<Int32>(
      sourceCount: project.users.count,
      edges: workers.flatMap { user in setup.groups(of: user).map { (user.raw, $0) } })
    hasNew = !new.isEmpty
    hasIDs = new.count < workers.count
    hasRoles = new.contains { project.users[$0].role != .empty }
    hasInactive = workers.contains { !project.users[$0].isActive }
    fields = Self.fields(of: new, project)
    groupColumns = max(1, workers.map { [groups] in groups[$0.index].count }.max() ?? 0)
    locationColumns = setup.locations.isEmpty ? 0 : max(1, workers.map { setup.assignments[$0.index].count }.max() ?? 0)
  }

  private static func fields(of users: [UserID], _ project: Project) -> [Symbol] {
    var fields: Set<Symbol> = []
    for user in users {
      for field in project.userData[user.index] where !isSystem(project.text(field.key)) { fields.insert(field.key) }
    }
    return fields.sorted { project.text($0).utf8.lexicographicallyPrecedes(project.text($1).utf8) }
  }

  /// Fields that HQ fills itself, and refuses in an upload or takes for something else.
  private static func isSystem(_ field: String) -> Bool { field.hasPrefix("commcare_") }

  var table: SetupTable {
    var header = ["username"]
    if hasNew { header += ["password", "name"] }
    if hasRoles { header.append("role") }
    if hasIDs { header.append("user_id") }
    if hasInactive { header.append("is_active") }
    header += fields.map { "data: " + project.text($0) }
    // The primary location comes first.
    header += (0..<locationColumns).map { "location_code \($0 + 1)" }
    header += (1...groupColumns).map { "group \($0)" }
    return SetupTable("users", header, rowCount: workers.count) { cells(of: workers[$0]) }
  }

  private func cells(of user: UserID) -> [String] {
    let record = project.users[user]
    let isNew = record.id == .empty
    var cells = [project.text(record.key)]
    // An empty name, role or state changes nothing of a worker that there is.
    if hasNew { cells += ["", isNew && record.name != record.key ? project.text(record.name) : ""] }
    if hasRoles { cells.append(isNew ? project.text(record.role) : "") }
    if hasIDs { cells.append(project.text(record.id)) }
    if hasInactive { cells.append(!record.isActive ? "no" : isNew ? "yes" : "") }
    // An empty field is emptied, also for a worker that there is.
    for field in fields {
      let value = project.userData[user.index].first { $0.key == field }?.value
      cells.append(value.map { project.text($0) } ?? "")
    }
    var codes = setup.assignments[user.index].map { setup.locations[Int($0)].siteCode }
    while codes.count < locationColumns { codes.append("") }
    cells += codes
    cells += groups[user.index].map { setup.groups[Int($0)].name }
    return cells
  }

  /// What is to be known before the sheet is uploaded, in words.
  var remarks: [String] {
    var remarks: [String] = []
    let new = workers.filter { project.users[$0].id == .empty }
    if !new.isEmpty {
      remarks.append(
        "workers without an `id`: \(new.count) of \(workers.count); an upload makes new workers of their rows, which need a password, and refuses usernames that exist: declare the ids of a download"
      )
    }
    if hasRoles {
      let roles = Set(new.map { project.users[$0].role }).filter { $0 != .empty }.map { "`\(project.text($0))`" }
      let sorted = roles.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
      remarks.append("HQ must have these roles, or it refuses the new workers' rows: \(sorted.joined(separator: ", "))")
    }
    for field in fields {
      let emptied = workers.count { user in
        project.users[user].id != .empty && !project.userData[user.index].contains { $0.key == field }
      }
      if emptied > 0 {
        remarks.append(
          "an upload empties the field `\(project.text(field))` of \(emptied) worker\(emptied == 1 ? "" : "s") with an id for whom the project declares no value"
        )
      }
    }
    return remarks
  }
}
