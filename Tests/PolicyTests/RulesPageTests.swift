import Foundation
import Testing

@testable import Policy

/// `Documentation/Rules.md` has every key and word of rules.
@Suite struct RulesPageTests {
  private static let page = (try? String(
    contentsOf: URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Documentation/Rules.md"), encoding: .utf8)) ?? ""

  @Test func `every key of a rule has its row`() {
    for key in RuleKey.allCases { #expect(Self.page.contains("\n| `\(key.rawValue)` | "), "\(key)") }
  }

  @Test func `every word is there`() {
    for word in FactKind.allCases.map(\.name) + RuleFix.allCases.map(\.rawValue) + RuleLevel.allCases.map(\.rawValue)
      + ShippedPolicies.names
    { #expect(Self.page.contains("`\(word)`") || Self.page.contains("`\(word):"), "\(word)") }
  }

  /// The conditions that the page shows are right.
  @Test func `the conditions of the page compile`() {
    let rows = Self.page.matches(of: /\n\| [^|`]+ \| (`[^\n]*`) \|/).map { String($0.1) }
    var count = 0
    for row in rows {
      for match in row.matches(of: /`([^`]+)`/) {
        let text = String(match.1).replacing("\\|", with: "|")
        guard let kind = FactKind.allCases.first(where: { text.contains("\($0.name).") }) else { continue }
        let yaml = policy("where: '\(text.replacing("'", with: "''"))'", forEach: kind.name)
        #expect(PolicySet(text: yaml, shownAs: "p.yaml").diagnostics.map(\.message) == [], "\(text)")
        count += 1
      }
    }
    #expect(count >= 9)
  }
}
