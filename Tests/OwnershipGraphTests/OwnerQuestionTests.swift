import OwnershipGraph
import Testing

/// Semantics 3.7 to 3.9: the answer to a question as the owner of a new case.
@Suite struct OwnerQuestionTests {
  private func lookup(_ type: String, required: Bool = true, value: String = "'@id'", filter: String = "") -> String {
    """
    village: {type: \(type), required: \(required), lookup_table: {query: "instance('group')/groups/group\(filter)", \
    instance: {id: group, uri: 'jr://fixture/user-groups'}, value: \(value), label: name}}
    """
  }

  @Test("the guide's nurse: three groups, and a question that asks for the village")
  func nurse() throws {
    let nurse = { (questions: String, groups: Int) in
      OneForm.opening("{question: village}", questions: questions, groups: groups)
    }
    let chosen = nurse(lookup("multiple_choice"), 3)
    #expect(try !chosen.carriesCheck)
    #expect(try chosen.attempt() == ("opens", nil))
    #expect(try chosen.owners() == [OwnersInWords(["group:g1", "group:g2", "group:g3"])])
    #expect(try nurse(lookup("multiple_choice"), 0).attempt() == ("fails", "no_such_node"))
    // 3.8: left empty, and several at once.
    #expect(
      try nurse(lookup("multiple_choice", required: false), 1).owners()
        == [OwnersInWords(["group:g1"], mayBeEmpty: true)])
    #expect(try nurse(lookup("checkbox"), 2).owners() == [OwnersInWords(["group:g1", "group:g2"], severalIDs: true)])
    #expect(try nurse(lookup("checkbox"), 1).owners() == [OwnersInWords(["group:g1"])])
    // 3.9: the name instead of the id.
    #expect(try nurse(lookup("multiple_choice", value: "name"), 1).owners() == [OwnersInWords(["text:Village 1"])])
    #expect(
      try nurse(lookup("multiple_choice", filter: "[name != 'Village 1']"), 3).owners()
        == [OwnersInWords(["group:g2", "group:g3"])])
    #expect(try nurse(lookup("multiple_choice", filter: "[2]"), 3).owners() == [OwnersInWords(["group:g2"])])
  }

  @Test("other questions: fixed choices, calculations, and answers that nobody knows")
  func otherQuestions() throws {
    let owners = { (question: String) in try OneForm.opening("{question: q}", questions: "q: {\(question)}").owners() }
    #expect(
      try owners("required: true, choices: [group:g1, user:ben, Village 1, id-v1]")
        == [OwnersInWords(["group:g1", "location:v1", "text:Village 1", "user:ben"])])
    #expect(try owners("choices: [group:g1]") == [OwnersInWords(["group:g1"], mayBeEmpty: true)])
    #expect(
      try owners("type: checkbox, required: true, choices: [group:g1, group:g2]")
        == [OwnersInWords(["group:g1", "group:g2"], severalIDs: true)])
    #expect(try owners("calculate: \"instance('groups')/groups/group/@id\"") == [OwnersInWords(["group:g1"])])
    #expect(try owners("required: true") == [OwnersInWords(unknown: true)])
    let calculated = OneForm.opening(
      "{question: q}", questions: "q: {calculate: \"instance('groups')/groups/group/@id\"}", groups: 2)
    #expect(try calculated.attempt() == ("fails", "several_nodes"))
  }
}
