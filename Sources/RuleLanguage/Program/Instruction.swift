/// The number of an instruction within its program.
typealias Code = Int32

/// How two values are compared.
enum Comparison: UInt8 {
  case equal, notEqual, less, lessOrEqual, greater, greaterOrEqual

  @inline(__always)
  func holds<T: Comparable>(_ a: T, _ b: T) -> Bool {
    switch self {
    case .equal: a == b
    case .notEqual: a != b
    case .less: a < b
    case .lessOrEqual: a <= b
    case .greater: a > b
    case .greaterOrEqual: a >= b
    }
  }
}

/// The operators of arithmetic.
enum Arithmetic: UInt8 {
  case add, subtract, multiply, divide, remainder
}

/// One step of a compiled expression, typed and resolved. It holds numbers only, so that evaluation copies nothing.
enum Instruction {
  case bool(Bool)
  case int(Int64)
  case double(Double)
  /// A constant of another type, by its index.
  case constant(Int32)
  case variable(Int32)
  case local(Int32)
  /// A field by its slot; the name is kept for ``FieldPath``.
  case field(Code, slot: Int32, name: Int32)
  /// `has()`: not null, and a list not empty.
  case isPresent(Code)
  case not(Code)
  /// The operands stand in a row of the program's operands.
  case and(first: Int32, count: Int32)
  case or(first: Int32, count: Int32)
  case conditional(Code, Code, Code)
  case negateInt(Code)
  case negateDouble(Code)
  case intMath(Arithmetic, Code, Code)
  case doubleMath(Arithmetic, Code, Code)
  case compareInts(Comparison, Code, Code)
  /// An operand that is an int counts as the nearest double.
  case compareNumbers(Comparison, Code, Code)
  case compareTexts(Comparison, Code, Code)
  case compareBools(Comparison, Code, Code)
  case equal(Code, Code)
  case notEqual(Code, Code)
  case isIn(Code, Code)
  case joinTexts(Code, Code)
  case joinLists(Code, Code)
  case list(first: Int32, count: Int32)
  case index(Code, Code)
  case sizeOfText(Code)
  case sizeOfList(Code)
  case startsWith(Code, Code)
  case endsWith(Code, Code)
  case contains(Code, Code)
  /// A pattern that was compiled with the expression, by its index.
  case matchesConstant(Code, pattern: Int32)
  case matches(Code, Code)
  case toInt(Code)
  case toDouble(Code)
  case toText(Code)
  /// A macro over a list, by its index.
  case comprehension(Int32)
}

/// A macro over a list.
struct Comprehension {
  enum Kind {
    case all, exists, existsOne, filter, map
  }

  var kind: Kind
  var range: Code
  /// Where the element is kept during the body.
  var local: Int32
  /// The predicate, or what `map` makes of an element.
  var body: Code
  /// The predicate of a `map` with three arguments.
  var condition: Code?
  /// How many instructions the body has: what an element costs.
  var cost: Int
}

extension Instruction {
  /// Whether it is a value already.
  var isConstant: Bool {
    switch self {
    case .bool, .int, .double, .constant: true
    default: false
    }
  }
}
