import OwnershipGraph
import ProjectModel

/// What a change of a project does to people: who gains and who loses sight of what.
///
/// Compares two compiled projects as relations between users who can log in and owners (semantics 1), declared cases
/// (semantics 4) and forms (semantics 3). Users with the same memberships in both projects are compared once, and
/// owners stay ranges: nothing is expanded until it is printed.
public struct AccessDiff: Sendable {
  public let graphs: Sides<OwnershipGraph>
  public let matching: Matching
  public let numbering: OwnerNumbering
  /// The users whose owners change, grouped by their memberships in both projects, in the order of the first user.
  public let owners: [OwnerChange]
  /// The users whose declared cases change.
  public let cases: [CaseChange]
  /// The forms that stop for users for whom they did not, and the reverse.
  public let forms: [FormChange]
  /// The forms that get or lose the group-count check, by common number.
  public let checks: Sides<[Int]>
  /// Owners that some active user had and nobody has any more, by number, ascending.
  public let orphaned: IntervalSet
  /// Owners that no active user had and somebody has now.
  public let adopted: IntervalSet

  public init(old: OwnershipGraph, new: OwnershipGraph) {
    let graphs = Sides(old: old, new: new)
    let matching = Matching(old.project, new.project)
    let numbering = OwnerNumbering(graphs, matching)
    let comparison = OwnerComparison(graphs, matching, numbering)
    self.graphs = graphs
    self.matching = matching
    self.numbering = numbering
    owners = comparison.changes
    let had = comparison.everySeenOwner(.old)
    let has = comparison.everySeenOwner(.new)
    orphaned = had.subtracting(has)
    adopted = has.subtracting(had)
    cases = CaseComparison.changes(comparison)
    forms = FormComparison.changes(graphs, matching)
    checks = FormComparison.checks(graphs, matching)
  }

  /// Whether the change does nothing to anyone.
  public var isEmpty: Bool {
    owners.isEmpty && cases.isEmpty && forms.isEmpty && checks.old.isEmpty && checks.new.isEmpty
      && orphaned.isEmpty && adopted.isEmpty
  }

  // MARK: Names

  /// A user's name, by common number; the new one where there is one, or that of one side.
  public func userName(_ user: Int, _ side: Side = .new) -> String {
    let thing = matching.users.things[user]
    func name(_ side: Side) -> String? {
      thing[side].map { graphs[side].project.text(graphs[side].project.users[$0].key) }
    }
    return name(side) ?? name(side.other) ?? ""
  }

  /// `user:NAME`, `group:NAME` or `location:SITE_CODE` of an owner by number, as one side calls it if it has it.
  public func ownerName(_ number: Int32, _ side: Side) -> String {
    let sides = numbering.owners[Int(number)]
    func name(_ side: Side) -> String? { sides[side].map { graphs[side].project.name(of: $0) } }
    return name(side) ?? name(side.other) ?? ""
  }

  /// A case's name, by common number.
  public func caseName(_ number: Int, _ side: Side) -> String {
    let thing = matching.cases.things[number]
    func name(_ side: Side) -> String? {
      thing[side].map { graphs[side].project.text(graphs[side].project.cases[$0].key) }
    }
    return name(side) ?? name(side.other) ?? ""
  }

  /// `APP/MENU/FORM`, by common number.
  public func formPath(_ number: Int) -> String {
    let thing = matching.forms.things[number]
    if let form = thing.new { return graphs.new.project.path(of: form) }
    return thing.old.map { graphs.old.project.path(of: $0) } ?? ""
  }
}
