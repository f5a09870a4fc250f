import Diagnostics
import OwnershipGraph

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
  public init(
    _ graph: OwnershipGraph, _ policies: PolicySet, namesMembers: Bool = false, proposesEdits: Bool = false
  ) {
    let view = FactView(Facts(graph))
    var mender = proposesEdits ? Mender(view) : nil
    for rule in policies.rules {
      guard let severity = rule.level.severity else { continue }
      var judge = RuleJudge(rule, view, policies.sources)
      switch rule.kind {
      case .attempt: judge.judgeAttempts()
      case .sight: judge.judgeSights()
      default: judge.judgeThings()
      }
      findings += judge.diagnostics(severity, namesMembers: namesMembers, mender: &mender)
      if let failure = judge.findings.failure { failures.append(failure) }
    }
  }
}
