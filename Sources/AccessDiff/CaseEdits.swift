import Diagnostics
import OwnershipGraph
import ProjectModel

/// Finds the edits because of which a user sees a declared case in one project and not in the other (semantics 4).
public struct CaseEditFinder {
  private let diff: AccessDiff
  private let owners: EditFinder
  private var sight: Sides<CaseSight>

  public init(_ diff: AccessDiff) {
    self.diff = diff
    owners = EditFinder(diff)
    sight = Sides(old: CaseSight(diff.graphs.old), new: CaseSight(diff.graphs.new))
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
    if ownerNumber(record.owner, holder) != ownerNumber(other.owner, holder.other) {
      list.add(
        name, gain: "was given to", loss: "was taken from", .name(words(record.owner, holder)),
        here: record.ownerSpan, there: other.ownerSpan)
    }
    if record.isClosed != other.isClosed {
      let opens = other.isClosed == (holder == .new)
      list.add(
        name, gain: opens ? "is open now" : "is closed now", loss: opens ? "is open now" : "is closed now",
        here: record.closedSpan ?? record.span, there: other.closedSpan ?? other.span)
    }
    if indices(here, holder) != indices(there, holder.other) {
      list.add(
        name, gain: "refers to other cases now", loss: "refers to other cases now", here: record.span,
        there: other.span)
    }
    var edits = list.edits
    if case .reference(let reference) = record.owner {
      let owner = diff.numbering.number(Owner(reference), holder)
      let counterpart = diff.numbering.owners[Int(owner)][holder.other]
      let userThere = diff.matching.users.things[user][holder.other]
      let owns = diff.graphs[holder].owns(id, Owner(reference))
      let ownsThere = counterpart.flatMap { owner in userThere.map { diff.graphs[holder.other].owns($0, owner) } }
      if owns, ownsThere != true {
        for edit in owners.edits(user: user, owner: owner, holder: holder) where !edits.contains(edit) {
          edits.append(edit)
        }
      }
    }
    if edits.isEmpty { edits = otherEdits(user, there, holder) }
    return edits
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
