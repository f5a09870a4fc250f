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
        while let scalar = next, scalar != ">", scalar.value < 128,
          UInt8(scalar.value).isNameStart || UInt8(scalar.value).isDigit
        {
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
    case "b":
      position += 1
      return .assertion(.wordBoundary)
    case "B":
      position += 1
      return .assertion(.noWordBoundary)
    case "A":
      position += 1
      return .assertion(.textStart)
    case "z":
      position += 1
      return .assertion(.textEnd)
    default: return .set(single(try escapedCharacter(from: start)))
    }
  }

  /// The character behind a backslash.
  mutating func escapedCharacter(from start: Int) throws(Problem) -> Unicode.Scalar {
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
      while digits < (isBraced ? 6 : 2), let scalar = next, scalar.value < 128, let digit = UInt8(scalar.value).hexValue
      {
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
}
