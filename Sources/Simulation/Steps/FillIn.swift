import Diagnostics
import OwnershipGraph
import ProjectModel
import XPath

/// Fills in a form on a device as a `submit` step says. Changes nothing: what comes of it is in the result.
struct FillIn {
  let submission: Submission
  var open: OpenForm
  /// The number that the next new case will have.
  let firstNew: Int32
  let unmadeCases: [String: String]
  /// Errors of the step.
  var problems: [Diagnostic] = []
  var notes: [String] = []

  private var record: Form { open.record }
  private var project: Project { open.version.project }
  private var path: String { project.path(of: open.form) }

  init(_ submission: Submission, _ open: OpenForm, firstNew: Int32, unmadeCases: [String: String]) {
    (self.submission, self.open, self.firstNew, self.unmadeCases) = (submission, open, firstNew, unmadeCases)
  }

  mutating func run() -> FillResult {
    let entry = open.entry()
    guard entry.word == "opens" else { return .stopped(entry) }
    do throws(FormFailure) {
      open.answers = try resolve(submission.answers)
      open.isAnswered = true
      try checkRequired()
      let opened = chooseActions()
      var form = FilledForm()
      try addOpened(opened, to: &form)
      try addUpdates(opened, to: &form)
      guard problems.isEmpty else { return .wrong }
      // Only a new case needs an owner: the device refuses to open one without (semantics 3.8).
      if let empty = form.blocks.first(where: { $0.opens != nil && $0.owner == .empty }) {
        return .stopped(
          FormOutcome(
            word: "fails", reason: "empty_owner", detail: "the owner of the new case \(empty.opens?.name ?? "") is empty"))
      }
      form.notes = notes
      return .filled(form)
    } catch {
      return problems.isEmpty ? .stopped(error.outcome) : .wrong
    }
  }

  // MARK: Answers

  /// What the answers save.
  mutating func resolve(_ answers: [Answer]) throws(FormFailure) -> [String: XPathText] {
    var result: [String: XPathText] = [:]
    let keys = record.questions.map { project.text($0.key) }
    for answer in answers {
      guard let index = keys.firstIndex(of: answer.question.text) else {
        problems.append(.unknown("question", answer.question, among: keys, help: "declare it under the form's `questions`"))
        continue
      }
      let question = record.questions[index]
      if answer.values.count > 1, question.type != .checkbox {
        problems.append(.oneAnswer(answer.question))
        continue
      }
      let offer = try open.offer(question, DeviceEnvironment(open))
      let texts = answer.values.compactMap { value in
        let text = resolve(value)
        return text.flatMap { check(value, $0, answer.question, offer) }
      }
      if texts.count == answer.values.count { result[answer.question.text] = DeviceEnvironment.joined(texts) }
    }
    return result
  }

  /// An answer as it is saved: the id of what it names, or the text itself.
  private mutating func resolve(_ value: Written) -> XPathText? {
    let text = value.text
    if text == "current_user" { return open.names.ownerID(open.device.user, in: open.version) }
    if text == "unowned" { return XPathText("-") }
    for kind in ["user:", "group:", "location:"] where text.hasPrefix(kind) {
      if let number = open.names.owners.existing(text) { return open.names.ownerID(number, in: open.version) }
      problems.append(.unknownOwner(value, in: project))
      return nil
    }
    return XPathText(text)
  }

  private mutating func check(_ value: Written, _ text: XPathText, _ question: Written, _ offer: Offer) -> XPathText? {
    switch offer {
    case .anything: return text
    case .calculated:
      problems.append(.calculated(question))
      return nil
    case .unknown(let reason):
      notes.append("whether `\(question.text)` offers `\(value.text)` cannot be known: \(reason)")
      return text
    case .choices(let choices):
      if let choice = choices.first(where: { $0.saved == text || $0.shown == value.text }) { return choice.saved }
      problems.append(.notOffered(value, question.text, offered: choices.map(\.shown)))
      return nil
    }
  }

  private mutating func checkRequired() throws(FormFailure) {
    for question in record.questions {
      let key = project.text(question.key)
      guard question.isRequired, question.type != .hiddenValue, question.calculate == nil, open.answers[key] == nil else {
        continue
      }
      let isAnswered = { (answers: [Answer]) in answers.contains { $0.question.text == key } }
      if isAnswered(submission.answers) || submission.creates.contains(where: { isAnswered($0.answers) }) { continue }
      // A query that fails stops the form when the question is shown, before anybody can answer it.
      _ = try open.offer(question, DeviceEnvironment(open))
      problems.append(.unanswered(key, submission.form.span))
    }
  }

  // MARK: New cases

  /// A case that will be opened, and the action that does it.
  struct Opened {
    let action: Int
    let name: String
    let number: Int32
    let written: NewCase?
  }

