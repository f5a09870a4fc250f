/// Sebastiano Vigna's SplitMix64: the same numbers on every machine and with every version of the standard library.
struct SplitMix64: Sendable {
  private var state: UInt64

  init(seed: UInt64) {
    state = seed
  }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }

  /// 0 ..< `bound`; 0 if the bound is not positive. The tiny bias does not matter here.
  mutating func below(_ bound: Int) -> Int {
    bound <= 0 ? 0 : Int(next() % UInt64(bound))
  }

  mutating func number(in range: ClosedRange<Int>) -> Int {
    range.lowerBound + below(range.count)
  }

  mutating func chance(_ percent: Int) -> Bool {
    below(100) < percent
  }

  mutating func pick<Item>(_ items: [Item]) -> Item? {
    items.isEmpty ? nil : items[below(items.count)]
  }

  /// One of `choices`, or of the first if there is no other.
  mutating func pick<Item>(_ first: Item, _ others: Item...) -> Item {
    let position = below(others.count + 1)
    return position == 0 ? first : others[position - 1]
  }

  /// `count` different items (fewer if there are not so many), in random order.
  mutating func sample<Item>(_ items: [Item], _ count: Int) -> [Item] {
    Array(shuffled(items).prefix(max(0, count)))
  }

  mutating func shuffled<Item>(_ items: [Item]) -> [Item] {
    var rest = items
    var result: [Item] = []
    while !rest.isEmpty {
      result.append(rest.remove(at: below(rest.count)))
    }
    return result
  }

  /// `true`, `false` or not written at all.
  mutating func flag(_ percentTrue: Int) -> Bool? {
    if chance(percentTrue) { return true }
    return chance(30) ? false : nil
  }
}
