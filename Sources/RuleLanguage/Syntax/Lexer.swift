/// Cuts a text into words. It goes on after an error, so that several can be reported.
struct Lexer {
  let bytes: [UInt8]
  var position = 0
  var tokens: [Token] = []
  var problems: [Problem] = []
  /// Whether a string has no end.
  var hasOpenString = false

  /// No more than this many problems are kept: text that is not an expression at all has one at each character.
  private static let problemLimit = 20

  init(_ text: String) { bytes = Array(text.utf8) }

  init(_ bytes: [UInt8], at position: Int) {
    self.bytes = bytes
    self.position = position
  }

  mutating func run() {
    while problems.count < Self.problemLimit {
      skipSpace()
      guard position < bytes.count else { break }
      do throws(Problem) {
        let start = position
        let kind = try next()
        tokens.append(Token(kind: kind, range: start..<position))
      } catch {
        problems.append(error)
      }
    }
    tokens.append(Token(kind: .end, range: bytes.count..<bytes.count))
  }

  func peek(_ distance: Int = 0) -> UInt8? {
    position + distance < bytes.count ? bytes[position + distance] : nil
  }

  private mutating func skipSpace() {
    while let byte = peek() {
      if [0x20, 0x09, 0x0A, 0x0C, 0x0D].contains(byte) {
        position += 1
      } else if byte == UInt8(ascii: "/"), peek(1) == UInt8(ascii: "/") {
        while let byte = peek(), byte != 0x0A, byte != 0x0D { position += 1 }
      } else {
        return
      }
    }
  }

  private mutating func next() throws(Problem) -> Token.Kind {
    let byte = bytes[position]
    if isStringStart { return .string(try stringLiteral()) }
    if byte.isNameStart { return try word() }
    if byte.isDigit || (byte == UInt8(ascii: ".") && peek(1)?.isDigit == true) { return try number() }
    return .symbol(try symbol())
  }

  private mutating func word() throws(Problem) -> Token.Kind {
    let start = position
    while let byte = peek(), byte.isNameStart || byte.isDigit { position += 1 }
    let word = String(decoding: bytes[start..<position], as: UTF8.self)
    switch word {
    case "true": return .bool(true)
    case "false": return .bool(false)
    case "null": return .null
    case "in": return .symbol(.isIn)
    default:
      // After a dot a reserved word is a field's name, as in the engines that run CEL.
      if Token.reservedWords.contains(word), tokens.last?.kind != .symbol(.dot) {
        throw .reservedWord(start..<position, word)
      }
      return .identifier(word)
    }
  }

  private mutating func symbol() throws(Problem) -> Symbol {
    let start = position
    if position + 1 < bytes.count,
      let symbol = Symbol(rawValue: String(decoding: bytes[position...position + 1], as: UTF8.self))
    {
      position += 2
      return symbol
    }
    if let symbol = Symbol(rawValue: String(decoding: bytes[position...position], as: UTF8.self)) {
      position += 1
      return symbol
    }
    position += 1
    while let byte = peek(), byte & 0xC0 == 0x80 { position += 1 }
    throw .unexpectedCharacter(start..<position, String(decoding: bytes[start..<position], as: UTF8.self))
  }
}

extension UInt8 {
  var isDigit: Bool { self >= 0x30 && self <= 0x39 }

  /// A letter of ASCII or an underscore.
  var isNameStart: Bool { (self | 0x20 >= 0x61 && self | 0x20 <= 0x7A) || self == 0x5F }

  /// The value of a hexadecimal digit, or nil.
  var hexValue: UInt32? {
    switch self {
    case 0x30...0x39: UInt32(self - 0x30)
    case 0x41...0x46: UInt32(self - 0x41 + 10)
    case 0x61...0x66: UInt32(self - 0x61 + 10)
    default: nil
    }
  }
}
