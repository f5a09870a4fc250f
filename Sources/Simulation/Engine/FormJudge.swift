import OwnershipGraph
import ProjectModel
import XPath

/// The owner of a case, worked out on a device.
enum OwnerOnDevice: Hashable, Sendable {
  /// A number of the owner table.
  case owner(Int32)
  /// A text that is nobody's id.
  case text(String)
  case empty
  case unknown(String)
}

/// What a question offers.
enum Offer: Sendable {
  /// Texts, each with how people write it.
  case choices([(shown: String, saved: XPathText)])
  /// Anything can be typed in.
  case anything
  /// It is calculated and cannot be answered.
  case calculated
  case unknown(String)
}

/// An expression that stops the form (semantics 3.7).
struct FormFailure: Error {
  let reason: AttemptFailure
  let path: String

  init(_ failure: XPathFailure) {
    switch failure {
    case .noSuchNode(let path): (reason, self.path) = (.noSuchNode, path)
    case .severalNodes(let path): (reason, self.path) = (.severalNodes, path)
    case .unsupportedFunction(let name): (reason, path) = (.unsupportedFunction, name)
    case .other(let text): (reason, path) = (.other, text)
    }
  }

  var outcome: FormOutcome {
    let detail =
      switch reason {
      case .noSuchNode: "`\(path)` does not exist on the device"
      case .severalNodes: "`\(path)` has several values on the device"
      case .unsupportedFunction: "the engine has no function `\(path)`"
      case .other: path
      }
    return FormOutcome(word: "fails", reason: reason.rawValue, detail: detail)
  }
}

extension OpenForm {
  /// What the form's entry says: the group-count check, by the table of the last sync (semantics 3.1).
  func entry() -> FormOutcome {
    let count = device.table.rows.count
    guard version.graph.carriesCheck(form) else {
      return FormOutcome(word: "opens", detail: "the form carries no group-count check")
    }
    if count == 1 {
      return FormOutcome(word: "opens", detail: "the user-groups table has one row: \(names.owners[device.table.owners[0]])")
    }
    if count == 0 { return FormOutcome(word: "stops", reason: "no_group", detail: "the user-groups table is empty") }
    let rows = device.table.owners.prefix(5).map { names.owners[$0] }.joined(separator: ", ")
    return FormOutcome(
      word: "stops", reason: "several_groups",
      detail: "the user-groups table has \(count) rows: \(rows)\(count > 5 ? ", …" : "")")
  }

  /// What happens when the form is opened, and then answered as far as answers are known.
  func outcome() -> FormOutcome {
    let entry = entry()
    guard entry.word == "opens" else { return entry }
    do throws(FormFailure) {
      let environment = DeviceEnvironment(self)
      var empty: FormOutcome?
      for action in version.graph.activeOpens(form) {
        let owner = try owner(action: action, environment)
        if owner == .empty, alwaysOpens(action) { empty = empty ?? emptyOwner(action) }
      }
      if let updates = record.updates, updates.condition != .never, let value = updates.owner {
        _ = try owner(value, environment)
      }
      return empty ?? entry
    } catch {
      return error.outcome
    }
  }

  /// Whether an open action takes place whatever is answered, and once.
  func alwaysOpens(_ action: Int) -> Bool {
    record.opens[action].condition == .always && !record.opens[action].isRepeated
  }

  /// What happens at the end of a form that always opens a case whose owner is certainly empty (semantics 3.8).
  private func emptyOwner(_ action: Int) -> FormOutcome {
    let type = version.project.text(version.project.caseTypes[record.opens[action].caseType].key)
    var why = ""
    if let question = ownerQuestion(action), question.calculate == nil {
      why = ", since the question `\(version.project.text(question.key))` has nothing to choose from"
    }
    return FormOutcome(word: "fails", reason: "empty_owner", detail: "the owner of the new \(type) is empty\(why)")
  }

  /// The question that gives the owner of the case that an action opens.
  func ownerQuestion(_ action: Int) -> Question? {
    guard case .declared(let value) = version.graph.ownerRule(form, action: action),
      case .question(let index) = value.source
    else { return nil }
    return record.questions[index]
  }

  /// That the form cannot be saved, as a case that it always opens has no owner; nil if all have one, or may have.
  func emptyOwner() throws(FormFailure) -> FormOutcome? {
    let environment = DeviceEnvironment(self)
    for action in version.graph.activeOpens(form) where alwaysOpens(action) {
      if try owner(action: action, environment) == .empty { return emptyOwner(action) }
    }
    return nil
  }

