// Apps, menus and forms: every clause of section 3.

extension RandomProject {
  mutating func makeApps() {
    for key in Self.appKeys {
      var app = PlainProject.App(key)
      app.caseSharing = dice.flag(70)
      for number in 1...dice.number(in: 1...2) {
        app.menus.append(randomMenu("basic-\(number)", type: dice.pick(nil, "basic")))
      }
      if dice.chance(60) { app.menus.append(randomMenu("advanced", type: "advanced")) }
      addShadowForms(to: &app)
      project.apps.append(app)
    }
  }

  private mutating func randomMenu(_ key: String, type: String?) -> PlainProject.Menu {
    var menu = PlainProject.Menu(key)
    menu.type = type
    chooseCaseTypes(of: &menu)
    for number in 1...dice.number(in: 1...4) {
      let form = "form-\(number)"
      menu.forms.append(type == "advanced" ? randomAdvancedForm(form) : randomBasicForm(form))
    }
    return menu
  }

  private mutating func chooseCaseTypes(of menu: inout PlainProject.Menu) {
    if dice.chance(25) {
      menu.caseTypes = dice.sample(project.caseTypes, 2)
    } else {
      menu.caseType = dice.pick(project.caseTypes)
    }
  }

  /// Shadow forms have an advanced form as their source; they stand in a shadow menu or beside it.
  private mutating func addShadowForms(to app: inout PlainProject.App) {
    guard let position = app.menus.firstIndex(where: { $0.type == "advanced" }) else { return }
    let sources = app.menus[position].forms.map { "advanced/\($0.key)" }
    if dice.chance(40) {
      var form = PlainProject.Form("shadow-form")
      form.source = dice.pick(sources)
      app.menus[position].forms.append(form)
    }
    if dice.chance(40) {
      var menu = PlainProject.Menu("shadow")
      menu.type = "shadow"
      chooseCaseTypes(of: &menu)
      for (number, source) in dice.sample(sources, dice.number(in: 1...2)).enumerated() {
        var form = PlainProject.Form("form-\(number + 1)")
        form.source = source
        menu.forms.append(form)
      }
      app.menus.append(menu)
    }
  }

  // MARK: Basic forms

  private mutating func randomBasicForm(_ key: String) -> PlainProject.Form {
    var form = PlainProject.Form(key)
    if dice.chance(8) { return form }  // a survey
    let hasMain = dice.chance(60)
    form.requiresCase = hasMain ? dice.pick(nil, nil, nil, true, false) : dice.pick(nil, nil, true)
    if dice.chance(50) { form.updates = PlainProject.Updates() }
    form.updates?.when = dice.pick(nil, nil, "always", "conditional", "never")
    let updatesHappen = form.updates != nil && form.updates?.when != "never"
    var mainHappens = false
    if hasMain {
      var open = PlainProject.Open(dice.pick(project.caseTypes) ?? "patient")
      open.when = dice.pick(nil, nil, nil, nil, "always", "always", "conditional", "conditional", "never")
      mainHappens = open.when != "never" && form.requiresCase != true
      let updatesSaveOwner = form.updates != nil && dice.chance(40)
      if updatesSaveOwner {
        let owner = randomOwner(in: &form, evaluated: updatesHappen)
        form.updates?.ownerID = owner
      }
      if dice.chance(35) {
        open.ownerID = randomOwner(in: &form, evaluated: mainHappens && !(updatesSaveOwner && updatesHappen))
      }
      addOtherProperty(to: &open, in: &form)
      form.opens.append(open)
    } else if form.updates != nil && dice.chance(30) {
      let owner = randomOwner(in: &form, evaluated: updatesHappen)
      form.updates?.ownerID = owner
    }
    if form.updates != nil && form.updates?.ownerID == nil { form.updates?.properties = ["weight"] }
    // Children hang below the selected case, or below the main case if there is one.
    let selects = form.requiresCase == true || !hasMain
    if selects && dice.chance(20) { form.closes = true }
    if selects || mainHappens {
      for _ in 0..<dice.pick(0, 0, 1, 1, 2) {
        let relationship: PlainProject.Relationship = dice.chance(60) ? .child : .extension
        let index = PlainProject.FormIndex(to: selects ? "selected_case" : "opened_case", relationship)
        form.opens.append(randomOpen(indices: [index], in: &form))
      }
    }
    return form
  }

  // MARK: Advanced forms

  private mutating func randomAdvancedForm(_ key: String) -> PlainProject.Form {
    var form = PlainProject.Form(key)
    if dice.chance(8) { return form }  // a survey
    form.requiresCase = dice.chance(50) ? true : nil
    if form.requiresCase == true && dice.chance(50) {
      // For the check load-and-update actions never matter, not even with an owner; but an owner can fail the form.
      form.updates = PlainProject.Updates()
      if dice.chance(40) {
        let owner = randomOwner(in: &form, evaluated: true)
        form.updates?.ownerID = owner
      } else {
        form.updates?.properties = ["weight"]
      }
    }
    var targets = form.requiresCase == true ? ["selected_case"] : []
    for _ in 0..<dice.pick(0, 1, 1, 2) {
      form.opens.append(randomOpen(indices: [], in: &form))
    }
    if form.opens.count == 1 && form.opens[0].when != "never" { targets.append("opened_case") }
    if !targets.isEmpty {
      for _ in 0..<dice.pick(0, 1, 1, 2) {
        var indices: [PlainProject.FormIndex] = []
        for target in dice.sample(targets, dice.number(in: 1...2)) {
          indices.append(PlainProject.FormIndex(to: target, randomRelationship(in: &form)))
        }
        form.opens.append(randomOpen(indices: indices, in: &form))
      }
    }
    return form
  }

  private mutating func randomRelationship(in form: inout PlainProject.Form) -> PlainProject.Relationship {
    switch dice.below(5) {
    case 0, 1: return .child
    case 2, 3: return .extension
    default: return .question(addQuestion("kind", to: &form))
    }
  }

  // MARK: Actions

  private mutating func randomOpen(
    indices: [PlainProject.FormIndex], in form: inout PlainProject.Form
  ) -> PlainProject.Open {
    var open = PlainProject.Open(dice.pick(project.caseTypes) ?? "patient")
    open.indices = indices
    open.when = dice.pick(nil, nil, nil, nil, "always", "conditional", "conditional", "never")
    open.repeats = indices.isEmpty ? nil : dice.flag(20)
    if dice.chance(50) { open.ownerID = randomOwner(in: &form, evaluated: open.when != "never") }
    addOtherProperty(to: &open, in: &form)
    return open
  }

  /// A property that is not quite `owner_id`.
  private mutating func addOtherProperty(to open: inout PlainProject.Open, in form: inout PlainProject.Form) {
    if dice.chance(20) {
      _ = addQuestion("note", to: &form)
      open.otherProperties = [dice.pick("village", "previous_owner_id")]
    }
  }
}
