/// The number of a node within its tree.
typealias NodeID = Int

enum Literal {
  case int(Int64)
  case double(Double)
  case string(String)
  case bool(Bool)
  case null
}

enum UnaryOperator: String {
  case not = "!"
  case negate = "-"
}

enum BinaryOperator: String {
  case equal = "=="
  case notEqual = "!="
  case less = "<"
  case lessOrEqual = "<="
  case greater = ">"
  case greaterOrEqual = ">="
  case isIn = "in"
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case remainder = "%"

  /// How tightly it binds: relations, then sums, then products (language definition, *Syntax*).
  var precedence: Int {
    switch self {
    case .equal, .notEqual, .less, .lessOrEqual, .greater, .greaterOrEqual, .isIn: 0
    case .add, .subtract: 1
    case .multiply, .divide, .remainder: 2
    }
  }
}

/// What was written, before names and types are looked at. Chains of `&&` and of `||` are one node each.
enum SyntaxKind {
  case literal(Literal)
  /// A name; `isRooted` with a dot before it, which looks past the variables of macros.
  case identifier(String, isRooted: Bool)
  case select(NodeID, String)
  case index(NodeID, NodeID)
  case call(target: NodeID?, String, [NodeID])
  case list([NodeID])
  case unary(UnaryOperator, NodeID)
  case binary(BinaryOperator, NodeID, NodeID)
  case and([NodeID])
  case or([NodeID])
  case conditional(NodeID, NodeID, NodeID)
}

struct SyntaxNode {
  var kind: SyntaxKind
  /// The whole of it.
  var range: Range<Int>
  /// Its operator, or its name: what a message about it points at.
  var mark: Range<Int>
  var depth: Int
}

struct SyntaxTree {
  var nodes: [SyntaxNode] = []
  subscript(id: NodeID) -> SyntaxNode { nodes[id] }
}
