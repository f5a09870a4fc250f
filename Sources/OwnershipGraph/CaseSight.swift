import CaseGraph
import ProjectModel

/// What a user sees of the declared cases.
public struct Sight: Sendable {
  /// What a fresh sync sends (semantics 4), by number.
  public var sent: [CaseID]
  /// What the device keeps of it: what the user sees.
  public var onDevice: [CaseID]
}

/// Answers which declared cases reach which users (semantics 4). Keeps working storage between questions, so it is a
/// value to ask from one place.
public struct CaseSight {
  let graph: OwnershipGraph
  let cases: CaseGraph
  private var scratch: CaseGraph.Scratch
  /// By owner, as users, groups, locations: the cases.
  private let owned: Links<Int32>
  /// Cases owned by owning, unarchived locations, by the location's position in the tree.
  private let byPosition: [(position: Int32, id: Int32)]
  /// By case: the cases that refer to it.
  private let referrers: Links<Int32>

  public init(_ graph: OwnershipGraph) {
    self.graph = graph
    let project = graph.project
    var indices: [CaseIndex] = []
    var edges: [(source: Int32, element: Int32)] = []
    let groupBase = project.users.count
    let locationBase = groupBase + project.groups.count
    for id in project.cases.ids {
      for index in project.caseIndices[id.index] {
        let relationship: Relationship =
          switch index.relationship {
          case .child: .child
          case .extension: .extension
          }
        indices.append(CaseIndex(from: id.raw, to: index.target.raw, relationship))
      }
      guard case .reference(let reference) = project.cases[id].owner else { continue }
      switch reference {
      case .user(let user): edges.append((user.raw, id.raw))
      case .group(let group): edges.append((Int32(groupBase) + group.raw, id.raw))
      case .location(let location): edges.append((Int32(locationBase) + location.raw, id.raw))
      }
    }
    owned = Links(sourceCount: locationBase + project.locations.count, edges: edges)
    // In the order of the tree without sorting: each location's cases are ascending already.
    var byPosition: [(position: Int32, id: Int32)] = []
    for (position, location) in graph.tree.order.enumerated() where graph.tree.isOwning(position: Int32(position)) {
      for id in owned[locationBase + location.index] { byPosition.append((Int32(position), id)) }
    }
    self.byPosition = byPosition
    referrers = Links(sourceCount: project.cases.count, edges: indices.map { ($0.to, $0.from) })
    cases = CaseGraph(caseCount: project.cases.count, closed: project.cases.map(\.isClosed), indices: indices)
    scratch = cases.makeScratch()
  }

  /// The cases whose owner is among a user's owner ids, ascending.
  public func owned(by user: UserID) -> [CaseID] { ownedNumbers(user).map { CaseID(Int($0)) } }

  private func ownedNumbers(_ user: UserID) -> [Int32] {
    let project = graph.project
    guard !project.cases.isEmpty else { return [] }
    let owners = graph.owners(of: user)
    var result = Array(owned[user.index])
    for group in owners.groups { result += owned[project.users.count + group.index] }
    let locationBase = project.users.count + project.groups.count
    for location in owners.assigned { result += owned[locationBase + location.index] }
    for range in owners.viewed {
      var index = firstCase(atOrAfter: range.lowerBound)
      while index < byPosition.count, byPosition[index].position < range.upperBound {
        let location = graph.tree.order[Int(byPosition[index].position)]
        if owners.maximumDepth.map({ graph.tree.depth(location) <= $0 }) ?? true { result.append(byPosition[index].id) }
        index += 1
      }
    }
    result.sort()
    var unique: [Int32] = []
    unique.reserveCapacity(result.count)
    for id in result where unique.last != id { unique.append(id) }
    return unique
  }

  private func firstCase(atOrAfter position: Int32) -> Int {
    var low = 0
    var high = byPosition.count
    while low < high {
      let middle = (low + high) / 2
      if byPosition[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// What a user's next fresh sync sends, and what the device keeps; nothing for an inactive user, who cannot log in
  /// (semantics 1.11).
  public mutating func sight(of user: UserID) -> Sight {
    guard graph.project.users[user].isActive else { return Sight(sent: [], onDevice: []) }
    let owned = ownedNumbers(user)
    let sent = cases.sent(owned: owned, scratch: &scratch)
    let kept = cases.kept(present: sent, owned: owned, scratch: &scratch)
    return Sight(sent: sent.map { CaseID(Int($0)) }, onDevice: kept.map { CaseID(Int($0)) })
  }

  /// The menus of the apps that a user may open in whose lists cases on the device appear: open cases of the menu's
  /// types; empty lists are left out (semantics 4).
  public func listed(for user: UserID, onDevice: [CaseID]) -> [(menu: MenuID, cases: [CaseID])] {
    let project = graph.project
    var result: [(MenuID, [CaseID])] = []
    for app in graph.listingApps(of: user) {
      for index in project.apps[app].menus {
        let menu = project.menus[index]
        let cases = onDevice.filter { !project.cases[$0].isClosed && menu.caseTypes.contains(project.cases[$0].caseType) }
        if !cases.isEmpty { result.append((MenuID(index), cases)) }
      }
    }
    return result
  }

  /// Why a case is sent to a user; empty if it is not.
  mutating func reasons(_ id: CaseID, for user: UserID) -> [SentReason] {
    cases.reasons(for: id.raw, owned: ownedNumbers(user), scratch: &scratch)
  }

  /// Why a case is not sent to a user; nil if it is.
  mutating func whyNotSent(_ id: CaseID, to user: UserID) -> NotSent? {
    cases.whyNotSent(id.raw, owned: ownedNumbers(user), scratch: &scratch)
  }

  /// Why a user's device drops a case that was sent; nil if it does not.
  mutating func whyPurged(_ id: CaseID, for user: UserID) -> Purged? {
    let owned = ownedNumbers(user)
    let sent = cases.sent(owned: owned, scratch: &scratch)
    return cases.whyPurged(id.raw, present: sent, owned: owned, scratch: &scratch)
  }

  /// The cases that any chain of indices connects with a case, ascending; the case itself among them.
  func connected(to id: CaseID) -> [CaseID] {
    var seen: Set<Int32> = [id.raw]
    var queue = [id.raw]
    while let current = queue.popLast() {
      let neighbours = graph.project.caseIndices[Int(current)].map(\.target.raw) + referrers[Int(current)]
      for next in neighbours where seen.insert(next).inserted { queue.append(next) }
    }
    return seen.sorted().map { CaseID(Int($0)) }
  }
}