  /// The owner of the case that an action opens (semantics 3.6).
  func owner(action: Int, _ environment: DeviceEnvironment) throws(FormFailure) -> OwnerOnDevice {
    switch version.graph.ownerRule(form, action: action) {
    case .theGroup:
      // Only users with one group come here; without the check the expression would fail as any other.
      guard let row = device.table.rows.first, device.table.rows.count == 1 else {
        let path = "instance('groups')/groups/group/@id"
        throw FormFailure(device.table.rows.isEmpty ? .noSuchNode(path) : .severalNodes(path))
      }
      return .owner(row.owner)
    case .submittingUser: return .owner(device.user)
    case .unowned: return .owner(OwnerTable.unowned)
    case .declared(let value): return try owner(value, environment)
    }
  }

  /// A declared owner's value.
  func owner(_ value: OwnerValue, _ environment: DeviceEnvironment) throws(FormFailure) -> OwnerOnDevice {
    switch value.source {
    case .currentUser: return .owner(device.user)
    case .unowned: return .owner(OwnerTable.unowned)
    case .fixed(let reference): return .owner(version.number(Owner(reference)))
    case .undeclared: return .unknown("the value of `owner_id` is not declared")
    case .sameAsSelectedCase:
      guard let selected, let record = device.cases[selected] else { return .unknown("which case is selected") }
      return .owner(record.owner)
    case .userData(let symbol):
      let key = version.project.text(symbol)
      return try owner(environment.userData(key), XPathInstance.userDataPath(key))
    case .xpath(let expression, _): return try owner(expression.evaluate(in: environment))
    case .question(let index): return try answer(record.questions[index], environment)
    }
  }

  private func answer(_ question: Question, _ environment: DeviceEnvironment) throws(FormFailure) -> OwnerOnDevice {
    let key = version.project.text(question.key)
    if let answer = answers[key] { return owner(saved: answer) }
    if let calculate = question.calculate { return try owner(calculate.evaluate(in: environment)) }
    // A query that fails stops the form whether or not the question is answered.
    if case .choices(let choices) = try offer(question, environment), choices.isEmpty { return .empty }
    if isAnswered, question.type != .hiddenValue { return .empty }
    return .unknown("the answer to `\(key)`")
  }

  private func owner(_ lookup: XPathLookup, _ what: String) throws(FormFailure) -> OwnerOnDevice {
    switch lookup {
    case .value(let text): return owner(saved: text)
    case .missing: throw FormFailure(.noSuchNode(what))
    case .unknown(let reason): return .unknown(reason)
    }
  }

  private func owner(_ outcome: XPathOutcome) throws(FormFailure) -> OwnerOnDevice {
    switch outcome {
    case .failure(let failure): throw FormFailure(failure)
    case .unknown(let reason): return .unknown(reason)
    case .text, .number, .boolean:
      return outcome.savedText.map { owner(saved: $0) } ?? .unknown("the expression's value")
    }
  }

  /// What a saved text means as an owner id: ids are never validated (semantics 3.9).
  func owner(saved text: XPathText) -> OwnerOnDevice {
    if text.isEmpty { return .empty }
    if let number = text.soleID, number < 1 << 31 { return .owner(Int32(number)) }
    guard let literal = text.literal else { return .text(names.shown(text)) }
    if literal == "-" { return .owner(OwnerTable.unowned) }
    if let owner = version.graph.owner(withID: literal) { return .owner(version.number(owner)) }
    return .text(literal)
  }

  // MARK: Questions

  /// What a question offers on the device (semantics 3.7).
  func offer(_ question: Question, _ environment: DeviceEnvironment) throws(FormFailure) -> Offer {
    if question.calculate != nil { return .calculated }
    if let lookup = question.lookup {
      let rows: [Int]
      switch lookup.query.groupRows(in: environment) {
      case .failure(let failure): throw FormFailure(failure)
      case .unknown(let reason): return .unknown(reason)
      case .all: rows = Array(device.table.rows.indices)
      case .rows(let some): rows = some
      }
      let value = version.project.text(lookup.value)
      switch value {
      case "@id": return .choices(rows.map { (names.owners[device.table.owners[$0]], device.table.rows[$0].id) })
      case "name": return .choices(rows.map { (device.table.rows[$0].name, XPathText(device.table.rows[$0].name)) })
      default: return .unknown("the field `\(value)` of the user-groups table")
      }
    }
    if question.choices.isEmpty { return question.type == .hiddenValue ? .unknown("a hidden value") : .anything }
    return .choices(
      question.choices.map { choice in
        switch choice {
        case .currentUser: ("current_user", names.ownerID(device.user, in: version))
        case .unowned: ("unowned", XPathText("-"))
        case .owner(let reference):
          (names.owners[version.number(Owner(reference))], names.ownerID(version.number(Owner(reference)), in: version))
        case .text(let symbol): (version.project.text(symbol), XPathText(version.project.text(symbol)))
        }
      })
  }
}
