/// What is known of terms while some conditions are taken to hold. It never rules out what can be: where a connection
/// is not followed, more is taken to be possible.
struct Assumptions {
  /// The terms in the order in which something was learned of them, so that the result never depends on chance.
  private var order: [TermID] = []
  private var values: [TermID: ValueSet] = [:]
  private(set) var ints: [TermID: IntRange] = [:]
  private var doubles: [TermID: DoubleRange] = [:]
  private var pairs: [(a: TermID, b: TermID)] = []
  private var orders: [[TermID]: Order] = [:]
  /// Tests of a text, such as `startsWith`, and whether they hold.
  private(set) var tests: [(test: TermID, holds: Bool)] = []

  /// How much is known: what it costs to copy.
  var size: Int { order.count + pairs.count + tests.count }

  // MARK: Learning

  private mutating func note(_ id: TermID) {
    if values[id] == nil, ints[id] == nil, doubles[id] == nil { order.append(id) }
  }

  mutating func restrict(_ id: TermID, to set: ValueSet, _ terms: Terms) {
    note(id)
    values[id] = (values[id] ?? Self.possible(id, terms)).intersection(set)
  }

  mutating func restrict(_ id: TermID, to range: IntRange) {
    note(id)
    ints[id] = (ints[id] ?? IntRange()).intersection(range)
  }

  mutating func exclude(_ value: Int64, from id: TermID) {
    note(id)
    ints[id, default: IntRange()].exclude(value)
  }

  mutating func restrict(_ id: TermID, to range: DoubleRange, isDouble: Bool) {
    note(id)
    doubles[id] = (doubles[id] ?? DoubleRange(mayBeNaN: isDouble)).intersection(range)
  }

  mutating func relate(_ a: TermID, _ b: TermID, _ new: Order) {
    let (key, order) = a <= b ? ([a, b], new) : ([b, a], new.flipped)
    if orders[key] == nil { pairs.append((key[0], key[1])) }
    orders[key] = orders[key, default: .any].intersection(order)
  }

  mutating func test(_ id: TermID, holds: Bool) { tests.append((id, holds)) }

  /// The values that a term can have whatever holds. Only what has no other equal is told apart by equality: no numbers.
  static func possible(_ id: TermID, _ terms: Terms) -> ValueSet {
    let type = terms.types[id]
    if let constant = terms.constant(id) {
      switch constant {
      case .null, .bool, .text: return ValueSet(only: [constant])
      case .int, .double, .list: return .anything
      }
    }
    if case .conditional = terms[id].head {
      let parts = terms[id].parts
      return possible(parts[1], terms).union(possible(parts[2], terms))
    }
    let isNullable = type != type.withoutNull
    if type.withoutNull == .bool {
      return ValueSet(only: [.bool(true), .bool(false)] + (isNullable ? [.null] : []))
    }
    if type.withoutNull == .string, let words = terms.words(id) {
      return ValueSet(only: words.map { .text(Array($0.utf8)) } + (isNullable ? [.null] : []))
    }
    return .anything
  }

  // MARK: Contradictions

  /// Follows connections between terms.
  ///
  /// - Returns: whether what is known cannot be.
  mutating func isContradictory(_ terms: Terms) -> Bool {
    // A few rounds settle what people write; more would only find more.
    for _ in 0..<4 {
      for id in order where learn(id, terms) { return true }
      for pair in pairs where learn(pair.a, pair.b, terms) { return true }
      for test in tests where learn(test.test, holds: test.holds, terms) { return true }
      if areContradictory(terms) { return true }
    }
    return false
  }

  /// - Returns: whether there is nothing that the term can be.
  private mutating func learn(_ id: TermID, _ terms: Terms) -> Bool {
    if let set = values[id], set.isEmpty { return true }
    if let range = doubles[id], range.isEmpty { return true }
    guard let known = ints[id] else { return false }
    let range = known.intersection(structural(id, terms))
    ints[id] = range
    if range.isEmpty { return true }
    if case .sizeOfText = terms[id].head {
      let text = terms[id].parts[0]
      if range.high == 0 { restrict(text, to: ValueSet(only: [.text([])]), terms) }
      if range.low > 0 { restrict(text, to: ValueSet(members: [.text([])]), terms) }
    }
    return false
  }

  private mutating func learn(_ a: TermID, _ b: TermID, _ terms: Terms) -> Bool {
    guard let order = orders[[a, b]] else { return false }
    if order.isEmpty { return true }
    if terms.types[a] == .int, terms.types[b] == .int {
      let (x, y) = (range(a, terms), range(b, terms))
      if order == .equal {
        restrict(a, to: y)
        restrict(b, to: x)
      }
      if order.isSubset(of: [.less, .equal]), x.low > y.high || order == .less && x.low == y.high { return true }
      if order.isSubset(of: [.greater, .equal]), x.high < y.low || order == .greater && x.high == y.low { return true }
    }
    if order == .equal, let x = finite(a, terms), let y = finite(b, terms), x.isDisjoint(with: y) { return true }
    return false
  }

  /// The lists that are known to have an element.
  func notEmpty(_ terms: Terms) -> [TermID] {
    order.compactMap { id in
      guard case .sizeOfList = terms[id].head, let range = ints[id], range.low > 0 else { return nil }
      return terms[id].parts[0]
    }
  }

  func finite(_ id: TermID, _ terms: Terms) -> Set<Constant>? {
    (values[id] ?? Self.possible(id, terms)).finite
  }

  /// Leaves those of a text's values for which a test comes out as it must.
  private mutating func learn(_ test: TermID, holds: Bool, _ terms: Terms) -> Bool {
    let (text, head) = (terms[test].parts[0], terms[test].head)
    guard let known = finite(text, terms) else { return false }
    var part: [UInt8] = []
    if terms[test].parts.count > 1 {
      guard case .text(let bytes)? = terms.constant(terms[test].parts[1]) else { return false }
      part = bytes
    }
    let left = known.filter { constant in
      // Of null there is no result.
      guard case .text(let bytes) = constant else { return false }
      return Self.result(of: head, bytes, part, terms) ?? holds == holds
    }
    restrict(text, to: ValueSet(only: left), terms)
    return left.isEmpty
  }

  private static func result(of head: Term.Head, _ text: [UInt8], _ part: [UInt8], _ terms: Terms) -> Bool? {
    switch head {
    case .startsWith: text.starts(with: part)
    case .endsWith: text.count >= part.count && text.suffix(part.count).elementsEqual(part)
    case .contains: text.contains(run: part)
    case .matchesPattern(let source): terms.patterns[source].map { pattern in text.withUnsafeBufferPointer { pattern.matches($0) } }
    case .compare(let comparison, .texts):
      comparison.holds(text.lexicographicallyPrecedes(part) ? -1 : text == part ? 0 : 1, 0)
    default: nil
    }
  }
}
