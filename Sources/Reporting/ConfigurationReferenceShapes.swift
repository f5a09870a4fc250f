import ProjectModel

extension ConfigurationReference {
  /// The section of one shape: what it is, where it stands, its keys, an example.
  static func section(_ shape: ShapeDescription, among shapes: [ShapeDescription]) -> String {
    var parts = ["### \(shape.name.rawValue)", wrapped(shape.about)]
    let places = places(of: shape.name, among: shapes)
    if !places.isEmpty { parts.append(wrapped("Stands at " + places.joined(separator: ", ") + ".")) }
    parts.append(
      table(
        ["key", "takes", "default", "on HQ's screens", "meaning"],
        shape.keys.map { key in
          let name = key.isRequired ? "**`\(key.name)`**" : "`\(key.name)`"
          return [name, takes(key.type), key.defaultValue, key.caption, meaning(of: key)]
        }))
    if let example = ConfigurationExamples.example(of: shape.name) { parts.append("```yaml\n\(example)\n```") }
    return parts.joined(separator: "\n\n")
  }

  private static func meaning(of key: KeyDescription) -> String {
    ([key.meaning] + key.type.choices.map { "`\($0.word)`: \($0.meaning)" }).joined(separator: "<br>")
  }

  /// The keys that take a shape, with links to the sections that have them.
  private static func places(of shape: ShapeName, among shapes: [ShapeDescription]) -> [String] {
    var places: [String] = []
    for owner in shapes {
      for key in owner.keys where key.type.mentions(shape) {
        places.append("`\(key.name)` of [\(owner.name.rawValue)](#\(owner.name.anchor))")
      }
    }
    switch shape {
    case .ownerSource: places.append("any of the [values of case properties](#case-properties-and-owners)")
    case .tableFile: places.append("`table` of the sections that read [tables](#tables)")
    default: break
    }
    return places
  }

  // MARK: Types

  /// What a key takes, with links.
  static func takes(_ type: ValueType) -> String {
    switch type {
    case .boolean: "`true` or `false`"
    case .version: "`\(Language.version)`"
    case .text: "text"
    case .count: "whole number"
    case .choice(let choices): inWords(choices.map { "`\($0.word)`" })
    case .name(let kind): "name of \(article(kind)) \(link(kind))"
    case .reference(let words): inWords(["[reference](#names-and-references)"] + words.map { "`\($0.word)`" })
    case .list(let element): "list of: \(takes(element))"
    case .oneOrMany(let element): "\(takes(element)); or a list"
    case .object(let shape): link(shape)
    case .named(let shape, let tables):
      "names, each with \(link(shape))" + (tables ? "; or [`table`](#tables)" : "")
    case .words(let choices): "names, each with " + inWords(choices.map { "`\($0.word)`" })
    case .data: "[data](#case-properties-and-owners)"
    case .properties: "[case properties](#case-properties-and-owners)"
    case .xpath: "[XPath](#xpath)"
    case .path: "path"
    case .either(let types): takes(anyOf: types)
    }
  }

  private static func takes(anyOf types: [ValueType]) -> String {
    let alternatives = types.map(takes)
    // One of several, or a list of them: not to be said twice.
    if case .list(let element) = types.last {
      let others = alternatives.dropLast().joined(separator: "; or ")
      if others == takes(element) { return others + "; or a list" }
    }
    return alternatives.joined(separator: "; or ")
  }

  private static func inWords(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " or " + last
  }

  private static func article(_ kind: EntityKind) -> String { "aeio".contains(kind.rawValue.prefix(1)) ? "an" : "a" }

  private static func link(_ shape: ShapeName) -> String { "[\(shape.rawValue)](#\(shape.anchor))" }

  private static func link(_ kind: EntityKind) -> String {
    let shape: ShapeName =
      switch kind {
      case .caseType: .caseType
      case .app: .app
      case .menu: .menu
      case .form: .form
      case .question: .question
      case .group: .group
      case .level: .level
      case .location: .location
      case .user: .worker
      case .declaredCase: .declaredCase
      }
    return "[\(kind.rawValue)](#\(shape.anchor))"
  }
}

extension ValueType {
  fileprivate func mentions(_ shape: ShapeName) -> Bool {
    switch self {
    case .object(let name), .named(let name, _): name == shape
    case .list(let element), .oneOrMany(let element): element.mentions(shape)
    case .either(let types): types.contains { $0.mentions(shape) }
    default: false
    }
  }
}
