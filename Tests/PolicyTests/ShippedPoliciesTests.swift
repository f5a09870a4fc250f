import Diagnostics
import Foundation
import Testing

@testable import Policy

/// The policies that come with the program: they load, and every rule does what its examples say.
@Suite struct ShippedPoliciesTests {
  static let policies = PolicySet(ShippedPolicies.names.map { PolicyRequest($0, at: .path($0)) })
  static let recommended = PolicySet([PolicyRequest("recommended", at: .path("recommended"))])

  @Test func `they load without a diagnostic`() {
    #expect(ShippedPolicies.names == ["recommended", "strict", "confidential"])
    #expect((Self.policies.diagnostics + Self.policies.requestDiagnostics).map(\.message) == [])
    #expect(Self.policies.policies.map(\.name) == ShippedPolicies.names)
  }

  /// The template's words are replaced by others as its first lines say: everything speaks of the others then.
  @Test func `the template is right for other words`() throws {
    let source = try #require(ShippedPolicies.source("confidential"))
    var text = String(decoding: source.bytes, as: UTF8.self)
    for (word, other) in [
      ("hiv_test", "tb_screening"), ("counselling_note", "diary"), ("Clinician", "Doctor"), ("counsellors", "advisers"),
      ("Counsellor", "Adviser"),
    ] { text = text.replacingOccurrences(of: word, with: other) }
    let policies = PolicySet(text: text, shownAs: "confidential.yaml")
    #expect(policies.diagnostics.map(\.message) == [])
    #expect(ExampleTrial(policies, policy: "confidential").failures.map(\.rule) == [])
    let leftovers = ["hiv", "HIV", "counsellor", "Clinician"]
    for rule in policies.rules {
      for word in leftovers {
        #expect(!([rule.summary, rule.mend, rule.because, rule.name] + rule.texts.map(\.text)).contains { $0.contains(word) }, "\(rule.code)")
      }
    }
  }

  /// Outside its examples, each line with one of the template's words says that it is to be edited.
  @Test func `the template marks what is to be edited`() throws {
    let lines = String(decoding: try #require(ShippedPolicies.source("confidential")).bytes, as: UTF8.self)
      .components(separatedBy: "\n")
    let words = ["hiv_test", "counselling_note", "Counsellor", "Clinician", "counsellors"]
    var isExample = false
    for (number, line) in lines.enumerated() {
      if line.hasPrefix("    ") || line.isEmpty {
        if line.hasPrefix("    examples:") { isExample = true }
      } else {
        isExample = false
      }
      guard !isExample, !line.drop(while: { $0 == " " }).hasPrefix("#"), words.contains(where: line.contains) else { continue }
      let around = lines[max(0, number - 3)...min(lines.count - 1, number + 2)]
      #expect(around.contains { $0.contains("EDIT") }, "\(number + 1): \(line)")
    }
  }

  /// What is embedded is what the files say: nobody tests yesterday's rules.
  @Test(arguments: ShippedPolicies.names)
  func `they are the files of the repository`(name: String) throws {
    let file = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "policies/\(name).yaml")
    #expect(try Data(contentsOf: file) == Data(try #require(ShippedPolicies.source(name)).bytes))
  }

  @Test(arguments: policies.rules.map(\.code))
  func `a rule says what it is for`(code: String) throws {
    let rule = try #require(Self.policies.rule(code))
    #expect(!rule.because.isEmpty)
    #expect(!rule.mend.isEmpty)
    #expect(rule.examples.good != nil)
    #expect(rule.examples.bad != nil)
    #expect(!rule.summary.contains("\n"))
    #expect(!rule.name.contains { $0.isUppercase || $0 == "_" || $0 == " " })
  }

  /// In its bad example a rule fires; in a good one no recommended rule does, nor the rule itself.
  @Test(arguments: policies.rules.map(\.code))
  func `a rule fires in its bad example and nothing in the good one`(code: String) throws {
    let rule = try #require(Self.policies.rule(code))
    let silent = Set(Self.recommended.rules.map(\.code))
    let trial = ExampleTrial(Self.policies, policy: rule.policy, rule: code, silent: silent)
    #expect(trial.count == 2)
    for failure in trial.failures {
      let findings = failure.findings.map { "\($0.code) \($0.message)" }
      Issue.record("\(code), \(failure.example): \(failure.reason)\n\(findings.joined(separator: "\n"))")
    }
  }
}
