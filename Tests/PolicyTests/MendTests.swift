import Diagnostics
import OwnershipGraph
import Policy
import ProjectModel
import Testing

/// The mends of the shipped rules, on the rules' own bad examples.
@Suite struct MendTests {
  struct Named: CustomTestStringConvertible, Sendable {
    let rule: Rule
    let policies: PolicySet

    var testDescription: String { "\(rule.code): \(rule.fix?.rawValue ?? "")" }
  }

  static let rules = ShippedPolicies.names.flatMap { name in
    let policies = PolicySet([PolicyRequest(name, at: .path(name))])
    return policies.rules.filter { $0.policy == name && $0.fix != nil }.map { Named(rule: $0, policies: policies) }
  }

  @Test func `some rules have mends`() {
    #expect(Self.rules.map(\.rule.code) == ["OWNER002", "OWNER008", "OWNER009", "OWNER010", "OWNER015"])
  }

  private func findings(_ text: [UInt8], _ policies: PolicySet) throws -> (LoadedProject, [Diagnostic]) {
    let loaded = ProjectLoader.load(text: text, shownAs: "example.yaml")
    let project = try #require(loaded.project)
    return (loaded, RuleRun(OwnershipGraph(project), policies, proposesEdits: true).findings)
  }

  @Test(arguments: rules)
  func `the bad example is mended by its rule's edit, and nothing else comes of it`(named: Named) throws {
    let text = Array(try #require(named.rule.examples.bad).text.utf8)
    let (loaded, before) = try findings(text, named.policies)
    let found = before.filter { $0.code == named.rule.code }
    #expect(!found.isEmpty)
    var edits = EditSet()
    for finding in found {
      #expect(!finding.edits.isEmpty, "\(finding.message)")
      #expect(edits.add(finding.edits) { loaded.sources[$0].path })
    }
    var file = EditedFile(loaded.sources[FileID(0)])
    file.apply(edits.edits["example.yaml"] ?? [])
    let (_, after) = try findings(file.bytes, named.policies)
    #expect(!after.contains { $0.code == named.rule.code }, "\(String(decoding: file.bytes, as: UTF8.self))")
    let known = Set(before.map(\.code))
    #expect(after.allSatisfy { known.contains($0.code) }, "\(after.map(\.message))")
  }
}
