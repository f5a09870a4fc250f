extension Checker {
  mutating func check(
    call name: String, target: NodeID?, _ arguments: [NodeID], _ node: SyntaxNode
  ) -> Checked? {
    if let macro = Macro(rawValue: name), (macro == .has) == (target == nil) {
      guard let target else { return check(has: arguments, node) }
      return check(macro, over: target, arguments, node)
    }
    // Of a misspelt macro the name of the element would be called unknown as well.
    if let target, Function(rawValue: name) == nil, arguments.count >= 2,
      case .identifier(_, isRooted: false) = tree[arguments[0]].kind
    {
      _ = check(target)
      return report(.unknownFunction(node.mark, name, isMethod: true))
    }
    let values = (target.map { [$0] } ?? []).map { check($0) } + arguments.map { check($0) }
    guard let function = Function(rawValue: name), target == nil ? function.isGlobal : function.isMethod else {
      return report(.unknownFunction(node.mark, name, isMethod: target != nil))
    }
    let given = values.count - (target == nil ? 0 : 1)
    let wanted = function.count - (target == nil ? 0 : 1)
    guard given == wanted else { return report(.wrongCount(node.mark, name, wanted: wanted, given: given)) }
    let checked = values.compactMap(\.self)
    guard checked.count == values.count, let first = checked.first else { return nil }
    return apply(function, first, checked.last ?? first, node)
  }

  private mutating func apply(_ function: Function, _ a: Checked, _ b: Checked, _ node: SyntaxNode) -> Checked? {
    // An element of an empty list is taken for what the function takes.
    let (first, second) = (a.type.withoutNull, b.type.withoutNull)
    switch (function, first == .anything ? .string : first, second == .anything ? .string : second) {
    case (.size, .string, _): return finish(.sizeOfText(a.code), .int, [a], node.range)
    case (.size, .list, _): return finish(.sizeOfList(a.code), .int, [a], node.range)
    case (.startsWith, .string, .string): return finish(.startsWith(a.code, b.code), .bool, [a, b], node.range)
    case (.endsWith, .string, .string): return finish(.endsWith(a.code, b.code), .bool, [a, b], node.range)
    case (.contains, .string, .string): return finish(.contains(a.code, b.code), .bool, [a, b], node.range)
    case (.matches, .string, .string): return matches(a, b, node)
    case (.int, .int, _), (.int, .double, _), (.int, .string, _):
      return finish(.toInt(a.code), .int, [a], node.range)
    case (.double, .int, _), (.double, .double, _), (.double, .string, _):
      return finish(.toDouble(a.code), .double, [a], node.range)
    case (.string, .int, _), (.string, .double, _), (.string, .bool, _), (.string, .string, _):
      return finish(.toText(a.code), .string, [a], node.range)
    default:
      return report(.wrongArgument(node.range, function, a.type, b.type))
    }
  }

  /// A pattern that is constant is compiled with the expression, and is wrong with it.
  private mutating func matches(_ text: Checked, _ pattern: Checked, _ node: SyntaxNode) -> Checked? {
    guard case .text(let source)? = program.constant(pattern.code) else {
      return finish(.matches(text.code, pattern.code), .bool, [text, pattern], node.range)
    }
    do throws(Problem) {
      program.patterns.append(try Pattern(source))
    } catch {
      return report(.wrongPattern(program.places[Int(pattern.code)], error, in: source))
    }
    let instruction = Instruction.matchesConstant(text.code, pattern: Int32(program.patterns.count - 1))
    return finish(instruction, .bool, [text], node.range)
  }

  /// `has(e.f)`: the field is there. A field that is never null and no list always is.
  private mutating func check(has arguments: [NodeID], _ node: SyntaxNode) -> Checked? {
    guard arguments.count == 1, case .select(let operand, let name) = tree[arguments[0]].kind else {
      return report(.hasNeedsAField(node.range))
    }
    guard let object = check(operand), let field = field(name, of: object, tree[arguments[0]]) else { return nil }
    program.names.append(name)
    let instruction = Instruction.field(object.code, slot: Int32(field.slot), name: Int32(program.names.count - 1))
    let value = finish(instruction, field.type, [object], tree[arguments[0]].range)
    switch field.type {
    case .nullable, .list, .null: return finish(.isPresent(value.code), .bool, [value], node.range)
    default:
      // Of a nullable object it is still an error; otherwise it is constant.
      if case .nullable = object.type { return finish(.isPresent(value.code), .bool, [value], node.range) }
      return Checked(type: .bool, code: program.add(.bool(true), .bool, node.range))
    }
  }
}
