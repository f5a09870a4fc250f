import OwnershipGraph
import Testing

/// Semantics 3.3 to 3.9: how the owner of a new case comes about, and how that can fail.
@Suite struct NewCaseOwnerTests {
  private func opening(_ owner: String, questions: String = "", groups: Int = 1, worker: String = "") -> OneForm {
    OneForm(
      form: "questions: {\(questions)}, opens: {case_type: patient, properties: {owner_id: \(owner)}}",
      groups: groups, worker: worker)
  }

  @Test("3.6 nothing set: the one group's id, or the submitting user's with case sharing off")
  func nothingSet() throws {
    #expect(try OneForm(form: "opens: patient").owners() == [OwnersInWords(["group:g1"])])
    #expect(try OneForm(form: "opens: patient", groups: 3, sharing: false).owners() == [OwnersInWords(["user:ana"])])
    #expect(try OneForm(form: "opens: patient", groups: 3, sharing: false).owners(by: "ben") == [OwnersInWords(["user:ben"])])
    let child = "requires_case: true, opens: {case_type: referral, index: {to: selected_case, relationship: extension}}"
    #expect(try OneForm(form: child).owners() == [OwnersInWords(["group:g1"])])
    #expect(try OneForm(form: child, sharing: false).owners() == [OwnersInWords(["user:ana"])])
  }

  @Test("3.4 advanced forms: only extensions are unowned, with a relationship by question the user's")
  func advanced() throws {
    let owners = { (index: String, sharing: Bool) in
      let form = "questions: {q: {}}, opens: {case_type: referral, index: {to: selected_case, relationship: \(index)}}"
      return try OneForm(form: form, menu: "advanced", sharing: sharing).owners()
    }
    #expect(try owners("child", true) == [OwnersInWords(["group:g1"])])
    #expect(try owners("child", false) == [OwnersInWords(["user:ana"])])
    for sharing in [true, false] {
      #expect(try owners("extension", sharing) == [OwnersInWords(["unowned"])])
      #expect(try owners("{question: q}", sharing) == [OwnersInWords(["user:ana"])])
    }
  }

  @Test("3.3 in a basic form an owner that the updates save is the main case's")
  func updates() throws {
    let owners = { (condition: String) in
      let updates = "updates: {when: \(condition), properties: {owner_id: group:g3}}"
      return try OneForm(form: "opens: {case_type: patient, properties: {owner_id: unowned}}, \(updates)").owners()
    }
    #expect(try owners("always") == [OwnersInWords(["group:g3"])])
    #expect(try owners("never") == [OwnersInWords(["unowned"])])
    let listed = OneForm(form: "opens: patient, updates: {properties: [owner_id]}")
    #expect(try listed.owners() == [OwnersInWords(unknown: true)])
    let child = "opens: {case_type: referral, index: {to: selected_case}}, updates: {properties: {owner_id: group:g3}}"
    #expect(try OneForm(form: child).owners() == [OwnersInWords(["group:g1"])])
  }

  @Test("what never happens is not among the new cases")
  func never() throws {
    let basic = "opens: [{case_type: patient, when: never}, {case_type: referral, index: {to: opened_case}}]"
    #expect(try OneForm(form: basic).project.attempt("ana", "app/menu/form").opened.count == 1)
    #expect(try OneForm(form: "requires_case: true, opens: patient").owners() == [])
    #expect(try OneForm(form: "requires_case: true, opens: patient", menu: "advanced").owners().count == 1)
  }

  struct Value: CustomTestStringConvertible, Sendable {
    var value: String
    var owners: OwnersInWords
    var testDescription: String { "\(value): \(owners)" }
  }

  static let values: [Value] = [
    Value(value: "current_user", owners: OwnersInWords(["user:ana"])),
    Value(value: "unowned", owners: OwnersInWords(["unowned"])),
    Value(value: "group:g2", owners: OwnersInWords(["group:g2"])),
    Value(value: "group:quiet", owners: OwnersInWords(["group:quiet"])),
    Value(value: "location:v1", owners: OwnersInWords(["location:v1"])),
    Value(value: "user:ben", owners: OwnersInWords(["user:ben"])),
    Value(value: "user:ana", owners: OwnersInWords(["user:ana"])),
    Value(value: "{xpath: \"'id-ben'\"}", owners: OwnersInWords(["user:ben"])),
    Value(value: "{xpath: \"'id-v1'\"}", owners: OwnersInWords(["location:v1"])),
    // 3.9: any text is accepted; a name or a site code is nobody's id.
    Value(value: "{xpath: \"'Village 1'\"}", owners: OwnersInWords(["text:Village 1"])),
    Value(value: "{xpath: \"'v1'\"}", owners: OwnersInWords(["text:v1"])),
    Value(value: "{xpath: \"'ben'\"}", owners: OwnersInWords(["text:ben"])),
    Value(value: "{xpath: \"'-'\"}", owners: OwnersInWords(["unowned"])),
    Value(value: "{xpath: \"''\"}", owners: OwnersInWords(mayBeEmpty: true)),
    Value(value: "{xpath: 1 + 1}", owners: OwnersInWords(["text:2"])),
    // 3.8: several ids are an owner that nobody has.
    Value(value: "{xpath: \"'g1 g2'\"}", owners: OwnersInWords(["text:g1 g2"], severalIDs: true)),
    Value(value: "{xpath: \"concat('g', '1')\"}", owners: OwnersInWords(["group:g1"])),
    // 1.4: the first assigned location, and all of them; of the second the id is not declared.
    Value(value: "{user_data: commcare_location_id}", owners: OwnersInWords(["location:v1"])),
    Value(value: "{user_data: commcare_location_ids}", owners: OwnersInWords(unknown: true, severalIDs: true)),
    Value(value: "{user_data: team}", owners: OwnersInWords(["group:g2"])),
    Value(value: "{user_data: nothing}", owners: OwnersInWords(unknown: true)),
    Value(value: "{same_as: selected_case}", owners: OwnersInWords(unknown: true)),
    Value(
      value: "{xpath: \"instance('commcaresession')/session/context/userid\"}", owners: OwnersInWords(["user:ana"])),
    Value(
      value: "{xpath: \"instance('commcaresession')/session/user/data/team\"}", owners: OwnersInWords(["group:g2"])),
  ]

