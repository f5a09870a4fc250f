// Sections 2 and 3 on a device: filling in a form, with the project of the device's last sync.

/// Why a form was not saved.
struct SlowEnd: Error {
  let result: SlowResult

  static let wrong = SlowEnd(result: .refused)

  static func fails(_ reason: String) -> SlowEnd { SlowEnd(result: .stopped(word: "fails", reason: reason)) }
}

/// Fills in a form.
struct SlowFilling {
  let submission: SlowSubmission
  let device: SlowSimulator.Device
  /// The names that cases have already.
  let names: Set<String>

  init(_ submission: SlowSubmission, _ device: SlowSimulator.Device, _ names: Set<String>) {
    (self.submission, self.device, self.names) = (submission, device, names)
  }

  var result: Result<SlowForm, SlowEnd> {
    do throws(SlowEnd) { return .success(try filled()) } catch { return .failure(error) }
  }

  private func filled() throws(SlowEnd) -> SlowForm {
    guard let project = device.project else { throw .wrong }
    let evaluator = SlowEvaluator(project)
    let user = submission.user
    guard evaluator.appsLookedAt(by: user).contains(submission.app), let app = evaluator.app(submission.app),
      let menu = evaluator.menu(submission.menu, of: app), let form = evaluator.form(submission.form, of: menu)
    else { throw .wrong }
    let selected = try selectedCase(form, menu)
    // The check comes before anything else.
    if evaluator.carriesCheck(app: app.key, menu: menu.key, form: form.key) {
      let count = evaluator.groupCount(of: user)
      if count != 1 { throw SlowEnd(result: .stopped(word: "stops", reason: count == 0 ? "no_group" : "several_groups")) }
    }
    if try answersAreWrong(form, evaluator) { throw .wrong }
    var actions: [SlowForm.Action] = []
    let advanced = evaluator.isAdvanced(form, in: menu)
    let main = submission.creates.first { form.opens[$0.action].indices.isEmpty }?.name
    for (name, number) in submission.creates.sorted(by: { $0.action < $1.action }) {
      if names.contains(name) { throw .wrong }
      let open = form.opens[number]
      var action = SlowForm.Action(name: name, opens: open.caseType)
      action.owner = try owner(of: open, form, app, advanced, evaluator)
      for index in open.indices {
        guard let target = index.to == "selected_case" ? selected : main else { throw .wrong }
        if index.relationship == .child { action.children.insert(target) } else { action.extensions.insert(target) }
      }
      let isMain = advanced ? name == main : open.indices.isEmpty
      if isMain, form.requiresCase != true { action.properties = submission.set }
      actions.append(action)
    }
    if let selected {
      let updates = evaluator.activeUpdates(of: form)
      let happens = updates.map { $0.when != "conditional" || (submission.updates ?? !submission.set.isEmpty) } ?? false
      if happens {
        var action = SlowForm.Action(name: selected)
        action.properties = submission.set
        if let value = updates?.ownerID {
          let owner = try owner(value, form, evaluator)
          action.owner = owner == "" ? nil : owner
        }
        actions.insert(action, at: 0)
      }
      if form.closes == true {
        var action = SlowForm.Action(name: selected)
        action.closes = true
        actions.append(action)
      }
    }
    // Section 3.8: the device refuses to open a case with an empty owner.
    if actions.contains(where: { $0.opens != nil && $0.owner == "" }) { throw .fails("empty_owner") }
    return SlowForm(path: "\(app.key)/\(menu.key)/\(form.key)", user: user, actions: actions)
  }

  /// The picked case must be in the list.
  private func selectedCase(_ form: PlainProject.Form, _ menu: PlainProject.Menu) throws(SlowEnd) -> String? {
    guard form.requiresCase == true else {
      if submission.selected != nil { throw .wrong }
      return nil
    }
    guard let name = submission.selected, let record = device.cases[name], !record.isClosed,
      (menu.caseTypes + [menu.caseType].compactMap { $0 }).contains(record.caseType)
    else { throw .wrong }
    return name
  }

