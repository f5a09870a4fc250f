/// What an expression reads: a variable, and the fields that lead from it, through the elements of lists as well.
public struct FieldPath: Hashable, Comparable, Sendable, CustomStringConvertible {
  /// The name of the variable.
  public let variable: String
  /// The fields one after the other. A path that would be very long ends early: then anything below may be read.
  public let fields: [String]

  public init(_ variable: String, _ fields: [String] = []) {
    self.variable = variable
    self.fields = fields
  }

  /// As it would be written, such as `sight.user.role`.
  public var description: String { ([variable] + fields).joined(separator: ".") }

  public static func < (a: FieldPath, b: FieldPath) -> Bool { a.description < b.description }

  static let lengthLimit = 8

  func appending(_ field: String) -> FieldPath {
    fields.count < Self.lengthLimit ? FieldPath(variable, fields + [field]) : self
  }
}

extension RuleExpression {
  /// What the expression reads, in the order of the names. What folding has removed is not read.
  public var reads: [FieldPath] {
    var walk = ReadingWalk(program)
    walk.read(walk.paths(root))
    return walk.found.sorted()
  }
}

/// Follows values from the variables to where they are used. The depth of the recursion is that of the expression.
private struct ReadingWalk {
  let program: Program
  var found: Set<FieldPath> = []
  /// Where the elements of the macros around come from.
  var locals: [Set<FieldPath>]

  /// More paths than this for one value are cut down to their variables, which covers all of them.
  static let countLimit = 256

  init(_ program: Program) {
    self.program = program
    locals = Array(repeating: [], count: program.localCount)
  }

  mutating func read(_ paths: Set<FieldPath>) {
    found.formUnion(paths)
    found = limited(found)
  }

  private func limited(_ paths: Set<FieldPath>) -> Set<FieldPath> {
    paths.count <= Self.countLimit ? paths : Set(paths.map { FieldPath($0.variable) })
  }

  /// The paths that a value may be the end of; what is used up on the way is recorded.
  mutating func paths(_ code: Code) -> Set<FieldPath> {
    switch program[code] {
    case .bool, .int, .double, .constant: return []
    case .variable(let index): return [FieldPath(program.variables[Int(index)].name)]
    case .local(let index): return locals[Int(index)]
    case .field(let operand, _, let name):
      return Set(paths(operand).map { $0.appending(program.names[Int(name)]) })
    case .conditional(let test, let a, let b):
      read(paths(test))
      return limited(paths(a).union(paths(b)))
    case .index(let list, let index):
      read(paths(index))
      return paths(list)
    case .list(let first, let count):
      return limited(operands(first, count).reduce(into: []) { $0.formUnion($1) })
    case .joinLists(let a, let b):
      return limited(paths(a).union(paths(b)))
    case .comprehension(let index): return paths(program.comprehensions[Int(index)])
    case .and(let first, let count), .or(let first, let count):
      for paths in operands(first, count) { read(paths) }
      return []
    case .isPresent(let a), .not(let a), .negateInt(let a), .negateDouble(let a), .sizeOfText(let a),
      .sizeOfList(let a), .toInt(let a), .toDouble(let a), .toText(let a), .matchesConstant(let a, _):
      read(paths(a))
      return []
    case .intMath(_, let a, let b), .doubleMath(_, let a, let b), .compareInts(_, let a, let b),
      .compareNumbers(_, let a, let b), .compareTexts(_, let a, let b), .compareBools(_, let a, let b),
      .equal(let a, let b), .notEqual(let a, let b), .isIn(let a, let b), .joinTexts(let a, let b),
      .startsWith(let a, let b), .endsWith(let a, let b), .contains(let a, let b), .matches(let a, let b):
      read(paths(a))
      read(paths(b))
      return []
    }
  }

  private mutating func operands(_ first: Int32, _ count: Int32) -> [Set<FieldPath>] {
    var result: [Set<FieldPath>] = []
    for i in first..<first + count { result.append(paths(program.operands[Int(i)])) }
    return result
  }

  private mutating func paths(_ macro: Comprehension) -> Set<FieldPath> {
    let range = paths(macro.range)
    locals[Int(macro.local)] = range
    if let condition = macro.condition { read(paths(condition)) }
    let body = paths(macro.body)
    if macro.kind == .map {
      read(range)
      return body
    }
    read(body)
    if macro.kind == .filter { return range }
    read(range)
    return []
  }
}
