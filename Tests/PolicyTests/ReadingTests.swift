import Diagnostics
import Testing

@testable import Policy

/// What is wrong with policy files: the code, and the line and column.
@Suite struct ReadingTests {
  struct Bad: CustomTestStringConvertible, Sendable {
    let what: String
    /// `❯` stands before the place of each diagnostic.
    let text: String
    /// Their codes, mark by mark.
    let codes: [String]
    var testDescription: String { what }

    init(_ what: String, _ codes: String..., text: String) {
      (self.what, self.codes, self.text) = (what, codes, text)
    }
  }

  static let keys = [
    Bad("no name", "POL003", text: "❯rules: {}\n"),
    Bad("an unknown key", "POL001", text: "policy: p\n❯rule: {}\n"),
    Bad("a misspelt key", "POL001", "POL003", text: "❯❯polcy: p\nrules: {}\n"),
    Bad("a name that is a list", "POL003", "POL002", text: "❯policy: ❯[p]\n"),
    Bad("rules as a list", "POL002", text: "policy: p\nrules:\n  ❯- code: AB001\n"),
    Bad("extends nothing", "POL002", text: "policy: p\nextends:❯\nrules: {}\n"),
    Bad("extends a mapping in a list", "POL002", text: "policy: p\nextends: [❯{a: b}]\n"),
    Bad("a rule that is a text", "POL002", text: "policy: p\nrules:\n  a-rule: ❯on\n"),
    Bad("a rule of nothing", "POL002", text: "policy: p\nrules:\n  a-rule:❯\n  "),
    Bad("an empty rule", "POL003", "POL003", "POL003", "POL003", text: "policy: p\nrules:\n  ❯❯❯❯a-rule: {}\n"),
    Bad("no code", "POL003", text: "policy: p\nrules:\n  ❯a-rule: {summary: s, for_each: form, message: m}\n"),
    Bad("no message", "POL003", text: "policy: p\nrules:\n  ❯a-rule: {summary: s, for_each: form, code: AB001}\n"),
    Bad("a misspelt key", "POL001", text: policy("❯requires: 'form.requires_case'")),
    Bad("a key of another tool", "POL001", "POL001", text: policy("❯assert: x\n❯level: error")),
    Bad("an unknown severity", "POL002", text: policy("severity: ❯fatal")),
    Bad("a severity that is a list", "POL002", text: policy("severity: ❯[error]")),
    Bad("an unknown kind", "POL002", text: policy("", forEach: "❯forms")),
    Bad("a condition that is a number list", "POL002", text: policy("where: ❯[1, 2]")),
    Bad("a condition of nothing", "POL002", text: policy("where: ❯~")),
    Bad("a because that is a mapping", "POL002", text: policy("because: ❯{a: b}")),
    Bad("examples that are a text", "POL002", text: policy("examples: ❯none")),
    Bad("unknown and empty examples", "POL001", "POL002", text: policy("examples:\n  ❯god: x\n  bad: ❯[]")),
    Bad("a key twice", "YAML003", text: policy("where: 'true'\n❯where: 'form.requires_case'")),
    Bad("no YAML", "YAML001", text: "policy: p\nrules: {❯"),
    Bad("two documents", "YAML007", text: "policy: p\n❯---\npolicy: q\n"),
  ]

  @Test(arguments: keys) func `a key that is wrong`(bad: Bad) { expect(bad) }

  static let codes = ["local001", "L001", "LOCAL", "LOCAL-1", "001", "LOCAL0000001", "ABCDEFGHIJKLM1", "LOCAL001A", "ÄB001", "A B1", "LOCAL٣"]

  @Test(arguments: codes) func `a code that is none`(code: String) {
    expect(
      Bad("code", "POL002", text: "policy: p\nrules:\n  r: {summary: s, for_each: form, message: m, code: ❯\(code)}\n"))
  }

  @Test(arguments: ["AB1", "LOCAL001", "ABCDEFGHIJKL123456"]) func `a code`(code: String) {
    let text = "policy: p\nrules:\n  r: {summary: s, for_each: form, message: m, code: \(code)}\n"
    #expect(PolicySet(text: text, shownAs: "p.yaml").rules.map(\.code) == [code])
  }

