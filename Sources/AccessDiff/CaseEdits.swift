import Diagnostics
import OwnershipGraph
import ProjectModel

/// Finds the edits because of which a user sees a declared case in one project and not in the other (semantics 4).
public struct CaseEditFinder {
  private let diff: AccessDiff
  private let owners: EditFinder
  private var sight: Sides<CaseSight>
  private var paths: Sides<CasePathFinder>

  public init(_ diff: AccessDiff) {
    self.diff = diff
    owners = EditFinder(diff)
    sight = Sides(old: CaseSight(diff.graphs.old), new: CaseSight(diff.graphs.new))
    paths = Sides(old: CasePathFinder(diff.graphs.old), new: CasePathFinder(diff.graphs.new))
  }

  /// The edits that cause a gain (`holder` is the new project) or a loss (`holder` is the old one) of a case, both by
  /// common number.
  public mutating func edits(user: Int, case number: Int, holder: Side) -> [Edit] {
    let thing = diff.matching.cases.things[number]
    guard let here = thing[holder], let id = diff.matching.users.things[user][holder] else { return [] }
    let name = Phrase.Piece.name("case:" + diff.caseName(number, holder))
    let hereProject = diff.graphs[holder].project
    let record = hereProject.cases[here]
    var list = EditList(diff, user: user, holder: holder)
    list.addUser()
    guard let there = thing[holder.other] else {
      list.add(name, gain: "was added", loss: "was removed", here: record.span, there: nil)
      return list.edits
    }
    let other = diff.graphs[holder.other].project.cases[there]
    for path in paths[holder].paths(id, here) { addBroken(path, user, &list) }
    // Nothing on the way here is missing there: something there is in the way, most likely at the case itself.
    if list.edits.isEmpty { addDifferences(here, record, there, other, name, &list) }
    return list.edits.isEmpty ? otherEdits(user, there, holder) : list.edits
  }

  // MARK: Paths

  /// Each step of a path that does not hold in the project without the case.
  private func addBroken(_ path: CasePath, _ user: Int, _ list: inout EditList) {
    addBrokenRoot(path.root, user, &list)
    for step in path.steps {
      guard let from = counterpart(step.from, &list), let to = counterpart(step.to, &list) else { continue }
      if step.isExtension { addClosing(step.from, from, &list) }
      let indices = list.there.caseIndices[from.index].filter { $0.target == to }
      if indices.contains(where: { !step.isExtension || $0.relationship == .extension }) { continue }
      let index = list.here.caseIndices[step.from.index].first {
        $0.target == step.to && (!step.isExtension || $0.relationship == .extension)
      }
      let (gain, loss) = index?.relationship == .extension
        ? ("is an extension of", "is no longer an extension of") : ("is a child of", "is no longer a child of")
      list.add(
        caseName(step.from, list.holder), gain: gain, loss: loss, caseName(step.to, list.holder),
        list.holder == .new ? " now" : "", here: index?.span ?? list.here.cases[step.from].span,
        there: indices.first?.span ?? list.there.cases[from].span)
    }
  }

  /// The same case in the project without; otherwise that it is not there is an edit.
  private func counterpart(_ id: CaseID, _ list: inout EditList) -> CaseID? {
    if let there = diff.matching.cases.counterpart(id, of: list.holder) { return there }
    list.add(
      caseName(id, list.holder), gain: "was added", loss: "was removed", here: list.here.cases[id].span, there: nil)
    return nil
  }

  /// Why the open case that the user owns does not bring anything in the project without.
  private func addBrokenRoot(_ root: CaseID, _ user: Int, _ list: inout EditList) {
    guard let there = counterpart(root, &list) else { return }
    addClosing(root, there, &list)
    addOwner(root, there, user, &list)
    addHosts(there, &list)
  }

  private func addClosing(_ id: CaseID, _ there: CaseID, _ list: inout EditList) {
    let (record, other) = (list.here.cases[id], list.there.cases[there])
    guard other.isClosed, !record.isClosed else { return }
    list.add(
      caseName(id, list.holder), gain: "is open now", loss: "is closed now", here: record.closedSpan ?? record.span,
      there: other.closedSpan ?? other.span)
  }

