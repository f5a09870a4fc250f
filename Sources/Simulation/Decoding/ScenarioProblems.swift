import Diagnostics

/// What can be wrong with the text of a scenario.
extension Diagnostic {
  static func unknownScenarioKey(_ key: Written, in mapping: String, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: key.text, among: known)
    return Diagnostic(
      code: "SCEN001", "\(mapping) has no key `\(key.text)`", at: .span(key.span),
      notes: ["its keys are " + known.map { "`\($0)`" }.joined(separator: ", ")],
      help: [nearest.map { "did you mean `\($0)`?" } ?? "remove it, or write one of these keys"])
  }

  static func wrongScenarioValue(_ key: String, takes: String, found: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN002", "`\(key)` takes \(takes), not \(found)", at: .span(span), help: ["write \(takes)"])
  }

  static func missingScenarioKey(_ key: String, in mapping: String, takes: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN003", "\(mapping) has no `\(key)`", at: .span(span), help: ["add `\(key):` with \(takes)"])
  }

  static func unknownScenarioWord(_ word: Written, _ key: String, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: word.text, among: known)
    let list = known.map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "SCEN004", "`\(key)` cannot be `\(word.text)`", at: .span(word.span), notes: ["it is one of \(list)"],
      help: [nearest.map { "did you mean `\($0)`?" } ?? "write one of \(list)"])
  }

  static func notOneStep(_ span: SourceSpan, keys: [String]) -> Diagnostic {
    let found = keys.isEmpty ? "nothing" : keys.map { "`\($0)`" }.joined(separator: " and ")
    return Diagnostic(
      code: "SCEN005", "a step does one thing, and this one has \(found)", at: .span(span),
      help: ["write one of `sync`, `offline`, `online`, `submit`, `change` and `expect` for each step"])
  }

  static func notWithinNot(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN005", "`not` stands within `not`", at: .span(span), help: ["write the statement without either"])
  }

  /// What stands in an expectation, and would be true of anything.
  static func saysNothing(_ span: SourceSpan, _ help: String) -> Diagnostic {
    Diagnostic(code: "SCEN006", "this expectation says nothing", at: .span(span), help: [help])
  }

  static func contradicts(_ name: Written, _ places: String, help: String) -> Diagnostic {
    Diagnostic(
      code: "SCEN005", "`\(name.text)` stands under \(places): that cannot be", at: .span(name.span), help: [help])
  }

  static func isProject(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN005", "this is a project, and no scenario", at: .span(span),
      help: ["give a scenario file, which begins with `scenario:` and `project:`; `caseload check` checks a project"])
  }

  static func changesNothing(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN006", "this change says nothing", at: .span(span),
      help: ["write what changes, as in the project configuration: `{groups: {NAME: {case_sharing: false}}}`"])
  }

  static func excludesWithinNot(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN005", "`excludes` stands within `not`", at: .span(span),
      help: ["write `includes` outside of `not`: that is what it would mean"])
  }

  static func wrongReason(_ reason: Written, _ outcome: String?, _ needed: String) -> Diagnostic {
    let found = outcome.map { ", and not of a form that `\($0)`" } ?? ""
    return Diagnostic(
      code: "SCEN004", "`\(reason.text)` is a reason of a form that `\(needed)`\(found)", at: .span(reason.span),
      help: [outcome == nil ? "add `outcome: \(needed)`" : "write `outcome: \(needed)`, or remove `reason`"])
  }

  static func twoTimes(_ second: Written, _ first: Written) -> Diagnostic {
    Diagnostic(
      code: "SCEN017", "the step has two times, `\(first.text)` and `\(second.text)`", at: .span(second.span),
      related: [RelatedPlace(.span(first.span), "the first one")], help: ["remove one of the two"])
  }

  static func noProject(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SCEN003", "the scenario has no `project`", at: .span(span),
      help: ["add `project:` with the path of the project's file or folder"])
  }

  static func noScenario(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "FILE001", "`\(path)` cannot be read: \(reason)", at: .path(path), help: ["give a scenario file"])
  }
}
