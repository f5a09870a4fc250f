/// A set of numbers as ascending, disjoint, not adjoining ranges: as large as its gaps, not as its elements.
public struct IntervalSet: Hashable, Sendable {
  /// The ranges, none empty.
  public private(set) var ranges: [Range<Int32>] = []

  public init() {}

  /// The union of ranges in any order.
  public init(_ unsorted: [Range<Int32>]) {
    if unsorted.count <= 1 {
      ranges = unsorted.filter { !$0.isEmpty }
      return
    }
    for range in unsorted.sorted(by: { $0.lowerBound < $1.lowerBound }) where !range.isEmpty {
      if let last = ranges.last, range.lowerBound <= last.upperBound {
        ranges[ranges.count - 1] = last.lowerBound..<max(last.upperBound, range.upperBound)
      } else {
        ranges.append(range)
      }
    }
  }

  public var isEmpty: Bool { ranges.isEmpty }

  /// How many numbers there are.
  public var count: Int { ranges.reduce(0) { $0 + $1.count } }

  /// Whether a number is in the set.
  public func contains(_ number: Int32) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound <= number { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].contains(number)
  }

  /// What is here and not there.
  public func subtracting(_ other: IntervalSet) -> IntervalSet {
    if other.isEmpty || self == other { return other.isEmpty ? self : IntervalSet() }
    var result = IntervalSet()
    var j = 0
    for range in ranges {
      var start = range.lowerBound
      while j < other.ranges.count, other.ranges[j].upperBound <= start { j += 1 }
      var k = j
      while k < other.ranges.count, other.ranges[k].lowerBound < range.upperBound {
        if other.ranges[k].lowerBound > start { result.ranges.append(start..<other.ranges[k].lowerBound) }
        start = max(start, other.ranges[k].upperBound)
        k += 1
      }
      if start < range.upperBound { result.ranges.append(start..<range.upperBound) }
    }
    return result
  }

  /// Whether the sets have a number in common.
  public func intersects(_ other: IntervalSet) -> Bool {
    var i = 0
    var j = 0
    while i < ranges.count, j < other.ranges.count {
      if ranges[i].overlaps(other.ranges[j]) { return true }
      if ranges[i].upperBound <= other.ranges[j].upperBound { i += 1 } else { j += 1 }
    }
    return false
  }

  /// How many numbers of a range are in the set.
  public func count(in range: Range<Int32>) -> Int {
    ranges.reduce(0) { $0 + $1.clamped(to: range).count }
  }

  /// The numbers, ascending, as they are asked for.
  public var numbers: some Sequence<Int32> { ranges.lazy.joined() }
}
