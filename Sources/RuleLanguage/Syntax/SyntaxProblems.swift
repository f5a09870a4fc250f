extension Problem {
  static func empty(_ range: Range<Int>) -> Problem { Problem(range, "the expression is empty") }

  static func tooLong(_ range: Range<Int>, limit: Int) -> Problem {
    Problem(range, "the expression is longer than \(limit) bytes")
  }

  static func tooDeep(_ range: Range<Int>, limit: Int) -> Problem {
    Problem(range, "the expression is nested more than \(limit) levels deep")
  }

  static func tooManyNodes(_ range: Range<Int>, limit: Int) -> Problem {
    Problem(range, "the expression has more than \(limit) parts")
  }

  static func reservedWord(_ range: Range<Int>, _ word: String) -> Problem {
    Problem(range, "`\(word)` is a reserved word")
  }

  static func unexpectedCharacter(_ range: Range<Int>, _ character: String) -> Problem {
    let help: String? =
      switch character {
      case "=": "two values are compared with `==`"
      case "&": "two conditions are joined with `&&`"
      case "|": "two conditions are joined with `||`"
      case "\u{201C}", "\u{201D}", "\u{2018}", "\u{2019}": "strings stand in straight quotes: `\"` or `'`"
      case "#": "a comment begins with `//`"
      default: nil
      }
    return Problem(range, "unexpected character `\(character)`", help: help)
  }

  static func malformedNumber(_ range: Range<Int>) -> Problem {
    Problem(range, "this is not a number", help: "numbers are written like `12`, `0x1F`, `1.5` or `1e3`")
  }

  static func unsignedNumber(_ range: Range<Int>, _ digits: String) -> Problem {
    Problem(range, "unsigned numbers are not part of this language", help: "write `\(digits)`")
  }

  static func intTooLarge(_ range: Range<Int>) -> Problem {
    Problem(range, "the number is too large for an int of 64 bits")
  }

  static func bytesLiteral(_ range: Range<Int>) -> Problem {
    Problem(range, "bytes are not part of this language", help: "a string has no `b` before its quote")
  }

  static func unclosedString(_ range: Range<Int>, _ quote: String) -> Problem {
    let help = quote.utf8.count < 3 ? "a string over several lines stands in `\"\"\"` or `'''`" : nil
    return Problem(range, "the string is never closed", help: help)
  }

  static func unknownEscape(_ range: Range<Int>, _ escape: String) -> Problem {
    Problem(range, "unknown escape `\(escape)`", help: "write `\\\\` for a backslash, or a raw string: `r\"\u{2026}\"`")
  }

  static func shortEscape(_ range: Range<Int>, digits: Int, radix: UInt32) -> Problem {
    let kind = radix == 16 ? "hexadecimal" : "octal"
    return Problem(range, "this escape needs \(digits) \(kind) digits")
  }

  static func notACodePoint(_ range: Range<Int>, _ escape: String) -> Problem {
    Problem(range, "`\(escape)` is not a character of Unicode")
  }

  static func notInTheLanguage(_ range: Range<Int>, _ message: String) -> Problem { Problem(range, message) }

  static func nestedConditional(_ range: Range<Int>) -> Problem {
    Problem(range, "a conditional between `?` and `:` needs brackets")
  }

  static func unclosed(_ range: Range<Int>, _ bracket: String) -> Problem {
    Problem(range, "`\(bracket)` is never closed")
  }

  static func unexpected(_ token: Token, expected: String) -> Problem {
    let found: String =
      switch token.kind {
      case .end: ""
      case .identifier(let name): "`\(name)`"
      case .symbol(let symbol): "`\(symbol.rawValue)`"
      case .int, .double: "a number"
      case .string: "a string"
      case .bool(let value): "`\(value)`"
      case .null: "`null`"
      }
    if found.isEmpty { return Problem(token.range, "expected \(expected) at the end") }
    var help: String?
    if case .identifier(let name) = token.kind {
      help = ["and": "`and` is written `&&`", "or": "`or` is written `||`", "not": "`not` is written `!`"][name]
    }
    return Problem(token.range, "expected \(expected), found \(found)", help: help)
  }
}
