import OwnershipGraph
import ProjectModel

/// Derives the `supervisors` section from assignments at viewing levels: who supervises what, said in one place.
public enum SupervisorSection {
  /// A supervisor over a location from which nothing is viewed, and what the assignment gives instead.
  public struct Explanation: Sendable {
    public var user: UserID
    public var location: LocationID
    public var text: String
  }

  /// Plans the section. Everything else stays as it is, so the assignments come twice, which changes nothing.
  public static func plan(
    _ graph: OwnershipGraph, path: String
  ) throws(SetupProblem) -> (setup: PlannedSetup, explanations: [Explanation]) {
    let project = graph.project
    var setup = PlannedSetup()
    setup.keepGroups(of: project)
    setup.keepOrganization(of: project)
    for id in project.groups.ids { setup.renaming[Owner(id)] = .group(id.raw) }
    for id in project.locations.ids { setup.renaming[Owner(id)] = .location(id.raw) }
    var own: [(source: Int32, element: Int32)] = []
    var assigned: [(source: Int32, element: Int32)] = []
    var supervised: [(source: Int32, element: PlannedSetup.Supervision)] = []
    var explanations: [Explanation] = []
    for user in project.users.ids {
      for membership in project.memberships[user.index] where !membership.isRepetition {
        if membership.origin == .supervisor {
          supervised.append((user.raw, .init(target: .group(membership.target.raw), reason: .asBefore)))
        } else {
          own.append((user.raw, membership.target.raw))
        }
      }
      for assignment in project.assignments[user.index] where !assignment.isRepetition {
        let views = project.levels[project.locations[assignment.target].level].viewDescendants
        let isSupervisor = assignment.origin == .supervisor
        if !isSupervisor { assigned.append((user.raw, assignment.target.raw)) }
        if isSupervisor || views {
          let reason: PlannedSetup.Reason = views ? .viewingLevel(assignment.target) : .asBefore
          supervised.append((user.raw, .init(target: .location(assignment.target.raw), reason: reason)))
        }
        if isSupervisor, !views {
          explanations.append(
            Explanation(user: user, location: assignment.target, text: explain(user, assignment.target, project)))
        }
      }
    }
    let count = project.users.count
    setup.memberships = Links(sourceCount: count, edges: own)
    setup.assignments = Links(sourceCount: count, edges: assigned)
    setup.supervisions = Links(sourceCount: count, edges: supervised)
    if supervised.isEmpty {
      throw SetupProblem([
        .noResult(
          path, "nobody is assigned at a level that views what is below",
          help: "set `view_descendants: true` on the levels of supervisors, and assign them there")
      ])
    }
    return (setup, explanations)
  }

  private static func explain(_ user: UserID, _ location: LocationID, _ project: Project) -> String {
    let level = project.levels[project.locations[location].level]
    let name = project.text(project.users[user].key)
    let code = project.text(project.locations[location].key)
    let gives =
      level.sharesCases
      ? "\(name) sees the cases of \(code) itself and of nothing below" : "\(name) sees no cases through it"
    return "\(name) supervises \(code), whose level `\(project.text(level.key))` does not view what is below: \(gives)"
  }
}
