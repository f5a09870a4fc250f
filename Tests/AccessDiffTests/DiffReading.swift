import AccessDiff
import Diagnostics
import Foundation
import OwnershipGraph
import ProjectModel
import Reporting
import Testing

/// The JSON of a comparison, as a script would read it.
struct ReadDiff: Decodable {
  struct Place: Decodable, Equatable {
    var file: String
    var line: Int
    var column: Int
  }
  struct Cause: Decodable {
    var edit: String
    var old: Place?
    var new: Place?
  }
  struct Pair: Decodable {
    var user: String
    var owner: String?
    var `case`: String?
    var because: [Cause]
  }
  struct Attempt: Decodable {
    var user: String?
    var app: String
    var menu: String
    var form: String
    var outcome: String?
    var reason: String?
    var outcome_before: String?
    var because: [Cause]
    var path: String { "\(app)/\(menu)/\(form)" }
  }
  struct Unseen: Decodable {
    var owner: String
    var because: [Cause]
  }
  struct Cases: Decodable { var gained: [Pair]; var lost: [Pair] }
  struct Checks: Decodable { var appeared: [Attempt]; var vanished: [Attempt] }
  struct Forms: Decodable { var newly_stops: [Attempt]; var newly_opens: [Attempt]; var gone: [Attempt]; var checks: Checks }
  struct Owners: Decodable { var orphaned: [Unseen]; var adopted: [Unseen] }
  struct Names: Decodable, Equatable { var old: String; var new: String }

  var summary: [String: Int]
  var complete: Bool
  var gained: [Pair]
  var lost: [Pair]
  var cases: Cases
  var forms: Forms
  var owners: Owners
  var renames: [Names]
  var likely_renames: [Names]
  var changed_ids: [Names]

  /// The lists as sets of `USER THING`, under the names of ``expectedDifference(_:_:)``.
  var lists: [String: Set<String>] {
    func pairs(_ list: [Pair]) -> Set<String> { Set(list.map { "\($0.user) \($0.owner ?? $0.case ?? "")" }) }
    func attempts(_ list: [Attempt]) -> Set<String> {
      Set(list.map { $0.user.map { "\($0) " } ?? "" }.enumerated().map { "\($1)\(list[$0].path)" })
    }
    return [
      "gained": pairs(gained), "lost": pairs(lost), "cases gained": pairs(cases.gained), "cases lost": pairs(cases.lost),
      "newly stops": attempts(forms.newly_stops), "newly opens": attempts(forms.newly_opens),
      "gone": attempts(forms.gone), "checks appeared": attempts(forms.checks.appeared),
      "checks vanished": attempts(forms.checks.vanished), "orphaned": Set(owners.orphaned.map(\.owner)),
      "adopted": Set(owners.adopted.map(\.owner)),
    ]
  }

  /// The causes of everything that has causes.
  var causes: [[Cause]] {
    (gained + lost + cases.gained + cases.lost).map(\.because)
      + (forms.newly_stops + forms.newly_opens + forms.gone + forms.checks.appeared + forms.checks.vanished).map(\.because)
      + (owners.orphaned + owners.adopted).map(\.because)
  }

  /// Everything counted, each list as long as it is: nothing is written twice.
  var count: Int {
    gained.count + lost.count + cases.gained.count + cases.lost.count + forms.newly_stops.count
      + forms.newly_opens.count + forms.gone.count + forms.checks.appeared.count + forms.checks.vanished.count
      + owners.orphaned.count + owners.adopted.count
  }
}

/// A project text, compiled.
func compile(_ yaml: String, file: String = "project.yaml") throws -> OwnershipGraph? {
  let folder = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-diff-\(UUID().uuidString)")
  try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
  defer { try? FileManager.default.removeItem(at: folder) }
  let path = folder.appendingPathComponent(file)
  try yaml.write(to: path, atomically: false, encoding: .utf8)
  return ProjectLoader.load(path.path).project.map { OwnershipGraph($0) }
}

/// A project's files under short names, so that expected output does not depend on the temporary folder.
func shownSources(_ graph: OwnershipGraph, as name: String) -> SourceMap {
  var sources = SourceMap()
  for file in graph.project.sources.files { _ = sources.add(SourceFile(path: name, bytes: file.bytes)) }
  return sources
}

func sources(_ old: OwnershipGraph, _ new: OwnershipGraph) -> Sides<SourceMap> {
  Sides(old: shownSources(old, as: "old.yaml"), new: shownSources(new, as: "new.yaml"))
}

/// The comparison as a script reads it.
func readDiff(_ old: OwnershipGraph, _ new: OwnershipGraph, all: Bool = true) throws -> ReadDiff {
  var json = DiffJSON(AccessDiff(old: old, new: new), sources: sources(old, new), all: all)
  return try JSONDecoder().decode(ReadDiff.self, from: Data(json.render()))
}
