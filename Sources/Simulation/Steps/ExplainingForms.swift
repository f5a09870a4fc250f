import Diagnostics
import OwnershipGraph
import ProjectModel

extension SimulationState {
  /// Why a form ends as it does: the form's own line, and where the memberships stand that are counted.
  func explained(_ outcome: FormOutcome, _ open: OpenForm) -> FormOutcome {
    guard options.explains, outcome.word != "opens", outcome.reason != "empty_owner" else { return outcome }
    var outcome = outcome
    let (version, record) = (open.version, open.record)
    func place(_ span: SourceSpan?) -> TextPlace? { shown(version.moved(span)) }
    let path = version.project.path(of: open.form)
    let user = names.owners.bareName(open.device.user)
    // Only where the table is what fails do its rows explain anything.
    guard outcome.word == "stops" || outcome.detail.contains("/groups/group") else {
      let span = open.failingOwner ?? record.span
      outcome.explanation = [ExplainedStep("\(path) works out an owner: \(outcome.detail)", place(span))]
      if version.project.assignments[open.user.index].isEmpty, outcome.detail.contains("commcare_location_id") {
        let span = version.project.users[open.user].span
        outcome.explanation.append(ExplainedStep("\(user) was assigned to no location at the last sync", place(span)))
      }
      return outcome
    }
    let what = outcome.word == "stops" ? "carries the group-count check" : "works out an owner by the user-groups table"
    outcome.explanation = [ExplainedStep("\(path) \(what)", place(record.span))]
    if open.device.table.rows.isEmpty {
      let span = version.project.users[open.user].span
      outcome.explanation.append(ExplainedStep("\(user) had no case sharing group at the last sync", place(span)))
    }
    var seen: [Int32: Int] = [:]
    for row in open.device.table.rows.prefix(10) {
      let turn = seen[row.owner, default: 0]
      seen[row.owner] = turn + 1
      guard let owner = version.owner(row.owner) else { continue }
      let paths = version.graph.paths(open.user, owner)
      guard let step = (turn < paths.count ? paths[turn] : paths.last)?.first else { continue }
      outcome.explanation.append(ExplainedStep("\(names.owners[row.owner]) counts: \(step.text)", place(step.span)))
    }
    let more = open.device.table.rows.count - 10
    if more > 0 { outcome.explanation.append(ExplainedStep("and \(more) more")) }
    return outcome
  }
}

extension OpenForm {
  /// Where the owner is written that cannot be worked out; nil if all can, or it is nowhere written.
  fileprivate var failingOwner: SourceSpan? {
    let environment = DeviceEnvironment(self)
    var values = version.graph.activeOpens(form).compactMap { action -> OwnerValue? in
      guard case .declared(let value) = version.graph.ownerRule(form, action: action) else { return nil }
      return value
    }
    if let value = record.updates?.owner { values.append(value) }
    for value in values {
      do throws(FormFailure) { _ = try owner(value, environment) } catch { return value.span }
    }
    return nil
  }
}
