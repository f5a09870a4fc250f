extension Lexer {
  /// A literal of digits: `INT_LIT` or `FLOAT_LIT` of CEL's grammar, without the sign.
  mutating func number() throws(Problem) -> Token.Kind {
    let start = position
    if peek() == UInt8(ascii: "0"), peek(1).map({ $0 | 0x20 }) == UInt8(ascii: "x") {
      position += 2
      let digits = position
      while peek()?.hexValue != nil { position += 1 }
      try finishNumber(from: start)
      return .int(try magnitude(digits, radix: 16, from: start))
    }
    while peek()?.isDigit == true { position += 1 }
    var isDouble = false
    if peek() == UInt8(ascii: "."), peek(1)?.isDigit == true {
      isDouble = true
      position += 1
      while peek()?.isDigit == true { position += 1 }
    }
    if peek().map({ $0 | 0x20 }) == UInt8(ascii: "e") {
      let signed = peek(1) == UInt8(ascii: "+") || peek(1) == UInt8(ascii: "-")
      if peek(signed ? 2 : 1)?.isDigit == true {
        isDouble = true
        position += signed ? 2 : 1
        while peek()?.isDigit == true { position += 1 }
      }
    }
    try finishNumber(from: start)
    guard isDouble else { return .int(try magnitude(start, radix: 10, from: start)) }
    guard let value = Double(text(start..<position)) else { throw .malformedNumber(start..<position) }
    return .double(value)
  }

  private func text(_ range: Range<Int>) -> String { String(decoding: bytes[range], as: UTF8.self) }

  /// A number must not run into a name; `7u` has a message of its own.
  private mutating func finishNumber(from start: Int) throws(Problem) {
    guard peek()?.isNameStart == true else { return }
    let end = position
    while let byte = peek(), byte.isNameStart || byte.isDigit { position += 1 }
    if position == end + 1, bytes[end] | 0x20 == UInt8(ascii: "u") {
      throw .unsignedNumber(start..<position, text(start..<end))
    }
    throw .malformedNumber(start..<position)
  }

  private func magnitude(_ digits: Int, radix: Int, from start: Int) throws(Problem) -> UInt64 {
    guard digits < position else { throw .malformedNumber(start..<position) }
    // An int's magnitude is 2^63 at most; the parser refuses 2^63 itself where no minus stands before it.
    guard let value = UInt64(text(digits..<position), radix: radix), value <= 1 << 63 else {
      throw .intTooLarge(start..<position)
    }
    return value
  }
}
