import Diagnostics

extension SimulationState {
  /// Compares what the server has of a case.
  mutating func checkState(
    _ name: Written, _ facts: [StateFact], _ expectation: Expectation, _ result: inout StepResult
  ) -> ExpectationFailure? {
    guard let c = knownCase(name, &result.diagnostics) else { return nil }
    let record = server.cases[Int(c)]
    touched.caseTypes.insert(names.types[record.type])
    var differences: [Difference] = []
    for fact in facts where isKnown(fact, &result) {
      let label = Self.label(fact.subject)
      var (actual, unknown) = value(of: fact.subject, record)
      let expected = fact.subject == .owner && fact.value.text == "-" ? "unowned" : fact.value.text
      if fact.subject == .exists { (actual, unknown) = (record.isThere ? "true" : "false", nil) }
      if let unknown {
        differences.append(
          Difference(
            kind: .unknown, name: Self.shown(label, expected), reason: unknown, explanation: [], span: fact.value.span))
        continue
      }
      // Nothing is what a property holds that nobody has saved, and whose form opened a case that is declared.
      let isNothing = expected.isEmpty && actual == nil && record.isThere
      let holds = actual == expected || isNothing
      if holds != expectation.isNegated { continue }
      if !expectation.isNegated {
        differences.append(
          Difference(
            kind: .missing, name: Self.shown(label, expected), reason: reason(c, without: fact.subject), explanation: [],
            span: fact.value.span))
      } else if isNothing {
        differences.append(
          Difference(
            kind: .missing, name: "\(label): any value", reason: reason(c, without: fact.subject), explanation: [],
            span: fact.value.span))
      }
      if let actual {
        let steps = origin(of: fact.subject, c)
        differences.append(
          Difference(
            kind: .unexpected, name: Self.shown(label, actual),
            reason: steps.filter { !$0.isDetail }.map(\.text).joined(separator: "; "),
            explanation: options.explains ? steps : [], span: nil))
      }
    }
    if differences.isEmpty { return nil }
    differences.sort { ($0.kind, $0.name) < ($1.kind, $1.name) }
    return ExpectationFailure(
      subject: (expectation.isNegated ? "not: " : "") + "the case \(name.text) on the server", differences: differences,
      span: expectation.span)
  }

  /// A fact as it is written; `~` where there is no value.
  private static func shown(_ label: String, _ value: String) -> String { "\(label): \(value.isEmpty ? "~" : value)" }

  private static func label(_ subject: StateFact.Subject) -> String {
    switch subject {
    case .exists: "exists"
    case .closed: "closed"
    case .owner: "owner"
    case .caseType: "case_type"
    case .openedBy: "opened_by"
    case .modifiedBy: "modified_by"
    case .property(let name): name
    }
  }

  /// Whether the value that is expected can exist at all; reported if not.
  private func isKnown(_ fact: StateFact, _ result: inout StepResult) -> Bool {
    switch fact.subject {
    case .exists, .closed: return true
    case .property(let name):
      // A misspelt property would be false of every case, and so pass where it is not expected.
      let property = FillIn.property(name)
      if property == "case_name" || server.cases.contains(where: { $0.properties[property] != nil }) { return true }
      let known = declaredProperties
      if known.contains(name) { return true }
      let facts = ["exists", "closed", "owner", "case_type", "opened_by", "modified_by"]
      result.diagnostics.append(.unknown("case property", Written(name, fact.span), among: facts + known.sorted()))
      return false
    case .owner:
      // A text in backticks is an id that nobody has.
      if fact.value.text.hasPrefix("`") { return true }
      return isOwner(fact.value, &result.diagnostics)
    case .caseType:
      if names.types.existing(fact.value.text) != nil { return true }
      result.diagnostics.append(.unknown("case type", fact.value, among: names.types.names))
      return false
    case .openedBy, .modifiedBy:
      if fact.value.text.isEmpty || names.owners.existing("user:" + fact.value.text) != nil { return true }
      result.diagnostics.append(.unknown("user", fact.value, among: suggestions(users, result.diagnostics.count)))
      return false
    }
  }

