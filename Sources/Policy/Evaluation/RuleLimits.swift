/// How much a run may spend on macros. One step is about one operator that a macro evaluates for an element, so that a
/// run is stopped at the same place on every machine; what rules ask without macros costs no steps.
public struct RuleLimits: Hashable, Sendable {
  /// The steps of one rule, over all facts: some seconds.
  public var rule: Int
  /// The steps of all rules that are judged one after the other: those over attempts and sights, those over cases, and
  /// the others.
  public var part: Int

  public init(rule: Int = 300_000_000, part: Int = 3_000_000_000) {
    self.rule = rule
    self.part = part
  }
}

/// What a rule has taken of the steps.
struct RuleSpending {
  /// The rule's code.
  let code: String
  let steps: Int
}
