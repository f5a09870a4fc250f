import OwnershipGraph
import ProjectModel

/// A part of a set of owners that is shown in one line.
public enum OwnerItem: Hashable, Sendable {
  case owner(Int32)
  /// All `count` locations of a location and below that viewers own; `first` is one of them.
  case subtree(top: LocationID, first: Int32, count: Int)

  /// An owner of it.
  public var example: Int32 {
    switch self {
    case .owner(let number): number
    case .subtree(_, let first, _): first
    }
  }

  /// How many owners it is.
  public var count: Int {
    switch self {
    case .owner: 1
    case .subtree(_, _, let count): count
    }
  }
}

extension AccessDiff {
  /// A set of owners for people: whole branches of one project's tree as one, at most so many.
  ///
  /// - Returns: the items, and how many owners are not among them.
  public func items(_ set: IntervalSet, _ side: Side, limit: Int) -> (items: [OwnerItem], hidden: Int) {
    var items: [OwnerItem] = []
    var shown: [Range<Int32>] = []
    let tree = graphs[side].tree
    let end = Int32(tree.order.count)
    var position: Int32 = 0
    // In preorder: a branch is shown whole, passed over, or entered.
    while position < end, items.count < limit {
      let location = tree.order[Int(position)]
      let range = tree.withBelow(location)
      let branch = numbering.numbers(ofViewable: range, side)
      let total = branch.count
      let held = branch.ranges.reduce(0) { $0 + set.count(in: $1) }
      let own = numbering.number(Owner(location), side)
      if held == total, total > 1, let first = branch.ranges.first?.lowerBound {
        items.append(.subtree(top: location, first: first, count: total))
        shown += branch.ranges
        position = range.upperBound
      } else if held == 0, !set.contains(own) {
        position = range.upperBound
      } else {
        if set.contains(own) {
          items.append(.owner(own))
          shown.append(own..<own + 1)
        }
        position += 1
      }
    }
    let rest = set.subtracting(IntervalSet(shown))
    for number in rest.numbers {
      guard items.count < limit else { break }
      items.append(.owner(number))
    }
    return (items, set.count - items.reduce(0) { $0 + $1.count })
  }

  /// How an item is called: a name, or a name and how many locations there are below.
  public func phrase(_ item: OwnerItem, _ side: Side) -> Phrase {
    switch item {
    case .owner(let number): Phrase(.name(ownerName(number, side)))
    case .subtree(let top, _, let count):
      Phrase(
        .words("all \(count) of "), .name(graphs[side].project.name(of: Owner(top))), .words(" and below"))
    }
  }
}
