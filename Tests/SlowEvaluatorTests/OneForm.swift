import SlowEvaluator

/// What the suites about a single form share.
protocol OneForm {}

extension OneForm {
  /// `ana`, a member of the first `groups` of three sharing groups, and one form in an app with case sharing on.
  func project(
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

  func open(
    _ owner: PlainProject.OwnerValue? = nil, _ relationships: PlainProject.Relationship..., when: String? = nil
  ) -> PlainProject.Open {
    var open = PlainProject.Open("patient")
    open.ownerID = owner
    open.indices = relationships.map { PlainProject.FormIndex(to: "selected_case", $0) }
    open.when = when
    return open
  }

  func carries(_ project: PlainProject) -> Bool {
    SlowEvaluator(project).carriesCheck(app: "app", menu: "menu", form: "form")
  }

  func attempt(_ project: PlainProject) -> SlowAttempt? {
    SlowEvaluator(project).attempt(user: "ana", app: "app", menu: "menu", form: "form")
  }

  /// The owners of the cases that the form opens, or `nil` if there is no attempt.
  func possibleOwners(_ project: PlainProject) -> [[String]]? {
    attempt(project)?.cases.map(\.owners.possible)
  }
}
