import OwnershipGraph
import ProjectModel

/// One numbering of the owners of both projects in which the owner set of a user of either is a few ranges.
///
/// Locations that viewers own in the new project come first, in its preorder; then those that only the old project
/// lets viewers own, in its preorder; then all other locations, the groups, and the users. A range of the old tree is
/// a few runs of such numbers, as many as there are edits of the tree within it.
public struct OwnerNumbering: Sendable {
  /// By number: the owner in each project, where it has it.
  public let owners: [Sides<Owner?>]
  /// By location of each project: its number.
  private let locationNumbers: Sides<[Int32]>
  private let groupBase: Int32
  private let userBase: Int32
  private let matching: Matching
  private let graphs: Sides<OwnershipGraph>
  /// Where in the old tree's order of viewable locations each run of consecutive numbers begins, and with which number.
  private var runStarts: [Int32] = []
  private var runNumbers: [Int32] = []
  private let oldViewableCount: Int32

  init(_ graphs: Sides<OwnershipGraph>, _ matching: Matching) {
    self.graphs = graphs
    self.matching = matching
    let locations = matching.locations
    var numbers = [Int32](repeating: -1, count: locations.count)
    var order: [Int32] = []
    order.reserveCapacity(locations.count)
    var oldViewable: [Int32] = []
    func give(_ common: Int) {
      guard numbers[common] < 0 else { return }
      numbers[common] = Int32(order.count)
      order.append(Int32(common))
    }
    for side in [Side.new, .old] {
      let tree = graphs[side].tree
      for (position, location) in tree.order.enumerated() where tree.isViewable(position: Int32(position)) {
        let common = locations.number(location, side)
        give(common)
        if side == .old { oldViewable.append(numbers[common]) }
      }
    }
    for common in 0..<locations.count { give(common) }

    for (index, number) in oldViewable.enumerated() where index == 0 || number != oldViewable[index - 1] + 1 {
      runStarts.append(Int32(index))
      runNumbers.append(number)
    }
    oldViewableCount = Int32(oldViewable.count)
    groupBase = Int32(order.count)
    userBase = groupBase + Int32(matching.groups.count)
    locationNumbers = Sides(
      old: graphs.old.project.locations.ids.map { numbers[locations.number($0, .old)] },
      new: graphs.new.project.locations.ids.map { numbers[locations.number($0, .new)] })
    owners =
      order.map { common in
        let thing = locations.things[Int(common)]
        return Sides(old: thing.old.map { Owner($0) }, new: thing.new.map { Owner($0) })
      }
      + matching.groups.things.map { Sides(old: $0.old.map { Owner($0) }, new: $0.new.map { Owner($0) }) }
      + matching.users.things.map { Sides(old: $0.old.map { Owner($0) }, new: $0.new.map { Owner($0) }) }
  }

  public var count: Int { owners.count }

  /// The number of a user's own id, by the common number of the user.
  public func number(ofUser user: Int) -> Int32 { userBase + Int32(user) }

  /// The number of a group, by the common number of the group.
  func groupNumber(_ group: Int) -> Int { Int(groupBase) + group }

  /// The common number of the user whose own id it is; nil for groups and locations.
  public func user(_ number: Int32) -> Int? { number >= userBase ? Int(number - userBase) : nil }

  /// The number of an owner of one project.
  public func number(_ owner: Owner, _ side: Side) -> Int32 {
    switch owner.reference {
    case .location(let id): locationNumbers[side][id.index]
    case .group(let id): groupBase + Int32(matching.groups.number(id, side))
    case .user(let id): userBase + Int32(matching.users.number(id, side))
    }
  }

  /// The owners that a class of users has beside their own ids, each once.
  func set(_ owners: OwnerSet, _ side: Side) -> IntervalSet {
    var ranges: [Range<Int32>] = []
    func add(_ number: Int32) { ranges.append(number..<number + 1) }
    for location in owners.assigned { add(locationNumbers[side][location.index]) }
    for group in owners.groups { add(groupBase + Int32(matching.groups.number(group, side))) }
    let tree = graphs[side].tree
    for viewed in owners.viewed {
      guard let limit = owners.maximumDepth else {
        let ranks = tree.owningRank(before: viewed.lowerBound)..<tree.owningRank(before: viewed.upperBound)
        if side == .new { ranges.append(ranks) } else { addRuns(ranks, &ranges) }
        continue
      }
      // A limit of levels cuts the range into pieces; only the feature switch of semantics 1.6 makes it count.
      for position in viewed where tree.isViewable(position: position) {
        let location = tree.order[Int(position)]
        guard tree.depth(location) <= limit else { continue }
        let number = locationNumbers[side][location.index]
        if let last = ranges.last, last.upperBound == number {
          ranges[ranges.count - 1] = last.lowerBound..<number + 1
        } else {
          add(number)
        }
      }
    }
    return IntervalSet(ranges)
  }

  /// The numbers of the viewable locations of a range of one tree.
  func numbers(ofViewable range: Range<Int32>, _ side: Side) -> IntervalSet {
    let tree = graphs[side].tree
    let ranks = tree.owningRank(before: range.lowerBound)..<tree.owningRank(before: range.upperBound)
    if side == .new { return IntervalSet([ranks]) }
    var ranges: [Range<Int32>] = []
    addRuns(ranks, &ranges)
    return IntervalSet(ranges)
  }

  /// The numbers of a range of the old tree's viewable locations.
  private func addRuns(_ ranks: Range<Int32>, _ ranges: inout [Range<Int32>]) {
    guard !ranks.isEmpty else { return }
    var low = 0
    var high = runStarts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if runStarts[middle] <= ranks.lowerBound { low = middle } else { high = middle }
    }
    while low < runStarts.count, runStarts[low] < ranks.upperBound {
      let end = low + 1 < runStarts.count ? runStarts[low + 1] : oldViewableCount
      let piece = (runStarts[low]..<end).clamped(to: ranks)
      let shift = runNumbers[low] - runStarts[low]
      ranges.append(piece.lowerBound + shift..<piece.upperBound + shift)
      low += 1
    }
  }
}
