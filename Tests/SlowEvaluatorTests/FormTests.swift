import SlowEvaluator
import Testing

@Suite("section 3: the check, and what happens when a form is tried")
struct FormTests: OneForm {
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
    // A relationship by question beats a child index.
    #expect(!carries(project(groups: 1, menu: "advanced", [open(nil, .child, .question("q"))])))
    #expect(possibleOwners(project(groups: 2, menu: "advanced", [open(nil, .child, .question("q"))])) == [["user:ana"]])
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

  @Test("3.7: an owner that only an update saves can fail the form", arguments: [nil, "advanced"])
  func updates(menu: String?) {
    let reason = { (groups: Int, when: String?) in
      attempt(
        project(groups: groups, menu: menu, []) { form in
          form.requiresCase = true
          form.updates = PlainProject.Updates()
          form.updates?.ownerID = .xpath(.everyGroup)
          form.updates?.when = when
        })?.reason
    }
    #expect(reason(0, nil) == "no_such_node")
    #expect(reason(1, nil) == nil)
    #expect(reason(2, "conditional") == "several_nodes")
    #expect(reason(2, "never") == nil)
  }

  @Test("3.6: case sharing off: the submitting user")
  func sharingOff() {
    var project = project(groups: 2, [open()])
    project.apps[0].caseSharing = nil
    #expect(!carries(project))
    #expect(attempt(project)?.cases.map(\.owners.possible) == [["user:ana"]])
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