  /// The owner of a case changed, or the user does not have that owner in the project without, or both.
  private func addOwner(_ id: CaseID, _ there: CaseID, _ user: Int, _ list: inout EditList) {
    let holder = list.holder
    let (record, other) = (list.here.cases[id], list.there.cases[there])
    guard case .reference(let reference) = record.owner else { return }
    let userThere = diff.matching.users.things[user][holder.other]
    func owns(_ owner: Owner) -> Bool { userThere.map { diff.graphs[holder.other].owns($0, owner) } ?? false }
    if case .reference(let reference) = other.owner, owns(Owner(reference)) { return }
    let number = diff.numbering.number(Owner(reference), holder)
    if number != ownerNumber(other.owner, holder.other) {
      list.add(
        caseName(id, holder), gain: "was given to", loss: "was taken from", .name(words(record.owner, holder)),
        here: record.ownerSpan, there: other.ownerSpan)
    }
    if let owner = diff.numbering.owners[Int(number)][holder.other], owns(owner) { return }
    list.add(owners.edits(user: user, owner: number, holder: holder))
  }

  /// What has hosts is only available with an open one: the hosts upwards that are closed, and references to them that
  /// are not made here.
  private func addHosts(_ there: CaseID, _ list: inout EditList) {
    let cases = diff.matching.cases
    var seen: Set<CaseID> = [there]
    var queue = [there]
    while let current = queue.popLast() {
      for index in list.there.caseIndices[current.index] where index.relationship == .extension {
        guard seen.insert(index.target).inserted else { continue }
        queue.append(index.target)
        guard list.there.cases[index.target].isClosed, let from = cases.counterpart(current, of: list.holder.other)
        else { continue }
        let host = cases.counterpart(index.target, of: list.holder.other)
        if let host { addClosing(host, index.target, &list) }
        if host.map({ isExtension(from, of: $0, list.here) }) ?? false { continue }
        list.add(
          caseName(from, list.holder), gain: "is no longer an extension of", loss: "is an extension of",
          caseName(index.target, list.holder.other), list.holder == .new ? "" : " now",
          here: list.here.cases[from].span, there: index.span)
      }
    }
  }

  private func isExtension(_ id: CaseID, of host: CaseID, _ project: Project) -> Bool {
    project.caseIndices[id.index].contains { $0.target == host && $0.relationship == .extension }
  }

  // MARK: Otherwise

  /// What is different of the case itself.
  private func addDifferences(
    _ here: CaseID, _ record: DeclaredCase, _ there: CaseID, _ other: DeclaredCase, _ name: Phrase.Piece,
    _ list: inout EditList
  ) {
    let holder = list.holder
    if ownerNumber(record.owner, holder) != ownerNumber(other.owner, holder.other) {
      list.add(
        name, gain: "was given to", loss: "was taken from", .name(words(record.owner, holder)),
        here: record.ownerSpan, there: other.ownerSpan)
    }
    if record.isClosed != other.isClosed {
      let words = other.isClosed == (holder == .new) ? "is open now" : "is closed now"
      list.add(
        name, gain: words, loss: words, here: record.closedSpan ?? record.span, there: other.closedSpan ?? other.span)
    }
    if indices(here, holder) != indices(there, holder.other) {
      list.add(
        name, gain: "refers to other cases now", loss: "refers to other cases now", here: record.span,
        there: other.span)
    }
  }

  private func caseName(_ id: CaseID, _ side: Side) -> Phrase.Piece {
    .name("case:" + diff.caseName(diff.matching.cases.number(id, side), side))
  }

  /// The owner as a common number; others than users, groups and locations are all alike: nobody owns the case.
  private func ownerNumber(_ owner: CaseOwner, _ side: Side) -> Int32 {
    guard case .reference(let reference) = owner else { return -1 }
    return diff.numbering.number(Owner(reference), side)
  }

  private func words(_ owner: CaseOwner, _ side: Side) -> String {
    let project = diff.graphs[side].project
    return switch owner {
    case .reference(let reference): project.name(of: Owner(reference))
    case .unowned: "nobody (unowned)"
    case .text(let text): "text:" + project.text(text)
    }
  }

  private func indices(_ id: CaseID, _ side: Side) -> [[Int]] {
    diff.graphs[side].project.caseIndices[id.index].map { index in
      [diff.matching.cases.number(index.target, side), index.relationship == .child ? 0 : 1]
    }.sorted { $0.lexicographicallyPrecedes($1) }
  }

  /// Another case brings it, or no longer does: what stands in the way in the project without it.
  private mutating func otherEdits(_ user: Int, _ id: CaseID, _ holder: Side) -> [Edit] {
    guard let userThere = diff.matching.users.things[user][holder.other] else { return [] }
    return sight[holder.other].explain(userThere, id).obstacles.map { obstacle in
      Edit(
        Phrase(.words(holder == .new ? "before: " : "now: "), .name(obstacle.text)),
        old: holder == .new ? obstacle.span : nil, new: holder == .new ? nil : obstacle.span)
    }
  }
}
