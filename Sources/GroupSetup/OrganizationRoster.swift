import Diagnostics
import OwnershipGraph
import ProjectModel

/// Levels, locations and who is assigned to them, however they were declared: what two organizations are compared by.
///
/// Archived locations are left out, as HQ's export leaves them out.
public struct OrganizationRoster: Sendable {
  public struct Level: Sendable {
    public var code: String
    public var name: String
    /// The code of the level above; empty at the top.
    public var parent: String
    public var sharesCases: Bool
    public var viewDescendants: Bool
  }

  public struct Location: Sendable {
    public var id: String
    public var siteCode: String
    public var name: String
    /// The level's code.
    public var level: String
    /// The site code of the location above; empty at the top.
    public var parent: String
  }

  public private(set) var levels: [Level] = []
  public private(set) var locations: [Location] = []
  /// By worker: the site codes of the assigned locations; nil if an export does not say.
  public private(set) var assignments: [(worker: String, siteCodes: [String])]?
  /// What is odd about the tables, but does not stop the comparison.
  public private(set) var warnings: [Diagnostic] = []

  /// The organization of a compiled project: mobile workers only.
  public init(_ graph: OwnershipGraph) {
    let project = graph.project
    for level in project.levels {
      levels.append(
        Level(
          code: project.text(level.key), name: project.text(level.name),
          parent: level.parent.map { project.text(project.levels[$0].key) } ?? "", sharesCases: level.sharesCases,
          viewDescendants: level.viewDescendants))
    }
    for id in project.locations.ids where !graph.tree.isArchived(id) {
      let location = project.locations[id]
      locations.append(
        Location(
          id: project.text(location.id), siteCode: project.text(location.key), name: project.text(location.name),
          level: project.text(project.levels[location.level].key),
          parent: location.parent.map { project.text(project.locations[$0].key) } ?? ""))
    }
    assignments = project.users.ids.filter { !project.users[$0].isWebUser }.map { user in
      let codes = project.assignments[user.index].filter { !$0.isRepetition }
        .map { project.text(project.locations[$0.target].key) }
      return (project.text(project.users[user].key), codes)
    }
  }

  /// The organization of an organization workbook; assignments if there is a mobile workers workbook beside it.
  public init(_ export: ExportedSetup) throws(SetupProblem) {
    guard let (types, sheets) = export.organization else {
      throw SetupProblem([.noOrganization(export.path)])
    }
    warnings += types.headerProblems(known: Self.typeHeaders)
    try readLevels(types)
    var byTitle: [String: SheetTable] = [:]
    for sheet in sheets { byTitle[sheet.title] = sheet }
    for level in levels {
      guard let sheet = byTitle.removeValue(forKey: level.code) else {
        throw SetupProblem([.noSheet(level.code, sheets.map(\.title), types.path)])
      }
      warnings += sheet.headerProblems(known: Self.locationHeaders)
      try readLocations(sheet)
    }
    if let extra = byTitle.keys.min() {
      throw SetupProblem([.noSuchLevel(extra, levels.map(\.code), types.path)])
    }
    if let users = export.users { try readAssignments(users) }
    if warnings.contains(where: { $0.severity == .error }) { throw SetupProblem(warnings) }
  }

  private mutating func readLevels(_ sheet: SheetTable) throws(SetupProblem) {
    let (code, name) = (try sheet.column(required: "code"), try sheet.column(required: "name"))
    let shares = try sheet.column(required: "shares cases y/n")
    let views = try sheet.column(required: "view child cases (y/n)")
    let parent = try sheet.column(required: "parent_code")
    let delete = sheet.column("delete(y/n)")
    var seen: [String: Int] = [:]
    for row in 0..<sheet.rowCount where !sheet.isEmpty(row: row) {
      if let delete, try sheet.flag(row, delete) { continue }
      let text = sheet.text(row, code)
      if text.isEmpty { throw SetupProblem([.badCell(sheet, row, code, "is empty", help: "write the level's code")]) }
      if let first = seen.updateValue(row, forKey: text) {
        throw SetupProblem([
          .badCell(
            sheet, row, code, "has the code `\(text)` of \(sheet.name(first, code))", help: "keep one of the rows")
        ])
      }
      levels.append(
        Level(
          code: text, name: sheet.text(row, name), parent: sheet.text(row, parent),
          sharesCases: try sheet.flag(row, shares), viewDescendants: try sheet.flag(row, views)))
    }
  }

  private mutating func readLocations(_ sheet: SheetTable) throws(SetupProblem) {
    let (code, name) = (try sheet.column(required: "site_code"), try sheet.column(required: "name"))
    let parent = try sheet.column(required: "parent_site_code")
    let (id, delete) = (sheet.column("location_id"), sheet.column("delete(y/n)"))
    for row in 0..<sheet.rowCount where !sheet.isEmpty(row: row) {
      if let delete, try sheet.flag(row, delete) { continue }
      if sheet.text(row, name).isEmpty, sheet.text(row, code).isEmpty {
        throw SetupProblem([.badCell(sheet, row, name, "is empty", help: "write the location's name")])
      }
      locations.append(
        Location(
          id: id.map { sheet.text(row, $0) } ?? "", siteCode: sheet.text(row, code), name: sheet.text(row, name),
          level: sheet.title, parent: sheet.text(row, parent)))
    }
  }

  private mutating func readAssignments(_ sheet: SheetTable) throws(SetupProblem) {
    let username = try sheet.column(required: "username")
    let columns = sheet.columns(numbered: "location_code")
    assignments = (0..<sheet.rowCount).compactMap { row in
      let worker = ExportedSetup.username(sheet.text(row, username))
      if worker.isEmpty { return nil }
      return (worker, columns.map { sheet.text(row, $0) }.filter { !$0.isEmpty })
    }
  }

  private static let typeHeaders = [
    "code", "name", "parent_code", "delete(y/n)", "shares cases y/n", "view child cases (y/n)",
  ]
  private static let locationHeaders = [
    "location_id", "site_code", "name", "parent_site_code", "external_id", "latitude", "longitude", "delete(y/n)",
    "data:", "uncategorized_data", "uncategorized_data:", "delete uncategorized data(y/n)",
  ]
}

extension Diagnostic {
  static func noOrganization(_ path: String) -> Diagnostic {
    Diagnostic(
      code: "SETUP010", "it has no organization: no sheet `types`, and none of the levels", at: .path(path),
      help: ["name the organization workbook, or the folder with both workbooks"])
  }

  static func noSuchLevel(_ title: String, _ codes: [String], _ path: String) -> Diagnostic {
    let hint = Suggestion.nearest(to: title, among: codes).map { "; did you mean `\($0)`?" } ?? ""
    return Diagnostic(
      code: "SETUP010", "the sheet `\(title)` is of no level of the sheet `types`\(hint)", at: .path(path),
      help: ["title each sheet with the code of its level"])
  }
}