  /// The case properties that forms save or cases have by the project.
  private var declaredProperties: Set<String> {
    let fields = project.forms.flatMap { form in form.opens.flatMap(\.properties) + (form.updates?.properties ?? []) }
    return Set((fields + project.caseProperties.all).map { project.text($0.key) })
  }

  private func value(of subject: StateFact.Subject, _ record: CaseRecord) -> (actual: String?, unknown: String?) {
    guard record.isThere else { return (nil, nil) }
    switch subject {
    case .exists: return ("true", nil)
    case .closed: return (record.isOpen ? "false" : "true", nil)
    case .owner:
      let owner = names.owners[record.owner]
      return names.owners.kind(record.owner) == .unknown ? (nil, owner) : (owner, nil)
    case .caseType: return (names.types[record.type], nil)
    case .openedBy: return (record.openedBy < 0 ? nil : names.owners.bareName(record.openedBy), nil)
    case .modifiedBy: return (record.modifiedBy < 0 ? nil : names.owners.bareName(record.modifiedBy), nil)
    case .property(let name): return (record.properties[FillIn.property(name)], nil)
    }
  }

  /// Where a fact comes from; nothing where that is not kept.
  private func origin(of subject: StateFact.Subject, _ c: Int32) -> [ExplainedStep] {
    let history = histories[c]
    let declared = histories.declared(c)
    if let absence = absence(c) { return absence }
    switch subject {
    case .closed:
      if server.cases[Int(c)].isOpen {
        return unsent(c, "closes it") { $0.closes } ?? [ExplainedStep("no form has closed it")]
      }
      return steps(history.closed, "closed it") ?? [ExplainedStep("it is declared closed", shown(declared?.closed))]
    case .owner:
      if let unsent = unsent(c, "changes its owner", { $0.opens == nil && $0.owner != nil }) { return unsent }
      return steps(history.owner, "made it so") ?? steps(history.opened, "opened it")
        ?? [ExplainedStep("it is declared so", shown(declared?.owner))]
    case .exists, .openedBy, .caseType:
      return steps(history.opened, "opened it") ?? [ExplainedStep("it is declared", shown(declared?.span))]
    case .modifiedBy: return steps(history.changed, "changed it last") ?? []
    case .property: return []
    }
  }

  private func steps(_ mark: Int32?, _ verb: String) -> [ExplainedStep]? {
    histories.mark(mark).map { details($0, verb).map { ExplainedStep($0.text, $0.place) } }
  }

  /// The form that waits on a device and says something of a case; nil if there is none.
  private func unsent(
    _ c: Int32, _ what: String, _ says: (SubmittedForm.Block) -> Bool
  ) -> [ExplainedStep]? {
    for form in devices.lazy.flatMap(\.queue) {
      guard form.blocks.contains(where: { $0.number == c && says($0) }), let mark = histories.mark(form.mark) else {
        continue
      }
      let text = "\(mark.path) of \(names.owners.bareName(mark.user)), which \(what) in step \(mark.stepNumber), "
      return [ExplainedStep(text + "has not been sent", shown(mark.step))]
    }
    return nil
  }

  /// Why a case has not what is expected of it.
  private func reason(_ c: Int32, without subject: StateFact.Subject) -> String {
    if let absence = absence(c) { return absence.first?.text ?? "" }
    let record = server.cases[Int(c)]
    switch subject {
    case .property(let name):
      let property = FillIn.property(name)
      if let unsent = unsent(c, "saves it", { $0.properties[property] != nil }) { return unsent.first?.text ?? "" }
      return record.properties[property] == nil ? "no form has saved `\(name)`" : ""
    case .openedBy: return record.openedBy < 0 ? "it is declared, and no form has opened it" : ""
    case .modifiedBy: return record.modifiedBy < 0 ? "no form has changed it" : ""
    case .exists, .closed, .owner, .caseType: return ""
    }
  }
}
