// Reads paths, calls and the other operands.

extension Parser {
  private static let nodeTests: Set<String> = ["node", "text", "comment", "processing-instruction"]
  private static let axes: Set<String> = [
    "child", "descendant", "parent", "ancestor", "following-sibling", "preceding-sibling", "following", "preceding",
    "attribute", "namespace", "self", "descendant-or-self", "ancestor-or-self",
  ]

  mutating func pathOrOperand() throws(XPathSyntaxError) -> Node {
    let start = token.range.lowerBound
    switch token.kind {
    case .symbol(.slash), .symbol(.doubleSlash):
      return try path(from: .root, start: start)
    case .hashtag(let name):
      advance()
      return try path(from: .hashtag(name), start: start)
    case .name(let name) where following.kind != .symbol(.open) || Parser.nodeTests.contains(name):
      return try path(from: .context, start: start)
    case .wildcard, .prefixWildcard, .symbol(.at), .symbol(.dot), .symbol(.doubleDot):
      return try path(from: .context, start: start)
    default:
      return try filteredOperand(start: start)
    }
  }

  private mutating func filteredOperand(start: Int) throws(XPathSyntaxError) -> Node {
    let operand = try operand()
    let filters = try filters()
    guard token.kind == .symbol(.slash) || token.kind == .symbol(.doubleSlash) else {
      return filters.isEmpty ? operand : .filtered
    }
    var origin = Path.Origin.root
    var problem: Path.Problem?
    switch operand {
    case .call(let call) where call.name == "current":
      origin = .current
    case .call(let call) where call.name == "instance":
      if call.arguments.count == 1, case .text(let id) = call.arguments[0] {
        origin = .instance(id)
      } else {
        problem = .unsupported("`instance()` with anything but one text")
      }
    default:
      problem = .unsupported("a path behind an expression")
    }
    if problem == nil, !filters.isEmpty { problem = .notUnderstood("a filter on a whole instance") }
    return try path(from: origin, start: start, problem: problem)
  }

  private mutating func operand() throws(XPathSyntaxError) -> Node {
    let range = token.range
    switch token.kind {
    case .text(let text):
      advance()
      return .text(text)
    case .number(let number):
      advance()
      return .number(number)
    case .variable(let name):
      advance()
      return .variable(name)
    case .symbol(.open):
      advance()
      let node = try nested(range)
      try close(.close, range)
      return node
    case .name(let name):
      advance()
      return .call(Call(name: name, arguments: try arguments(of: name, at: range)))
    default:
      throw expected("an expression")
    }
  }

  private mutating func arguments(of name: String, at range: Range<Int>) throws(XPathSyntaxError) -> [Node] {
    let opening = token.range
    advance()
    var arguments: [Node] = []
    if !take(.close) {
      repeat { arguments.append(try nested(opening)) } while take(.comma)
      try close(.close, opening)
    }
    if let arity = EngineFunction.arity(of: name), !arity.accepts(arguments.count) {
      throw .wrongArguments(range, name, takes: arity.description, count: arguments.count)
    }
    return arguments
  }

  private mutating func filters() throws(XPathSyntaxError) -> [Node] {
    var filters: [Node] = []
    while case .symbol(.openBracket) = token.kind {
      let opening = token.range
      advance()
      filters.append(try nested(opening))
      try close(.closeBracket, opening)
    }
    return filters
  }

  // MARK: Steps

  /// Reads the steps of a path; whatever it starts from has been read already.
  private mutating func path(
    from origin: Path.Origin, start: Int, problem: Path.Problem? = nil
  ) throws(XPathSyntaxError) -> Node {
    var path = Path(origin: origin, problem: problem, source: "")
    var parentsAllowed = false
    switch origin {
    case .context:
      parentsAllowed = true
      try step(&path, &parentsAllowed)
    case .current:
      parentsAllowed = true
    case .root, .instance, .hashtag:
      break
    }
    while true {
      if take(.doubleSlash) {
        path.note(.unsupported("`//`"))
      } else if !take(.slash) {
        break
      } else if case .root = origin, !startsStep, end == start + 1 {
        path.note(.notUnderstood("the path `/`"))
        break
      }
      try step(&path, &parentsAllowed)
    }
    path.source = source(start..<end)
    return .path(path)
  }

  private var startsStep: Bool {
    switch token.kind {
    case .name, .wildcard, .prefixWildcard, .symbol(.at), .symbol(.dot), .symbol(.doubleDot): true
    default: false
    }
  }

  private mutating func step(_ path: inout Path, _ parentsAllowed: inout Bool) throws(XPathSyntaxError) {
    if take(.dot) { return }
    if take(.doubleDot) {
      if parentsAllowed { path.parents += 1 } else { path.note(.unsupported("`..` behind a name")) }
      return
    }
    var isAttribute = take(.at)
    var axis = "child"
    if !isAttribute, case .name(let name) = token.kind, following.kind == .symbol(.doubleColon) {
      guard Parser.axes.contains(name) else { throw .unknownAxis(token.range, name) }
      advance()
      advance()
      axis = name
      isAttribute = name == "attribute"
    }
    var level = Path.Level(name: "", isAttribute: isAttribute)
    var isNodeTest = false
    switch token.kind {
    case .name(let name):
      advance()
      level.name = name
      if case .symbol(.open) = token.kind {
        guard Parser.nodeTests.contains(name) else { throw expected("an operator or `/`") }
        isNodeTest = true
        try nodeTest(name)
      }
    case .wildcard:
      advance()
      path.note(isAttribute ? .unsupported("`@*`") : .notUnderstood("`*` in a path"))
    case .prefixWildcard(let prefix):
      advance()
      path.note(.unsupported("`\(prefix):*`"))
    default:
      throw expected("a name")
    }
    level.filters = try filters()
    add(level, axis: axis, nodeTest: isNodeTest, to: &path, &parentsAllowed)
  }

  private func add(
    _ level: Path.Level, axis: String, nodeTest: Bool, to path: inout Path, _ parentsAllowed: inout Bool
  ) {
    switch axis {
    case "self" where nodeTest && level.name == "node", "parent" where nodeTest && level.name == "node":
      if !level.filters.isEmpty { path.note(.notUnderstood("a filter on `\(axis)::node()`")) }
      if axis == "parent" {
        if parentsAllowed { path.parents += 1 } else { path.note(.unsupported("`..` behind a name")) }
      }
    case "child" where !nodeTest, "attribute" where !nodeTest:
      path.levels.append(level)
      parentsAllowed = false
    default:
      path.note(.unsupported(nodeTest ? "`\(level.name)()`" : "`\(axis)::`"))
    }
  }

  private mutating func nodeTest(_ name: String) throws(XPathSyntaxError) {
    let opening = token.range
    advance()
    if name == "processing-instruction", case .text = token.kind { advance() }
    try close(.close, opening)
  }
}

extension Path {
  /// Keeps the first problem: the one at which the engine stops.
  fileprivate mutating func note(_ problem: Problem) {
    if self.problem == nil { self.problem = problem }
  }
}
