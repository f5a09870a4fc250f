extension Lexer {
  /// Whether a string literal begins here: a quote, after the prefixes for raw strings and bytes.
  var isStringStart: Bool {
    var i = 0
    while let byte = peek(i), i < 3 {
      if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") { return true }
      guard [UInt8(ascii: "r"), UInt8(ascii: "b")].contains(byte | 0x20) else { return false }
      i += 1
    }
    return false
  }

  /// `STRING_LIT` of CEL's grammar, with the escapes of the section *String and Bytes Values*.
  mutating func stringLiteral() throws(Problem) -> String {
    let start = position
    var isRaw = false
    var isBytes = false
    while let byte = peek(), byte.isNameStart {
      if byte | 0x20 == UInt8(ascii: "r") { isRaw = true } else { isBytes = true }
      position += 1
    }
    let quote = bytes[position]
    let isTriple = peek(1) == quote && peek(2) == quote
    let opening = start..<position + (isTriple ? 3 : 1)
    position = opening.upperBound
    var content: [UInt8] = []
    var problem: Problem?
    while true {
      guard let byte = peek(), isTriple || (byte != 0x0A && byte != 0x0D) else {
        hasOpenString = true
        throw .unclosedString(opening, String(decoding: bytes[opening], as: UTF8.self))
      }
      if byte == quote, !isTriple || (peek(1) == quote && peek(2) == quote) {
        position += isTriple ? 3 : 1
        break
      }
      if byte == UInt8(ascii: "\\"), !isRaw {
        // The whole literal is read before its first wrong escape is reported.
        do throws(Problem) { try escape(into: &content) } catch { problem = problem ?? error }
      } else {
        content.append(byte)
        position += 1
      }
    }
    if let problem { throw problem }
    if isBytes { throw .bytesLiteral(start..<position) }
    return String(decoding: content, as: UTF8.self)
  }

  private mutating func escape(into content: inout [UInt8]) throws(Problem) {
    let start = position
    position += 1
    guard let byte = peek() else { return }
    position += 1
    switch byte {
    case UInt8(ascii: "\\"), UInt8(ascii: "?"), UInt8(ascii: "\""), UInt8(ascii: "'"), UInt8(ascii: "`"):
      content.append(byte)
    case UInt8(ascii: "a"): content.append(0x07)
    case UInt8(ascii: "b"): content.append(0x08)
    case UInt8(ascii: "f"): content.append(0x0C)
    case UInt8(ascii: "n"): content.append(0x0A)
    case UInt8(ascii: "r"): content.append(0x0D)
    case UInt8(ascii: "t"): content.append(0x09)
    case UInt8(ascii: "v"): content.append(0x0B)
    case UInt8(ascii: "x"), UInt8(ascii: "X"): try codePoint(digits: 2, radix: 16, from: start, into: &content)
    case UInt8(ascii: "u"): try codePoint(digits: 4, radix: 16, from: start, into: &content)
    case UInt8(ascii: "U"): try codePoint(digits: 8, radix: 16, from: start, into: &content)
    case UInt8(ascii: "0")...UInt8(ascii: "3"):
      position -= 1
      try codePoint(digits: 3, radix: 8, from: start, into: &content)
    default:
      while let next = peek(), next & 0xC0 == 0x80 { position += 1 }
      throw .unknownEscape(start..<position, String(decoding: bytes[start..<position], as: UTF8.self))
    }
  }

  private mutating func codePoint(
    digits: Int, radix: UInt32, from start: Int, into content: inout [UInt8]
  ) throws(Problem) {
    var value: UInt32 = 0
    for _ in 0..<digits {
      guard let digit = peek()?.hexValue, digit < radix else {
        throw .shortEscape(start..<position, digits: digits, radix: radix)
      }
      value = value << (radix == 16 ? 4 : 3) | digit
      position += 1
    }
    guard let scalar = Unicode.Scalar(value) else {
      throw .notACodePoint(start..<position, String(decoding: bytes[start..<position], as: UTF8.self))
    }
    content.append(contentsOf: Array(String(Character(scalar)).utf8))
  }
}