  /// Whether an answer is not offered, or a required one is missing.
  private func answersAreWrong(_ form: PlainProject.Form, _ evaluator: SlowEvaluator) throws(SlowEnd) -> Bool {
    let table = evaluator.groupTable(of: submission.user)
    var isWrong = false
    for (key, values) in submission.answers {
      guard let question = form.questions.first(where: { $0.key == key }) else {
        isWrong = true
        continue
      }
      if values.count > 1, question.type != "checkbox" {
        isWrong = true
        continue
      }
      guard let lookup = question.lookup, lookup.uri == "jr://fixture/user-groups" else { continue }
      if table.isEmpty { throw .fails("no_such_node") }
      let offered = lookup.value == "@id" ? table.map(\.owner) : table.map(\.name)
      if !Set(values).isSubset(of: offered) { isWrong = true }
    }
    for question in form.questions where question.required == true {
      if submission.answers.contains(where: { $0.question == question.key }) { continue }
      // It fails when it is shown, before anybody can answer it.
      if question.lookup?.uri == "jr://fixture/user-groups", table.isEmpty, !isWrong { throw .fails("no_such_node") }
      isWrong = true
    }
    return isWrong
  }

  // MARK: Owners

  private func owner(
    of open: PlainProject.Open, _ form: PlainProject.Form, _ app: PlainProject.App, _ advanced: Bool,
    _ evaluator: SlowEvaluator
  ) throws(SlowEnd) -> String {
    let whenNothingIsSet: PlainProject.OwnerValue = app.caseSharing == true ? .xpath(.everyGroup) : .currentUser
    if !advanced, open.indices.isEmpty, let owner = evaluator.activeUpdates(of: form)?.ownerID {
      return try self.owner(owner, form, evaluator)
    }
    if let owner = open.ownerID { return try self.owner(owner, form, evaluator) }
    let relationships = open.indices.map(\.relationship)
    if advanced, !relationships.isEmpty, !relationships.contains(.child) { return "unowned" }
    return try self.owner(whenNothingIsSet, form, evaluator)
  }

  /// An owner; empty for an empty one, `text:…` for an id that nobody has, `unknown`.
  private func owner(
    _ value: PlainProject.OwnerValue, _ form: PlainProject.Form, _ evaluator: SlowEvaluator
  ) throws(SlowEnd) -> String {
    switch value {
    case .sameAsSelectedCase: return submission.selected.flatMap { device.cases[$0]?.owner } ?? "unknown"
    case .question(let key):
      if let answer = submission.answers.first(where: { $0.question == key }) { return saved(answer.values, evaluator) }
      let question = form.questions.first { $0.key == key }
      // The table's query fails even if nobody answers.
      if question?.lookup?.uri == "jr://fixture/user-groups", evaluator.groupCount(of: submission.user) == 0 {
        throw .fails("no_such_node")
      }
      return ""
    default: break
    }
    switch evaluator.owners(of: value, user: submission.user, form: form) {
    case .fails(let reason): throw .fails(reason)
    case .owners(let owners):
      if owners.unknown { return "unknown" }
      return owners.possible.first ?? ""
    }
  }

  /// What is saved as an owner: the ids of what the answers name, separated by spaces.
  private func saved(_ values: [String], _ evaluator: SlowEvaluator) -> String {
    if values.count == 1 {
      if isReference(values[0]) { return values[0] }
      guard case .owners(let owners) = evaluator.owners(ofText: values[0]) else { return "unknown" }
      return owners.possible.first ?? ""
    }
    return "text:" + values.map { evaluator.declaredID(of: $0) ?? $0 }.joined(separator: " ")
  }

  private func isReference(_ text: String) -> Bool {
    ["user:", "group:", "location:"].contains { text.hasPrefix($0) }
  }
}
