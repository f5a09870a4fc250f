/// A word of an expression, with its place in bytes.
struct Token {
  enum Kind: Equatable {
    case identifier(String)
    /// A literal without its sign: -2^63 has a greater magnitude than an `int` can hold.
    case int(UInt64)
    case double(Double)
    case string(String)
    case bool(Bool)
    case null
    case symbol(Symbol)
    case end
  }

  var kind: Kind
  var range: Range<Int>
}

/// The operators and brackets, and the one operator that is a word.
enum Symbol: String {
  case question = "?"
  case colon = ":"
  case or = "||"
  case and = "&&"
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case plus = "+"
  case minus = "-"
  case times = "*"
  case divide = "/"
  case remainder = "%"
  case not = "!"
  case dot = "."
  case comma = ","
  case openParenthesis = "("
  case closeParenthesis = ")"
  case openBracket = "["
  case closeBracket = "]"
  case openBrace = "{"
  case closeBrace = "}"
}

extension Token {
  /// Words that CEL keeps for itself or for languages that embed it (language definition, *Syntax*).
  static let reservedWords: Set<String> = [
    "as", "break", "const", "continue", "else", "for", "function", "if", "import", "let", "loop", "package",
    "namespace", "return", "var", "void", "while",
  ]
}
