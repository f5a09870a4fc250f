import Diagnostics
import OwnershipGraph
import ProjectModel

/// A policy's rules tried on their own examples: each must fire in its bad one and be silent in its good one.
public struct ExampleTrial: Sendable {
  /// An example that is not as it should be.
  public struct Failure: Sendable {
    public let rule: String
    /// `good` or `bad`.
    public let example: String
    /// In words, such as `the rule does not fire`.
    public let reason: String
    /// What was found, as far as it says something.
    public let findings: [Diagnostic]
    public let sources: SourceMap
  }

  /// How many examples were tried.
  public private(set) var count = 0
  /// How many rules the policy has.
  public private(set) var ruleCount = 0
  public private(set) var failures: [Failure] = []

  /// Tries the rules of one policy of a set.
  ///
  /// - Parameters:
  ///   - policies: the policy and what it extends.
  ///   - policy: its name.
  ///   - code: the only rule to try; nil for all.
  ///   - silent: the codes that must not be found in a good example, beside the rule's own.
  public init(_ policies: PolicySet, policy: String, rule code: String? = nil, silent: Set<String> = []) {
    for rule in policies.rules where rule.policy == policy && code.map({ $0 == rule.code }) ?? true {
      ruleCount += 1
      attempt(rule, "good", rule.examples.good, policies) { findings in
        let loud = findings.filter { $0.code == rule.code || silent.contains($0.code) }
        return loud.isEmpty ? nil : ("something is found in the good example", loud)
      }
      attempt(rule, "bad", rule.examples.bad, policies) { findings in
        findings.contains { $0.code == rule.code } ? nil : ("the rule does not fire in the bad example", findings)
      }
    }
  }

  private mutating func attempt(
    _ rule: Rule, _ name: String, _ example: Rule.Example?, _ policies: PolicySet,
    _ judge: ([Diagnostic]) -> (String, [Diagnostic])?
  ) {
    func fail(_ reason: String, _ findings: [Diagnostic] = [], _ sources: SourceMap = SourceMap()) {
      failures.append(
        Failure(rule: rule.code, example: name, reason: reason, findings: findings.inOutputOrder(sources), sources: sources))
    }
    guard let example else { return fail("there is no \(name) example") }
    count += 1
    let loaded = ProjectLoader.load(text: Array(example.text.utf8), shownAs: "\(rule.code).\(name).yaml")
    guard let project = loaded.project else {
      return fail("the \(name) example does not compile", loaded.diagnostics, loaded.sources)
    }
    var judged = policies
    // A rule that is off is tried as well.
    if rule.level == .off { judged.set(rule.code, to: .warning) }
    let run = RuleRun(OwnershipGraph(project), judged)
    if let failure = run.failures.first { return fail("a rule cannot be judged", [failure], policies.sources) }
    if let (reason, findings) = judge(run.findings) { fail(reason, findings, loaded.sources) }
  }
}
