extension PatternParser {
  /// What stands between `[` and `]`.
  mutating func characterClass(from start: Int) throws(Problem) -> CharacterSet {
    var set = CharacterSet()
    set.isNegated = take("^")
    set.ignoresCase = flags.ignoresCase
    var isFirst = true
    while isFirst || next != "]" {
      isFirst = false
      let itemStart = position
      guard next != nil else {
        position = start + 1
        throw problem(from: start, "`[` is never closed")
      }
      if let ranges = try namedClass() {
        for range in ranges { set.insert(range) }
        continue
      }
      let first = try classCharacter()
      var last = first
      if next == "-", position + 1 < points.count, points[position + 1] != "]" {
        position += 1
        last = try classCharacter()
      }
      guard first.value <= last.value else {
        throw problem(from: itemStart, "`\(text(from: itemStart))` runs backwards")
      }
      set.insert(first.value...last.value)
    }
    position += 1
    return set
  }

  private mutating func classCharacter() throws(Problem) -> Unicode.Scalar {
    let start = position
    guard let scalar = next else { throw problem(from: start, "a class ends here") }
    position += 1
    return scalar == "\\" ? try escapedCharacter(from: start) : scalar
  }

  /// `\d` and its like, or `[:alpha:]`, within a class.
  private mutating func namedClass() throws(Problem) -> [ClosedRange<UInt32>]? {
    let start = position
    if next == "\\", position + 1 < points.count, points[position + 1].value < 128,
      let set = CharacterSet.named(UInt8(points[position + 1].value))
    {
      position += 2
      return set.positiveRanges
    }
    guard take("[:") else { return nil }
    var name = ""
    while let scalar = next, scalar != ":", scalar != "]" {
      name.unicodeScalars.append(scalar)
      position += 1
    }
    guard take(":]") else {
      position = start
      return nil
    }
    switch name {
    case "alpha": return [0x41...0x5A, 0x61...0x7A]
    case "digit": return [0x30...0x39]
    case "alnum": return [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
    case "upper": return [0x41...0x5A]
    case "lower": return [0x61...0x7A]
    case "space": return [0x09...0x0D, 0x20...0x20]
    case "punct": return [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
    case "word": return [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A]
    case "xdigit": return [0x30...0x39, 0x41...0x46, 0x61...0x66]
    default: throw problem(from: start, "unknown class `\(text(from: start))`")
    }
  }
}
