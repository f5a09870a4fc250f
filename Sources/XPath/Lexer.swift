/// Cuts an expression into tokens by the rules of the engine's own lexer, whose one piece of state is whether an
/// operand or an operator comes next.
struct Lexer {
  private let text: [UInt8]
  private var position = 0
  private var tokens: [Token] = []

  private init(_ text: [UInt8]) {
    self.text = text
  }

  /// The tokens of the text, closed by `.end`.
  static func tokens(of text: [UInt8]) throws(XPathSyntaxError) -> [Token] {
    var lexer = Lexer(text)
    while let token = try lexer.next() { lexer.tokens.append(token) }
    lexer.tokens.append(Token(kind: .end, range: text.count..<text.count))
    return lexer.tokens
  }

  private mutating func next() throws(XPathSyntaxError) -> Token? {
    while position < text.count, [0x20, 0x0A, 0x09, 0x0C, 0x0D].contains(text[position]) { position += 1 }
    guard position < text.count else { return nil }
    let start = position
    let kind = try scan(text[position], followedBy: byte(at: position + 1))
    return Token(kind: kind, range: start..<position)
  }

  private mutating func scan(_ byte: UInt8, followedBy next: UInt8) throws(XPathSyntaxError) -> Token.Kind {
    if let symbol = mark(byte, next) {
      position += symbol == .negation ? 1 : symbol.rawValue.utf8.count
      return .symbol(symbol)
    }
    let operatorExpected = tokens.last?.endsOperand ?? false
    switch byte {
    case UInt8(ascii: "*"):
      position += 1
      return operatorExpected ? .symbol(.times) : .wildcard
    case UInt8(ascii: "'"), UInt8(ascii: "\""):
      return try quotedText(byte)
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."):
      return number()
    case UInt8(ascii: "$"):
      return .variable(try name(after: "$"))
    case UInt8(ascii: "#"):
      return .hashtag(try name(after: "#"))
    default:
      if operatorExpected {
        // By their letters alone: the engine reads `1 andfoo` as `1 and foo`.
        for word in [Token.Symbol.and, .or, .div, .mod] where text[position...].starts(with: word.rawValue.utf8) {
          position += word.rawValue.utf8.count
          return .symbol(word)
        }
      } else if let name = qualifiedName() {
        return name
      }
      throw .unexpectedCharacter(character.range, character.text)
    }
  }

  private func mark(_ byte: UInt8, _ next: UInt8) -> Token.Symbol? {
    switch (byte, next) {
    case (UInt8(ascii: "!"), UInt8(ascii: "=")): .notEqual
    case (UInt8(ascii: "<"), UInt8(ascii: "=")): .lessOrEqual
    case (UInt8(ascii: ">"), UInt8(ascii: "=")): .greaterOrEqual
    case (UInt8(ascii: "/"), UInt8(ascii: "/")): .doubleSlash
    case (UInt8(ascii: "."), UInt8(ascii: ".")): .doubleDot
    case (UInt8(ascii: ":"), UInt8(ascii: ":")): .doubleColon
    case (UInt8(ascii: "."), UInt8(ascii: "0")...UInt8(ascii: "9")): nil
    case (UInt8(ascii: "-"), _): tokens.last?.endsOperand ?? false ? .minus : .negation
    case (UInt8(ascii: "*"), _): nil
    default: Token.Symbol(rawValue: String(UnicodeScalar(byte)))
    }
  }

  private mutating func quotedText(_ quote: UInt8) throws(XPathSyntaxError) -> Token.Kind {
    guard let end = text[(position + 1)...].firstIndex(of: quote) else {
      throw .unclosedText(position..<text.count)
    }
    let content = String(decoding: text[(position + 1)..<end], as: UTF8.self)
    position = end + 1
    return .text(content)
  }

  private mutating func number() -> Token.Kind {
    let start = position
    var seenPoint = false
    while position < text.count {
      if text[position] == UInt8(ascii: "."), !seenPoint {
        seenPoint = true
      } else if !isDigit(text[position]) {
        break
      }
      position += 1
    }
    return .number(plainNumber(String(decoding: text[start..<position], as: UTF8.self)) ?? .nan)
  }

  private mutating func name(after mark: String) throws(XPathSyntaxError) -> String {
    let start = position
    position += 1
    guard case .name(let name)? = qualifiedName() else { throw .missingName(start..<(start + 1), after: mark) }
    return name
  }

  private mutating func qualifiedName() -> Token.Kind? {
    let start = position
    skipSimpleName()
    guard position > start else { return nil }
    if byte(at: position) == UInt8(ascii: ":") {
      if byte(at: position + 1) == UInt8(ascii: "*") {
        defer { position += 2 }
        return .prefixWildcard(String(decoding: text[start..<position], as: UTF8.self))
      }
      let colon = position
      position += 1
      skipSimpleName()
      if position == colon + 1 { position = colon }
    }
    return .name(String(decoding: text[start..<position], as: UTF8.self))
  }

  private mutating func skipSimpleName() {
    let start = position
    while position < text.count {
      let byte = text[position]
      let isInner = isDigit(byte) || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-")
      if byte == UInt8(ascii: "_") || (isInner && position > start) {
        position += 1
        continue
      }
      let (text, range) = character
      guard text.unicodeScalars.first?.properties.isAlphabetic == true else { return }
      position = range.upperBound
    }
  }

  /// The Unicode scalar at the current position.
  private var character: (text: String, range: Range<Int>) {
    var end = position + 1
    while end < text.count, text[end] & 0xC0 == 0x80 { end += 1 }
    return (String(decoding: text[position..<end], as: UTF8.self), position..<end)
  }

  private func byte(at index: Int) -> UInt8 { index < text.count ? text[index] : 0 }

  private func isDigit(_ byte: UInt8) -> Bool { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) }
}
