import Diagnostics
import ProjectModel

extension Diagnostic {
  /// A reference `kind:name` to nothing.
  static func unknownOwner(_ value: Written, in project: Project) -> Diagnostic {
    let kind = String(value.text.prefix { $0 != ":" })
    let known: [String] =
      switch kind {
      case "user": project.users.prefix(20_000).map { "user:" + project.text($0.key) }
      case "group": project.groups.prefix(20_000).map { "group:" + project.text($0.key) }
      default: project.locations.prefix(20_000).map { "location:" + project.text($0.key) }
      }
    let name = String(value.text.dropFirst(kind.count + 1))
    let nearest = Suggestion.nearest(to: value.text, among: known)
    return Diagnostic(
      code: "SCEN010", "there is no \(kind) `\(name)`", at: .span(value.span),
      help: [nearest.map { "did you mean `\($0)`?" } ?? "correct the name"])
  }
}
