import Diagnostics
import OwnershipGraph
import ProjectModel

/// The way from a case that a user owns to a case that comes to the device because of it (semantics 4).
struct CasePath {
  /// Why a case comes with the one before it on the path.
  struct Step {
    let from: CaseID
    let to: CaseID
    /// Whether `from` is an open extension of `to`, which is there already; otherwise `to` comes as the parent or host
    /// of `from`.
    let isExtension: Bool
  }

  /// Open and owned by the user.
  let root: CaseID
  /// From the root on; empty if the user owns the case itself.
  let steps: [Step]
}

/// Finds the paths by which a user has a declared case in one project.
struct CasePathFinder {
  /// So many paths of one case at most: a parent may have thousands of children, and the first ones tell enough.
  private static let limit = 10

  private let graph: OwnershipGraph
  private var sight: CaseSight
  /// By case: the cases that refer to it.
  private let referrers: Links<Int32>
  /// What the user asked about last has on the device: questions come one user after another.
  private var last: (user: UserID, onDevice: Set<CaseID>)?

  init(_ graph: OwnershipGraph) {
    self.graph = graph
    sight = CaseSight(graph)
    let project = graph.project
    var edges: [(source: Int32, element: Int32)] = []
    for id in project.cases.ids {
      for index in project.caseIndices[id.index] { edges.append((index.target.raw, id.raw)) }
    }
    referrers = Links(sourceCount: project.cases.count, edges: edges)
  }

  /// The shortest path by each case that brings the case directly, the shortest first.
  mutating func paths(_ user: UserID, _ id: CaseID) -> [CasePath] {
    let present = onDevice(user)
    var paths = isRoot(id, user) ? [CasePath(root: id, steps: [])] : []
    /// By case: the step by which it brings the next one towards `id`, and the case that brings `id` in the end.
    var reached: [CaseID: (next: CaseID, step: CasePath.Step?, first: CaseID)] = [id: (id, nil, id)]
    var done: Set<CaseID> = []
    var queue = [id]
    var index = 0
    while index < queue.count, paths.count < Self.limit {
      let current = queue[index]
      index += 1
      for step in stepsTo(current) {
        let puller = step.isExtension ? step.to : step.from
        guard present.contains(puller), reached[puller] == nil else { continue }
        let first = current == id ? puller : reached[current]?.first ?? puller
        reached[puller] = (current, step, first)
        guard isRoot(puller, user) else {
          queue.append(puller)
          continue
        }
        guard paths.count < Self.limit, done.insert(first).inserted else { continue }
        var steps: [CasePath.Step] = []
        var here = puller
        while let link = reached[here], let step = link.step {
          steps.append(step)
          here = link.next
        }
        paths.append(CasePath(root: puller, steps: steps))
      }
    }
    return paths
  }

  private mutating func onDevice(_ user: UserID) -> Set<CaseID> {
    if let last, last.user == user { return last.onDevice }
    let cases = Set(sight.sight(of: user).onDevice)
    last = (user, cases)
    return cases
  }

  private func isRoot(_ id: CaseID, _ user: UserID) -> Bool {
    let record = graph.project.cases[id]
    guard !record.isClosed, case .reference(let reference) = record.owner else { return false }
    return graph.owns(user, Owner(reference))
  }

  /// The steps that can bring a case.
  private func stepsTo(_ id: CaseID) -> [CasePath.Step] {
    var steps = referrers[id.index].map { CasePath.Step(from: CaseID(Int($0)), to: id, isExtension: false) }
    guard !graph.project.cases[id].isClosed else { return steps }
    for index in graph.project.caseIndices[id.index] where index.relationship == .extension {
      steps.append(CasePath.Step(from: id, to: index.target, isExtension: true))
    }
    return steps
  }
}
