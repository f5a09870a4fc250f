/// What a path leads to, as far as the path itself says.
enum PathTarget {
  /// The engine does not support it.
  case unsupported(String)
  case notUnderstood(String)
  /// It depends on the context.
  case relative
  /// Into the user-groups table, by the id of the instance.
  case groups(instance: String)
  case session([String])
  case question(String)
  /// A property of the case with the id that the node evaluates to.
  case caseProperty(of: Node, property: String)
  /// A property of the case whose id the session holds, or of its parent or host.
  case selectedCase(indices: [String], property: String)

  init(_ path: Path, source: (String) -> String?) {
    switch path.problem {
    case .unsupported(let reason)?: self = .unsupported(reason)
    case .notUnderstood(let reason)?: self = .notUnderstood(reason)
    case nil:
      switch path.origin {
      case .context: self = .relative
      case .current: self = .notUnderstood("`current()`")
      case .root: self = PathTarget(questionPath: path)
      case .hashtag(let name): self = PathTarget(hashtag: name, path)
      case .instance(let id):
        switch source(id) {
        case XPathInstance.userGroups?: self = .groups(instance: id)
        case XPathInstance.session?: self = PathTarget(sessionPath: path)
        case XPathInstance.cases?: self = PathTarget(casePath: path)
        case let other?: self = .notUnderstood("the instance `\(id)`, which is `\(other)`")
        case nil: self = .notUnderstood("the instance `\(id)`")
        }
      }
    }
  }

  private init(questionPath path: Path) {
    guard let names = path.names, names.count > 1, names[0] == "data" else {
      self = .notUnderstood("the path `\(path.source)`, which is not a question below `/data`")
      return
    }
    self = .question(names.dropFirst().joined(separator: "/"))
  }

  private init(sessionPath path: Path) {
    guard let names = path.names, names.count > 2, names[0] == "session" else {
      self = .notUnderstood("the path `\(path.source)` into the session")
      return
    }
    self = .session(Array(names.dropFirst()))
  }

  private init(casePath path: Path) {
    let levels = path.levels
    guard levels.count >= 2, levels[0].name == "casedb", levels[1].name == "case",
      !levels[0].isAttribute, !levels[1].isAttribute, levels[0].filters.isEmpty,
      levels[1].filters.count == 1, let id = levels[1].filters[0].caseIDLookedFor,
      levels[2...].allSatisfy({ $0.filters.isEmpty }), levels[2...].dropLast().allSatisfy({ !$0.isAttribute })
    else {
      self = .notUnderstood("the path `\(path.source)`: cases are understood only as `case[@case_id = …]`")
      return
    }
    let names = levels[2...].map { $0.isAttribute ? "@" + $0.name : $0.name }
    self = .caseProperty(of: id, property: names.joined(separator: "/"))
  }

  private init(hashtag: String, _ path: Path) {
    guard let names = path.namesAndAttribute, !names.isEmpty else {
      self = .notUnderstood("`\(path.source)`")
      return
    }
    switch (hashtag, names.count) {
    case ("form", _) where !names.contains { $0.hasPrefix("@") }:
      self = .question(names.joined(separator: "/"))
    case ("session", 2...) where !names.contains { $0.hasPrefix("@") }:
      self = .session(names)
    case ("case", 1):
      self = .selectedCase(indices: [], property: names[0])
    case ("case", 2) where names[0] == "parent" || names[0] == "host":
      self = .selectedCase(indices: [names[0]], property: names[1])
    case ("case", 2) where names[0] == "grandparent":
      self = .selectedCase(indices: ["parent", "parent"], property: names[1])
    case ("user", _):
      self = .notUnderstood("`\(path.source)`, a property of the user case")
    default:
      self = .notUnderstood("`\(path.source)`")
    }
  }
}

extension Path {
  /// The names of the levels, if they are all plain children.
  fileprivate var names: [String]? {
    levels.allSatisfy { !$0.isAttribute && $0.filters.isEmpty } ? levels.map(\.name) : nil
  }

  /// The names of the levels, if none is filtered and only the last may be an attribute.
  fileprivate var namesAndAttribute: [String]? {
    guard levels.allSatisfy({ $0.filters.isEmpty }), levels.dropLast().allSatisfy({ !$0.isAttribute }) else {
      return nil
    }
    return levels.map { $0.isAttribute ? "@" + $0.name : $0.name }
  }
}

extension Node {
  /// What `@case_id` is compared with, if this is such a filter.
  fileprivate var caseIDLookedFor: Node? {
    guard case .equality(let first, let rest) = self, rest.count == 1, rest[0].kind == .equal else { return nil }
    if case .path(let path) = first, path.soleAttribute == "case_id" { return rest[0].operand }
    if case .path(let path) = rest[0].operand, path.soleAttribute == "case_id" { return first }
    return nil
  }
}
