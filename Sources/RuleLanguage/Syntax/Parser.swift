/// Reads CEL's grammar. It stops at the first error: what follows would be guesses.
struct Parser {
  let tokens: [Token]
  let limits: Limits
  var position = 0
  var nesting = 0
  var tree = SyntaxTree()

  init(_ tokens: [Token], _ limits: Limits) {
    self.tokens = tokens
    self.limits = limits
  }

  var depthLimit: Int { min(limits.depth, Limits.greatestDepth) }
  var token: Token { tokens[position] }

  mutating func run() throws(Problem) -> NodeID {
    if token.kind == .end { throw .empty(token.range) }
    let root = try expression()
    guard token.kind == .end else { throw .unexpected(token, expected: "an operator or the end") }
    return root
  }

  /// `Expr`.
  mutating func expression() throws(Problem) -> NodeID {
    nesting += 1
    defer { nesting -= 1 }
    guard nesting <= depthLimit else { throw .tooDeep(token.range, limit: depthLimit) }
    let condition = try disjunction()
    let mark = token.range
    guard take(.question) else { return condition }
    let first = try disjunction()
    if token.kind == .symbol(.question) { throw .nestedConditional(token.range) }
    try expect(.colon, "`:` and the value for false")
    let second = try expression()
    return try add(.conditional(condition, first, second), from: condition, to: second, mark: mark)
  }

  /// `ConditionalOr`.
  private mutating func disjunction() throws(Problem) -> NodeID {
    var operands = [try conjunction()]
    let mark = token.range
    while take(.or) { operands.append(try conjunction()) }
    guard operands.count > 1, let last = operands.last else { return operands[0] }
    return try add(.or(operands), from: operands[0], to: last, mark: mark)
  }

  /// `ConditionalAnd`.
  private mutating func conjunction() throws(Problem) -> NodeID {
    var operands = [try binary(0)]
    let mark = token.range
    while take(.and) { operands.append(try binary(0)) }
    guard operands.count > 1, let last = operands.last else { return operands[0] }
    return try add(.and(operands), from: operands[0], to: last, mark: mark)
  }

  /// `Relation`, `Addition` and `Multiplication`: all of them associate to the left.
  private mutating func binary(_ precedence: Int) throws(Problem) -> NodeID {
    guard precedence < 3 else { return try unary() }
    var left = try binary(precedence + 1)
    while case .symbol(let symbol) = token.kind, let op = BinaryOperator(rawValue: symbol.rawValue),
      op.precedence == precedence
    {
      let mark = token.range
      position += 1
      let right = try binary(precedence + 1)
      left = try add(.binary(op, left, right), from: left, to: right, mark: mark)
    }
    return left
  }

  /// `Unary`: a run of one of the two operators, before a member.
  private mutating func unary() throws(Problem) -> NodeID {
    guard case .symbol(let symbol) = token.kind, let op = UnaryOperator(rawValue: symbol.rawValue) else {
      return try member()
    }
    var marks: [Range<Int>] = []
    while token.kind == .symbol(symbol), !isSignedNumber {
      guard marks.count < depthLimit else { throw .tooDeep(token.range, limit: depthLimit) }
      marks.append(token.range)
      position += 1
    }
    var operand = try member()
    for mark in marks.reversed() {
      operand = try add(.unary(op, operand), mark.lowerBound..<tree[operand].range.upperBound, mark: mark)
    }
    return operand
  }

  /// Whether a minus stands before a number: the sign belongs to the literal, so that -2^63 can be written.
  var isSignedNumber: Bool {
    guard token.kind == .symbol(.minus) else { return false }
    switch tokens[position + 1].kind {
    case .int, .double: return true
    default: return false
    }
  }

  func isNext(_ symbol: Symbol) -> Bool { token.kind == .symbol(symbol) }

  mutating func take(_ symbol: Symbol) -> Bool {
    guard isNext(symbol) else { return false }
    position += 1
    return true
  }

  mutating func expect(_ symbol: Symbol, _ expected: String) throws(Problem) {
    guard take(symbol) else { throw .unexpected(token, expected: expected) }
  }

  mutating func add(_ kind: SyntaxKind, from: NodeID, to: NodeID, mark: Range<Int>) throws(Problem) -> NodeID {
    try add(kind, tree[from].range.lowerBound..<tree[to].range.upperBound, mark: mark)
  }

  mutating func add(_ kind: SyntaxKind, _ range: Range<Int>, mark: Range<Int>) throws(Problem) -> NodeID {
    var depth = 1
    for child in kind.children { depth = max(depth, tree[child].depth + 1) }
    guard depth <= depthLimit else { throw .tooDeep(mark, limit: depthLimit) }
    guard tree.nodes.count < limits.nodes else { throw .tooManyNodes(mark, limit: limits.nodes) }
    tree.nodes.append(SyntaxNode(kind: kind, range: range, mark: mark, depth: depth))
    return tree.nodes.count - 1
  }
}

extension SyntaxKind {
  /// The nodes directly below.
  var children: [NodeID] {
    switch self {
    case .literal, .identifier: []
    case .select(let operand, _), .unary(_, let operand): [operand]
    case .index(let a, let b), .binary(_, let a, let b): [a, b]
    case .call(let target, _, let arguments): (target.map { [$0] } ?? []) + arguments
    case .list(let elements), .and(let elements), .or(let elements): elements
    case .conditional(let a, let b, let c): [a, b, c]
    }
  }
}
