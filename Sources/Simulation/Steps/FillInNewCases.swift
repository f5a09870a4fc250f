import Diagnostics
import OwnershipGraph
import ProjectModel
import XPath

/// The cases that a form opens.
extension FillIn {
  /// Which actions take place, and how the cases are called: those that are named, and all that always take place.
  mutating func chooseActions() -> [Opened] {
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

  mutating func action(of new: NewCase, _ active: [Int], taken: [Int]) -> Int? {
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

  mutating func addOpened(_ opened: [Opened], to form: inout FilledForm) throws(FormFailure) {
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

  mutating func owner(of new: Opened, _ open: OpenForm) throws(FormFailure) -> OwnerOnDevice {
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

  mutating func link(
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
        problems.append(
          .notOffered(
            Written(open.answers[key]?.literal ?? "", submission.form.span), key, offered: ["child", "extension"],
            help: "answer it with `child` or `extension`: it decides the relationship"))
        return nil
      }
    }
    return relationship
  }
}
