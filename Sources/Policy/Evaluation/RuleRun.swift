import Diagnostics
import OwnershipGraph
import Synchronization
import YAMLSource

/// What the rules of a project's policies find in it.
public struct RuleRun {
  /// The findings, in no particular order; their places are in the project's files.
  public private(set) var findings: [Diagnostic] = []
  /// Rules that could not be judged for some fact; their places are in the policies' files.
  public private(set) var failures: [Diagnostic] = []

  /// Judges all rules that are not off.
  ///
  /// - Parameters:
  ///   - namesMembers: whether each finding says in ``Diagnostic/members`` of whom it is true.
  ///   - proposesEdits: whether each says in ``Diagnostic/edits`` how its rule's `fix` mends it.
  ///   - limits: a rule that would cost more is stopped, and that is a failure.
  public init(
    _ graph: OwnershipGraph, _ policies: PolicySet, namesMembers: Bool = false, proposesEdits: Bool = false,
    limits: RuleLimits = RuleLimits()
  ) {
    // What users do, cases and what else is declared are judged side by side, each with facts of its own. The order
    // of the findings is that of the rules.
    let parts = Dictionary(grouping: policies.rules.enumerated(), by: { Part($0.element.kind) })
      .sorted { $0.key < $1.key }.map(\.value)
    let state = Mutex((next: 0, results: [Int: Result]()))
    Workers.run(min(parts.count, Workers.available)) {
      while let part = state.withLock({ state -> Int? in
        state.next += 1
        return state.next <= parts.count ? state.next - 1 : nil
      }) {
        let results = Self.judge(
          parts[part], graph, policies, namesMembers: namesMembers, proposesEdits: proposesEdits, limits)
        state.withLock { $0.results.merge(results) { first, _ in first } }
      }
    }
    let results = state.withLock { $0.results }
    for number in policies.rules.indices {
      guard let result = results[number] else { continue }
      findings += result.findings
      if let failure = result.failure { failures.append(failure) }
    }
  }

  /// Rules that ask for much the same facts; in the order in which they are begun.
  private enum Part: Int, Comparable {
    case attempts, cases, others

    init(_ kind: FactKind) {
      switch kind {
      // Whose cases forms open and who works with them is found out from what users do.
      case .attempt, .sight, .opening, .case_type: self = .attempts
      case .case: self = .cases
      default: self = .others
      }
    }

    static func < (a: Part, b: Part) -> Bool { a.rawValue < b.rawValue }
  }

  /// What one rule finds.
  private struct Result: Sendable {
    let findings: [Diagnostic]
    let failure: Diagnostic?
  }

  private static func judge(
    _ rules: [(offset: Int, element: Rule)], _ graph: OwnershipGraph, _ policies: PolicySet, namesMembers: Bool,
    proposesEdits: Bool, _ limits: RuleLimits
  ) -> [Int: Result] {
    let view = FactView(Facts(graph))
    var mender = proposesEdits ? Mender(view) : nil
    var results: [Int: Result] = [:]
    var left = limits.part
    var spent: [RuleSpending] = []
    for (number, rule) in rules {
      guard let severity = rule.level.severity else { continue }
      let given = min(limits.rule, left)
      view.steps = given
      var judge = RuleJudge(rule, view, policies.sources)
      switch rule.kind {
      case .attempt: judge.judgeAttempts()
      case .sight: judge.judgeSights()
      default: judge.judgeThings()
      }
      let found = judge.diagnostics(severity, namesMembers: namesMembers, mender: &mender)
      let steps = given - max(0, view.steps)
      left -= steps
      if steps > 0 { spent.append(RuleSpending(code: rule.code, steps: steps)) }
      var failure = judge.findings.failure
      if judge.isStopped, given < limits.rule, let place = failure?.place {
        // It is the others that have left it too little.
        failure = .commonStepsSpent(rule, place, limit: limits.part, by: spent)
      }
      results[number] = Result(findings: found, failure: failure)
    }
    return results
  }
}
