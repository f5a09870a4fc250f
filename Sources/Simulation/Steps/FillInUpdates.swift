import Diagnostics
import ProjectModel

/// What a form saves to the picked case, and whether it closes it.
extension FillIn {
  var updatesHappen: Bool {
    guard let updates = record.updates else { return false }
    switch updates.condition {
    case .never: return false
    case .always: return true
    case .conditional: return submission.updates?.value ?? !submission.set.isEmpty
    }
  }

  var closes: Bool {
    switch record.closes {
    case .never: false
    case .always: true
    case .conditional: submission.closes?.value ?? false
    }
  }

  mutating func addUpdates(_ opened: [Opened], to form: inout FilledForm) throws(FormFailure) {
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
  mutating func newOwner(_ value: OwnerValue) throws(FormFailure) -> OwnerOnDevice? {
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

  mutating func checkFlag(_ flag: WrittenFlag?, _ condition: Condition, _ key: String, _ verb: String) {
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
        .noSuchAction(
          "the form `\(path)` does not \(verb)", flag.span, help: "remove `\(key)`, or declare it for the form"))
    }
  }

  /// The properties that are saved: fixed values, and what the step sets. A form that declares none may save any.
  mutating func properties(_ known: [DataField], _ set: [PropertyValue], what: String) -> [String: String] {
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
