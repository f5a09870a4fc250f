import Diagnostics
import ProjectModel

/// What is wrong with allowances: always warnings, since the project itself may be fine.
extension Diagnostic {
  private static let form = "write `# caseload: allow CODE reason`, with the code or name of a rule; several separated by commas"

  static func allowanceIncomplete(_ allowance: Allowance) -> Diagnostic {
    Diagnostic(
      code: "ALLOW001", severity: .warning,
      allowance.codes.isEmpty ? "this allowance names no code" : "this allowance has no reason",
      at: .span(allowance.span),
      help: [allowance.codes.isEmpty ? form : "say behind the code why the finding is acceptable here"])
  }

  /// - Parameter here: the codes of what is found on the line. Only one of these is taken for meant without asking: the
  ///   code may be that of a policy that this run was not given.
  static func unknownCode(_ code: String, _ span: SourceSpan, known: KnownCodes, here: Set<String>) -> Diagnostic {
    let suggestion = Suggestion.nearest(to: code, among: known.all + known.names.keys.sorted())
    let meant = Suggestion.meant(by: code, among: known.all).flatMap {
      here.contains($0) && abs($0.count - code.count) <= 1 ? $0 : nil
    }
    return Diagnostic(
      code: "ALLOW002", severity: .warning, "no finding has the code `\(code.prefix(100))`", at: .span(span),
      notes: ["rules of policies that neither the project nor `--policy` names are not known here"],
      help: [suggestion.map { "did you mean `\($0)`?" } ?? form]
    ).mended(by: meant.map { TextEdit(span, $0) })
  }

  static func misspeltAllowance(_ comment: Allowance.Misspelt) -> Diagnostic {
    Diagnostic(
      code: "ALLOW002", severity: .warning, "this comment looks like an allowance and is none", at: .span(comment.span),
      notes: ["it silences nothing"], help: [comment.meant.isEmpty ? form : "write `\(comment.meant)`"])
  }

  static func nothingToAllow(_ code: String, _ span: SourceSpan, elsewhere: Place?) -> Diagnostic {
    Diagnostic(
      code: "ALLOW003", severity: .warning, "there is no `\(code)` here to allow", at: .span(span),
      related: elsewhere.map { [RelatedPlace($0, "one of this file is here")] } ?? [],
      help: ["remove the code; an allowance stands on the line of the finding's place, or alone on the line above"])
  }

  static func allowedTwice(_ code: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "ALLOW003", severity: .warning, "`\(code)` is allowed here already", at: .span(span),
      related: [RelatedPlace(.span(first), "first allowed here")], help: ["remove one of the two"])
  }

  static func cannotBeAllowed(_ code: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "ALLOW004", severity: .warning, "`\(code)` cannot be allowed", at: .span(span),
      notes: ["errors that keep a project from compiling, and findings about allowances and baselines, always show"],
      help: ["mend it, and remove the code here"])
  }
}
