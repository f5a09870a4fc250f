import OwnershipGraph
import ProjectModel

/// How many active users have each location among their owner ids: all counted in one go, without expanding what
/// anybody views.
final class LocationViewers {
  private let tree: LocationTree
  /// By location: users who are assigned to it and own it by that.
  private var assigned: [Int: Int] = [:]
  /// By depth that viewing reaches, nil without a limit: by position, how many users view it.
  private var viewing: [Int32?: [Int32]] = [:]

  init(_ graph: OwnershipGraph) {
    tree = graph.tree
    var active: [Int: Int] = [:]
    for user in graph.project.users.ids where graph.project.users[user].isActive {
      active[graph.classes[user].index, default: 0] += 1
    }
    for (number, count) in active {
      let owners = graph.owners(of: graph.classes.representatives[number])
      let twice = Set(owners.countedTwice(in: tree))
      for location in owners.assigned where !twice.contains(location) { assigned[location.index, default: 0] += count }
      for range in owners.viewed {
        var steps = viewing[owners.maximumDepth] ?? [Int32](repeating: 0, count: tree.order.count + 1)
        // Handed back below: no second copy while it is changed.
        viewing[owners.maximumDepth] = []
        steps[Int(range.lowerBound)] += Int32(count)
        steps[Int(range.upperBound)] -= Int32(count)
        viewing[owners.maximumDepth] = steps
      }
    }
    for depth in Array(viewing.keys) {
      var sum: Int32 = 0
      viewing[depth] = viewing[depth]?.map { step in
        sum += step
        return sum
      }
    }
  }

  /// How many active users have a location among their owner ids.
  func count(_ location: LocationID) -> Int {
    var result = assigned[location.index] ?? 0
    let position = tree.position(location)
    guard tree.isViewable(position: position) else { return result }
    for (limit, counts) in viewing where limit.map({ tree.depth(location) <= $0 }) ?? true {
      result += Int(counts[Int(position)])
    }
    return result
  }
}
