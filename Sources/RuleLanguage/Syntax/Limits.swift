/// How large an expression may be, and how much its evaluation may cost.
public struct Limits: Hashable, Sendable {
  /// The longest text, in bytes of UTF-8.
  public var length: Int
  /// The deepest nesting, of brackets as of operators. CEL asks for 32 at least.
  public var depth: Int
  /// The largest number of operators, names, literals and calls in one expression.
  public var nodes: Int
  /// The cost of one evaluation: about one per operator that a macro evaluates for an element, per element that is
  /// compared, and per eight bytes of text that are read or written. An expression that would cost more is stopped
  /// with an error.
  public var cost: Int

  public init(length: Int = 20_000, depth: Int = 100, nodes: Int = 5_000, cost: Int = 5_000_000) {
    self.length = length
    self.depth = depth
    self.nodes = nodes
    self.cost = cost
  }

  /// The deepest nesting that may be asked for: a greater limit counts as this one, because the stack is finite.
  static let greatestDepth = 200
}
