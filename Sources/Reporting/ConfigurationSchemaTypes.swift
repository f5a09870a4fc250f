import ProjectModel

extension ConfigurationSchema {
  typealias Members = [ConfigurationJSON.Member]

  /// A text; a number is taken as it is written.
  private static let text: Members = [.init("type", .texts(["string", "number"]))]
  /// A text that is not empty.
  static let nonEmptyText: Members = text + [.init("minLength", .number(1))]
  private static let nothing = ConfigurationJSON.object([.init("type", .text("null"))])

  /// What a value of a type looks like.
  static func schema(_ type: ValueType) -> Members {
    switch type {
    case .boolean: [.init("type", .text("boolean"))]
    case .version: [.init("enum", .list([.number(Language.version), .text("\(Language.version)")]))]
    case .text, .xpath: text
    case .count: [.init("type", .text("integer")), .init("minimum", .number(0)), .init("maximum", .number(Language.largestCount))]
    case .name, .path: nonEmptyText
    case .choice(let choices): [.init("enum", .texts(choices.map(\.word)))]
    case .reference(let words): reference(words)
    case .list(let element): list(of: element)
    case .oneOrMany(let element): oneOrMany(.object(schema(element)), elements: elements(of: element))
    case .object(let shape): [.init("$ref", reference(to: shape))]
    case .named(let shape, let tables):
      named(shape, tables: tables, entry: .object([.init("$ref", reference(to: shape))]))
    case .data: [.init("$ref", .text("#/$defs/data"))]
    case .words(let choices):
      [
        .init("type", .texts(["object", "null"])),
        .init("additionalProperties", .object([.init("enum", .texts(choices.map(\.word)))])),
      ]
    case .properties: [.init("$ref", .text("#/$defs/properties"))]
    case .either(let types): [.init("anyOf", .list(types.map { .object(schema($0)) }))]
    }
  }

  /// One value, or a list, or nothing.
  static func oneOrMany(_ one: ConfigurationJSON, elements: ConfigurationJSON? = nil) -> Members {
    let list = ConfigurationJSON.object([.init("type", .text("array")), .init("items", elements ?? one)])
    return [.init("anyOf", .list([one, list, nothing]))]
  }

  private static func list(of element: ValueType) -> Members {
    [.init("type", .texts(["array", "null"])), .init("items", elements(of: element))]
  }

  /// The elements of a list; an element that could be an object may also be nothing, and counts for nothing.
  private static func elements(of type: ValueType) -> ConfigurationJSON {
    guard type.takesObject else { return .object(schema(type)) }
    return .object([.init("anyOf", .list([.object(schema(type)), nothing]))])
  }

  private static func reference(_ words: [Choice]) -> Members {
    let pattern: Members = [.init("type", .text("string")), .init("pattern", .text("^(user|group|location):.+"))]
    if words.isEmpty { return pattern }
    return [.init("anyOf", .list([.object([.init("enum", .texts(words.map(\.word)))]), .object(pattern)]))]
  }

  /// Named entries of a shape.
  static func named(_ shape: ShapeName, tables: Bool, entry: ConfigurationJSON) -> Members {
    // Names of apps, menus and forms are written as `APP/MENU/FORM` elsewhere.
    let names: ConfigurationJSON.Member =
      switch shape {
      case .app, .menu, .form: .init("pattern", .text("^[^/:]+$"))
      default: .init("minLength", .number(1))
      }
    var members: Members = [.init("type", .texts(["object", "null"])), .init("propertyNames", .object([names]))]
    if tables {
      members.append(.init("properties", .object([.init("table", .object([.init("$ref", .text("#/$defs/tables"))]))])))
    }
    return members + [.init("additionalProperties", entry)]
  }

  // MARK: Definitions that are no shapes

  /// Custom data, case properties and tables.
  static var commonDefinitions: Members {
    let plain = ConfigurationJSON.texts(["string", "number", "boolean"])
    let source = ConfigurationJSON.object([.init("$ref", reference(to: .ownerSource))])
    let path = ConfigurationJSON.object(nonEmptyText)
    let table = ConfigurationJSON.object([
      .init("anyOf", .list([path, .object([.init("$ref", reference(to: .tableFile))])]))
    ])
    return [
      .init(
        "data",
        .object([
          .init("title", .text("Data")),
          .init("type", .texts(["object", "null"])),
          .init("additionalProperties", .object([.init("type", plain)])),
        ])),
      .init(
        "properties",
        .object([
          .init("title", .text("Case properties")),
          .init("type", .texts(["object", "null"])),
          .init("properties", .object([.init("owner_id", owner(source))])),
          .init(
            "additionalProperties",
            .object([
              .init("anyOf", .list([.object([.init("type", .texts(["string", "number", "boolean", "null"]))]), source]))
            ])),
        ])),
      .init(
        "tables",
        .object([
          .init("title", .text("Tables")),
          .init("description", .text("CSV files with the headers of HQ's own workbooks: a path, or a list of them.")),
        ] + oneOrMany(table))),
    ]
  }

  private static func owner(_ source: ConfigurationJSON) -> ConfigurationJSON {
    let words = Language.ownerWords
    let lines = words.map { "- `\($0.word)`: \($0.meaning)" } + ["- `user:NAME`, `group:NAME`, `location:SITE_CODE`"]
    return .object([
      .init("description", .text("The owner of the case.\n\n" + lines.joined(separator: "\n"))),
      .init("anyOf", .list([.object(reference(words)), source])),
    ])
  }
}

extension ValueType {
  /// Whether an object with keys of its own is among what the type takes.
  fileprivate var takesObject: Bool {
    switch self {
    case .object: true
    case .either(let types): types.contains(where: \.takesObject)
    default: false
    }
  }

  /// The words among what the type takes.
  var choices: [Choice] {
    switch self {
    case .choice(let choices), .reference(let choices), .words(let choices): choices
    case .either(let types): types.flatMap(\.choices)
    case .list(let element), .oneOrMany(let element): element.choices
    default: []
    }
  }
}
