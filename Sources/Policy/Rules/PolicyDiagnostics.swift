import Diagnostics
import RuleLanguage

/// What is wrong with policies and the settings of rules.
extension Diagnostic {
  static func policyKey(_ key: String, _ span: SourceSpan, of what: String, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: key, among: known)
    return Diagnostic(
      code: "POL001", "unknown key `\(key.prefix(100))`", at: .span(span),
      notes: ["\(what) has the keys " + known.map { "`\($0)`" }.joined(separator: ", ")],
      help: [nearest.map { "did you mean `\($0)`?" } ?? "remove it, or write one of these keys"])
  }

  static func policyValue(_ key: String, _ span: SourceSpan, expected: String, found: String? = nil) -> Diagnostic {
    Diagnostic(
      code: "POL002", "`\(key)` takes \(expected)" + (found.map { ", not `\($0.prefix(100))`" } ?? ""), at: .span(span),
      help: ["write \(expected)"])
  }

  static func policyWord(_ word: String, key: String, _ span: SourceSpan, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: word, among: known)
    return Diagnostic(
      code: "POL002", "`\(key)` cannot be `\(word.prefix(100))`", at: .span(span),
      notes: ["it is one of " + known.map { "`\($0)`" }.joined(separator: ", ")],
      help: [nearest.map { "did you mean `\($0)`?" } ?? "write one of these words"])
  }

  static func policyMissing(_ key: String, _ span: SourceSpan, of what: String, about: String) -> Diagnostic {
    Diagnostic(code: "POL003", "\(what) has no `\(key)`", at: .span(span), notes: [about], help: ["add `\(key):`"])
  }

  static func ruleTwice(_ what: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "POL004", "\(what) is there twice", at: .span(span),
      related: [RelatedPlace(.span(first), "first here")],
      help: ["give one of the two another name and code; to change a shipped rule's severity, use `rules:` of the project"])
  }

  static func ruleExpression(_ problem: Problem, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "POL005", problem.message, at: .span(span),
      help: problem.help.isEmpty ? ["the manual's page *Rules* has the kinds of facts, their fields and the language"] : problem.help)
  }

  static func fixDoesNotFit(_ fix: RuleFix, _ span: SourceSpan, of place: FactKind) -> Diagnostic {
    let fitting = RuleFix.allCases.filter { $0.kind == place }.map { "`\($0.rawValue)`" }
    return Diagnostic(
      code: "POL002", "`fix` cannot be `\(fix.rawValue)`: it mends \(fix.kind.withArticle), and the findings stand at \(place.withArticle)",
      at: .span(span),
      help: [
        fitting.isEmpty
          ? "leave `fix` out: no mend is known for \(place.withArticle)"
          : "write \(fitting.joined(separator: " or ")), or an expression for \(fix.kind.withArticle) as `at`"
      ])
  }

  static func neverFires(_ span: SourceSpan, because reason: String, related: [RelatedPlace] = []) -> Diagnostic {
    Diagnostic(
      code: "POL006", "this rule can never fire: \(reason)", at: .span(span), related: related,
      help: ["correct the condition; a rule that is not to judge has the severity `off`"])
  }

  static func noPolicy(
    _ name: String, _ place: Place, reason: String, shipped: [String], isPath: Bool
  ) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name, among: shipped)
    return Diagnostic(
      code: "POL007", "there is no policy `\(name.prefix(200))`: \(reason)", at: place,
      notes: ["with the program come " + shipped.map { "`\($0)`" }.joined(separator: ", ") + "; others are files"],
      help: [nearest.map { "did you mean `\($0)`?" } ?? (isPath ? "correct the name or path" : "a file is named by a path with a `/` or by its ending: `./\(name.prefix(200))`")])
  }

  static func unknownRule(_ name: String, _ place: Place, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: name, among: known)
    return Diagnostic(
      code: "POL008", "no rule has the code or name `\(name.prefix(100))`", at: place,
      help: [nearest.map { "did you mean `\($0)`?" } ?? "correct it; `caseload rules` lists the shipped rules, `caseload rules --project` those of a project"])
  }

  static func ruleStopped(_ rule: Rule, after steps: Int, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "POL010", "rule `\(rule.code)` was stopped after \(count(steps)) steps of its macros", at: .span(span),
      notes: ["its findings are incomplete: of the facts that were not judged nothing is known"],
      help: [
        "let the macro here range over fewer things: over a list of the fact itself, or begin `where` with a condition that few facts fulfil"
      ])
  }

  /// - Parameter spendings: what the rules have taken so far, this one included.
  static func commonStepsSpent(_ rule: Rule, _ place: Place, limit: Int, by spendings: [RuleSpending]) -> Diagnostic {
    let most = spendings.sorted { ($1.steps, $0.code) < ($0.steps, $1.code) }.prefix(3)
    let names = most.map { "`\($0.code)` (\(count($0.steps)))" }.joined(separator: ", ")
    return Diagnostic(
      code: "POL010",
      "rule `\(rule.code)` was stopped: the macros of all rules together have used up the \(count(limit)) steps of a run",
      at: place,
      notes: ["its findings are incomplete: of the facts that were not judged nothing is known"]
        + (names.isEmpty ? [] : ["most steps were taken by \(names)"]),
      help: ["let the macros of those rules range over fewer things, or turn some of them `off` in this run"])
  }

  /// Such as `300 million`.
  private static func count(_ steps: Int) -> String {
    steps < 1_000_000 ? "\(steps)" : "\(steps / 1_000_000) million"
  }

  static func levelTwice(_ rule: Rule, _ setting: String, _ place: Place, first: Place) -> Diagnostic {
    Diagnostic(
      code: "POL004", "the level of rule `\(rule.code)` is set twice: `\(setting)` is the same rule", at: place,
      related: [RelatedPlace(first, "first here")], help: ["remove one of the two"])
  }

  static func noPolicyFile(_ path: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "POL007", "`\(path.prefix(200))` is no policy", at: place,
      notes: ["a policy is a YAML mapping with `policy:` and `rules:`; what is in the file is not shown"],
      help: ["name another file; `caseload rules --print confidential` prints one to begin with"])
  }

  static func policyOutside(_ name: String, _ place: Place) -> Diagnostic {
    Diagnostic(
      code: "POL007", "the policy `\(name.prefix(200))` is outside the project's folder", at: place,
      notes: ["a project reads nothing outside its folder, so that it can be checked wherever it came from"],
      help: ["move the file into the folder, or give it with `--policy`, which may name any file"])
  }

  static func cannotEvaluate(_ rule: Rule, _ error: EvaluationError, fact: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "POL009", "rule `\(rule.code)` cannot be judged\(fact.isEmpty ? "" : " for `\(fact)`"): \(error.message)",
      at: .span(span), notes: ["it may be so of other facts as well; those are not counted"],
      help: ["guard the expression, for example with `… != null && …` or `size(…) > 0 && …`"])
  }
}
