import Diagnostics
import OwnershipGraph
import ProjectModel

/// Makes a tree of levels and locations of a project's case sharing groups, so that every worker sees what the groups
/// show: one location of each group, and a viewing location above those that a worker has together.
public struct OrganizationFromGroups {
  /// What happens to workers whose groups do not fit into a tree of one location each.
  public enum Fit: Sendable {
    /// The one location that differs least.
    case nearest
    /// Several locations each, which together are exactly the groups.
    case severalLocations
  }

  /// Workers whose groups overlap those of others without either holding the other.
  public struct Obstacle: Sendable {
    /// Workers with the groups that were left out of the tree.
    public var users: [UserID]
    /// A worker with the groups that they overlap.
    public var other: UserID
    /// The groups that both have: they stand in the way.
    public var shared: [GroupID]
    /// Groups that only the first have.
    public var onlyHere: [GroupID]
    /// Groups that only the other has.
    public var onlyThere: [GroupID]
  }

  private let graph: OwnershipGraph
  private var project: Project { graph.project }
  private var setup = PlannedSetup()
  /// The different lists of groups, ascending, and who has them.
  private var sets: [[Int32]] = []
  private var users: [[UserID]] = []
  private var setOf: [Int]

  /// Plans the organization.
  ///
  /// - Returns: The set-up, what stands in the way of an exact tree with one location for each worker, and whether it is
  ///   proved that no such tree has fewer differences.
  public static func plan(
    _ graph: OwnershipGraph, fit: Fit, path: String
  ) throws(SetupProblem) -> (setup: PlannedSetup, obstacles: [Obstacle], isNearest: Bool) {
    var planner = OrganizationFromGroups(graph)
    let (obstacles, isNearest) = try planner.run(fit, path)
    return (planner.setup, obstacles, isNearest)
  }

  private init(_ graph: OwnershipGraph) {
    self.graph = graph
    setOf = [Int](repeating: -1, count: graph.project.users.count)
  }

  private mutating func run(_ fit: Fit, _ path: String) throws(SetupProblem) -> ([Obstacle], Bool) {
    if let location = project.locations.first {
      throw SetupProblem([.hasOrganization(location.span)])
    }
    guard project.groups.contains(where: \.caseSharing) else {
      throw SetupProblem([
        .noResult(path, "no group shares cases", help: "set `case_sharing: true` on the groups that own cases")
      ])
    }
    collectSets()
    let tree = LaminarTree.build(sets: sets, weights: users.map(\.count), elementCount: project.groups.count)
    let places = self.places(tree, fit)
    var residents = [UserID?](repeating: nil, count: tree.nodes.count)
    for (index, places) in places.enumerated() {
      for case .node(let node) in places where residents[node] == nil { residents[node] = users[index].first }
    }
    var builder = OrganizationBuilder(project, tree, sets + tree.extraSets, residents)
    builder.build(inhabited: Set(places.joined()), into: &setup)
    addMemberships(places, builder)
    return (tree.misfits.map { obstacle($0.set, $0.other) }, tree.isNearest)
  }

  private mutating func collectSets() {
    var known: [[Int32]: Int] = [:]
    for user in project.users.ids where !project.users[user].isWebUser {
      let set = graph.owners(of: user).groups.map(\.raw).sorted()
      guard !set.isEmpty else { continue }
      if let index = known[set] {
        users[index].append(user)
        setOf[user.index] = index
      } else {
        known[set] = sets.count
        setOf[user.index] = sets.count
        sets.append(set)
        users.append([user])
      }
    }
  }

  /// By set: where its workers are assigned.
  private func places(_ tree: LaminarTree, _ fit: Fit) -> [[LaminarTree.Place]] {
    sets.indices.map { index in
      let set = sets[index]
      if set.count == 1 { return [.element(set[0])] }
      if tree.nodeOf[index] >= 0 { return [.node(tree.nodeOf[index])] }
      switch fit {
      case .nearest: return [tree.nearest(to: set)]
      case .severalLocations: return tree.cover(set)
      }
    }
  }

  private mutating func addMemberships(_ places: [[LaminarTree.Place]], _ builder: OrganizationBuilder) {
    var own: [(source: Int32, element: Int32)] = []
    var kept: [(source: Int32, element: PlannedSetup.Supervision)] = []
    var assigned: [(source: Int32, element: Int32)] = []
    for user in project.users.ids {
      if setOf[user.index] >= 0 {
        for place in places[setOf[user.index]] { assigned.append((user.raw, builder.location(of: place))) }
      }
      for membership in project.memberships[user.index] where !membership.isRepetition {
        guard let group = builder.keptGroups[membership.target] else { continue }
        if membership.origin == .supervisor {
          kept.append((user.raw, .init(target: .group(group), reason: .asBefore)))
        } else {
          own.append((user.raw, group))
        }
      }
    }
    let count = project.users.count
    setup.memberships = Links(sourceCount: count, edges: own)
    setup.supervisions = Links(sourceCount: count, edges: kept)
    setup.assignments = Links(sourceCount: count, edges: assigned)
  }

  private func obstacle(_ set: Int, _ other: Int) -> Obstacle {
    let (here, there) = (Set(sets[set]), Set(sets[other]))
    func groups(_ elements: some Sequence<Int32>) -> [GroupID] { elements.sorted().map { GroupID(Int($0)) } }
    return Obstacle(
      users: users[set], other: users[other][0], shared: groups(here.intersection(there)),
      onlyHere: groups(here.subtracting(there)), onlyThere: groups(there.subtracting(here)))
  }
}

extension Diagnostic {
  static func hasOrganization(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SETUP007", "the project has locations already", at: .span(span),
      help: ["`generate organization` starts from groups; `caseload generate groups` makes groups of locations first"])
  }
}
