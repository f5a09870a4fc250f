import Diagnostics
import OwnershipGraph
import ProjectModel

/// Where what is said of a case, or of a form, is written: the details of an explanation.
extension SimulationState {
  /// A clause about a case's owner, with the place that made it so.
  func ownedStep(_ c: Int32, _ text: String) -> [ExplainedStep] {
    let history = histories[c]
    if let mark = histories.mark(history.owner) {
      return [ExplainedStep(text, shown(mark.form))] + details(mark, "made it so")
    }
    if let mark = histories.mark(history.opened) {
      return [ExplainedStep(text, shown(mark.form))] + details(mark, "opened it")
    }
    return [ExplainedStep(text, shown(histories.declared(c)?.owner))]
  }

  /// A clause that says that a case is closed.
  func closedStep(_ c: Int32, _ text: String) -> [ExplainedStep] {
    guard let mark = histories.mark(histories[c].closed) else {
      return [ExplainedStep(text, shown(histories.declared(c)?.closed))]
    }
    return [ExplainedStep(text, shown(mark.form))] + details(mark, "closed it")
  }

  /// A clause about an index of a case.
  func indexStep(_ c: Int32, to other: Int32, _ text: String) -> ExplainedStep {
    if let mark = histories.mark(histories[c].opened) { return ExplainedStep(text, shown(mark.form)) }
    let link = server.cases[Int(c)].links.firstIndex { $0.target == other }
    let indices = histories.declared(c)?.indices ?? []
    return ExplainedStep(text, link.flatMap { $0 < indices.count ? shown(indices[$0]) : nil })
  }

  /// Why the server does not have a case; nil if it has it.
  func absence(_ c: Int32) -> [ExplainedStep]? {
    let name = "case:" + names.cases[c]
    switch server.cases[Int(c)].status {
    case .open, .closed: return nil
    case .deleted:
      let text = "\(name) was deleted with its owner"
      guard let deleted = histories[c].deleted else { return [ExplainedStep(text)] }
      return [ExplainedStep("\(text) \(deleted.owner) in step \(deleted.number)", shown(deleted.step))]
    case .absent:
      if let failed = histories[c].failed {
        let mark = histories.mark(failed.mark)
        return [ExplainedStep("the form that opens \(name) failed: \(failed.reason)", shown(mark?.form))]
          + (mark.map { details($0, "would have opened it") } ?? [])
      }
      for form in devices.lazy.flatMap(\.queue) where form.blocks.contains(where: { $0.number == c }) {
        let mark = histories.mark(form.mark)
        return [ExplainedStep("the form that opens \(name) has not been sent", shown(mark?.form))]
          + (mark.map { details($0, "opens it") } ?? [])
      }
      return [ExplainedStep("the form that opens \(name) has not been sent")]
    }
  }

  func details(_ mark: FormMark, _ verb: String) -> [ExplainedStep] {
    let text = "\(mark.path) of \(names.owners.bareName(mark.user)) \(verb) in step \(mark.stepNumber)"
    return [ExplainedStep(text, shown(mark.step), isDetail: true)]
  }

  /// A place in the simulation's own source map; nil in a text that is typed.
  func shown(_ span: SourceSpan?) -> TextPlace? {
    guard let span, Int(span.file.index) < sources.files.count, !sources[span.file].bytes.isEmpty else { return nil }
    let position = sources.lineColumn(of: span)
    return TextPlace(path: sources[span.file].path, line: position.line, column: position.column)
  }

  /// What changed a copy of a case on a device: the forms that closed it, gave it its owner, saved its properties.
  func changeSteps(_ c: Int32, _ old: CaseRecord, _ new: CaseRecord) -> [ExplainedStep] {
    let name = "case:" + names.cases[c]
    var steps: [ExplainedStep] = []
    if old.isOpen, !new.isOpen { steps += closedStep(c, "\(name) is closed") }
    if old.owner != new.owner { steps += ownedStep(c, "\(name) is owned by \(names.owners[new.owner])") }
    if old.properties != new.properties, let mark = histories.mark(histories[c].changed) {
      steps += markSteps(mark, "\(name) was changed", "changed it last")
    }
    return steps
  }

  /// A clause about what a form did, with its place and the step.
  func markSteps(_ mark: FormMark, _ text: String, _ verb: String) -> [ExplainedStep] {
    [ExplainedStep(text, shown(mark.form))] + details(mark, verb)
  }
}
