extension Checker {
  mutating func check(_ macro: Macro, over range: NodeID, _ arguments: [NodeID], _ node: SyntaxNode) -> Checked? {
    let list = check(range)
    let counts = macro == .map ? 2...3 : 2...2
    guard counts.contains(arguments.count) else {
      return report(.macroCount(node.mark, macro, given: arguments.count))
    }
    guard case .identifier(let name, isRooted: false) = tree[arguments[0]].kind else {
      return report(.macroNeedsAName(tree[arguments[0]].range, macro))
    }
    guard let list else { return nil }
    guard case .list(let element) = list.type.withoutNull else {
      return report(.notAList(node.range, macro.rawValue, list.type))
    }
    let local = Int32(locals.count)
    program.localCount = max(program.localCount, locals.count + 1)
    locals.append((name, element, local))
    defer { locals.removeLast() }

    let bodyStart = program.code.count
    let condition = arguments.count == 3 ? check(predicate: arguments[1], macro) : nil
    let isPredicate = macro != .map
    let last = arguments[arguments.count - 1]
    let body = isPredicate ? check(predicate: last, macro) : check(last)
    guard let body, arguments.count == 2 || condition != nil else { return nil }

    let kind: Comprehension.Kind =
      switch macro {
      case .exists: .exists
      case .existsOne: .existsOne
      case .filter: .filter
      case .map: .map
      case .all, .has: .all
      }
    let type: ValueType =
      switch macro {
      case .filter: .list(element)
      case .map: .list(body.type)
      default: .bool
      }
    program.comprehensions.append(
      Comprehension(
        kind: kind, range: list.code, local: local, body: body.code, condition: condition?.code,
        cost: 1 + program.code.count - bodyStart))
    let instruction = Instruction.comprehension(Int32(program.comprehensions.count - 1))
    return finish(instruction, type, [list] + [body, condition].compactMap(\.self), node.range, own: local)
  }

  private mutating func check(predicate: NodeID, _ macro: Macro) -> Checked? {
    guard let value = check(predicate) else { return nil }
    guard schema.fits(value.type, .bool) else {
      return report(.notABool(tree[predicate].range, macro.rawValue, value.type))
    }
    return value
  }
}
