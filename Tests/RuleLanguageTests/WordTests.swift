import RuleLanguage
import Testing

/// Fields that have only certain words: a comparison with another one is a mistake.
@Suite struct WordTests {
  private static let schema = Schema(
    types: [
      ObjectType(
        "form",
        fields: [
          Field("outcome", .string, slot: 0, words: ["opens", "stops", "fails"]),
          Field("reason", .string, slot: 1, words: ["", "no_group", "several_groups"]),
          Field("sources", .list(.string), slot: 2, words: ["fixed", "question"]), Field("name", .string, slot: 3),
        ])
    ], variables: [Variable("form", .object("form"))])

  private func problems(_ text: String) -> [Problem] {
    do throws(Problems) {
      _ = try RuleExpression(text, schema: Self.schema, expected: .bool)
      return []
    } catch {
      return error.list
    }
  }

  @Test(arguments: [
    "form.outcome == 'opens'", "'stops' != form.outcome", "form.outcome in ['opens', 'fails']", "form.reason == ''",
    "'fixed' in form.sources", "form.name == 'anything'", "form.outcome == form.name", "form.outcome == 'st' + 'op'",
    "form.outcome.startsWith('st')", "form.sources == ['fixed']",
  ])
  func `right words, and what is not written out`(text: String) { #expect(problems(text) == []) }

  /// The words in question stand between the marks.
  @Test(arguments: [
    ("form.outcome == «'stop'»", "did you mean `stops`?"), ("«'open'» == form.outcome", "did you mean `opens`?"),
    ("form.outcome != «''»", "it is one of `opens`, `stops`, `fails`"),
    ("form.outcome in ['opens', «'no_group'»]", "it is one of `opens`, `stops`, `fails`"),
    ("form.reason == «'no group'»", "did you mean `no_group`?"),
    ("form.reason == «'x'»", "it is one of `no_group`, `several_groups`, or empty"),
    ("«'fixd'» in form.sources", "did you mean `fixed`?"),
    ("form.name == 'x' && (form.outcome == «\"Opens\"» || false)", "did you mean `opens`?"),
  ])
  func `a word that never is`(marked: String, help: String) {
    let start = marked.utf8.distance(from: marked.startIndex, to: marked.firstIndex(of: "«")!)
    let length = marked.utf8.distance(from: marked.firstIndex(of: "«")!, to: marked.firstIndex(of: "»")!) - 2
    let found = problems(marked.filter { $0 != "«" && $0 != "»" })
    #expect(found.map(\.offset) == [start])
    #expect(found.map(\.length) == [length])
    #expect(found.map(\.help) == [[help]])
  }

  @Test func `several are all reported`() {
    #expect(problems("form.outcome in ['a', 'b'] || form.reason == 'c'").count == 3)
  }
}
