import OwnershipGraph
import Testing

/// Semantics 3.7, the second error: an owner expression that fails on the device, although the form carries no check.
@Suite struct OwnerFailureTests {
  static let everyGroup = "{xpath: \"instance('groups')/groups/group/@id\"}"

  @Test("3.7 the unfiltered path", arguments: [(0, "no_such_node"), (1, nil), (2, "several_nodes")])
  func unfiltered(groups: Int, reason: String?) throws {
    let form = OneForm.opening(Self.everyGroup, groups: groups)
    #expect(try !form.carriesCheck)
    #expect(try form.attempt() == (reason == nil ? "opens" : "fails", reason))
    if reason == nil { #expect(try form.owners() == [OwnersInWords(["group:g1"])]) }
  }

  @Test("3.7 filters, counts and what they guard")
  func guarded() throws {
    let named = "{xpath: \"instance('groups')/groups/group[name = 'Village 2']/@id\"}"
    #expect(try OneForm.opening(named, groups: 0).attempt().reason == "no_such_node")
    #expect(try OneForm.opening(named, groups: 1).owners() == [OwnersInWords(mayBeEmpty: true)])
    #expect(try OneForm.opening(named, groups: 2).owners() == [OwnersInWords(["group:g2"])])
    let groups = "instance('groups')/groups/group"
    let guarded = "{xpath: \"if(count(\(groups)) = 1, \(groups)/@id, '-')\"}"
    #expect(
      try (0...2).map { try OneForm.opening(guarded, groups: $0).owners() }
        == [[OwnersInWords(["unowned"])], [OwnersInWords(["group:g1"])], [OwnersInWords(["unowned"])]])
  }

  @Test("3.7 an owner that only an update saves fails as well", arguments: ["basic", "advanced"])
  func updatedOwner(menu: String) throws {
    let attempt = { (condition: String) in
      let form = "requires_case: true, updates: {when: \(condition), properties: {owner_id: \(Self.everyGroup)}}"
      return try OneForm(form: form, menu: menu, groups: 2).attempt().reason
    }
    #expect(try attempt("always") == "several_nodes")
    #expect(try attempt("conditional") == "several_nodes")
    #expect(try attempt("never") == nil)
  }

  @Test("3.7 an action that never happens fails nothing")
  func neverEvaluated() throws {
    let form = "opens: {case_type: patient, when: never, properties: {owner_id: \(Self.everyGroup)}}"
    #expect(try OneForm(form: form, groups: 2).attempt() == ("opens", nil))
  }
}