  @Test("3.6 a declared owner", arguments: values)
  func declared(_ row: Value) throws {
    #expect(try opening(row.value, worker: ", user_data: {team: g2}").owners() == [row.owners])
  }

  @Test("users of one class stay apart where one of them is named")
  func classes() throws {
    for value in ["user:ana", "{xpath: \"'id-ana'\"}"] {
      let project = try opening(value).project
      var judge = AttemptJudge(project.graph)
      for name in ["ana", "ben", "ana"] {
        let user = try project.user(name)
        let attempt = judge.attempt(user, try project.form("app/menu/form"))
        #expect(
          attempt.opened.map { OwnersInWords($0.forecast, of: user, in: project.project) }
            == [OwnersInWords(["user:ana"])], "\(name)")
      }
    }
  }

  // MARK: 3.7, the second error

  static let everyGroup = "{xpath: \"instance('groups')/groups/group/@id\"}"

  @Test("3.7 the unfiltered path", arguments: [(0, "no_such_node"), (1, nil), (2, "several_nodes")])
  func unfiltered(groups: Int, reason: String?) throws {
    let form = opening(Self.everyGroup, groups: groups)
    #expect(try !form.carriesCheck)
    #expect(try form.attempt() == (reason == nil ? "opens" : "fails", reason))
    if reason == nil { #expect(try form.owners() == [OwnersInWords(["group:g1"])]) }
  }

  @Test("3.7 filters, counts and what they guard")
  func guarded() throws {
    let named = "{xpath: \"instance('groups')/groups/group[name = 'Village 2']/@id\"}"
    #expect(try opening(named, groups: 0).attempt().reason == "no_such_node")
    #expect(try opening(named, groups: 1).owners() == [OwnersInWords(mayBeEmpty: true)])
    #expect(try opening(named, groups: 2).owners() == [OwnersInWords(["group:g2"])])
    let groups = "instance('groups')/groups/group"
    let guarded = "{xpath: \"if(count(\(groups)) = 1, \(groups)/@id, '-')\"}"
    #expect(try (0...2).map { try opening(guarded, groups: $0).owners() }
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

  // MARK: Questions

  private func lookup(_ type: String, required: Bool = true, value: String = "'@id'", filter: String = "") -> String {
    """
    village: {type: \(type), required: \(required), lookup_table: {query: "instance('group')/groups/group\(filter)", \
    instance: {id: group, uri: 'jr://fixture/user-groups'}, value: \(value), label: name}}
    """
  }

  @Test("the guide's nurse: three groups, and a question that asks for the village")
  func nurse() throws {
    let nurse = { (questions: String, groups: Int) in
      opening("{question: village}", questions: questions, groups: groups)
    }
    let chosen = nurse(lookup("multiple_choice"), 3)
    #expect(try !chosen.carriesCheck)
    #expect(try chosen.attempt() == ("opens", nil))
    #expect(try chosen.owners() == [OwnersInWords(["group:g1", "group:g2", "group:g3"])])
    #expect(try nurse(lookup("multiple_choice"), 0).attempt() == ("fails", "no_such_node"))
    // 3.8: left empty, and several at once.
    #expect(try nurse(lookup("multiple_choice", required: false), 1).owners()
      == [OwnersInWords(["group:g1"], mayBeEmpty: true)])
    #expect(try nurse(lookup("checkbox"), 2).owners() == [OwnersInWords(["group:g1", "group:g2"], severalIDs: true)])
    #expect(try nurse(lookup("checkbox"), 1).owners() == [OwnersInWords(["group:g1"])])
    // 3.9: the name instead of the id.
    #expect(try nurse(lookup("multiple_choice", value: "name"), 1).owners() == [OwnersInWords(["text:Village 1"])])
    #expect(try nurse(lookup("multiple_choice", filter: "[name != 'Village 1']"), 3).owners()
      == [OwnersInWords(["group:g2", "group:g3"])])
    #expect(try nurse(lookup("multiple_choice", filter: "[2]"), 3).owners() == [OwnersInWords(["group:g2"])])
  }

  @Test("other questions: fixed choices, calculations, and answers that nobody knows")
  func otherQuestions() throws {
    let owners = { (question: String) in try opening("{question: q}", questions: "q: {\(question)}").owners() }
    #expect(try owners("required: true, choices: [group:g1, user:ben, Village 1, id-v1]")
      == [OwnersInWords(["group:g1", "location:v1", "text:Village 1", "user:ben"])])
    #expect(try owners("choices: [group:g1]") == [OwnersInWords(["group:g1"], mayBeEmpty: true)])
    #expect(try owners("type: checkbox, required: true, choices: [group:g1, group:g2]")
      == [OwnersInWords(["group:g1", "group:g2"], severalIDs: true)])
    #expect(try owners("calculate: \"instance('groups')/groups/group/@id\"") == [OwnersInWords(["group:g1"])])
    #expect(try owners("required: true") == [OwnersInWords(unknown: true)])
    let calculated = opening("{question: q}", questions: "q: {calculate: \"instance('groups')/groups/group/@id\"}", groups: 2)
    #expect(try calculated.attempt() == ("fails", "several_nodes"))
  }
}
