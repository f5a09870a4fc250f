import OwnershipGraph
import ProjectModel

/// A set of owners that can be asked which users have one of them among their owner ids, without expanding what
/// anybody views.
struct OwnerCrowd {
  private let graph: OwnershipGraph
  let owners: Set<Owner>
  /// The owning, unarchived locations among them, by position in the tree.
  private let viewable: [Place]

  private struct Place {
    let position: Int32
    let depth: Int32
    let owner: Owner
  }

  init(_ owners: Set<Owner>, _ graph: OwnershipGraph) {
    self.graph = graph
    self.owners = owners
    viewable = owners.compactMap { owner in
      guard case .location(let location) = owner.reference else { return nil }
      let position = graph.tree.position(location)
      guard graph.tree.isViewable(position: position) else { return nil }
      return Place(position: position, depth: graph.tree.depth(location), owner: owner)
    }.sorted { $0.position < $1.position }
  }

  /// Whether a user has one of the owners among the owner ids (semantics 1.1).
  func isSeen(by user: UserID) -> Bool {
    if owners.contains(Owner(user)) { return true }
    let set = graph.owners(of: user)
    if set.groups.contains(where: { owners.contains(Owner($0)) }) { return true }
    if set.assigned.contains(where: { owners.contains(Owner($0)) }) { return true }
    return set.viewed.contains { range in
      places(in: range).contains { place in set.maximumDepth.map { place.depth <= $0 } ?? true }
    }
  }

  /// Those of the owners that some of the users have among the owner ids.
  func seen(by users: [UserID]) -> Set<Owner> {
    var result: Set<Owner> = []
    var classes: Set<Int> = []
    var ranges: [Int32?: [Range<Int32>]] = [:]
    for user in users {
      if owners.contains(Owner(user)) { result.insert(Owner(user)) }
      // Beside the own id, users of one class have the same.
      guard classes.insert(graph.classes[user].index).inserted else { continue }
      let set = graph.owners(of: user)
      result.formUnion(set.groups.lazy.map { Owner($0) }.filter { owners.contains($0) })
      result.formUnion(set.assigned.lazy.map { Owner($0) }.filter { owners.contains($0) })
      ranges[set.maximumDepth, default: []] += set.viewed
    }
    for (limit, ranges) in ranges {
      // What overlaps is walked once.
      var end = Int32.min
      for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) where range.upperBound > end {
        for place in places(in: max(range.lowerBound, end)..<range.upperBound) {
          if limit.map({ place.depth <= $0 }) ?? true { result.insert(place.owner) }
        }
        end = range.upperBound
      }
    }
    return result
  }

  private func places(in range: Range<Int32>) -> ArraySlice<Place> {
    viewable[first(range.lowerBound)..<first(range.upperBound)]
  }

  /// The index of the first place at a position or after it.
  private func first(_ position: Int32) -> Int {
    var low = 0
    var high = viewable.count
    while low < high {
      let middle = (low + high) / 2
      if viewable[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
