import Diagnostics
import Foundation
import ProjectModel
import SlowEvaluator
import Testing

@testable import Policy

/// What rules find by cells, buckets and ranges must be what one finds who judges each user alone.
///
/// A failure names its seed. To run that project alone:
///
///     CASELOAD_SEED=123 swift test --filter PolicyTests.AgreementTests
@Suite struct AgreementTests {
  static let projectCount: UInt64 = 600

  static let seeds: [UInt64] = {
    if let seed = ProcessInfo.processInfo.environment["CASELOAD_SEED"].flatMap({ UInt64($0) }) { return [seed] }
    return Array(stride(from: 0, to: projectCount, by: 50))
  }()

  static let attemptRules = AgreementRule<RandomCase.TriedForm>.all
  static let sightRules = AgreementRule<RandomCase.SeenOwner>.all
  static let policy =
    "policy: agreement\nrules:\n" + attemptRules.map { $0.yaml(forEach: "attempt") }.joined()
    + sightRules.map { $0.yaml(forEach: "sight") }.joined() + AgreementThings.yaml

  @Test func `the rules load`() {
    let policies = PolicySet(text: Self.policy, shownAs: "agreement.yaml")
    #expect(policies.diagnostics.map(\.message) == [])
    #expect(policies.rules.count == Self.attemptRules.count + Self.sightRules.count + AgreementThings.rules.count)
  }

  @Test(arguments: seeds)
  func `findings are those of every user alone`(first: UInt64) throws {
    for seed in first..<(Self.seeds.count == 1 ? first + 1 : first + 50) {
      let random = try #require(RandomCase(seed: seed), "seed \(seed) does not compile")
      let wrong = Self.disagreements(random)
      guard wrong.isEmpty else {
        Issue.record("CASELOAD_SEED=\(seed)\n\(wrong.prefix(12).joined(separator: "\n"))")
        return
      }
    }
  }

  /// By code and subject: of whom the finding is true.
  private typealias Findings = [String: [String: Set<String>]]

  private static func disagreements(_ random: RandomCase) -> [String] {
    let policies = PolicySet(text: policy, shownAs: "agreement.yaml", for: random.graph.project)
    let run = RuleRun(random.graph, policies, namesMembers: true)
    var wrong: [String] = []
    var found: Findings = [:]
    for finding in run.findings {
      if found[finding.code, default: [:]].updateValue(Set(finding.members), forKey: finding.subject) != nil {
        wrong.append("\(finding.code) is found twice at \(finding.subject)")
      }
      if finding.count != Set(finding.members).count { wrong.append("\(finding.code) counts \(finding.count)") }
    }
    let failing = Set(run.failures.map { $0.message.split(separator: "`")[1] }.map(String.init))
    let attempts = random.attempts()
    let sights = random.sights(attempts)
    func compare<Fact>(_ rules: [AgreementRule<Fact>], _ facts: [Fact], _ user: (Fact) -> String) {
      for rule in rules {
        var expected: [String: Set<String>] = [:]
        var fails = false
        for fact in facts {
          guard let holds = rule.holds(random, fact) else {
            fails = true
            continue
          }
          if holds { expected[rule.subject(random, fact), default: []].insert(random.member(user(fact))) }
        }
        wrong += differences(rule.code, expected, found[rule.code] ?? [:])
        if fails != failing.contains(rule.code) { wrong.append("\(rule.code) fails: \(failing.contains(rule.code)), should: \(fails)") }
      }
    }
    compare(attemptRules, attempts, \.user)
    compare(sightRules, sights, \.user)
    for thing in AgreementThings.rules {
      let expected = Dictionary(thing.expected(random).map { ($0, Set([$0])) }) { first, _ in first }
      wrong += differences(thing.code, expected, found[thing.code] ?? [:])
    }
    return wrong
  }

  private static func differences(
    _ code: String, _ expected: [String: Set<String>], _ found: [String: Set<String>]
  ) -> [String] {
    Set(expected.keys).union(found.keys).sorted().compactMap { subject in
      let (right, ours) = (expected[subject] ?? [], found[subject] ?? [])
      return right == ours ? nil : "\(code) at \(subject): \(ours.sorted()), one by one \(right.sorted())"
    }
  }
}
