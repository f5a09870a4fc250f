import SlowEvaluator
import Testing

@Suite("sections 3.6 to 3.9: the owner of a new case")
struct OwnerValueTests: OneForm {
  @Test("the guide's nurse: three groups, and a question that asks for the village")
  func nurse() {
    let nurse = { (groups: Int, type: String, value: String) in
      project(groups: groups, [open(.question("village"))]) { form in
        var question = PlainProject.Question("village", type: type)
        question.required = true
        question.lookup = PlainProject.Lookup(
          instance: "group", uri: "jr://fixture/user-groups", path: "groups/group", value: value)
        form.questions = [question]
      }
    }
    let chosen = nurse(3, "multiple_choice", "@id")
    #expect(!carries(chosen))
    #expect(attempt(chosen)?.outcome == .opens)
    #expect(
      attempt(chosen)?.cases.map(\.owners) == [SlowOwners(possible: ["group:g1", "group:g2", "group:g3"])])
    #expect(attempt(nurse(3, "checkbox", "@id"))?.cases.first?.owners.severalIDs == true)
    // With one choice even a checkbox saves one answer.
    #expect(attempt(nurse(1, "checkbox", "name"))?.cases.map(\.owners) == [SlowOwners(possible: ["text:Village 1"])])
    #expect(attempt(nurse(0, "multiple_choice", "@id"))?.reason == "no_such_node")
  }

  /// Every recorded expression that has a pattern, with 0 to 3 groups.
  @Test("3.7: the real engine's answers", arguments: 0...3)
  func engine(groups: Int) throws {
    let patterns: [PlainProject.XPathPattern] = [
      .everyGroup, .firstGroup, .lastGroup, .groupNamed("Village 2"), .joinedGroups, .onlyGroupIfOne, .sessionUser,
      .userDataLocation, .dash,
    ]
    for pattern in patterns {
      let recorded = try #require(RecordedExpression.all().first { $0.xpath == pattern.text }, "\(pattern.text)")
      let expected = try #require(recorded.withGroups[String(groups)])
      let project = project(groups: groups, [open(.xpath(pattern))])
      let attempt = try #require(self.attempt(project))
      let reasons = [
        "no such node": "no_such_node", "several nodes": "several_nodes",
        "unsupported function": "unsupported_function",
      ]
      #expect(attempt.reason == expected.error.flatMap { reasons[$0] }, "\(pattern.text)")
      guard let value = expected.value else { continue }
      let owners = try #require(attempt.cases.first?.owners)
      #expect(owners.mayBeEmpty == value.isEmpty)
      #expect(owners.possible == (value.isEmpty ? [] : [owner(of: value, pattern)]), "\(pattern.text)")
    }
  }

  /// The recorded ids in this suite's words: `u1` is ana; the location in the user data is the location `g2`.
  private func owner(of value: String, _ pattern: PlainProject.XPathPattern) -> String {
    if value == "u1" { return "user:ana" }
    if value == "-" { return "unowned" }
    if pattern == .userDataLocation { return "location:\(value)" }
    return value.contains(" ") ? "text:\(value)" : "group:\(value)"
  }

  @Test("3.7: what is not in the recorded answers")
  func otherExpressions() {
    let owners = { (groups: Int, pattern: PlainProject.XPathPattern) in
      attempt(project(groups: groups, [open(.xpath(pattern))]))?.cases.first?.owners
    }
    #expect(owners(1, .secondGroup) == SlowOwners(mayBeEmpty: true))
    #expect(owners(2, .secondGroup) == SlowOwners(possible: ["group:g2"]))
    #expect(owners(2, .groupWithID("g2")) == SlowOwners(possible: ["group:g2"]))
    #expect(owners(2, .groupWithID("g3")) == SlowOwners(mayBeEmpty: true))
    #expect(owners(1, .anotherLookupTable) == SlowOwners(unknown: true))
    // Two groups of one name are two nodes; an id that is not declared may be any.
    var namesakes = project(groups: 2, [open(.xpath(.groupNamed("Village 1")))])
    namesakes.groups[1].name = "Village 1"
    #expect(attempt(namesakes)?.reason == "several_nodes")
    var opaque = project(groups: 2, [open(.xpath(.groupWithID("g2")))])
    opaque.groups[0].id = nil
    // The id of one group is not another's; one that nothing is known to have may be.
    #expect(attempt(opaque)?.cases.first?.owners == SlowOwners(possible: ["group:g2"]))
    var unheard = project(groups: 2, [open(.xpath(.groupWithID("elsewhere")))])
    unheard.groups[0].id = nil
    #expect(attempt(unheard)?.cases.first?.owners == SlowOwners(unknown: true))
  }

  @Test(
    "user data: an id, nobody, nothing, a text", arguments: [("g3", "group:g3"), ("-", "unowned"), ("x", "text:x")])
  func userData(value: String, owner: String) {
    var project = project(groups: 2, [open(.userData("area"))])
    #expect(attempt(project)?.cases.first?.owners == SlowOwners(unknown: true))
    project.mobileWorkers[0].userData = [(key: "area", value: value)]
    #expect(possibleOwners(project) == [[owner]])
    project.mobileWorkers[0].userData = [(key: "area", value: "")]
    #expect(attempt(project)?.cases.first?.owners == SlowOwners(mayBeEmpty: true))
  }

  @Test("1.4: the location in the user data is the first assigned one; without any there is no such field")
  func location() {
    var project = project(groups: 0, [open(.userData("commcare_location_id"))])
    #expect(possibleOwners(project) == [["location:g2"]])
    project.mobileWorkers[0].locations = []
    #expect(attempt(project)?.outcome == .fails)
    #expect(attempt(project)?.reason == "no_such_node")
  }

  @Test("the main case's owner: the form's updates win over the action's own properties, unless they never happen")
  func updatesWin() {
    let owners = { (when: String?) in
      possibleOwners(
        project(groups: 1, [open(.unowned)]) { form in
          form.updates = PlainProject.Updates()
          form.updates?.ownerID = .currentUser
          form.updates?.when = when
        })
    }
    #expect(owners("conditional") == [["user:ana"]])
    #expect(owners("never") == [["unowned"]])
  }

  @Test("3.6: an extension child of a basic form gets the one group as well")
  func extensionChild() {
    let project = project(groups: 1, [open(.unowned), open(nil, .extension)])
    #expect(possibleOwners(project) == [["unowned"], ["group:g1"]])
  }

  @Test("actions that never happen are not listed; a main case in a form that requires a case never happens")
  func never() {
    let never = [open(.unowned, when: "never"), open(.unowned, .child, when: "conditional")]
    #expect(possibleOwners(project(groups: 0, never)) == [["unowned"]])
    #expect(possibleOwners(project(groups: 0, [open()]) { $0.requiresCase = true }) == [])
    let advanced = project(groups: 1, menu: "advanced", [open()]) { $0.requiresCase = true }
    #expect(possibleOwners(advanced) == [["group:g1"]])
  }
}
