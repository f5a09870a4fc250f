// Functions on texts.

extension Evaluator {
  func textual(_ name: String, _ arguments: [Value]) throws(Stop) -> Value? {
    switch name {
    case "concat":
      if arguments.count == 1, case .nodes(let nodes) = arguments[0] {
        return .text(try join(try texts(of: nodes), separator: XPathText()))
      }
      return .text(try join(try all(arguments[...]), separator: XPathText()))
    case "join":
      let parts: [XPathText] =
        switch arguments.dropFirst().first {
        case .nodes(let nodes)? where arguments.count == 2: try texts(of: nodes)
        case .sequence(let texts)? where arguments.count == 2: texts
        default: try all(arguments.dropFirst())
        }
      return .text(try join(parts, separator: try text(arguments[0])))
    case "contains":
      return try compare(arguments) { $0.contains($1) }
    case "starts-with":
      return try compare(arguments) { $0.begins(with: $1) }
    case "ends-with":
      return try compare(arguments) { $0.ends(with: $1) }
    case "selected", "is-selected":
      guard case .text = try plain(arguments[0]), case .text = try plain(arguments[1]) else {
        throw .failure(.other("`\(name)()` of something that is not a text"))
      }
      return try compare(arguments) { $0.selects($1) }
    case "count-selected":
      return .number(Double(try entries(arguments[0], name).count))
    case "selected-at":
      let entries = try entries(arguments[0], name)
      let index = engineInteger(try number(arguments[1]))
      guard entries.indices.contains(index) else {
        throw .failure(.other("`selected-at()` of entry \(index) in a list of \(entries.count)"))
      }
      return .text(entries[index])
    default:
      return try characterwise(name, arguments)
    }
  }

  private func all(_ arguments: ArraySlice<Value>) throws(Stop) -> [XPathText] {
    var texts: [XPathText] = []
    for argument in arguments { texts.append(try text(argument)) }
    return texts
  }

  private func join(_ parts: [XPathText], separator: XPathText) throws(Stop) -> XPathText {
    var result = XPathText()
    var isFirst = true
    for part in parts {
      if !isFirst {
        try budget.charge(for: separator)
        result.append(contentsOf: separator)
      }
      try budget.charge(for: part)
      result.append(contentsOf: part)
      isFirst = false
    }
    try budget.charge(for: result)
    return result
  }

  private func compare(
    _ arguments: [Value], _ test: (XPathText, XPathText) -> Bool?
  ) throws(Stop) -> Value {
    let (a, b) = (try text(arguments[0]), try text(arguments[1]))
    try budget.charge(for: a)
    try budget.charge(for: b)
    guard let result = test(a, b) else { throw .unknown("whether an unknown id is part of a text") }
    return .boolean(result)
  }

  private func entries(_ list: Value, _ function: String) throws(Stop) -> [XPathText] {
    guard case .text(let text) = try plain(list) else {
      throw .failure(.other("`\(function)()` of something that is not a text"))
    }
    try budget.charge(for: text)
    return text.entries
  }
}
