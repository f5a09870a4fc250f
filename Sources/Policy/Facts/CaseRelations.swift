import OwnershipGraph
import ProjectModel

/// What indices between declared cases do: found out once for each case, or pair of owners, that rules ask for.
final class CaseRelations {
  private unowned let facts: Facts
  /// By case: the cases that refer to it.
  private let referrers: Links<CaseID>
  /// By user: the cases that a sync sends and the device drops.
  private var inVain: [UserID: Set<CaseID>] = [:]
  /// By owner of a child, and owner of its parent: who gets the parent only through the child.
  private var outsiders: [OwnerPair: [UserID]] = [:]

  private struct OwnerPair: Hashable {
    let child: Owner
    let parent: Owner
  }

  /// How many cases above one another are looked at: chains are short, and a circle must end.
  private static let depth = 10

  init(_ facts: Facts) {
    self.facts = facts
    var edges: [(source: Int32, element: CaseID)] = []
    for id in facts.project.cases.ids {
      for index in facts.project.caseIndices[id.index] { edges.append((index.target.raw, id)) }
    }
    referrers = Links(sourceCount: facts.project.cases.count, edges: edges)
  }

  /// The users to whom the server sends a case that their device drops. Where it happens most, and is looked for: an
  /// open
  /// case that is a child of one case and an extension of another, closed one (Semantics 4).
  func sentInVain(_ id: CaseID) -> [UserID] {
    guard facts.project.caseIndices.count(of: id.index) > 1 else { return [] }
    let indices = facts.project.caseIndices[id.index]
    guard !facts.project.cases[id].isClosed,
      indices.contains(where: { $0.relationship == .child }),
      indices.contains(where: { $0.relationship == .extension && facts.project.cases[$0.target].isClosed }),
      case .reference(let reference) = facts.project.cases[id].owner
    else { return [] }
    return facts.viewers.users(of: Owner(reference)).filter { user in
      if inVain[user] == nil {
        let sight = facts.sights.sight(of: user)
        inVain[user] = Set(sight.sent).subtracting(sight.onDevice)
      }
      return inVain[user]?.contains(id) == true
    }
  }

  /// Users who get a case without owning it, because they own an open case below it (Semantics 4): each once.
  func leaks(_ id: CaseID) -> [UserID] {
    guard referrers.count(of: id.index) > 0, case .reference(let reference) = facts.project.cases[id].owner else { return [] }
    var users: Set<UserID> = []
    for owner in ownersBelow(id) where owner != Owner(reference) { users.formUnion(outsiders(owner, Owner(reference))) }
    return users.isEmpty ? [] : users.sorted()
  }

  /// The owners of the open cases below a case that make it live.
  private func ownersBelow(_ id: CaseID) -> Set<Owner> {
    var owners: Set<Owner> = []
    // Most cases have nothing below their children: no need then to remember what has been met.
    if referrers[id.index].allSatisfy({ referrers.count(of: $0.index) == 0 }) {
      for below in referrers[id.index] where pullsUp(below) {
        if case .reference(let reference) = facts.project.cases[below].owner { owners.insert(Owner(reference)) }
      }
      return owners
    }
    var seen: Set<CaseID> = [id]
    var next = [id]
    for _ in 0..<Self.depth where !next.isEmpty {
      next = next.flatMap { referrers[$0.index] }.filter { seen.insert($0).inserted }
      for below in next where pullsUp(below) {
        if case .reference(let reference) = facts.project.cases[below].owner { owners.insert(Owner(reference)) }
      }
    }
    return owners
  }

  /// Whether a case is live for whoever owns it: open, and no extension, or one of open cases that are none.
  private func pullsUp(_ id: CaseID) -> Bool {
    guard !facts.project.cases[id].isClosed else { return false }
    return facts.project.caseIndices[id.index].allSatisfy { index in
      index.relationship == .child
        || !facts.project.cases[index.target].isClosed
          && facts.project.caseIndices[index.target.index].allSatisfy { $0.relationship == .child }
    }
  }

  private func outsiders(_ child: Owner, _ parent: Owner) -> [UserID] {
    let pair = OwnerPair(child: child, parent: parent)
    if let known = outsiders[pair] { return known }
    let users = facts.viewers.users(of: child).filter { !facts.graph.owns($0, parent) }
    outsiders[pair] = users
    return users
  }
}
