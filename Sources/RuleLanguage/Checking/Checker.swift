/// A checked expression: its type, and the instruction that gives its value.
struct Checked {
  var type: ValueType
  var code: Code
  /// Whether it reads a variable of the host.
  var readsVariable = false
  /// The outermost macro whose variable it reads, by the variable's local; `.max` for none.
  var outermostLocal = Int32.max
  /// The field that it is, if there are only certain words for it.
  var worded: Field?

  /// Whether its value does not depend on anything.
  var isClosed: Bool { !readsVariable && outermostLocal == .max }
}

/// Gives each node of a tree a type, and compiles it on the way.
///
/// A node that does not fit is reported and has no result; what holds it then is not reported again, but its other
/// parts are checked, so that several errors come out at once. The depth of the recursion is that of the tree, which
/// the parser limits.
struct Checker {
  let tree: SyntaxTree
  let schema: Schema
  var program = ProgramBuilder()
  var locals: [(name: String, type: ValueType, local: Int32)] = []
  var problems: [Problem] = []

  init(_ tree: SyntaxTree, _ schema: Schema) {
    self.tree = tree
    self.schema = schema
  }

  mutating func check(_ id: NodeID) -> Checked? {
    let node = tree[id]
    switch node.kind {
    case .literal(let literal): return check(literal, node)
    case .identifier(let name, let isRooted): return check(name: name, isRooted: isRooted, node)
    case .select(let operand, let name): return check(select: name, of: operand, node)
    case .index(let list, let index): return check(index: index, of: list, node)
    case .call(let target, let name, let arguments):
      return check(call: name, target: target, arguments, node)
    case .list(let elements): return check(list: elements, node)
    case .unary(let op, let operand): return check(op, operand, node)
    case .binary(let op, let left, let right): return check(op, left, right, node)
    case .and(let operands): return check(chain: operands, isAnd: true, node)
    case .or(let operands): return check(chain: operands, isAnd: false, node)
    case .conditional(let condition, let first, let second):
      return check(condition: condition, first, second, node)
    }
  }

  private mutating func check(_ literal: Literal, _ node: SyntaxNode) -> Checked {
    let (value, type): (Value, ValueType) =
      switch literal {
      case .int(let value): (.int(value), .int)
      case .double(let value): (.double(value), .double)
      case .string(let value): (.text(value), .string)
      case .bool(let value): (.bool(value), .bool)
      case .null: (.null, .null)
      }
    return Checked(type: type, code: program.add(constant: value, type, node.range))
  }

  private mutating func check(name: String, isRooted: Bool, _ node: SyntaxNode) -> Checked? {
    if !isRooted, let local = locals.last(where: { $0.name == name }) {
      let code = program.add(.local(local.local), local.type, node.range)
      return Checked(type: local.type, code: code, outermostLocal: local.local)
    }
    if let index = schema.variables.firstIndex(where: { $0.name == name }) {
      let code = program.add(.variable(Int32(index)), schema.variables[index].type, node.range)
      return Checked(type: schema.variables[index].type, code: code, readsVariable: true)
    }
    return report(.unknownName(node.mark, name, known: locals.map(\.name) + schema.variables.map(\.name)))
  }

  private mutating func check(select name: String, of operand: NodeID, _ node: SyntaxNode) -> Checked? {
    guard let object = check(operand), let field = field(name, of: object, node) else { return nil }
    program.names.append(name)
    let instruction = Instruction.field(object.code, slot: Int32(field.slot), name: Int32(program.names.count - 1))
    var result = finish(instruction, field.type, [object], node.range)
    if !field.words.isEmpty { result.worded = field }
    return result
  }

  /// The field that a selection means; reported where there is none.
  mutating func field(_ name: String, of object: Checked, _ node: SyntaxNode) -> Field? {
    guard case .object(let type) = object.type.withoutNull else {
      problems.append(.noFields(node.mark, object.type, name))
      return nil
    }
    if let field = schema.field(name, of: type) { return field }
    problems.append(.unknownField(node.mark, name, of: type, known: schema.type(named: type)?.fields.map(\.name) ?? []))
    return nil
  }

  private mutating func check(index: NodeID, of list: NodeID, _ node: SyntaxNode) -> Checked? {
    guard let (list, index) = both(list, index) else { return nil }
    guard case .list(let element) = list.type.withoutNull else {
      return report(.notAList(node.range, "[]", list.type))
    }
    guard schema.fits(index.type, .int) else { return report(.indexIsNotAnInt(node.mark, index.type)) }
    return finish(.index(list.code, index.code), element, [list, index], node.range)
  }

  private mutating func check(list elements: [NodeID], _ node: SyntaxNode) -> Checked? {
    var checked: [Checked] = []
    var type = ValueType.anything
    for element in elements {
      guard let value = check(element) else { continue }
      guard let joined = schema.joined(type, value.type) else {
        problems.append(.mixedList(tree[element].range, value.type, others: type))
        continue
      }
      type = joined
      checked.append(value)
    }
    guard checked.count == elements.count else { return nil }
    let row = program.row(checked.map(\.code))
    return finish(.list(first: row.first, count: row.count), .list(type), checked, node.range)
  }

  /// Both of two parts, each of them checked even if the other does not fit.
  mutating func both(_ a: NodeID, _ b: NodeID) -> (Checked, Checked)? {
    let (a, b) = (check(a), check(b))
    guard let a, let b else { return nil }
    return (a, b)
  }

  mutating func report(_ problem: Problem) -> Checked? {
    problems.append(problem)
    return nil
  }

  /// Adds an instruction; one that depends on nothing is evaluated at once. `own` is the local of a macro that ends.
  mutating func finish(
    _ instruction: Instruction, _ type: ValueType, _ parts: [Checked], _ place: Range<Int>, own: Int32? = nil
  ) -> Checked {
    var result = Checked(type: type, code: program.add(instruction, type, place))
    for part in parts {
      result.readsVariable = result.readsVariable || part.readsVariable
      if let own, part.outermostLocal >= own { continue }
      result.outermostLocal = min(result.outermostLocal, part.outermostLocal)
    }
    if result.isClosed, let value = folded(result.code) { result.code = program.add(constant: value, type, place) }
    return result
  }

  /// The value of a closed instruction; nil if it is an error, which then stays one of evaluation.
  private func folded(_ code: Code) -> Value? {
    var evaluator = Evaluator(Program(program, variables: []), NoFacts(), cost: 10_000)
    return try? evaluator.value(code)
  }
}
