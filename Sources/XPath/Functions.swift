// Functions: which are evaluated, and how their arguments are.

extension Evaluator {
  func evaluate(_ call: Call, _ scope: Scope) throws(Stop) -> Value {
    switch call.name {
    case "if", "cond": return try branch(call.arguments, scope)
    case "coalesce": return try coalesce(call.arguments, scope)
    default: break
    }
    guard EngineFunction.exists(call.name) else { return try unsupported(call, scope) }
    // The engine evaluates all arguments before it calls the function.
    var arguments: [Value] = []
    for argument in call.arguments { arguments.append(try evaluate(argument, scope)) }
    if let value = try general(call.name, arguments, scope) { return value }
    if let value = try textual(call.name, arguments) { return value }
    if let value = try numeric(call.name, arguments) { return value }
    throw .unknown("the function `\(call.name)()`, which is not evaluated")
  }

  /// Conditions are tried in pairs with what they guard; only the branch that is taken is evaluated.
  private func branch(_ arguments: [Node], _ scope: Scope) throws(Stop) -> Value {
    var index = 0
    while index + 1 < arguments.count {
      if try boolean(try evaluate(arguments[index], scope)) { return try evaluate(arguments[index + 1], scope) }
      index += 2
    }
    return try evaluate(arguments[index], scope)
  }

  /// The first argument that is not empty. All are evaluated first, so one that fails fails the whole; but a path
  /// fails only when it is read.
  private func coalesce(_ arguments: [Node], _ scope: Scope) throws(Stop) -> Value {
    var values: [Result<Value, Stop>] = []
    for argument in arguments {
      do throws(Stop) {
        values.append(.success(try evaluate(argument, scope)))
      } catch {
        if case .failure = error { throw error }
        values.append(.failure(error))
      }
    }
    for value in values.dropLast() {
      let value = try plain(try value.get())
      switch value {
      case .text(let text) where text.isEmpty: continue
      case .number(let number) where number.isNaN: continue
      default: return value
      }
    }
    return try values[values.count - 1].get()
  }

  /// A function that the engine does not have fails when it is called, unless an argument fails before.
  private func unsupported(_ call: Call, _ scope: Scope) throws(Stop) -> Value {
    for argument in call.arguments {
      do throws(Stop) {
        _ = try evaluate(argument, scope)
      } catch {
        if case .failure = error { throw error }
      }
    }
    throw .failure(.unsupportedFunction(call.name))
  }

  private func general(_ name: String, _ arguments: [Value], _ scope: Scope) throws(Stop) -> Value? {
    switch name {
    case "true": return .boolean(true)
    case "false": return .boolean(false)
    case "not": return .boolean(!(try boolean(arguments[0])))
    case "boolean": return .boolean(try boolean(arguments[0]))
    case "string": return .text(try text(arguments[0]))
    case "number", "double": return .number(try number(arguments[0]))
    case "depend": return arguments[0]
    case "position": return .number(try position(arguments.first, scope))
    case "count":
      switch arguments[0] {
      case .nodes(let nodes): return .number(Double(try count(of: nodes)))
      case .sequence: throw .unknown("`count()` of a list")
      default: throw .failure(.other("`count()` of something that is not a path"))
      }
    case "distinct-values":
      guard case .nodes(let nodes) = arguments[0] else { throw .unknown("`distinct-values()` of a text") }
      return .sequence(try distinct(try texts(of: nodes)))
    case "today", "now", "random", "uuid":
      throw .unknown("`\(name)()`, which is different every time")
    default: return nil
    }
  }

  private func position(_ argument: Value?, _ scope: Scope) throws(Stop) -> Double {
    switch argument {
    case nil:
      guard let position = scope.position else { throw .unknown("`position()` outside of a filter") }
      return Double(position)
    case .nodes(.groups(let path))?: return Double(try position(of: path))
    case .nodes?: throw .unknown("`position()` of a path outside the user-groups table")
    default: throw .failure(.other("`position()` of something that is not a path"))
    }
  }

  private func distinct(_ texts: [XPathText]) throws(Stop) -> [XPathText] {
    var seen: Set<XPathText> = []
    let distinct = texts.filter { seen.insert($0).inserted }
    let allKnown = distinct.allSatisfy { $0.literal != nil }
    guard allKnown || distinct.allSatisfy({ $0.soleID != nil }) || distinct.count == 1 else {
      throw .unknown("whether an unknown id is the same as another text")
    }
    return distinct
  }
}
