import ProjectModel

extension ConfigurationSchema {
  /// The definition of one shape.
  static func definition(of shape: ShapeDescription) -> ConfigurationJSON {
    // At the top of a file the required keys depend on whether the file is the main one.
    let required = shape.name == .project ? [] : shape.keys.filter(\.isRequired).map(\.name)
    var members: [ConfigurationJSON.Member] = [
      .init("title", .text(shape.name.rawValue)),
      .init("description", .text(shape.about)),
      .init("type", mayBeNothing(shape) ? .texts(["object", "null"]) : .text("object")),
      .init("properties", .object(shape.keys.map { .init($0.name, property($0, of: shape.name)) })),
    ]
    if !required.isEmpty { members.append(.init("required", .texts(required))) }
    members.append(.init("additionalProperties", .boolean(false)))
    return .object(members + rules(of: shape.name))
  }

  /// Whether `name:` with nothing behind it is an object of the shape: not where a key is missing then.
  private static func mayBeNothing(_ shape: ShapeDescription) -> Bool {
    switch shape.name {
    case .project, .ownerSource: false
    default: !shape.keys.contains(where: \.isRequired)
    }
  }

  private static func property(_ key: KeyDescription, of shape: ShapeName) -> ConfigurationJSON {
    var members: [ConfigurationJSON.Member] = [.init("description", .text(description(of: key)))]
    members += rules(of: key, in: shape) ?? schema(key.type)
    switch (key.type, key.defaultValue) {
    case (.boolean, "`true`"): members.append(.init("default", .boolean(true)))
    case (.boolean, "`false`"): members.append(.init("default", .boolean(false)))
    case (.choice(let choices), let word):
      if let choice = choices.first(where: { "`\($0.word)`" == word }) {
        members.append(.init("default", .text(choice.word)))
      }
    default: break
    }
    return .object(members)
  }

  /// Meaning, words, caption and default, one paragraph each.
  private static func description(of key: KeyDescription) -> String {
    var paragraphs = [key.meaning]
    let choices = key.type.choices
    if !choices.isEmpty {
      paragraphs.append(choices.map { "- `\($0.word)`: \($0.meaning)" }.joined(separator: "\n"))
    }
    if !key.caption.isEmpty { paragraphs.append("On HQ's screens: \(key.caption)") }
    if !key.defaultValue.isEmpty { paragraphs.append("Default: \(key.defaultValue)") }
    return paragraphs.joined(separator: "\n\n")
  }

  // MARK: Rules beyond the types of single keys

  /// What a key takes, where its type alone says too little.
  private static func rules(of key: KeyDescription, in shape: ShapeName) -> [ConfigurationJSON.Member]? {
    switch (shape, key.name) {
    case (.project, "project"): nonEmptyText
    case (.supervisor, "over"):
      // A user cannot be supervised: only groups and locations own what a supervisor sees.
      oneOrMany(.object([.init("type", .text("string")), .init("pattern", .text("^(group|location):.+"))]))
    case (.location, "children"):
      // What is nested has its parent already.
      named(
        .location, tables: false,
        entry: .object([
          .init("$ref", reference(to: .location)), .init("properties", .object([.init("parent", .boolean(false))])),
        ]))
    default: nil
    }
  }

  /// What holds between the keys of a shape.
  private static func rules(of shape: ShapeName) -> [ConfigurationJSON.Member] {
    switch shape {
    case .ownerSource: [.init("minProperties", .number(1)), .init("maxProperties", .number(1))]
    case .declaredCase:
      [.init("anyOf", .list(["owner", "created_by"].map { .object([.init("required", .texts([$0]))]) }))]
    case .form:
      // A shadow form opens what its source opens.
      [
        .init(
          "dependentSchemas",
          .object([.init("source", .object([.init("properties", .object([.init("opens", .boolean(false))]))]))]))
      ]
    case .menu: [.init("allOf", .list([shadowMenu, basicMenu]))]
    default: []
    }
  }

  /// The forms of a shadow menu have a source; other menus have none themselves.
  private static var shadowMenu: ConfigurationJSON {
    let sources = ConfigurationJSON.object([.init("type", .text("object")), .init("required", .texts(["source"]))])
    return .object([
      .init("if", .object([type(is: "shadow"), .init("required", .texts(["type"]))])),
      .init("then", .object([.init("properties", .object([forms(are: sources)]))])),
      .init("else", .object([.init("properties", .object([.init("source", .boolean(false))]))])),
    ])
  }

  /// The forms of a basic menu, which is the default, have no source.
  private static var basicMenu: ConfigurationJSON {
    let plain = ConfigurationJSON.object([.init("properties", .object([.init("source", .boolean(false))]))])
    return .object([
      .init("if", .object([type(is: "basic")])),
      .init("then", .object([.init("properties", .object([forms(are: plain)]))])),
    ])
  }

  private static func type(is word: String) -> ConfigurationJSON.Member {
    .init("properties", .object([.init("type", .object([.init("const", .text(word))]))]))
  }

  private static func forms(are schema: ConfigurationJSON) -> ConfigurationJSON.Member {
    .init("forms", .object([.init("additionalProperties", schema)]))
  }
}
