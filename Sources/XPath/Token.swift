/// The smallest part of an expression, with its place in UTF-8 code units.
struct Token: Equatable {
  enum Kind: Equatable {
    /// A name, with its prefix if it has one: `group`, `jr:itext`.
    case name(String)
    /// All names of a prefix: `jr:*`.
    case prefixWildcard(String)
    /// `*` where a name could stand.
    case wildcard
    /// `#form` and the like, without the mark.
    case hashtag(String)
    /// `$name`, without the mark.
    case variable(String)
    case text(String)
    case number(Double)
    case symbol(Symbol)
    case end
  }

  /// Marks and operators.
  enum Symbol: String, Equatable {
    case equal = "="
    case notEqual = "!="
    case less = "<"
    case lessOrEqual = "<="
    case greater = ">"
    case greaterOrEqual = ">="
    case plus = "+"
    case minus = "-"
    case negation = "minus sign"
    case times = "*"
    case div
    case mod
    case and
    case or
    case union = "|"
    case slash = "/"
    case doubleSlash = "//"
    case openBracket = "["
    case closeBracket = "]"
    case open = "("
    case close = ")"
    case dot = "."
    case doubleDot = ".."
    case at = "@"
    case comma = ","
    case doubleColon = "::"
  }

  var kind: Kind
  var range: Range<Int>

  /// Whether an operator can follow: this decides what `-`, `*` and `and` mean.
  var endsOperand: Bool {
    switch kind {
    case .name, .prefixWildcard, .wildcard, .hashtag, .variable, .text, .number: true
    case .symbol(let symbol):
      switch symbol {
      case .closeBracket, .close, .dot, .doubleDot: true
      default: false
      }
    case .end: false
    }
  }
}
