import Diagnostics
import OwnershipGraph
import ProjectModel

extension SimulationState {
  /// A form as a user would open it now: in Web Apps after a sync, on a phone with what its last sync brought.
  private mutating func openForm(
    _ user: Written, _ form: Written, _ selected: Written?, _ result: inout StepResult
  ) -> OpenForm? {
    guard let id = activeUser(user, &result) else { return nil }
    let device = device(of: version.users[id.index])
    touched.forms.insert(form.text)
    touched.users.insert(user.text)
    guard devices[device].isWebApps else {
      return open(user, form, selected, device, isSubmission: false, &result.diagnostics)
    }
    var copy = self
    var ignored = result
    copy.sync(device, id, &ignored)
    return copy.open(user, form, selected, device, isSubmission: false, &result.diagnostics)
  }

  mutating func checkForm(
    _ form: FormExpectation, _ expectation: Expectation, _ result: inout StepResult
  ) -> ExpectationFailure? {
    guard let open = openForm(form.user, form.form, form.selectedCase, &result) else { return nil }
    let subject = "\(form.form.text) for \(form.user.text)"
    let outcome = outcome(open, form.answers, form.form, form.user, &result)
    guard let outcome else { return nil }
    return outcomeFailure(outcome, form.outcome, form.reason, subject: subject, isNegated: expectation.isNegated)
  }

  /// What happens when a form is opened and answered; without answers, when it is opened.
  private func outcome(
    _ open: OpenForm, _ answers: [Answer], _ form: Written, _ user: Written, _ result: inout StepResult
  ) -> FormOutcome? {
    guard !answers.isEmpty else { return explained(open.outcome(), open) }
    let submission = Submission(user: user, form: form, answers: answers)
    var filling = FillIn(submission, open, firstNew: Int32(names.cases.count))
    switch filling.run() {
    case .filled: return open.entry()
    case .stopped(let outcome): return explained(outcome, open)
    case .wrong:
      result.diagnostics += filling.problems
      return nil
    }
  }

  /// Compares a form's outcome with the expected one.
  func outcomeFailure(
    _ outcome: FormOutcome, _ expected: Written, _ reason: Written?, subject: String, isNegated: Bool
  ) -> ExpectationFailure? {
    let actual = outcome.reason.map { "\(outcome.word) (\($0))" } ?? outcome.word
    let wanted = reason.map { "\(expected.text) (\($0.text))" } ?? expected.text
    let holds = outcome.word == expected.text && (reason == nil || reason?.text == outcome.reason)
    if holds != isNegated { return nil }
    var differences: [Difference] = []
    if !isNegated {
      differences.append(Difference(kind: .missing, name: wanted, reason: "", explanation: [], span: expected.span))
    }
    differences.append(
      Difference(
        kind: .unexpected, name: actual, reason: outcome.detail, explanation: outcome.explanation, span: nil))
    return ExpectationFailure(
      subject: isNegated ? "not: " + subject : subject, differences: differences, span: expected.span)
  }

  // MARK: Owners of new cases

