import Diagnostics
import OwnershipGraph
import ProjectModel

/// Why a user sees something, or why not, step by step with places.
public struct WhyReport {
  private let user: String
  private let of: String
  private let isCase: Bool
  private let explanation: Explanation
  private var locator: Locator

  /// The explanation for a user and a target.
  public init(_ graph: OwnershipGraph, _ user: UserID, _ target: Target) {
    self.user = graph.project.text(graph.project.users[user].key)
    of = target.name(in: graph.project)
    locator = Locator(graph.project.sources)
    switch target {
    case .owner(let owner):
      isCase = false
      explanation = graph.explain(user, owner)
    case .declaredCase(let id):
      isCase = true
      var sight = CaseSight(graph)
      explanation = sight.explain(user, id)
    }
  }

  /// `{"user", "of", "holds", "paths": [[{"step", "file", "line", "column"}]], "obstacles": [{"obstacle", "mend", …}], "notes"}`.
  public mutating func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("user", user)
      json.field("of", of)
      json.field("holds", explanation.holds)
      json.arrayField("paths") { json in
        for path in explanation.paths {
          json.array { json in
            for step in path {
              json.object { json in
                json.field("step", step.text)
                locator.write(step.span, &json)
              }
            }
          }
        }
      }
      json.arrayField("obstacles") { json in
        for obstacle in explanation.obstacles {
          json.object { json in
            json.field("obstacle", obstacle.text)
            json.field("mend", obstacle.mend)
            locator.write(obstacle.span, &json)
          }
        }
      }
      json.field("notes", explanation.notes)
    }
    return json.bytes
  }

  /// The same for people.
  public mutating func text() -> [UInt8] {
    var table = TextTable()
    let object = isCase ? of : "cases of \(of)"
    table.row(0, "\(user) \(explanation.holds ? "sees" : "does not see") \(object)")
    for note in explanation.notes { table.row(0, "note: " + note) }
    if !explanation.paths.isEmpty, !explanation.holds { table.row(0, "the server sends it:") }
    for (number, path) in explanation.paths.enumerated() {
      if explanation.paths.count > 1 { table.row(0, "path \(number + 1) of \(explanation.paths.count)") }
      for step in path { table.row(2, step.text, locator.text(step.span)) }
    }
    for obstacle in explanation.obstacles {
      table.row(2, obstacle.text, locator.text(obstacle.span))
      table.row(4, "= help: " + obstacle.mend)
    }
    return table.bytes
  }
}
