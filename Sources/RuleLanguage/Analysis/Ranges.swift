/// The values that a term can have, as far as they are told apart by equality: some, or all but some.
struct ValueSet {
  var members: Set<Constant>
  /// Whether the members are those that it cannot have.
  var isExcluding = true

  static let anything = ValueSet(members: [])

  init(members: Set<Constant>, isExcluding: Bool = true) {
    self.members = members
    self.isExcluding = isExcluding
  }

  init(only members: some Sequence<Constant>) { self.init(members: Set(members), isExcluding: false) }

  var isEmpty: Bool { !isExcluding && members.isEmpty }

  /// All that there can be; nil if that is without end.
  var finite: Set<Constant>? { isExcluding ? nil : members }

  func allows(_ constant: Constant) -> Bool { members.contains(constant) != isExcluding }

  func intersection(_ other: ValueSet) -> ValueSet {
    switch (isExcluding, other.isExcluding) {
    case (true, true): ValueSet(members: members.union(other.members))
    case (true, false): ValueSet(only: other.members.subtracting(members))
    case (false, true): ValueSet(only: members.subtracting(other.members))
    case (false, false): ValueSet(only: members.intersection(other.members))
    }
  }

  func union(_ other: ValueSet) -> ValueSet {
    switch (isExcluding, other.isExcluding) {
    case (true, true): ValueSet(members: members.intersection(other.members))
    case (true, false): ValueSet(members: members.subtracting(other.members))
    case (false, true): ValueSet(members: other.members.subtracting(members))
    case (false, false): ValueSet(only: members.union(other.members))
    }
  }
}

/// The ints that a term can be: from one to another, less some.
struct IntRange: Equatable {
  var low = Int64.min
  var high = Int64.max
  private var excluded: Set<Int64> = []

  init(_ low: Int64 = .min, _ high: Int64 = .max) { (self.low, self.high) = (low, high) }

  var isEmpty: Bool { low > high }

  func intersection(_ other: IntRange) -> IntRange {
    var result = IntRange(max(low, other.low), min(high, other.high))
    result.excluded = excluded.union(other.excluded)
    result.shrink()
    return result
  }

  mutating func exclude(_ value: Int64) {
    excluded.insert(value)
    shrink()
  }

  private mutating func shrink() {
    while low <= high, excluded.contains(low) {
      if low == .max { return makeEmpty() }
      low += 1
    }
    while low <= high, excluded.contains(high) {
      if high == .min { return makeEmpty() }
      high -= 1
    }
  }

  private mutating func makeEmpty() { (low, high) = (1, 0) }
}

/// The doubles that a term can be: from one to another, and perhaps what is no number.
struct DoubleRange {
  var low = -Double.infinity
  var high = Double.infinity
  var mayBeNaN = true

  var isEmpty: Bool { low > high && !mayBeNaN }

  func intersection(_ other: DoubleRange) -> DoubleRange {
    DoubleRange(low: max(low, other.low), high: min(high, other.high), mayBeNaN: mayBeNaN && other.mayBeNaN)
  }
}

/// How two values may stand to each other.
struct Order: OptionSet, Hashable {
  let rawValue: UInt8

  static let less = Order(rawValue: 1)
  static let equal = Order(rawValue: 2)
  static let greater = Order(rawValue: 4)
  /// One of them is no number; or they are neither equal nor in any order.
  static let none = Order(rawValue: 8)

  static let any: Order = [.less, .equal, .greater, .none]

  /// How they stand where a comparison has a result.
  init(_ comparison: Comparison, is holds: Bool) {
    let order: Order =
      switch comparison {
      case .equal: .equal
      case .notEqual: [.less, .greater, .none]
      case .less: .less
      case .lessOrEqual: [.less, .equal]
      case .greater: .greater
      case .greaterOrEqual: [.greater, .equal]
      }
    self = holds ? order : Order.any.subtracting(order)
  }

  init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The same seen from the other value.
  var flipped: Order {
    var result = intersection([.equal, .none])
    if contains(.less) { result.insert(.greater) }
    if contains(.greater) { result.insert(.less) }
    return result
  }
}