  mutating func checkOwners(
    _ owners: OwnersExpectation, _ expectation: Expectation, _ result: inout StepResult
  ) -> ExpectationFailure? {
    let known = owners.owners.all.map { isOwner($0, &result.diagnostics) }
    guard var open = openForm(owners.user, owners.form, owners.selectedCase, &result) else { return nil }
    if known.contains(false) { return nil }
    let record = open.record
    let project = open.version.project
    var actions = open.version.graph.activeOpens(open.form)
    if actions.isEmpty {
      let help = "remove the statement, or name a form that opens a case"
      let problem = "the form `\(owners.form.text)` opens no case"
      result.diagnostics.append(.noSuchAction(problem, owners.form.span, help: help))
      return nil
    }
    let types = actions.map { project.text(project.caseTypes[record.opens[$0].caseType].key) }
    if let type = owners.caseType {
      actions = zip(actions, types).filter { $0.1 == type.text }.map(\.0)
      if actions.isEmpty {
        result.diagnostics.append(
          .unknown("case type", type, among: types, help: "the form `\(owners.form.text)` opens no such case"))
        return nil
      }
    }
    let subject = "owners of the new case of \(owners.form.text) for \(owners.user.text)"
    let entry = open.entry()
    if entry.word != "opens" {
      let steps = [ExplainedStep(entry.detail)] + explained(entry, open).explanation.map(\.asDetail)
      return compare([], owners.owners, expectation, subject: subject) { _ in steps }
    }
    var names: [String] = []
    var unknown: String?
    var reasons: [String: String] = [:]
    do throws(FormFailure) {
      if !owners.answers.isEmpty {
        let submission = Submission(user: owners.user, form: owners.form, answers: owners.answers)
        var filling = FillIn(submission, open, firstNew: 0)
        open.answers = try filling.resolve(owners.answers)
        result.diagnostics += filling.problems
        if !filling.problems.isEmpty { return nil }
      }
      // A form that cannot be saved opens no case, no more than one that stops.
      if let empty = try open.emptyOwner() {
        return compare([], owners.owners, expectation, subject: subject) { _ in [ExplainedStep(empty.detail)] }
      }
      for action in actions {
        let (found, reason, source) = try possibleOwners(open, action)
        names += found
        unknown = unknown ?? reason
        for name in found { reasons[name] = source }
      }
    } catch {
      let outcome = error.outcome
      return compare([], owners.owners, expectation, subject: subject) { _ in [ExplainedStep(outcome.detail)] }
    }
    let normal = NameList(
      exactly: owners.owners.exactly?.map(Self.normalOwner), includes: owners.owners.includes.map(Self.normalOwner),
      excludes: owners.owners.excludes.map(Self.normalOwner))
    var unknowns: [String: String] = [:]
    if let unknown {
      unknowns["another owner"] = unknown
      for name in normal.all where !names.contains(name.text) { unknowns[name.text] = unknown }
    }
    let all = Set(names).sortedByBytes()
    let offered = all.isEmpty ? "nothing" : all.prefix(5).joined(separator: ", ") + (all.count > 5 ? ", …" : "")
    let form = shown(open.version.moved(record.span))
    return compare(names, normal, expectation, subject: subject, unknown: unknowns) { name in
      [ExplainedStep(reasons[name] ?? "the new case can get \(offered)", form)]
    }
  }

  private static func normalOwner(_ name: Written) -> Written {
    name.text == "-" ? Written("unowned", name.span) : name
  }

  /// The owners that an action's new case can get with the answers that are given, and where these come from.
  private func possibleOwners(
    _ open: OpenForm, _ action: Int
  ) throws(FormFailure) -> (owners: [String], unknown: String?, source: String) {
    var source = "it follows from the form's `owner_id`"
    let environment = DeviceEnvironment(open)
    if case .declared(let value) = open.version.graph.ownerRule(open.form, action: action),
      case .question(let index) = value.source
    {
      let question = open.record.questions[index]
      let key = open.version.project.text(question.key)
      if open.answers[key] == nil,
        case .choices(let choices) = try open.offer(question, environment)
      {
        return (choices.map { shown(open.owner(saved: $0.saved)) }, nil, "the question `\(key)` offers it")
      }
      source = "the question `\(key)` saves it"
    }
    switch open.version.graph.ownerRule(open.form, action: action) {
    case .theGroup: source = "it is the one group of the user-groups table"
    case .submittingUser: source = "case sharing is off in the app: the case belongs to the user"
    case .unowned: source = "a new extension without `owner_id` is unowned"
    case .declared: break
    }
    let owner = try open.owner(action: action, environment)
    if case .unknown(let reason) = owner { return ([], reason, source) }
    // The device opens no case without an owner.
    if owner == .empty { return ([], nil, source) }
    return ([shown(owner)], nil, source)
  }

  private func shown(_ owner: OwnerOnDevice) -> String {
    switch owner {
    case .owner(let number): names.owners[number]
    case .text(let text): "`\(text)`"
    case .empty: "empty"
    case .unknown(let reason): "unknown: \(reason)"
    }
  }
}
