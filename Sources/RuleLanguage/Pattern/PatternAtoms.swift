extension PatternParser {
  /// One part of a sequence; nil for a group of flags, which has no width.
  mutating func atom() throws(Problem) -> PatternTree? {
    let start = position
    guard let scalar = next else { return nil }
    position += 1
    switch scalar {
    case "(": return try group(from: start)
    case "[": return .set(try characterClass(from: start))
    case "\\": return try escape(from: start)
    case ".":
      var set = CharacterSet(flags.dotMatchesNewline ? [] : [0x0A...0x0A])
      set.isNegated = true
      return .set(set)
    case "^": return .assertion(flags.isMultiline ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiline ? .lineEnd : .textEnd)
    case "*", "+", "?": throw problem(from: start, "`\(scalar)` repeats nothing")
    default: return .set(single(scalar))
    }
  }

  private func single(_ scalar: Unicode.Scalar) -> CharacterSet {
    var set = CharacterSet([scalar.value...scalar.value])
    set.ignoresCase = flags.ignoresCase
    return set
  }

  private mutating func group(from start: Int) throws(Problem) -> PatternTree? {
    let outer = flags
    if take("?") {
      if take("P<") || take("<") {
        if next == "=" || next == "!" { throw problem(from: start, "patterns cannot look behind") }
        while let scalar = next, scalar != ">", scalar.value < 128, UInt8(scalar.value).isNameStart || UInt8(scalar.value).isDigit {
          position += 1
        }
        guard take(">") else { throw problem(from: start, "the group's name is not closed") }
      } else if next == "=" || next == "!" {
        position += 1
        throw problem(from: start, "patterns cannot look ahead")
      } else if try readFlags(from: start) {
        return nil
      }
    }
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= Self.nestingLimit else {
      throw problem(from: start, "groups are nested more than \(Self.nestingLimit) deep")
    }
    let tree = try choice()
    guard take(")") else {
      position = start + 1
      throw problem(from: start, "`(` is never closed")
    }
    flags = outer
    return tree
  }

  /// `(?i)`, which holds for the rest of the group around, or `(?i:`, whose group follows. True for the former.
  private mutating func readFlags(from start: Int) throws(Problem) -> Bool {
    var isOn = true
    while let scalar = next {
      position += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "s": flags.dotMatchesNewline = isOn
      case "m": flags.isMultiline = isOn
      case "-": isOn = false
      case ":": return false
      case ")": return true
      default: throw problem(from: start, "unknown group `\(text(from: start))`")
      }
    }
    throw problem(from: start, "`(` is never closed")
  }

  private mutating func escape(from start: Int) throws(Problem) -> PatternTree {
    if let scalar = next, scalar.value < 128, let set = CharacterSet.named(UInt8(scalar.value)) {
      position += 1
      return .set(set)
    }
    switch next {
    case "b": position += 1; return .assertion(.wordBoundary)
    case "B": position += 1; return .assertion(.noWordBoundary)
    case "A": position += 1; return .assertion(.textStart)
    case "z": position += 1; return .assertion(.textEnd)
    default: return .set(single(try escapedCharacter(from: start)))
    }
  }

  /// The character behind a backslash.
  private mutating func escapedCharacter(from start: Int) throws(Problem) -> Unicode.Scalar {
    guard let scalar = next else { throw problem(from: start, "a backslash stands at the end") }
    position += 1
    switch scalar {
    case "n": return "\n"
    case "t": return "\t"
    case "r": return "\r"
    case "f": return "\u{0C}"
    case "v": return "\u{0B}"
    case "a": return "\u{07}"
    case "x":
      var value: UInt32 = 0
      var digits = 0
      let isBraced = take("{")
      while digits < (isBraced ? 6 : 2), let scalar = next, scalar.value < 128, let digit = UInt8(scalar.value).hexValue {
        value = value << 4 | digit
        digits += 1
        position += 1
      }
      guard digits > 0, isBraced ? take("}") : digits == 2, let result = Unicode.Scalar(value) else {
        throw problem(from: start, "`\(text(from: start))` is not a character")
      }
      return result
    case "1"..."9": throw problem(from: start, "patterns cannot refer back to a group")
    case "p", "P": throw problem(from: start, "classes of Unicode are not part of this language")
    default:
      let isWord = scalar.value < 128 && (UInt8(scalar.value).isNameStart || UInt8(scalar.value).isDigit)
      if isWord || scalar.value >= 128 { throw problem(from: start, "unknown escape `\(text(from: start))`") }
      return scalar
    }
  }

  private mutating func characterClass(from start: Int) throws(Problem) -> CharacterSet {
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
