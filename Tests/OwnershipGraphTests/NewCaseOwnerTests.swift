import OwnershipGraph
import Testing

/// Semantics 3.3 to 3.9: how the owner of a new case comes about, and how that can fail.
@Suite struct NewCaseOwnerTests {
  @Test("3.6 nothing set: the one group's id, or the submitting user's with case sharing off")
  func nothingSet() throws {
    #expect(try OneForm(form: "opens: patient").owners() == [OwnersInWords(["group:g1"])])
    #expect(try OneForm(form: "opens: patient", groups: 3, sharing: false).owners() == [OwnersInWords(["user:ana"])])
    #expect(
      try OneForm(form: "opens: patient", groups: 3, sharing: false).owners(by: "ben") == [OwnersInWords(["user:ben"])])
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
    Value(
      value: "{user_data: commcare_location_ids}",
      owners: OwnersInWords(["text:id-v1 location:v2"], severalIDs: true)),
    Value(
      value: "{xpath: \"concat('x-', instance('groups')/groups/group/@id)\"}", owners: OwnersInWords(["text:x-g1"])),
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
    #expect(try OneForm.opening(row.value, worker: ", user_data: {team: g2}").owners() == [row.owners])
  }

  /// Ana and ben have the same memberships, and one judge is asked about both.
  @Test(
    "users of one class stay apart where one is named or an expression reads what is a user's own",
    arguments: [
      ("user:ana", "user:ana", "user:ana"), ("{xpath: \"'id-ana'\"}", "user:ana", "user:ana"),
      ("{question: fixed}", "user:ana", "user:ana"), ("current_user", "user:ana", "user:ben"),
      ("{xpath: \"instance('commcaresession')/session/context/userid\"}", "user:ana", "user:ben"),
      ("{question: own}", "user:ana", "user:ben"),
      ("{xpath: \"instance('me')/session/context/userid\"}", "user:ana", "user:ben"),
      ("{user_data: team}", "group:g2", "group:g3"),
      ("{xpath: \"instance('commcaresession')/session/user/data/team\"}", "group:g2", "group:g3"),
    ])
  func classes(value: String, ana: String, ben: String) throws {
    let questions = """
      fixed: {required: true, choices: [user:ana]}, \
      own: {calculate: "instance('commcaresession')/session/context/userid"}
      """
    let instance = """
      me: {lookup_table: {query: "instance('me')/x", instance: {id: me, uri: 'jr://instance/session'}, value: y}}
      """
    // A question that reads the session would keep the users apart by itself.
    let used = value.contains("question") ? questions : value.contains("'me'") ? instance : ""
    let yaml = OneForm.opening(value, questions: used, worker: ", user_data: {team: g2}").yaml
      .replacing("{locations: [v1, v2], id: id-ana", with: "{id: id-ana")
      .replacing("ben: {id: id-ben}", with: "ben: {id: id-ben, user_data: {team: g3}}")
    let project = try TestProject(yaml)
    var judge = AttemptJudge(project.graph)
    for (name, owner) in [("ana", ana), ("ben", ben), ("ana", ana)] {
      let user = try project.user(name)
      let attempt = judge.attempt(user, try project.form("app/menu/form"))
      let owners = attempt.opened.map { OwnersInWords($0.forecast, of: user, in: project.project) }
      #expect(owners == [OwnersInWords([owner])], "\(name)")
    }
  }

  @Test("1.4: a mobile worker without a location has no such field, a web user an empty one", arguments: [
    "commcare_location_id", "commcare_location_ids",
  ])
  func noLocation(key: String) throws {
    let path = "instance('commcaresession')/session/user/data/\(key)"
    for value in ["{user_data: \(key)}", "{xpath: \"\(path)\"}"] {
      let yaml = OneForm.opening(value).yaml
        .replacing("{locations: [v1, v2], id: id-ana", with: "{id: id-ana")
      let project = try TestProject(yaml + "\nweb_users: {kim: {apps: [app]}}\n")
      var judge = AttemptJudge(project.graph)
      let form = try project.form("app/menu/form")
      let attempt = judge.attempt(try project.user("ana"), form)
      #expect(attempt.outcome == .fails(.noSuchNode, path))
      #expect(try project.owners("kim", "app/menu/form") == [OwnersInWords(mayBeEmpty: true)])
      // Declared all the same: what is declared counts.
      let declared = try TestProject(yaml.replacing("{id: id-ana", with: "{user_data: {\(key): g2}, id: id-ana"))
      #expect(try declared.owners("ana", "app/menu/form") == [OwnersInWords(["group:g2"])])
    }
  }

  @Test("3.7 the owner of a case on the device; of a case that is not there nothing comes")
  func ownerOfCase() throws {
    var form = OneForm.opening("{xpath: \"instance('casedb')/casedb/case[@case_id='p1']/@owner_id\"}")
    form.more = "cases: {p1: {case_type: patient, owner: user:ana}}"
    #expect(try form.owners(by: "ana") == [OwnersInWords(["user:ana"])])
    #expect(try form.owners(by: "ben") == [OwnersInWords(mayBeEmpty: true)])
    form.more = "cases: {p1: {case_type: patient, owner: group:g1}}"
    #expect(try form.owners(by: "ben") == [OwnersInWords(["group:g1"])])
  }

  @Test("ids that are not declared are known as long as they stand alone")
  func undeclaredIDs() throws {
    let owners = { (expression: String, groups: Int) in
      let form = OneForm.opening("{xpath: \"\(expression)\"}", groups: groups)
      let project = try TestProject(form.yaml.replacing("{id: g1, name", with: "{name"))
      return try project.owners("ana", "app/menu/form")
    }
    let id = "instance('groups')/groups/group[1]/@id"
    #expect(try owners(id, 2) == [OwnersInWords(["group:g1"])])
    #expect(try owners("join(' ', instance('groups')/groups/group/@id)", 1) == [OwnersInWords(["group:g1"])])
    #expect(
      try owners("join(' ', instance('groups')/groups/group/@id)", 2) == [
        OwnersInWords(["text:group:g1 g2"], severalIDs: true)
      ])
    #expect(try owners("concat('x-', \(id))", 2) == [OwnersInWords(unknown: true)])
  }
}
