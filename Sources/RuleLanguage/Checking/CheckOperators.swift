extension Checker {
  mutating func check(_ op: UnaryOperator, _ operand: NodeID, _ node: SyntaxNode) -> Checked? {
    guard let operand = check(operand) else { return nil }
    switch (op, operand.type.withoutNull) {
    case (.not, .bool), (.not, .anything): return finish(.not(operand.code), .bool, [operand], node.range)
    case (.negate, .int), (.negate, .anything): return finish(.negateInt(operand.code), .int, [operand], node.range)
    case (.negate, .double): return finish(.negateDouble(operand.code), .double, [operand], node.range)
    default: return report(.wrongOperand(node.range, op.rawValue, operand.type))
    }
  }

  mutating func check(_ op: BinaryOperator, _ left: NodeID, _ right: NodeID, _ node: SyntaxNode) -> Checked? {
    guard let (a, b) = both(left, right) else { return nil }
    if op == .equal || op == .notEqual || op == .isIn {
      checkWords(a, against: right)
      checkWords(b, against: left)
    }
    switch op {
    case .equal: return equality(a, b, .equal, op, node)
    case .notEqual: return equality(a, b, .notEqual, op, node)
    case .less: return order(a, b, .less, op, node)
    case .lessOrEqual: return order(a, b, .lessOrEqual, op, node)
    case .greater: return order(a, b, .greater, op, node)
    case .greaterOrEqual: return order(a, b, .greaterOrEqual, op, node)
    case .isIn: return membership(a, b, op, node)
    case .add: return sum(a, b, op, node)
    case .subtract: return arithmetic(a, b, .subtract, op, node)
    case .multiply: return arithmetic(a, b, .multiply, op, node)
    case .divide: return arithmetic(a, b, .divide, op, node)
    case .remainder: return arithmetic(a, b, .remainder, op, node)
    }
  }

  /// Texts that are written out and that a field with certain words never is.
  private mutating func checkWords(_ value: Checked, against other: NodeID) {
    guard let field = value.worded else { return }
    var literals = [other]
    if case .list(let elements) = tree[other].kind { literals = elements }
    for literal in literals {
      if case .literal(.string(let text)) = tree[literal].kind, !field.words.contains(text) {
        problems.append(.neverThatWord(tree[literal].range, field, text))
      }
    }
  }

  private mutating func equality(
    _ a: Checked, _ b: Checked, _ comparison: Comparison, _ op: BinaryOperator, _ node: SyntaxNode
  ) -> Checked? {
    guard schema.canEqual(a.type, b.type) else { return report(.cannotCompare(node.range, op, a.type, b.type)) }
    let instruction: Instruction =
      switch (a.type, b.type) {
      case (.int, .int): .compareInts(comparison, a.code, b.code)
      case (.bool, .bool): .compareBools(comparison, a.code, b.code)
      case (.int, .double), (.double, .int), (.double, .double): .compareNumbers(comparison, a.code, b.code)
      default: comparison == .equal ? .equal(a.code, b.code) : .notEqual(a.code, b.code)
      }
    return finish(instruction, .bool, [a, b], node.range)
  }

  private mutating func order(
    _ a: Checked, _ b: Checked, _ comparison: Comparison, _ op: BinaryOperator, _ node: SyntaxNode
  ) -> Checked? {
    let instruction: Instruction
    switch operandTypes(a, b) {
    case (.int, .int): instruction = .compareInts(comparison, a.code, b.code)
    case (.int, .double), (.double, .int), (.double, .double):
      instruction = .compareNumbers(comparison, a.code, b.code)
    case (.string, .string): instruction = .compareTexts(comparison, a.code, b.code)
    case (.bool, .bool): instruction = .compareBools(comparison, a.code, b.code)
    default: return report(.cannotCompare(node.range, op, a.type, b.type))
    }
    return finish(instruction, .bool, [a, b], node.range)
  }

  private mutating func membership(_ a: Checked, _ b: Checked, _ op: BinaryOperator, _ node: SyntaxNode) -> Checked? {
    guard case .list(let element) = b.type.withoutNull else { return report(.notAList(node.range, "in", b.type)) }
    guard schema.canEqual(a.type, element) else { return report(.cannotCompare(node.range, op, a.type, b.type)) }
    return finish(.isIn(a.code, b.code), .bool, [a, b], node.range)
  }

  private mutating func sum(_ a: Checked, _ b: Checked, _ op: BinaryOperator, _ node: SyntaxNode) -> Checked? {
    switch operandTypes(a, b) {
    case (.string, .string): return finish(.joinTexts(a.code, b.code), .string, [a, b], node.range)
    case (.list(let first), .list(let second)):
      guard let element = schema.joined(first, second) else { break }
      return finish(.joinLists(a.code, b.code), .list(element), [a, b], node.range)
    default: return arithmetic(a, b, .add, op, node)
    }
    return report(.wrongOperands(node.range, op, a.type, b.type))
  }

  private mutating func arithmetic(
    _ a: Checked, _ b: Checked, _ operation: Arithmetic, _ op: BinaryOperator, _ node: SyntaxNode
  ) -> Checked? {
    switch operandTypes(a, b) {
    case (.int, .int): return finish(.intMath(operation, a.code, b.code), .int, [a, b], node.range)
    // CEL has no remainder of doubles (fp_math.textproto, `mod_not_support`).
    case (.double, .double) where operation != .remainder:
      return finish(.doubleMath(operation, a.code, b.code), .double, [a, b], node.range)
    default: return report(.wrongOperands(node.range, op, a.type, b.type))
    }
  }

  /// The types of two operands without null; an element of an empty list is taken for what the other one is.
  private func operandTypes(_ a: Checked, _ b: Checked) -> (ValueType, ValueType) {
    switch (a.type.withoutNull, b.type.withoutNull) {
    case (.anything, .anything): (.int, .int)
    case (.anything, let type), (let type, .anything): (type, type)
    case (let a, let b): (a, b)
    }
  }

  /// A chain of `&&` or `||`: an operand that decides makes it constant, one that does not is left out.
  mutating func check(chain operands: [NodeID], isAnd: Bool, _ node: SyntaxNode) -> Checked? {
    var kept: [Checked] = []
    var isComplete = true
    var isDecided = false
    for operand in operands {
      guard let value = check(operand) else {
        isComplete = false
        continue
      }
      guard schema.fits(value.type, .bool) else {
        problems.append(.notABool(tree[operand].range, isAnd ? "&&" : "||", value.type))
        isComplete = false
        continue
      }
      guard case .bool(let constant)? = program.constant(value.code) else {
        kept.append(value)
        continue
      }
      if constant != isAnd { isDecided = true }
    }
    guard isComplete else { return nil }
    if isDecided || kept.isEmpty {
      return Checked(type: .bool, code: program.add(.bool(isAnd != isDecided), .bool, node.range))
    }
    if kept.count == 1, kept[0].type == .bool { return kept[0] }
    let row = program.row(kept.map(\.code))
    let instruction: Instruction =
      isAnd ? .and(first: row.first, count: row.count) : .or(first: row.first, count: row.count)
    return finish(instruction, .bool, kept, node.range)
  }

  mutating func check(condition: NodeID, _ first: NodeID, _ second: NodeID, _ node: SyntaxNode) -> Checked? {
    let test = check(condition)
    guard let (a, b) = both(first, second), let test else { return nil }
    guard schema.fits(test.type, .bool) else {
      return report(.notABool(tree[condition].range, "?", test.type))
    }
    guard let type = schema.joined(a.type, b.type) else {
      return report(.differentBranches(tree[first].range.lowerBound..<tree[second].range.upperBound, a.type, b.type))
    }
    if case .bool(let constant)? = program.constant(test.code) {
      var taken = constant ? a : b
      taken.type = type
      return taken
    }
    return finish(.conditional(test.code, a.code, b.code), type, [test, a, b], node.range)
  }
}
