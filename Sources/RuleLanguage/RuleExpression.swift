/// A compiled expression of the rule language, the documented subset of CEL.
public struct RuleExpression: Sendable {
  /// The text that it was compiled from; a part of a conjunction has the whole of it.
  public let text: String
  /// The static type of its value.
  public let type: ValueType
  /// Where it stands in the text, in bytes of UTF-8.
  public var range: Range<Int> { program.places[Int(root)] }
  let program: Program
  let root: Code
  fileprivate let cost: Int

  /// Compiles a text.
  ///
  /// - Parameters:
  ///   - schema: what the expression can speak of.
  ///   - expected: the type that its value must have, such as `.bool` for a condition; any without.
  ///   - symbol: the host's number for a text, so that constants compare as numbers; nil for a text that it has not.
  /// - Throws: all that is wrong with the text.
  public init(
    _ text: String, schema: Schema, expected: ValueType? = nil, limits: Limits = Limits(),
    symbol: (String) -> UInt32? = { _ in nil }
  ) throws(Problems) {
    let (tree, node) = try Self.parse(text, limits)
    var checker = Checker(tree, schema)
    guard let checked = checker.check(node), checker.problems.isEmpty else { throw Problems(checker.problems) }
    if let expected, !schema.fits(checked.type, expected) {
      throw Problems([.wrongResult(tree[node].range, checked.type, wanted: expected)])
    }
    checker.program.intern(symbol)
    self.text = text
    type = checked.type
    program = Program(checker.program, variables: schema.variables)
    root = checked.code
    cost = limits.cost
  }

  private init(part root: Code, of whole: RuleExpression) {
    (text, type, program, cost) = (whole.text, .bool, whole.program, whole.cost)
    self.root = root
  }

  private static func parse(_ text: String, _ limits: Limits) throws(Problems) -> (SyntaxTree, NodeID) {
    let length = text.utf8.count
    guard length <= limits.length else { throw Problems([.tooLong(0..<length, limit: limits.length)]) }
    var lexer = Lexer(text)
    lexer.run()
    guard lexer.problems.isEmpty else { throw Problems(lexer.problems) }
    var parser = Parser(lexer.tokens, limits)
    do throws(Problem) {
      let root = try parser.run()
      return (parser.tree, root)
    } catch {
      throw Problems([error])
    }
  }

  /// The value that it has whatever the facts are; nil if it depends on them, or is an error.
  public var constantValue: Value? {
    switch program[root] {
    case .bool(let value): .bool(value)
    case .int(let value): .int(value)
    case .double(let value): .double(value)
    case .constant(let index): program.constants[Int(index)]
    default: nil
    }
  }

  /// Whether it has the same value whatever the facts are: a condition that is always true, or can never be.
  public var isConstant: Bool { program[root].isConstant }

  /// The conditions that `&&` joins, in the order of the text; the expression itself if it is no conjunction. What is
  /// constantly true is left out.
  ///
  /// The expression is false if one of them is, true if all are; otherwise it is an error if one of them is.
  public var conjuncts: [RuleExpression] {
    guard case .and(let first, let count) = program[root] else { return [self] }
    return (first..<first + count).flatMap { i in
      RuleExpression(part: program.operands[Int(i)], of: self).conjuncts
    }
  }

  /// The value for some facts. Nothing is allocated for a predicate without macros, `+` and list literals.
  ///
  /// - Throws: why there is none, and where in the text.
  public func evaluate(_ facts: any FactProvider) throws(EvaluationError) -> Value {
    var evaluator = Evaluator(program, facts, cost: cost)
    return try evaluator.value(root)
  }

  /// The same, with a budget for several evaluations: what this one costs is taken from it. At 0 whatever costs anything
  /// is an error.
  public func evaluate(_ facts: any FactProvider, spending budget: inout Int) throws(EvaluationError) -> Value {
    let given = min(cost, budget)
    var evaluator = Evaluator(program, facts, cost: given)
    defer { budget -= given - max(0, evaluator.budget) }
    return try evaluator.value(root)
  }

  /// The same for a condition.
  public func isTrue(_ facts: any FactProvider) throws(EvaluationError) -> Bool {
    var budget = Int.max
    var condition = RuleCondition(self, facts)
    return try condition.isTrue(spending: &budget)
  }
}

/// A condition that is met again and again for the facts of one provider: what an evaluation needs is set up once.
public struct RuleCondition {
  private var evaluator: Evaluator
  private let root: Code
  private let cost: Int

  /// Sets a condition up; its expression is of type `bool`.
  public init(_ expression: RuleExpression, _ facts: any FactProvider) {
    evaluator = Evaluator(expression.program, facts, cost: expression.cost)
    root = expression.root
    cost = expression.cost
  }

  /// Whether it holds for what the provider says now. Nothing is allocated for a predicate without macros, `+` and list
  /// literals.
  ///
  /// - Parameter budget: what this evaluation costs is taken from it; at 0 whatever costs anything is an error.
  /// - Throws: why there is no value, and where in the text.
  public mutating func isTrue(spending budget: inout Int) throws(EvaluationError) -> Bool {
    let given = min(cost, budget)
    evaluator.budget = given
    defer { budget -= given - max(0, evaluator.budget) }
    return try evaluator.bool(root)
  }
}
