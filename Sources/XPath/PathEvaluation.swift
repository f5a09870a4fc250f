// From paths to nodes.

extension Evaluator {
  /// The nodes of a path; nothing is read yet.
  func nodes(_ path: Path, _ context: Context) throws(Stop) -> Nodes {
    switch PathTarget(path, source: environment.source(ofInstance:)) {
    case .unsupported(let reason):
      throw .failure(.other(reason))
    case .notUnderstood(let reason):
      return .notUnderstood(reason)
    case .relative:
      return try relative(path, context)
    case .groups(let instance):
      let levels = path.levels.map { GroupPath.Level($0) }
      return .groups(GroupPath(instance, levels, in: context, source: path.source))
    case .session(let names):
      return .single(.session(names), source: path.source)
    case .question(let name):
      return .single(.question(name), source: path.source)
    case .caseProperty(let id, let property):
      return .single(.property(of: id, in: context, property: property), source: path.source)
    case .selectedCase(let indices, let property):
      return .single(.selectedCase(indices: indices, property: property), source: path.source)
    }
  }

  private func relative(_ path: Path, _ context: Context) throws(Stop) -> Nodes {
    switch context {
    case .form:
      return .notUnderstood("the path `\(path.source)`, which depends on where in the form it stands")
    case .other:
      return .notUnderstood("the path `\(path.source)` in a filter on cases")
    case .groups(let instance, let levels):
      guard path.parents <= levels.count else { throw .failure(.other("`..` above the top")) }
      let absolute = levels.dropLast(path.parents) + path.levels.map { GroupPath.Level($0) }
      return .groups(GroupPath(instance, Array(absolute), in: context, source: path.source))
    }
  }

  // MARK: Reading

  /// The one value that the nodes stand for: none is an empty text, several are an error.
  func text(of nodes: Nodes) throws(Stop) -> XPathText {
    switch nodes {
    case .notUnderstood(let reason): throw .unknown(reason)
    case .groups(let path): return try text(of: path)
    case .single(let node, let source):
      switch try lookUp(node) {
      case .value(let text): return text
      case .unknown(let reason): throw .unknown(reason)
      case .missing: throw .failure(.noSuchNode(source))
      }
    }
  }

  /// The values of all nodes, in order.
  func texts(of nodes: Nodes) throws(Stop) -> [XPathText] {
    if case .groups(let path) = nodes { return try texts(of: path) }
    return [try text(of: nodes)]
  }

  /// How many nodes there are; a path that does not exist has none.
  func count(of nodes: Nodes) throws(Stop) -> Int {
    switch nodes {
    case .notUnderstood(let reason): throw .unknown(reason)
    case .groups(let path): return try count(of: path)
    case .single(let node, let source):
      switch (node, try lookUp(node, forCounting: true)) {
      case (_, .unknown(let reason)): throw .unknown(reason)
      case (.property(_, _, property: ""), let found): return found == .missing ? 0 : 1
      case (.session, .missing), (.question, .missing): return 0
      case (.question, .value(let text)) where text.isEmpty:
        throw .unknown("whether the question `\(source)` is asked")
      case (.session, .value), (.question, .value): return 1
      case (.property, _), (.selectedCase, _):
        throw .unknown("the number of nodes of `\(source)`")
      }
    }
  }

  private func lookUp(_ node: SingleNode, forCounting: Bool = false) throws(Stop) -> XPathLookup {
    try budget.charge(4)
    switch node {
    case .session(let path):
      return environment.session(path)
    case .question(let path):
      return environment.question(path)
    case .property(let id, let context, let property):
      // The id is looked for before any case is: relative paths in it are not about the case.
      let inside: Context = if case .form = context { .other } else { context }
      let caseID = try text(try evaluate(id, Scope(context: inside)))
      return property.isEmpty && !forCounting
        ? .value(XPathText()) : caseProperty(of: caseID, property.isEmpty ? "@case_id" : property, forCounting)
    case .selectedCase(let indices, let property):
      var id: XPathText
      switch environment.session(["data", "case_id"]) {
      case .value(let text): id = text
      case .missing: return .missing
      case .unknown(let reason): return .unknown(reason)
      }
      for index in indices {
        switch caseProperty(of: id, "index/" + index, false) {
        case .value(let text): id = text
        case .missing: return .value(XPathText())
        case .unknown(let reason): return .unknown(reason)
        }
      }
      return caseProperty(of: id, property, false)
    }
  }

  /// No case has an empty id; and what a case does not have is empty, because the table of cases has a template.
  private func caseProperty(of id: XPathText, _ property: String, _ keepsMissing: Bool) -> XPathLookup {
    let found = id.isEmpty ? .missing : environment.caseProperty(of: id, property)
    return found == .missing && !keepsMissing ? .value(XPathText()) : found
  }
}
