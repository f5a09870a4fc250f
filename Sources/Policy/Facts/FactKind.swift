import RuleLanguage

/// The kinds of facts that rules speak of; the raw value is the number in an `ObjectRef`, the case's name the name in
/// rules.
public enum FactKind: UInt32, CaseIterable, Sendable {
  case project, app, menu, form, opening, question, case_type, user, group, level, location, owner, attempt, sight
  case `case`

  /// The name in rules.
  public var name: String { self == .case ? "case" : "\(self)" }

  /// The kind of that name.
  public init?(named name: String) {
    guard let kind = Self.allCases.first(where: { $0.name == name }) else { return nil }
    self = kind
  }

  /// The kind of the thing at which a finding about such a fact stands, if the rule says nothing else.
  var standardPlace: FactKind {
    switch self {
    case .attempt: .form
    case .sight: .owner
    default: self
    }
  }

  /// Such as `an app` and `a case type`, for people.
  var withArticle: String {
    let isVowel = name.first.map { "aeio".contains($0) } ?? false
    return (isVowel ? "an " : "a ") + name.split(separator: "_").joined(separator: " ")
  }

  /// The name of the variable that stands for a fact of the kind: its own, but for `case`, as `case` alone is.
  public var variable: String { name }
}

/// A field of a kind of facts: what the reference says of it, and how it is found out.
struct FactField: Sendable {
  let name: String
  let type: ValueType
  let documentation: String
  /// The only words that there can be, if only some can.
  let words: [String]
  let get: Getter

  typealias Getter = @Sendable (FactView, Int) -> Value

  init(
    _ name: String, _ type: ValueType, _ documentation: String, words: [String] = [],
    _ get: @escaping Getter
  ) {
    self.name = name
    self.type = type
    self.documentation = documentation
    self.words = words
    self.get = get
  }
}

/// The fields of every kind: the one description from which the types of rules, the evaluation and the reference are
/// made.
enum FactLanguage {
  /// By kind: the fields, in the order of the reference.
  static let fields: [[FactField]] = FactKind.allCases.map { kind in
    switch kind {
    case .project: projectFields
    case .app: appFields
    case .menu: menuFields
    case .form: formFields
    case .opening: openingFields
    case .question: questionFields
    case .case_type: caseTypeFields
    case .user: userFields
    case .group: groupFields
    case .level: levelFields
    case .location: locationFields
    case .owner: ownerFields
    case .attempt: attemptFields
    case .sight: sightFields
    case .case: caseFields
    }
  }

  /// What each kind is, for the reference.
  static func about(_ kind: FactKind) -> String {
    switch kind {
    case .project: "The project as a whole. There is one; most other facts lead to it by their field `project`."
    case .app: "An application."
    case .menu: "A menu of an app: a case list and forms."
    case .form: "A form of a menu; a shadow form is one of its own, with its source's actions."
    case .opening:
      """
      A case that a form opens: one of its open actions, those that are switched off left out. A finding stands at \
      its `owner_id`, or else at the action.
      """
    case .question: "A question of a form that is no shadow form."
    case .case_type: "A case type."
    case .user: "A mobile worker or a web user, active or not."
    case .group: "A group, whether or not it shares cases."
    case .level: "An organization level."
    case .location: "A location, archived ones included."
    case .owner:
      """
      Anything that can be an owner: a user, a group or a location; it can be compared with all three. Where a rule \
      is about one of them, range over that kind: there are as many owners as users, groups and locations together.
      """
    case .attempt:
      """
      An active user tries a form of an app that the user may open. Users who fare alike are judged together and are \
      one finding at the form. What is found of a shadow form stands at its source, which has the actions, with the \
      shadow beside it.
      """
    case .sight:
      """
      An active user, an owner among the user's owner ids, and a case type of which that owner can have cases: a \
      declared case has it, or a form that somebody can submit may give it. Cases that come only because a child of \
      theirs is owned are not among them: see `leaks_to` of `case`.
      """
    case .case: "A declared case, or one of a table."
    }
  }

  /// The types that rules are checked against.
  static let schema = Schema(
    types: FactKind.allCases.map { kind in
      ObjectType(
        kind.name, about(kind),
        fields: fields[Int(kind.rawValue)].enumerated().map { slot, field in
          // All whole numbers of facts count something.
          Field(
            field.name, field.type, slot: slot, field.documentation, words: field.words,
            isCount: field.type == .int)
        },
        comparableWith: kind == .owner ? ["user", "group", "location"] : [])
    },
    variables: [])

  static func list(_ kind: FactKind) -> ValueType { .list(.object(kind.name)) }
  static func object(_ kind: FactKind) -> ValueType { .object(kind.name) }
}
