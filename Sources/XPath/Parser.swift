/// Reads tokens into a tree: the operators. Paths and calls are read in files of their own.
struct Parser {
  /// How deep brackets of all kinds may be nested.
  static let depthLimit = 64
  /// How long an expression may be, in UTF-8 code units.
  static let lengthLimit = 32 * 1024

  let text: [UInt8]
  private let tokens: [Token]
  private var index = 0
  private var depth = 0

  static func parse(_ text: String) throws(XPathSyntaxError) -> Node {
    let bytes = Array(text.utf8)
    guard bytes.count <= lengthLimit else { throw .tooLong(lengthLimit..<bytes.count, limit: lengthLimit) }
    var parser = Parser(text: bytes, tokens: try Lexer.tokens(of: bytes))
    if parser.token.kind == .end { throw .empty(0..<bytes.count) }
    let node = try parser.expression()
    guard parser.token.kind == .end else { throw parser.expected("an operator") }
    return node
  }

  private init(text: [UInt8], tokens: [Token]) {
    self.text = text
    self.tokens = tokens
  }

  var token: Token { tokens[index] }
  var following: Token { tokens[min(index + 1, tokens.count - 1)] }
  /// Where the last token that was read ends.
  var end: Int { index > 0 ? tokens[index - 1].range.upperBound : 0 }

  mutating func advance() {
    if index + 1 < tokens.count { index += 1 }
  }

  mutating func take(_ symbol: Token.Symbol) -> Bool {
    guard token.kind == .symbol(symbol) else { return false }
    advance()
    return true
  }

  func source(_ range: Range<Int>) -> String { String(decoding: text[range], as: UTF8.self) }

  func expected(_ what: String) -> XPathSyntaxError {
    .expected(token.range, what, found: source(token.range))
  }

  /// Reads an expression between brackets; `opening` is the bracket, already read.
  mutating func nested(_ opening: Range<Int>) throws(XPathSyntaxError) -> Node {
    depth += 1
    defer { depth -= 1 }
    guard depth <= Parser.depthLimit else { throw .tooDeep(opening, limit: Parser.depthLimit) }
    return try expression()
  }

  /// Reads the bracket that closes `opening`.
  mutating func close(_ symbol: Token.Symbol, _ opening: Range<Int>) throws(XPathSyntaxError) {
    if take(symbol) { return }
    throw token.kind == .end ? .unclosed(opening, source(opening)) : expected("`\(symbol.rawValue)`")
  }

  private mutating func expression() throws(XPathSyntaxError) -> Node {
    var operands = [try conjunction()]
    while take(.or) { operands.append(try conjunction()) }
    return operands.count == 1 ? operands[0] : .or(operands)
  }

  private mutating func conjunction() throws(XPathSyntaxError) -> Node {
    var operands = [try equality()]
    while take(.and) { operands.append(try equality()) }
    return operands.count == 1 ? operands[0] : .and(operands)
  }

  private mutating func equality() throws(XPathSyntaxError) -> Node {
    let first = try comparison()
    var rest: [Operation<EqualityOperator>] = []
    while case .symbol(let symbol) = token.kind, let kind = EqualityOperator(symbol) {
      advance()
      rest.append(Operation(kind: kind, operand: try comparison()))
    }
    return rest.isEmpty ? first : .equality(first, rest)
  }

  private mutating func comparison() throws(XPathSyntaxError) -> Node {
    let first = try sum()
    var rest: [Operation<ComparisonOperator>] = []
    while case .symbol(let symbol) = token.kind, let kind = ComparisonOperator(symbol) {
      advance()
      rest.append(Operation(kind: kind, operand: try sum()))
    }
    return rest.isEmpty ? first : .comparison(first, rest)
  }

  private mutating func sum() throws(XPathSyntaxError) -> Node {
    let first = try product()
    var rest: [Operation<ArithmeticOperator>] = []
    while case .symbol(let symbol) = token.kind, let kind = ArithmeticOperator(sum: symbol) {
      advance()
      rest.append(Operation(kind: kind, operand: try product()))
    }
    return rest.isEmpty ? first : .arithmetic(first, rest)
  }

  private mutating func product() throws(XPathSyntaxError) -> Node {
    let first = try negation()
    var rest: [Operation<ArithmeticOperator>] = []
    while case .symbol(let symbol) = token.kind, let kind = ArithmeticOperator(product: symbol) {
      advance()
      rest.append(Operation(kind: kind, operand: try negation()))
    }
    return rest.isEmpty ? first : .arithmetic(first, rest)
  }

  private mutating func negation() throws(XPathSyntaxError) -> Node {
    var count = 0
    while take(.negation) { count += 1 }
    var operand = try pathOrOperand()
    while take(.union) {
      _ = try pathOrOperand()
      operand = .union
    }
    return count == 0 ? operand : .negation(operand, count: count)
  }
}

extension EqualityOperator {
  init?(_ symbol: Token.Symbol) {
    switch symbol {
    case .equal: self = .equal
    case .notEqual: self = .notEqual
    default: return nil
    }
  }
}

extension ComparisonOperator {
  init?(_ symbol: Token.Symbol) {
    switch symbol {
    case .less: self = .less
    case .lessOrEqual: self = .lessOrEqual
    case .greater: self = .greater
    case .greaterOrEqual: self = .greaterOrEqual
    default: return nil
    }
  }
}

extension ArithmeticOperator {
  init?(sum symbol: Token.Symbol) {
    switch symbol {
    case .plus: self = .plus
    case .minus: self = .minus
    default: return nil
    }
  }

  init?(product symbol: Token.Symbol) {
    switch symbol {
    case .times: self = .times
    case .div: self = .div
    case .mod: self = .mod
    default: return nil
    }
  }
}
