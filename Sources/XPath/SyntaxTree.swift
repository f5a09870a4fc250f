/// An expression as it is written. Operators of one level are kept in one flat list, so that the depth of the tree is
/// bounded by the depth of the brackets and not by the length of a sum.
indirect enum Node: Sendable {
  case text(String)
  case number(Double)
  case variable(String)
  case or([Node])
  case and([Node])
  /// Left to right: `a = b != c` is `(a = b) != c`.
  case equality(Node, [Operation<EqualityOperator>])
  case comparison(Node, [Operation<ComparisonOperator>])
  case arithmetic(Node, [Operation<ArithmeticOperator>])
  /// As many minus signs as counted.
  case negation(Node, count: Int)
  /// `a | b`, which the engine reads and cannot evaluate.
  case union
  /// A filter behind anything but a path, which the engine reads and cannot evaluate.
  case filtered
  case call(Call)
  case path(Path)
}

struct Operation<Operator: Sendable>: Sendable {
  var kind: Operator
  var operand: Node
}

enum EqualityOperator: Sendable { case equal, notEqual }

enum ComparisonOperator: Sendable { case less, lessOrEqual, greater, greaterOrEqual }

enum ArithmeticOperator: Sendable { case plus, minus, times, div, mod }

struct Call: Sendable {
  var name: String
  var arguments: [Node]
}

/// A path, brought into the form in which the engine uses it: steps up, then named levels.
struct Path: Sendable {
  var origin: Origin
  /// How often `..` stands before everything else.
  var parents = 0
  var levels: [Level] = []
  /// What stands in the way of evaluating it.
  var problem: Problem?
  /// The path as written, for people.
  var source: String

  enum Origin: Sendable {
    /// `/data/village`
    case root
    /// `name`, `@id`, `../village`
    case context
    /// `current()/…`
    case current
    /// `instance('groups')/…`
    case instance(String)
    /// `#form/…`, without the mark.
    case hashtag(String)
  }

  enum Problem: Sendable {
    /// The engine cannot evaluate it; the text says what it does not support.
    case unsupported(String)
    /// The engine can evaluate it, this evaluator does not; the text says what.
    case notUnderstood(String)
  }

  /// A child or an attribute.
  struct Level: Sendable {
    var name: String
    var isAttribute = false
    var filters: [Node] = []
  }

  /// The name of the attribute, if the path is exactly `@name`.
  var soleAttribute: String? {
    guard case .context = origin, problem == nil, parents == 0, levels.count == 1 else { return nil }
    return levels[0].isAttribute && levels[0].filters.isEmpty ? levels[0].name : nil
  }
}
