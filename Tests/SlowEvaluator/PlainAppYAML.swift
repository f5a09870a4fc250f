// Apps as they stand in the project configuration.

extension PlainProject.App {
  var yaml: YAMLNode {
    .map(map([("case_sharing", bool(caseSharing)), ("menus", mapIfAny(menus.map { ($0.key, $0.yaml) }))]))
  }
}

extension PlainProject.Menu {
  fileprivate var yaml: YAMLNode {
    .map(
      map([
        ("type", text(type)), ("case_type", text(caseType)), ("case_types", textsIfAny(caseTypes)),
        ("forms", mapIfAny(forms.map { ($0.key, $0.yaml) })),
      ]))
  }
}

extension PlainProject.Form {
  fileprivate var yaml: YAMLNode {
    .map(
      map([
        ("source", text(source)), ("requires_case", bool(requiresCase)),
        ("questions", mapIfAny(questions.map { ($0.key, $0.yaml) })), ("opens", oneOrList(opens.map(\.yaml))),
        ("updates", updates?.yaml), ("closes", bool(closes)),
      ]))
  }
}

extension PlainProject.Open {
  fileprivate var yaml: YAMLNode {
    let others: [(String, YAMLNode)] = otherProperties.map { ($0, .map([("question", .text("note"))])) }
    let properties = others + map([("owner_id", ownerID?.yaml)])
    let entries = map([
      ("index", oneOrList(indices.map(\.yaml))), ("properties", mapIfAny(properties)), ("when", text(when)),
      ("repeat", bool(repeats)),
    ])
    // An action that only names a case type may be written as that name.
    if entries.isEmpty { return .text(caseType) }
    return .map([("case_type", .text(caseType))] + entries)
  }
}

extension PlainProject.FormIndex {
  fileprivate var yaml: YAMLNode {
    switch relationship {
    case .child: return .map([("to", .text(to)), ("relationship", .text("child"))])
    case .extension: return .map([("to", .text(to)), ("relationship", .text("extension"))])
    case .question(let key):
      return .map([("to", .text(to)), ("relationship", .map([("question", .text(key))]))])
    }
  }
}

extension PlainProject.Updates {
  fileprivate var yaml: YAMLNode {
    let owner = ownerID.map { YAMLNode.map([("owner_id", $0.yaml)]) }
    return .map(map([("properties", owner ?? texts(properties)), ("when", text(when))]))
  }
}

extension PlainProject.Question {
  fileprivate var yaml: YAMLNode {
    .map(map([("type", .text(type)), ("required", bool(required)), ("lookup_table", lookup?.yaml)]))
  }
}

extension PlainProject.Lookup {
  fileprivate var yaml: YAMLNode {
    .map([
      ("query", .text("instance('\(instance)')/\(path)")),
      ("instance", .map([("id", .text(instance)), ("uri", .text(uri))])),
      ("value", .text(value)), ("label", .text("name")),
    ])
  }
}

extension PlainProject.OwnerValue {
  fileprivate var yaml: YAMLNode {
    switch self {
    case .currentUser: return .text("current_user")
    case .unowned: return .text("unowned")
    case .named(let owner): return .text(owner)
    case .question(let key): return .map([("question", .text(key))])
    case .userData(let key): return .map([("user_data", .text(key))])
    case .sameAsSelectedCase: return .map([("same_as", .text("selected_case"))])
    case .xpath(let pattern): return .map([("xpath", .text(pattern.text))])
    }
  }
}
