import SlowEvaluator
import Testing

@Suite("section 3: the check, and what happens when a form is tried")
struct FormTests {
  /// `ana`, a member of the first `groups` of three sharing groups, and one form in an app with case sharing on.
  private func project(
    groups: Int, menu type: String? = nil, _ opens: [PlainProject.Open],
    _ change: (inout PlainProject.Form) -> Void = { _ in }
  ) -> PlainProject {
    var project = PlainProject(name: "test")
    let names = ["Village 1", "Village 2", "North/Hope Clinic-Cases"]
    for number in 1...3 {
      var group = PlainProject.Group("g\(number)")
      group.name = names[number - 1]
      group.id = "g\(number)"
      group.caseSharing = true
      group.members = number <= groups ? ["ana"] : []
      project.groups.append(group)
    }
    var level = PlainProject.Level("clinic")
    level.sharesCases = nil
    project.levels = [level]
    project.locations = [PlainProject.Location("g2", level: "clinic")]
    var ana = PlainProject.MobileWorker("ana")
    ana.locations = ["g2"]
    project.mobileWorkers = [ana]
    var form = PlainProject.Form("form")
    form.opens = opens
    change(&form)
    var menu = PlainProject.Menu("menu")
    menu.type = type
    menu.forms = [form]
    var app = PlainProject.App("app")
    app.caseSharing = true
    app.menus = [menu]
    project.apps = [app]
    return project
  }

  private func open(
    _ owner: PlainProject.OwnerValue? = nil, _ relationships: PlainProject.Relationship..., when: String? = nil
  ) -> PlainProject.Open {
    var open = PlainProject.Open("patient")
    open.ownerID = owner
    open.indices = relationships.map { PlainProject.FormIndex(to: "selected_case", $0) }
    open.when = when
    return open
  }

  private func carries(_ project: PlainProject) -> Bool {
    SlowEvaluator(project).carriesCheck(app: "app", menu: "menu", form: "form")
  }

  private func attempt(_ project: PlainProject) -> SlowAttempt? {
    SlowEvaluator(project).attempt(user: "ana", app: "app", menu: "menu", form: "form")
  }

  @Test("3.3: basic forms")
  func basic() {
    #expect(carries(project(groups: 1, [open()])))
    #expect(carries(project(groups: 1, [open(when: "conditional")])))
    #expect(!carries(project(groups: 1, [open(when: "never")])))
    #expect(!carries(project(groups: 1, [open(.currentUser)])))
    #expect(!carries(project(groups: 1, [open()]) { $0.requiresCase = true }))
    // `owner_id` in the form's updates, unless they never happen.
    let updates: (String?) -> PlainProject.Updates = { when in
      var updates = PlainProject.Updates()
      updates.ownerID = .currentUser
      updates.when = when
      return updates
    }
    #expect(!carries(project(groups: 1, [open()]) { $0.updates = updates(nil) }))
    #expect(carries(project(groups: 1, [open()]) { $0.updates = updates("never") }))
    // The main case's owner does not cover the child; conditions and relationship make no difference.
    #expect(carries(project(groups: 1, [open(.currentUser), open(nil, .child, when: "never")])))
    #expect(carries(project(groups: 1, [open(.currentUser), open(nil, .extension)])))
    #expect(!carries(project(groups: 1, [open(.currentUser), open(.unowned, .child)])))
    #expect(!carries(project(groups: 1, [])))
  }

  @Test("3.4: advanced forms")
  func advanced() {
    #expect(carries(project(groups: 1, menu: "advanced", [open(when: "never")])))
    #expect(carries(project(groups: 1, menu: "advanced", [open()]) { $0.requiresCase = true }))
    #expect(carries(project(groups: 1, menu: "advanced", [open(nil, .extension, .child)])))
    #expect(!carries(project(groups: 1, menu: "advanced", [open(nil, .extension)])))
    #expect(!carries(project(groups: 1, menu: "advanced", [open(nil, .question("q"))])))
    #expect(!carries(project(groups: 1, menu: "advanced", [open(.unowned)])))
    let owners = { (relationship: PlainProject.Relationship) in
      attempt(project(groups: 2, menu: "advanced", [open(nil, relationship)]))?.cases.map(\.owners.possible)
    }
    #expect(owners(.extension) == [["unowned"]])
    #expect(owners(.question("q")) == [["user:ana"]])
  }

  @Test("3.4: shadow forms follow the source's open actions")
  func shadow() {
    var project = project(groups: 2, menu: "advanced", [open()])
    var form = PlainProject.Form("shadow-form")
    form.source = "menu/form"
    var menu = PlainProject.Menu("shadow")
    menu.type = "shadow"
    menu.forms = [form]
    project.apps[0].menus.append(menu)
    let slow = SlowEvaluator(project)
    #expect(slow.carriesCheck(app: "app", menu: "shadow", form: "shadow-form"))
    #expect(slow.attempt(user: "ana", app: "app", menu: "shadow", form: "shadow-form")?.reason == "several_groups")
  }

  @Test("3.1 and 3.6: no group, one, several", arguments: [(0, "no_group"), (1, nil), (2, "several_groups")])
  func counts(groups: Int, reason: String?) {
    let attempt = attempt(project(groups: groups, [open()]))
    #expect(attempt?.reason == reason)
    #expect(attempt?.outcome == (groups == 1 ? .opens : .stops))
    #expect(attempt?.cases.map(\.owners.possible) == (groups == 1 ? [["group:g1"]] : []))
  }

  @Test("3.6: case sharing off: the submitting user")
  func sharingOff() {
    var project = project(groups: 2, [open()])
    project.apps[0].caseSharing = nil
    #expect(!carries(project))
    #expect(attempt(project)?.cases.map(\.owners.possible) == [["user:ana"]])
  }

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
    #expect(attempt(nurse(1, "checkbox", "name"))?.cases.first?.owners.possible == ["text:Village 1"])
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
      let expected = try #require(recorded.with_groups[String(groups)])
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

  @Test("who may try: active workers and the apps they may open; web users that declare apps")
  func whoMayTry() {
    var project = project(groups: 1, [open()])
    project.mobileWorkers[0].apps = []
    #expect(attempt(project) == nil)
    project.mobileWorkers[0].apps = ["app"]
    #expect(attempt(project)?.outcome == .opens)
    project.mobileWorkers[0].active = false
    #expect(attempt(project) == nil)
    var kim = PlainProject.WebUser("kim")
    project.webUsers = [kim]
    let tried = { SlowEvaluator($0).attempt(user: "kim", app: "app", menu: "menu", form: "form") }
    #expect(tried(project) == nil)
    kim.apps = ["app"]
    project.webUsers = [kim]
    #expect(tried(project)?.reason == "no_group")
  }
}
