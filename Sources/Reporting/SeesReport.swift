import Diagnostics
import OwnershipGraph
import ProjectModel

/// What a user owns and sees: owner ids with where they come from, the user-groups table, declared cases.
public struct SeesReport {
  private let graph: OwnershipGraph
  private var sight: CaseSight
  private var locator: Locator

  public init(_ graph: OwnershipGraph) {
    self.graph = graph
    sight = CaseSight(graph)
    locator = Locator(graph.project.sources)
  }

  private var project: Project { graph.project }

  private func name(_ id: CaseID) -> String { project.text(project.cases[id].key) }

  private func names(_ ids: [CaseID]) -> [String] { Words.sorted(ids.map(name)) }

  // MARK: JSON

  /// The contract's object with the given users, complete.
  public mutating func json(_ users: some Sequence<UserID>) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.objectField("users") { json in
        for user in users { write(user, &json) }
      }
    }
    return json.bytes
  }

  private mutating func write(_ user: UserID, _ json: inout JSONWriter) {
    let rows = graph.groupsTable(of: user).rows()
    let sight = sight.sight(of: user)
    let listed = self.sight.listed(for: user, onDevice: sight.onDevice)
    json.objectField(project.text(project.users[user].key)) { json in
      json.field("web_user", project.users[user].isWebUser)
      json.field("active", project.users[user].isActive)
      json.field("owners", [project.name(of: Owner(user))] + rows.map { project.name(of: $0) })
      json.field("group_count", rows.count)
      json.arrayField("groups") { json in
        for row in rows {
          json.object { json in
            json.field("owner", project.name(of: row))
            json.field("name", graph.groupName(of: row))
            let id = project.declaredIDText(of: row)
            if !id.isEmpty { json.field("id", id) }
            json.arrayField("from") { json in
              for (because, span) in origins(user, row) {
                json.object { json in
                  json.field("because", because)
                  locator.write(span, &json)
                }
              }
            }
          }
        }
      }
      json.objectField("cases") { json in
        json.field("sent", names(sight.sent))
        json.field("on_device", names(sight.onDevice))
        let kept = Set(sight.onDevice)
        let dropped = sight.sent.filter { !kept.contains($0) }
        if !dropped.isEmpty { json.field("dropped_by_device", names(dropped)) }
        json.objectField("listed") { json in
          for (menu, cases) in listed { json.field(project.path(of: menu), names(cases)) }
        }
      }
    }
  }

  // MARK: Text

  /// The same for people, user by user.
  public mutating func text(_ users: some Sequence<UserID>) -> [UInt8] {
    var output: [UInt8] = []
    for user in users {
      if !output.isEmpty { output.append(0x0A) }
      output += text(user)
    }
    return output
  }

  private mutating func text(_ user: UserID) -> [UInt8] {
    let record = project.users[user]
    let rows = graph.groupsTable(of: user).rows()
    var table = TextTable()
    let kind = record.isWebUser ? "web user" : "mobile worker"
    table.row(0, project.text(record.key) + " (\(kind)\(record.isActive ? "" : ", inactive: cannot log in"))")
    table.row(2, "owner ids")
    table.row(4, project.name(of: Owner(user)), "the own user id", locator.text(record.span))
    var shown: Set<Owner> = []
    for row in rows where shown.insert(row).inserted {
      for (because, span) in origins(user, row) { table.row(4, project.name(of: row), because, locator.text(span)) }
    }
    table.row(2, "user-groups table: " + Words.counted(rows.count, "row"))
    for row in rows { table.row(4, project.name(of: row), graph.groupName(of: row)) }
    writeCases(user, &table)
    return table.bytes
  }

  /// Where an owner id comes from: every membership behind it, with its place.
  private func origins(_ user: UserID, _ owner: Owner) -> [(because: String, span: SourceSpan?)] {
    graph.paths(user, owner).compactMap { path in
      guard let first = path.first else { return nil }
      return (path.count > 2 ? first.text + ", and sees what is below" : first.text, first.span)
    }
  }

  private mutating func writeCases(_ user: UserID, _ table: inout TextTable) {
    guard !project.cases.isEmpty else { return }
    let sight = sight.sight(of: user)
    table.row(2, "declared cases")
    table.row(4, "sent", sight.sent.isEmpty ? "none" : names(sight.sent).joined(separator: ", "))
    table.row(4, "on device", sight.onDevice.isEmpty ? "none" : names(sight.onDevice).joined(separator: ", "))
    let kept = Set(sight.onDevice)
    let dropped = sight.sent.filter { !kept.contains($0) }
    if !dropped.isEmpty {
      table.row(4, "dropped", names(dropped).joined(separator: ", ") + " (the server sends it, the device does not keep it)")
    }
    for (menu, cases) in self.sight.listed(for: user, onDevice: sight.onDevice) {
      let filter = project.menus[menu].hasFilter ? " (at most: the list has a filter, which is not evaluated)" : ""
      table.row(4, "listed in " + project.path(of: menu), names(cases).joined(separator: ", ") + filter)
    }
  }
}
