import AccessDiff
import OwnershipGraph
import ProjectModel

/// Who gains and loses sight of what between two projects, as the picture asks for it: how many users of an owner, and
/// how many owners through an arrow. Of two sides, the old one stands for what is lost, the new one for what is gained.
struct GraphSight {
  private let diff: AccessDiff
  /// By owner number: how many users lose and gain its cases.
  private(set) var users: Sides<[Int]>
  /// By change of owners: what is lost and gained.
  private let sets: [Sides<CountedSet>]
  /// By box of users: the change that concerns them.
  private var changes: [Int: Int] = [:]
  /// Where in the order of viewable locations consecutive owner numbers begin, and with which number.
  private let runs: Sides<[Run]>

  private struct Run {
    let rank: Int32
    let number: Int32
  }

  /// - Parameter userNodes: by common user number: the box.
  init(_ diff: AccessDiff, userNodes: [Int]) {
    self.diff = diff
    sets = diff.owners.map { Sides(old: CountedSet($0.lost), new: CountedSet($0.gained)) }
    users = Sides(old: Self.users(diff, .old), new: Self.users(diff, .new))
    runs = Sides(old: Self.runs(diff, .old), new: Self.runs(diff, .new))
    for (index, change) in diff.owners.enumerated() {
      for user in change.users { changes[userNodes[Int(user)]] = index }
    }
  }

  private static func users(_ diff: AccessDiff, _ side: Side) -> [Int] {
    // How many more users there are at each number than at the one before it.
    var steps = [Int](repeating: 0, count: diff.numbering.count + 1)
    func add(_ range: Range<Int32>, _ count: Int) {
      steps[Int(range.lowerBound)] += count
      steps[Int(range.upperBound)] -= count
    }
    for change in diff.owners {
      let set = side == .old ? change.lost : change.gained
      for range in set.ranges { add(range, change.users.count) }
      guard side == .old ? change.disappear : change.appear else { continue }
      for user in change.users {
        let own = diff.numbering.number(ofUser: Int(user))
        add(own..<own + 1, 1)
      }
    }
    var current = 0
    return steps.dropLast().map { step in
      current += step
      return current
    }
  }

  private static func runs(_ diff: AccessDiff, _ side: Side) -> [Run] {
    let tree = diff.graphs[side].tree
    var runs: [Run] = []
    var rank: Int32 = 0
    for (position, location) in tree.order.enumerated() where tree.isViewable(position: Int32(position)) {
      let number = diff.numbering.number(Owner(location), side)
      let goesOn = runs.last.map { $0.number + rank - $0.rank == number } ?? false
      if !goesOn { runs.append(Run(rank: rank, number: number)) }
      rank += 1
    }
    return runs
  }

  /// How many owners each user of a box loses or gains by being a member of one, or assigned to it.
  func owned(_ owner: Owner, by node: Int, _ side: Side) -> Int {
    guard let change = changes[node] else { return 0 }
    let number = diff.numbering.number(owner, side)
    return sets[change][side].count(in: number..<number + 1)
  }

  /// How many owners each user of a box loses or gains of what is below a location from which they view.
  func viewed(below location: LocationID, by node: Int, _ side: Side) -> Int {
    guard let change = changes[node], let user = diff.owners[change].users.first else { return 0 }
    let set = sets[change][side]
    guard !set.isEmpty, let id = diff.matching.users.things[Int(user)][side] else { return 0 }
    let graph = diff.graphs[side]
    let below = graph.tree.below(location)
    // A limit of levels cuts the range into pieces; only the feature switch of semantics 1.6 makes it count.
    if let limit = graph.owners(of: id).maximumDepth {
      return below.count { position in
        let here = graph.tree.order[Int(position)]
        guard graph.tree.isViewable(position: position), graph.tree.depth(here) <= limit else { return false }
        let number = diff.numbering.number(Owner(here), side)
        return set.count(in: number..<number + 1) > 0
      }
    }
    let ranks = graph.tree.owningRank(before: below.lowerBound)..<graph.tree.owningRank(before: below.upperBound)
    return count(ranks, set, runs[side])
  }

  /// How many of a range of viewable locations a set holds.
  private func count(_ ranks: Range<Int32>, _ set: CountedSet, _ runs: [Run]) -> Int {
    guard !ranks.isEmpty else { return 0 }
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runs[middle].rank <= ranks.lowerBound { low = middle } else { high = middle }
    }
    var count = 0
    while low < runs.count, runs[low].rank < ranks.upperBound {
      let run = runs[low]
      let end = low + 1 < runs.count ? runs[low + 1].rank : ranks.upperBound
      let piece = max(run.rank, ranks.lowerBound)..<min(end, ranks.upperBound)
      let shift = run.number - run.rank
      count += set.count(in: piece.lowerBound + shift..<piece.upperBound + shift)
      low += 1
    }
    return count
  }
}

/// A set of numbers that counts how many of them are in a range without going through its ranges.
private struct CountedSet {
  private let ranges: [Range<Int32>]
  /// By range: how many numbers there are in those before it.
  private let before: [Int]

  init(_ set: IntervalSet) {
    ranges = set.ranges
    var total = 0
    before = set.ranges.map { range in
      defer { total += range.count }
      return total
    }
  }

  var isEmpty: Bool { ranges.isEmpty }

  func count(in range: Range<Int32>) -> Int { count(below: range.upperBound) - count(below: range.lowerBound) }

  private func count(below number: Int32) -> Int {
    // The first range that does not end before the number.
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < number { low = middle + 1 } else { high = middle }
    }
    guard low < ranges.count else { return (before.last ?? 0) + (ranges.last?.count ?? 0) }
    return before[low] + max(0, Int(number - ranges[low].lowerBound))
  }
}