  /// Which actions take place, and how the cases are called: those that are named, and all that always take place.
  private mutating func chooseActions() -> [Opened] {
    let active = open.version.graph.activeOpens(open.form)
    var chosen: [(action: Int, written: NewCase?)] = []
    for new in submission.creates {
      if let action = action(of: new, active, taken: chosen.map(\.action)) { chosen.append((action, new)) }
    }
    for action in active where !chosen.contains(where: { $0.action == action }) {
      if record.opens[action].condition == .always, !record.opens[action].isRepeated { chosen.append((action, nil)) }
    }
    var names: Set<String> = []
    var opened: [Opened] = []
    for (offset, (action, written)) in chosen.sorted(by: { $0.action < $1.action }).enumerated() {
      let type = project.text(project.caseTypes[record.opens[action].caseType].key)
      let name = written?.name.text ?? freeName(type, names)
      if let written, open.names.cases.existing(name) != nil || !names.insert(name).inserted {
        problems.append(.taken(written.name))
      }
      names.insert(name)
      opened.append(Opened(action: action, name: name, number: firstNew + Int32(offset), written: written))
    }
    return opened
  }

  /// `patient-1`, or the next that nobody has.
  private func freeName(_ type: String, _ taken: Set<String>) -> String {
    var number = 1
    while open.names.cases.existing("\(type)-\(number)") != nil || taken.contains("\(type)-\(number)")
      || submission.creates.contains(where: { $0.name.text == "\(type)-\(number)" })
    {
      number += 1
    }
    return "\(type)-\(number)"
  }

  private mutating func action(of new: NewCase, _ active: [Int], taken: [Int]) -> Int? {
    var candidates = active
    if active.isEmpty {
      problems.append(
        .noSuchAction("the form `\(path)` opens no case", new.name.span, help: "remove `creates`, or declare `opens`"))
      return nil
    }
    if let written = new.action {
      guard let number = Int(written.text), active.contains(number - 1) else {
        let known = active.map { "`\($0 + 1)`" }.joined(separator: ", ")
        problems.append(
          .noSuchAction(
            "the form `\(path)` has no open action `\(written.text)`", written.span, help: "write one of \(known)"))
        return nil
      }
      candidates = [number - 1]
    }
    if let type = new.caseType {
      let types = candidates.map { project.text(project.caseTypes[record.opens[$0].caseType].key) }
      candidates = zip(candidates, types).filter { $0.1 == type.text }.map(\.0)
      if candidates.isEmpty {
        problems.append(
          .unknown("case type", type, among: types, help: "the form `\(path)` opens no such case"))
        return nil
      }
    }
    if let free = candidates.first(where: { !taken.contains($0) }) { return free }
    if let again = candidates.first(where: { record.opens[$0].isRepeated }) { return again }
    problems.append(
      .noSuchAction(
        "the form `\(path)` opens fewer cases than that", new.name.span,
        help: "remove a name, or declare `repeat: true` for the action"))
    return nil
  }

  private mutating func addOpened(_ opened: [Opened], to form: inout FilledForm) throws(FormFailure) {
    let main = opened.first { record.opens[$0.action].indices.isEmpty }
    for new in opened {
      let action = record.opens[new.action]
      var block = FilledForm.Block(number: new.number)
      block.opens = (new.name, open.version.types[action.caseType.index])
      let own = new.written?.answers ?? []
      var form1 = open
      if !own.isEmpty { form1.answers.merge(try resolve(own)) { $1 } }
      block.owner = try owner(of: new, form1)
      for index in action.indices {
        guard let link = link(index, main, new, form1) else { continue }
        block.links.append(link)
      }
      let isMain = record.rule == .basic ? action.indices.isEmpty : new.number == main?.number
      let savesUpdates = isMain && !record.requiresCase && updatesHappen
      var known = action.properties
      if savesUpdates { known += record.updates?.properties ?? [] }
      let set = (new.written?.set ?? []) + (isMain && !record.requiresCase ? submission.set : [])
      block.properties = properties(known, set, what: "the open action of `\(path)`")
      if isMain, !record.requiresCase { block.closes = closes }
      form.blocks.append(block)
    }
  }

  private mutating func owner(of new: Opened, _ open: OpenForm) throws(FormFailure) -> OwnerOnDevice {
    let owner = try open.owner(action: new.action, DeviceEnvironment(open))
    guard let written = new.written?.owner else {
      if case .unknown(let reason) = owner { notes.append("the owner of `\(new.name)` cannot be known: \(reason)") }
      return owner
    }
    guard let text = resolve(written) else { return owner }
    let given = open.owner(saved: text)
    if case .unknown = owner { return given }
    if owner != given {
      problems.append(
        .noSuchAction(
          "the owner of `\(new.name)` follows from the form, and is another one", written.span,
          help: "remove `owner`; it is for owners that cannot be known"))
    }
    return owner
  }