  static let expressions = [
    Bad("an unknown field", "POL005", text: policy("where: form.❯nam == 'x'")),
    Bad("single quotes", "POL005", text: policy("where: 'form.name == ''it'' && form.❯nam == ''x'''")),
    Bad("double quotes", "POL005", text: policy("where: \"form.name == \\\"\\u00e9\\\" && form.❯nam == 'x'\"")),
    Bad("a literal block", "POL005", text: policy("where: |\n  form.requires_case\n  && form.❯nam == 'x'")),
    Bad("a folded block", "POL005", text: policy("where: >-\n  form.requires_case &&\n  form.❯nam == 'x'")),
    Bad("an indented block", "POL005", text: policy("where: |2\n    form.requires_case\n    && form.❯nam == 'x'")),
    Bad("a scalar over lines", "POL005", text: policy("where: form.requires_case &&\n  form.❯nam == 'x'")),
    Bad("wide characters", "POL005", text: policy("where: form.name == '村の子😀' && form.❯nam == 'x'")),
    Bad("several mistakes", "POL005", "POL005", text: policy("where: form.❯nam == 'x' || ❯frm.name == 'x'")),
    Bad("mistakes in several keys", "POL005", "POL005", "POL005",
      text: policy("where: form.❯nam == 'x'\nrequire: ❯form.name\nat: form.❯men")),
    Bad("not a condition", "POL005", text: policy("require: ❯size(form.openings)")),
    Bad("text that ends early", "POL005", text: policy("where: form.name == ❯'x")),
    Bad("operator without a right side", "POL005", text: policy("where: 'form.requires_case &&❯'")),
    Bad("a bad pattern", "POL005", text: policy("where: form.name.matches(❯'a(b')")),
    Bad("an anchor's text", "POL005", text: policy("where: &a 'form.❯nam == ''x'''")),
    Bad("an alias of it", "POL005", text: policy("where: &a 'form.❯nam == ''x'''\nrequire: *a")),
    Bad("an alias of a text elsewhere", "POL005", text: policy("because: &a 'form.❯nam == ''x'''\nwhere: *a")),
    Bad("a list that is not in quotes", "POL002", text: policy("related: ❯[form.menu]")),
    Bad("a message's expression", "POL005", text: policy("", message: "'form {form.❯nam} stops'")),
    Bad("a brace without end", "POL005", text: policy("", message: "'form ❯{form.name stops'")),
    Bad("a brace without beginning", "POL005", text: policy("", message: "'form ❯} stops'")),
    Bad("`which` outside of a message", "POL005", text: policy("where: ❯which == 'x'")),
    Bad("a place that is no object", "POL005", text: policy("at: ❯form.name")),
    Bad("a place that may be null", "POL005", text: policy("at: ❯opening.owner", forEach: "opening")),
    Bad("a group that is a list", "POL005", text: policy("group_by: ❯form.openings")),
    Bad("related texts", "POL005", text: policy("related: ❯form.saves")),
    Bad("an expression although the code is wrong", "POL002", "POL005",
      text: "policy: p\nrules:\n  r: {summary: s, for_each: form, message: m, code: ❯x, where: form.❯nam == 'x'}\n"),
    Bad("a fact of another kind", "POL005", text: policy("where: ❯attempt.outcome == 'opens'")),
  ]

  @Test(arguments: expressions) func `an expression that is wrong`(bad: Bad) { expect(bad) }

  static let constants = [
    Bad("never true", "POL006", text: policy("where: ❯1 > 2")),
    Bad("false and something", "POL006", text: policy("where: ❯form.requires_case && false")),
    Bad("always so", "POL006", text: policy("require: ❯'true'")),
    Bad("true or something", "POL006", text: policy("require: ❯form.requires_case || true")),
    Bad("a contradiction, at its last part", "POL006",
      text: policy("where: form.name != '' && form.requires_case && ❯!form.requires_case")),
    Bad("within a folded text", "POL006", text: policy("where: >-\n  size(form.name) > 3 &&\n  ❯size(form.name) < 2")),
    Bad("an empty list", "POL006", text: policy("where: ❯form.name in []")),
    Bad("true or not", "POL006", text: policy("require: ❯form.requires_case || !form.requires_case")),
    Bad("what `where` says already", "POL006",
      text: policy("where: form.requires_case && form.name != ''\nrequire: ❯form.requires_case")),
    Bad("words that follow", "POL006",
      text: policy("where: attempt.outcome == 'opens'\nrequire: ❯attempt.outcome in ['opens', 'stops']", forEach: "attempt")),
  ]

