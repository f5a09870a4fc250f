extension Parser {
  /// `Member`: a primary with selections, calls and indices behind it.
  mutating func member() throws(Problem) -> NodeID {
    var node = try primary()
    while true {
      let start = tree[node].range.lowerBound
      if take(.dot) {
        let name = try identifier(after: ".")
        if isNext(.openParenthesis) {
          let (arguments, end) = try callArguments()
          node = try add(.call(target: node, name.text, arguments), start..<end, mark: name.range)
        } else {
          node = try add(.select(node, name.text), start..<name.range.upperBound, mark: name.range)
        }
      } else if isNext(.openBracket) {
        let opening = token.range
        position += 1
        let index = try expression()
        let end = try close(.closeBracket, opening, "[")
        node = try add(.index(node, index), start..<end, mark: tree[index].range)
      } else if isNext(.openBrace) {
        throw .notInTheLanguage(token.range, "objects cannot be built in an expression")
      } else {
        return node
      }
    }
  }

  /// `Primary`.
  private mutating func primary() throws(Problem) -> NodeID {
    let start = token
    switch start.kind {
    case .int, .double, .symbol(.minus): return try number()
    case .string(let text): return try literal(.string(text))
    case .bool(let value): return try literal(.bool(value))
    case .null: return try literal(.null)
    case .identifier:
      return try name(isRooted: false, from: start)
    case .symbol(.dot):
      position += 1
      return try name(isRooted: true, from: start)
    case .symbol(.openParenthesis):
      position += 1
      let node = try expression()
      let end = try close(.closeParenthesis, start.range, "(")
      // The brackets belong to the place, so that a message about the whole shows them.
      tree.nodes[node].range = start.range.lowerBound..<end
      return node
    case .symbol(.openBracket):
      position += 1
      let elements = try expressions(until: .closeBracket, mayTrail: true)
      let end = try close(.closeBracket, start.range, "[")
      let range = start.range.lowerBound..<end
      return try add(.list(elements), range, mark: range)
    case .symbol(.openBrace):
      throw .notInTheLanguage(start.range, "maps are not part of this language")
    default:
      throw .unexpected(start, expected: "a value")
    }
  }

  private mutating func literal(_ value: Literal) throws(Problem) -> NodeID {
    let range = token.range
    position += 1
    return try add(.literal(value), range, mark: range)
  }

  private mutating func number() throws(Problem) -> NodeID {
    let first = token
    let isNegative = isSignedNumber
    if isNegative { position += 1 }
    let range = first.range.lowerBound..<token.range.upperBound
    let value: Literal
    switch token.kind {
    case .int(let magnitude):
      guard magnitude < 1 << 63 || isNegative else { throw .intTooLarge(range) }
      value = .int(isNegative ? Int64(truncatingIfNeeded: 0 &- magnitude) : Int64(magnitude))
    case .double(let magnitude):
      value = .double(isNegative ? -magnitude : magnitude)
    default:
      throw .unexpected(first, expected: "a value")
    }
    position += 1
    return try add(.literal(value), range, mark: range)
  }

  private mutating func name(isRooted: Bool, from start: Token) throws(Problem) -> NodeID {
    let name = try identifier(after: ".")
    let from = start.range.lowerBound
    guard isNext(.openParenthesis) else {
      return try add(.identifier(name.text, isRooted: isRooted), from..<name.range.upperBound, mark: name.range)
    }
    let (arguments, end) = try callArguments()
    return try add(.call(target: nil, name.text, arguments), from..<end, mark: name.range)
  }

  private mutating func identifier(after mark: String) throws(Problem) -> (text: String, range: Range<Int>) {
    guard case .identifier(let text) = token.kind else {
      throw .unexpected(token, expected: "a name after `\(mark)`")
    }
    defer { position += 1 }
    return (text, token.range)
  }

  private mutating func callArguments() throws(Problem) -> (arguments: [NodeID], end: Int) {
    let opening = token.range
    position += 1
    let arguments = try expressions(until: .closeParenthesis, mayTrail: false)
    return (arguments, try close(.closeParenthesis, opening, "("))
  }

  /// `ExprList`; a list literal may end with a comma, arguments may not.
  private mutating func expressions(until end: Symbol, mayTrail: Bool) throws(Problem) -> [NodeID] {
    var nodes: [NodeID] = []
    while !isNext(end) {
      nodes.append(try expression())
      guard take(.comma) else { break }
      if isNext(end), !mayTrail { throw .unexpected(token, expected: "another argument after `,`") }
    }
    return nodes
  }

  private mutating func close(_ symbol: Symbol, _ opening: Range<Int>, _ bracket: String) throws(Problem) -> Int {
    let end = token.range.upperBound
    if take(symbol) { return end }
    if token.kind == .end { throw .unclosed(opening, bracket) }
    throw .unexpected(token, expected: "an operator or `\(symbol.rawValue)`")
  }
}
