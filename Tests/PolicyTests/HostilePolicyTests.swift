import Diagnostics
import Testing

@testable import Policy

/// Policies that want memory, time or a deep stack.
@Suite(.timeLimit(.minutes(2))) struct HostilePolicyTests {
  private func codes(_ text: String) -> Set<String> {
    Set(PolicySet(text: text, shownAs: "p.yaml").diagnostics.map(\.code))
  }

  @Test func `a billion laughs`() {
    var text = "a0: &a0 {code: AA1, summary: s, for_each: form, message: m}\n"
    for i in 1...9 { text += "a\(i): &a\(i) [" + Array(repeating: "*a\(i - 1)", count: 10).joined(separator: ", ") + "]\n" }
    #expect(codes(text + "policy: p\nrules: *a9\n").contains("YAML005"))
  }

  @Test func `collections within each other`() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(codes("policy: p\nextends: \(deep)\n") == ["YAML006"])
    #expect(codes(policy("where: \(deep)")) == ["YAML006"])
  }

  @Test(arguments: ["(", "!", "[", "-", "form.name == 'x' ? ", "form.saves.all(x, "])
  func `expressions within each other`(part: String) {
    let text = String(repeating: part, count: 15_000 / part.count)
    #expect(codes(policy("where: '\(text.replacing("'", with: "''"))'")) == ["POL005"])
  }

  @Test func `an expression that is long`() {
    let text = Array(repeating: "form.requires_case", count: 2_000).joined(separator: " && ")
    #expect(codes(policy("where: \(text)")) == ["POL005"])
    #expect(codes(policy("", message: "'\(String(repeating: "{form}", count: 10_000))'")) == ["POL005"])
  }

  @Test func `a pattern that would take for ever`() {
    #expect(codes(policy("where: form.name.matches('(a{1000}){1000}')")) == ["POL005"])
    #expect(codes(policy("where: form.name.matches('(a*)*b')")) == [])
  }

  /// Each condition is as hard to see through as can be; looking is given up.
  @Test func `conditions that ask for a long search`() {
    func isIn(_ pigeon: Int, _ hole: Int) -> String { "form.name.contains('\(pigeon)-\(hole)')" }
    var clauses: [String] = []
    for pigeon in 0..<6 {
      let holes: [String] = (0..<5).map { isIn(pigeon, $0) }
      clauses.append("(" + holes.joined(separator: " || ") + ")")
      for other in 0..<pigeon {
        for hole in 0..<5 { clauses.append("!(\(isIn(pigeon, hole)) && \(isIn(other, hole)))") }
      }
    }
    let pigeons = clauses.joined(separator: " && ")
    var text = "policy: p\nrules:\n"
    for i in 0..<40 { text += "  r\(i): {code: AA\(i), summary: s, for_each: form, message: m, where: \"\(pigeons)\"}\n" }
    #expect(codes(text) == [])
  }

  @Test func `mistakes in every line are counted`() {
    let text = "policy: p\n" + (0..<15_000).map { "key\($0): 1\n" }.joined()
    let diagnostics = PolicySet(text: text, shownAs: "p.yaml").diagnostics
    #expect(diagnostics.count <= 10_001)
    #expect(diagnostics.last?.code == "FILE006")
  }

  @Test func `one rule by ten thousand aliases`() {
    var text = "policy: p\nrules:\n  first: &rule {code: AA1, summary: s, for_each: form, message: m, where: form.requires_case}\n"
    for i in 0..<10_000 { text += "  r\(i): *rule\n" }
    let policies = PolicySet(text: text, shownAs: "p.yaml")
    #expect(policies.rules.count == 1)
    #expect(Set(policies.diagnostics.map(\.code)) == ["POL004", "FILE006"] || Set(policies.diagnostics.map(\.code)) == ["POL004"])
    #expect(policies.diagnostics.count <= 10_001)
  }

  @Test func `a file of more than ten megabytes is not read`() throws {
    let folder = try TemporaryFolder()
    try folder.write("policy: p\nsummary: '" + String(repeating: "x", count: 10_000_000) + "'\n", to: "p.yaml")
    let policies = PolicySet([PolicyRequest("p.yaml", at: .path("p.yaml"), folder: folder.path)])
    #expect(policies.requestDiagnostics.map(\.code) == ["POL007"])
    #expect(policies.policies.isEmpty)
  }

  @Test(arguments: ["", "\u{FEFF}", "# nothing\n", "\0", "\u{FF}", "policy: p", "policy: p\nrules:", "{}", "[]", "~"])
  func `nearly nothing`(text: String) {
    let policies = PolicySet(text: text, shownAs: "p.yaml")
    #expect(policies.rules.isEmpty)
    #expect(policies.isUsable == text.hasPrefix("policy"))
  }
}