  @Test(arguments: constants) func `a rule that cannot fire`(bad: Bad) { expect(bad) }

  @Test func `what contradicts is shown, and nothing else`() throws {
    let text = policy("where: form.name != '' && form.requires_case && size(form.name) > 2 && !form.requires_case")
    let diagnostic = try #require(PolicySet(text: text, shownAs: "p.yaml").diagnostics.first)
    #expect(diagnostic.message == "this rule can never fire: `where` is false whatever the fact is")
    #expect(diagnostic.related.map(\.message) == ["it cannot be true together with this"])
  }

  @Test func `a rule that is off may be unable to fire`() {
    #expect(PolicySet(text: policy("where: 'false'\nseverity: off"), shownAs: "p.yaml").problems == [])
  }

  private func expect(_ bad: Bad, _ location: SourceLocation = #_sourceLocation) {
    let marked = MarkedText(bad.text)
    let expected = zip(marked.places, bad.codes).map { "\($0.line):\($0.column) \($1)" }.sorted()
    let policies = PolicySet(text: marked.text, shownAs: "p.yaml")
    #expect(policies.problems == expected, "\(policies.diagnostics.map(\.message))", sourceLocation: location)
    // A rule that was not understood judges nothing.
    #expect(policies.rules.isEmpty || bad.codes == ["YAML003"], sourceLocation: location)
    #expect(!policies.isUsable, sourceLocation: location)
  }

  // MARK: What is right

  @Test func `all that a rule can say`() throws {
    let text = """
      policy: local
      summary: what it is for
      rules:
        a-rule:
          code: LOCAL001
          severity: info
          summary: s
          for_each: opening
          where: opening.is_main
          require: opening.owner != null
          message: "{which} and {count}: {opening.case_type}"
          at: opening.form
          group_by: opening.case_type
          related: '[opening.case_type]'
          because: so
          mend: do
          examples: {good: g, bad: b}
      """
    let policies = PolicySet(text: text, shownAs: "p.yaml")
    #expect(policies.diagnostics.map(\.message) == [])
    let rule = try #require(policies.rule("a-rule"))
    #expect(policies.rule("LOCAL001")?.name == "a-rule")
    #expect(rule.policy == "local")
    #expect(rule.level == .info)
    #expect(rule.kind == .opening)
    #expect(rule.because == "so")
    #expect(rule.mend == "do")
    #expect(rule.examples.good?.text == "g")
    #expect(rule.examples.bad?.text == "b")
    #expect(policies.policies.map(\.summary) == ["what it is for"])
  }

  @Test func `a severity is warning by default, and off is a word`() {
    #expect(PolicySet(text: policy(""), shownAs: "p.yaml").rules.map(\.level) == [.warning])
    #expect(PolicySet(text: policy("severity: off"), shownAs: "p.yaml").rules.map(\.level) == [.off])
  }
}

/// Words that a fact never has.
@Suite struct FactWordTests {
  @Test(arguments: [
    ("attempt", "attempt.reason == ❯'no group'"), ("attempt", "attempt.cause in ['no_group', ❯'several']"),
    ("attempt", "attempt.outcome == ❯'stop'"), ("opening", "opening.owner_source != ❯'group'"),
    ("menu", "menu.type == ❯'Advanced'"), ("question", "question.type == ❯'multiple choice'"),
    ("owner", "owner.kind == ❯'mobile_worker'"), ("sight", "sight.because == ❯'own_id'"),
    ("form", "form.closes == ❯'sometimes'"), ("form", "❯'group' in form.owner_sources"),
    ("project", "project.plan == ❯'Pro'"), ("sight", "sight.owner.kind == ❯'locations'"),
  ])
  func `are errors at the word`(kind: String, marked: String) {
    let marked = MarkedText(policy("where: >-\n  \(marked)", forEach: kind))
    let policies = PolicySet(text: marked.text, shownAs: "p.yaml")
    #expect(policies.problems == marked.places.map { "\($0.line):\($0.column) POL005" })
  }

  /// The reference names every one of them, where it does not refer to another field.
  @Test func `are in the reference`() {
    for field in FactLanguage.fields.joined() where !field.documentation.contains("as `owner_source`") {
      for word in field.words where !word.isEmpty && field.name != "plan" {
        #expect(field.documentation.contains("`\(word)`"), "\(field.name): \(word)")
      }
    }
  }
}
