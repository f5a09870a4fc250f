/// Evaluates a tree as commcare-core does, with a third answer where ids or places are not known (semantics 3.7).
struct Evaluator<Environment: XPathEnvironment> {
  let environment: Environment
  let budget = Budget()

  func outcome(_ node: Node) -> XPathOutcome {
    do throws(Stop) {
      switch try plain(try evaluate(node, Scope(context: .form))) {
      case .text(let text): return .text(text)
      case .number(let number): return .number(number)
      case .boolean(let value): return .boolean(value)
      case .nodes, .sequence: return .unknown("the result is a list")
      }
    } catch {
      return error.outcome
    }
  }

  func evaluate(_ node: Node, _ scope: Scope) throws(Stop) -> Value {
    try budget.charge()
    switch node {
    case .text(let text): return .text(XPathText(text))
    case .number(let number): return .number(number)
    case .variable(let name): throw .unknown("the variable `$\(name)`")
    case .or(let operands): return .boolean(try either(operands, is: true, scope))
    case .and(let operands): return .boolean(try either(operands, is: false, scope))
    case .equality(let first, let rest): return try equality(first, rest, scope)
    case .comparison(let first, let rest): return try comparison(first, rest, scope)
    case .arithmetic(let first, let rest): return try arithmetic(first, rest, scope)
    case .negation(let operand, let count):
      let value = try number(try evaluate(operand, scope))
      return .number(count % 2 == 0 ? value : -value)
    case .union: throw .failure(.other("`|` between paths"))
    case .filtered: throw .failure(.other("a filter behind an expression"))
    case .call(let call): return try evaluate(call, scope)
    case .path(let path): return .nodes(try nodes(path, scope.context))
    }
  }

  /// Whether an operand has the decisive value: true for `or`, false for `and`. The engine stops at the first one;
  /// one that is not known leaves the answer open unless a later one decides.
  private func either(_ operands: [Node], is decisive: Bool, _ scope: Scope) throws(Stop) -> Bool {
    var open: Stop?
    for operand in operands {
      do throws(Stop) {
        if try boolean(try evaluate(operand, scope)) == decisive { return decisive }
      } catch {
        if case .failure = error { throw open ?? error }
        open = open ?? error
      }
    }
    if let open { throw open }
    return !decisive
  }

  private func equality(
    _ first: Node, _ rest: [Operation<EqualityOperator>], _ scope: Scope
  ) throws(Stop) -> Value {
    var result = try evaluate(first, scope)
    for operation in rest {
      let left = try plain(result)
      let right = try plain(try evaluate(operation.operand, scope))
      result = .boolean(try areEqual(left, right) == (operation.kind == .equal))
    }
    return result
  }

  private func comparison(
    _ first: Node, _ rest: [Operation<ComparisonOperator>], _ scope: Scope
  ) throws(Stop) -> Value {
    var result = try evaluate(first, scope)
    for operation in rest {
      let operand = try evaluate(operation.operand, scope)
      let (left, right) = (try number(result), try number(operand))
      switch operation.kind {
      case .less: result = .boolean(left < right)
      case .lessOrEqual: result = .boolean(left <= right)
      case .greater: result = .boolean(left > right)
      case .greaterOrEqual: result = .boolean(left >= right)
      }
    }
    return result
  }

  private func arithmetic(
    _ first: Node, _ rest: [Operation<ArithmeticOperator>], _ scope: Scope
  ) throws(Stop) -> Value {
    var result = try number(try evaluate(first, scope))
    for operation in rest {
      let operand = try number(try evaluate(operation.operand, scope))
      switch operation.kind {
      case .plus: result += operand
      case .minus: result -= operand
      case .times: result *= operand
      case .div: result /= operand
      case .mod: result = result.truncatingRemainder(dividingBy: operand)
      }
    }
    return .number(result)
  }
}
