/// A set of code points: ranges, and a bit for each character of ASCII.
struct CharacterSet: Sendable {
  private(set) var ranges: [ClosedRange<UInt32>] = []
  private var low: UInt64 = 0
  private var high: UInt64 = 0
  /// Whether the set is of all that is not in the ranges.
  var isNegated = false
  /// Whether upper and lower case are alike.
  var ignoresCase = false

  init(_ ranges: [ClosedRange<UInt32>] = []) { for range in ranges { insert(range) } }

  mutating func insert(_ range: ClosedRange<UInt32>) {
    ranges.append(range)
    guard range.lowerBound < 128 else { return }
    for point in range.lowerBound...min(127, range.upperBound) {
      if point < 64 { low |= 1 << UInt64(point) } else { high |= 1 << UInt64(point - 64) }
    }
  }

  private func holds(_ point: UInt32) -> Bool {
    if point < 64 { return low >> UInt64(point) & 1 == 1 }
    if point < 128 { return high >> UInt64(point - 64) & 1 == 1 }
    return ranges.contains { $0.contains(point) }
  }

  func contains(_ point: UInt32) -> Bool {
    (holds(point) || (ignoresCase && otherCases(point).contains(where: holds))) != isNegated
  }

  /// The other letters that are the same without regard to case, where each is one code point.
  private func otherCases(_ point: UInt32) -> [UInt32] {
    guard let scalar = Unicode.Scalar(point) else { return [] }
    return [scalar.properties.lowercaseMapping, scalar.properties.uppercaseMapping].compactMap { text in
      let scalars = text.unicodeScalars
      return scalars.count == 1 ? scalars.first?.value : nil
    }
  }

  /// The classes of a letter behind a backslash, all of ASCII as in RE2.
  static func named(_ letter: UInt8) -> CharacterSet? {
    var set: CharacterSet
    switch letter | 0x20 {
    case UInt8(ascii: "d"): set = CharacterSet([0x30...0x39])
    case UInt8(ascii: "w"): set = CharacterSet([0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
    case UInt8(ascii: "s"): set = CharacterSet([0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
    default: return nil
    }
    set.isNegated = letter & 0x20 == 0
    return set
  }

  /// What is in the set, as ranges that are not negated, for use within another set.
  var positiveRanges: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...range.lowerBound - 1) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}
