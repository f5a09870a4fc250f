import RuleLanguage
import Testing

struct LimitTests {
  @Test(arguments: [
    (String(repeating: "(", count: 100_000) + "1", "the expression is longer than 20000 bytes"),
    (String(repeating: "(", count: 10_000) + "1", "the expression is nested more than 100 levels deep"),
    (String(repeating: "[", count: 10_000), "the expression is nested more than 100 levels deep"),
    (String(repeating: "!", count: 10_000) + "true", "the expression is nested more than 100 levels deep"),
    (String(repeating: "-", count: 10_000) + "limit", "the expression is nested more than 100 levels deep"),
    ("1" + String(repeating: " + 1", count: 3_000), "the expression is nested more than 100 levels deep"),
    ("user" + String(repeating: ".supervisor", count: 1_000), "the expression is nested more than 100 levels deep"),
    ("[" + String(repeating: "1,", count: 6_000) + "1]", "the expression has more than 5000 parts"),
    (String(repeating: "true ? 1 : ", count: 1_000) + "1", "the expression is nested more than 100 levels deep"),
    (String(repeating: "size(", count: 3_000) + "''", "the expression is nested more than 100 levels deep"),
    (String(repeating: "1+", count: 101) + "1", "the expression is nested more than 100 levels deep"),
  ])
  func refused(_ text: String, _ message: String) {
    do {
      _ = try compile(text)
      Issue.record("compiles")
    } catch { #expect(error.list.map(\.message) == [message]) }
  }

  @Test func longChainsAreFlat() throws {
    let text = String(repeating: "user.active && ", count: 1_000) + "limit == 10"
    #expect(try compile(text).isTrue(World()))
    #expect(try compile(text).conjuncts.count == 1_001)
  }

  /// The examples of the section *Macro Performance*, and others that would take for ever: stopped by their cost.
  @Test(arguments: [
    (0..<30).reduce("1/(limit-10) == 1") { body, _ in "[0, 1].all(x, \(body))" },
    "[user.name]" + String(repeating: ".map(x, [x + x, x + x][0])", count: 60) + " == []",
    "user.groups.all(a, a.members.all(b, user.groups.all(c, c.members.all(d, b == d))))",
    "user.groups[0].members.all(a, size(user.groups[0].members.map(b, b.name)) > 0)",
    "user.groups[0].members == user.groups[1].members && user.groups[0].members.all(a, user in a.groups[0].members || true)",
    "user.groups.all(g, g.members.all(m, g.members.all(n, m == n))) || limit == 11",
  ])
  func costIsLimited(_ text: String) {
    #expect(outcome(text, limits: Limits(cost: 200_000)) == "error: the expression costs too much for these facts")
  }

  @Test func costCanBeSet() {
    #expect(
      outcome("user.groups[0].members.all(m, m.active)", limits: Limits(cost: 1_000)).hasPrefix(
        "error: the expression costs"))
    #expect(outcome("user.groups[0].members.all(m, m.active)") == "true")
  }

  /// Words in any order compile or are refused, and evaluate or fail, but never crash; so do patterns and templates.
  @Test func soup() {
    let words = [
      "1", "-", "2.5", "'a'", "\"b\"", "true", "null", "(", ")", "[", "]", "user", "sight", ".", "name", "groups", "==",
      "&&", "||", "!", "?",
      ":", "in", "+", "*", "/", "%", "<", ",", "x", ".all(x,", ".map(x,", ".filter(x,", "size(", "has(", ".matches(",
      "limit", "{", "}", "r'\\", "'",
      "0x", "9223372036854775807", "user.name", "user.groups", "user.age", "[]", "string(", "int(", "\u{1F600}", "é",
      "\n", "//", "\"\"\"",
    ]
    let patternWords = [
      "a", "b", "(", ")", "*", "+", "?", "{2}", "{", "}", "[", "]", "^", "$", "|", "\\", "d", "-", ".", "(?", "i", ":",
      "é", "[:", ":]", "\\b", "{1,3}",
    ]
    var state: UInt64 = 0x9E37_79B9_7F4A_7C15
    func random(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % bound
    }
    var compiled = 0
    for _ in 0..<20_000 {
      let text = (0..<1 + random(12)).map { _ in words[random(words.count)] }.joined(
        separator: random(2) == 0 ? "" : " ")
      if let expression = try? compile(text) {
        compiled += 1
        _ = try? expression.evaluate(World())
        _ = expression.reads
        _ = expression.conjuncts
      }
      if let template = try? MessageTemplate(text, schema: World.schema) { _ = try? template.render(World()) }
      let pattern = (0..<1 + random(12)).map { _ in patternWords[random(patternWords.count)] }.joined()
      if let pattern = try? Pattern(pattern) { _ = pattern.matches("aabbé-d") }
    }
    #expect(compiled > 100)
  }
}