  private mutating func link(
    _ index: ActionIndex, _ main: Opened?, _ new: Opened, _ open: OpenForm
  ) -> CaseRecord.Link? {
    var relationship: CaseRecord.Link
    switch index.target {
    case .selectedCase:
      guard let selected = open.selected else { return nil }
      relationship = CaseRecord.Link(target: selected, relationship: .child)
    case .openedCase:
      guard let main, main.number != new.number else {
        problems.append(
          .noSuchAction(
            "`\(new.name)` refers to the main case of the form, which is not opened here",
            new.written?.name.span ?? submission.form.span, help: "name the main case in `creates` as well"))
        return nil
      }
      relationship = CaseRecord.Link(target: main.number, relationship: .child)
    }
    switch index.relationship {
    case .child: break
    case .extension: relationship.relationship = .extension
    case .byQuestion(let question):
      let key = project.text(record.questions[question].key)
      switch open.answers[key]?.literal {
      case "child": break
      case "extension": relationship.relationship = .extension
      default:
        problems.append(.notOffered(Written(open.answers[key]?.literal ?? "", submission.form.span), key,
          offered: ["child", "extension"], help: "answer it with `child` or `extension`: it decides the relationship"))
        return nil
      }
    }
    return relationship
  }

  // MARK: Updates and closing

  private var updatesHappen: Bool {
    guard let updates = record.updates else { return false }
    switch updates.condition {
    case .never: return false
    case .always: return true
    case .conditional: return submission.updates?.value ?? !submission.set.isEmpty
    }
  }

  private var closes: Bool {
    switch record.closes {
    case .never: false
    case .always: true
    case .conditional: submission.closes?.value ?? false
    }
  }

  private mutating func addUpdates(_ opened: [Opened], to form: inout FilledForm) throws(FormFailure) {
    checkFlag(submission.closes, record.closes, "closes", "close its case")
    checkFlag(submission.updates, record.updates?.condition ?? .never, "updates", "update its case")
    guard record.requiresCase, let selected = open.selected else {
      if opened.isEmpty, let first = submission.set.first {
        problems.append(.notSaved(first.name, "the form `\(path)`", known: []))
      }
      return
    }
    var block = FilledForm.Block(number: selected)
    if updatesHappen, let updates = record.updates {
      block.properties = properties(updates.properties, submission.set, what: "the form `\(path)`")
      if let value = updates.owner { block.owner = try newOwner(value) }
    } else if let first = submission.set.first {
      problems.append(.notSaved(first.name, "the form `\(path)`", known: []))
    }
    // The case that is selected comes first, then its new children; it is closed last of all. An update that saves
    // nothing still counts as a change.
    if updatesHappen { form.blocks.insert(block, at: 0) }
    if closes {
      var last = FilledForm.Block(number: selected)
      last.closes = true
      form.blocks.append(last)
    }
  }

  /// An owner that an update saves; an empty one leaves the owner as it is.
  private mutating func newOwner(_ value: OwnerValue) throws(FormFailure) -> OwnerOnDevice? {
    let owner = try open.owner(value, DeviceEnvironment(open))
    switch owner {
    case .empty:
      notes.append("an empty `owner_id` leaves the owner of the case as it is")
      return nil
    case .unknown(let reason):
      notes.append("the new owner of the case cannot be known: \(reason)")
      return owner
    case .owner, .text: return owner
    }
  }

  private mutating func checkFlag(_ flag: WrittenFlag?, _ condition: Condition, _ key: String, _ verb: String) {
    guard let flag else { return }
    switch condition {
    case .conditional: return
    case .always where flag.value: return
    case .never where !flag.value: return
    case .always:
      problems.append(
        .noSuchAction(
          "the form `\(path)` does always \(verb)", flag.span,
          help: "remove `\(key): false`, or declare that it is conditional"))
    case .never:
      problems.append(
        .noSuchAction("the form `\(path)` does not \(verb)", flag.span, help: "remove `\(key)`, or declare it for the form"))
    }
  }

  /// The properties that are saved: fixed values, and what the step sets. A form that declares none may save any.
  private mutating func properties(_ known: [DataField], _ set: [PropertyValue], what: String) -> [String: String] {
    var result: [String: String] = [:]
    for field in known where field.value != .empty {
      result[Self.property(project.text(field.key))] = project.text(field.value)
    }
    let names = known.map { project.text($0.key) }
    for value in set {
      let name = value.name.text
      if name == "owner_id" || name == "case_type" || name == "case_id" {
        problems.append(
          .noSuchAction(
            "`\(name)` cannot be set by hand", value.name.span,
            help: name == "owner_id" ? "the form decides it: see its `owner_id`, and `answers`" : "remove it"))
      } else if !names.isEmpty, !names.contains(name), Self.property(name) != "case_name" {
        problems.append(.notSaved(value.name, what, known: names))
      } else {
        result[Self.property(name)] = value.value.text
      }
    }
    return result
  }

  /// A case's name is one property with two names.
  static func property(_ name: String) -> String { name == "name" ? "case_name" : name }
}
