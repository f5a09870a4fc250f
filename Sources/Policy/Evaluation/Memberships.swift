import Diagnostics
import OwnershipGraph
import ProjectModel

/// What a user's memberships amount to, beside a finding that is about the user's sight.
struct Memberships {
  let graph: OwnershipGraph

  /// How many rows of the user-groups table are named.
  private static let rowLimit = 10

  /// In a few lines: the rows of the user-groups table, and which memberships do not count.
  func notes(_ user: UserID) -> [String] {
    let project = graph.project
    let name = project.text(project.users[user].key)
    var notes: [String] = []
    let table = graph.groupsTable(of: user)
    if table.count > 1 {
      let rows = table.count <= Self.rowLimit ? table.rows() : (0..<Self.rowLimit).map { table[$0] }
      let rest = table.count > rows.count ? " and \(table.count - rows.count) more" : ""
      notes.append("\(name) is in " + rows.map { project.name(of: $0) }.joined(separator: ", ") + rest)
    }
    for membership in project.memberships[user.index] where !project.groups[membership.target].caseSharing {
      notes.append("\(name) is a member of \(project.name(of: Owner(membership.target))), which does not share cases")
    }
    for assignment in project.assignments[user.index] {
      let level = project.levels[project.locations[assignment.target].level]
      if !level.sharesCases, !level.viewDescendants {
        notes.append(
          "\(name) is assigned to \(project.name(of: Owner(assignment.target))), whose level neither owns cases nor views child data")
      }
    }
    return Array(notes.prefix(6))
  }

  /// Where they are written; of a user without any, where the user is declared.
  func places(_ user: UserID) -> [RelatedPlace] {
    let project = graph.project
    let name = project.text(project.users[user].key)
    var places: [RelatedPlace] = []
    for membership in project.memberships[user.index] {
      places.append(
        RelatedPlace(.span(membership.span), "\(name): membership of \(project.name(of: Owner(membership.target)))"))
    }
    for assignment in project.assignments[user.index] {
      places.append(
        RelatedPlace(.span(assignment.span), "\(name): assignment to \(project.name(of: Owner(assignment.target)))"))
    }
    if places.isEmpty { return [RelatedPlace(.span(project.users[user].span), "\(name) has no group and no location")] }
    return Array(places.prefix(10))
  }
}
