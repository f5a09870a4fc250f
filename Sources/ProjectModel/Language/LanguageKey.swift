/// What may stand as the value of a key.
public indirect enum ValueType: Sendable {
  /// `true` or `false`.
  case boolean
  /// The version of the format.
  case version
  /// A text; a number is taken as it is written.
  case text
  /// How many: a whole number, 0 or more.
  case count
  /// One of a few words.
  case choice([Choice])
  /// The bare name of a thing of one kind.
  case name(of: EntityKind)
  /// `user:NAME`, `group:NAME` or `location:SITE_CODE`, or one of a few words.
  case reference(words: [Choice])
  /// A list.
  case list(ValueType)
  /// One value, or a list of them.
  case oneOrMany(ValueType)
  /// An object with the keys of a shape.
  case object(ShapeName)
  /// Names, each with an object of a shape; `table` instead of a name reads a CSV file where the section allows it.
  case named(ShapeName, tables: Bool)
  /// Property names with texts, numbers or booleans.
  case data
  /// Names with one of a few words each.
  case words([Choice])
  /// Case property names with values, `owner_id` with an owner.
  case properties
  /// An XPath expression.
  case xpath
  /// A path of a file, or a pattern of paths, below the project's folder.
  case path
  /// Any of several.
  case either([ValueType])
}

/// A word of a closed list, and what it means.
public struct Choice: Sendable {
  public let word: String
  public let meaning: String

  public init(_ word: String, _ meaning: String) {
    self.word = word
    self.meaning = meaning
  }
}

/// The kinds of things that a name can refer to; the raw value is for people.
public enum EntityKind: String, Sendable, CaseIterable {
  case caseType = "case type"
  case app
  case menu
  case form
  case question
  case group
  case level = "organization level"
  case location
  case user
  case declaredCase = "case"
}

/// One key of the configuration language: the single description from which the decoder, the suggestions, the manual
/// and the JSON Schema are made.
public struct KeyDescription: Sendable {
  /// The key as it is written, HQ's own name.
  public let name: String
  public let type: ValueType
  public let isRequired: Bool
  /// The default in words; empty where there is none.
  public let defaultValue: String
  /// The caption on HQ's screens, with the way to it; empty where HQ has none.
  public let caption: String
  /// What it means, in one or two sentences.
  public let meaning: String
}

/// The parts of a key's description, before its name is known.
public struct KeyFacts: Sendable {
  let type: ValueType
  let isRequired: Bool
  let defaultValue: String
  let caption: String
  let meaning: String

  init(_ type: ValueType, required: Bool = false, default: String = "", caption: String = "", _ meaning: String) {
    self.type = type
    isRequired = required
    defaultValue = `default`
    self.caption = caption
    self.meaning = meaning
  }
}

/// The keys of one shape, as an enumeration whose raw values are the names.
public protocol LanguageKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// The shape that has these keys.
  static var shape: ShapeName { get }
  /// What the shape is, for the manual.
  static var about: String { get }
  /// What the key takes and means.
  var facts: KeyFacts { get }
}

extension LanguageKey {
  /// The key's full description.
  public var description: KeyDescription {
    let facts = self.facts
    return KeyDescription(
      name: rawValue, type: facts.type, isRequired: facts.isRequired, defaultValue: facts.defaultValue,
      caption: facts.caption, meaning: facts.meaning)
  }
}

/// The shapes of the language; the raw value is the title in the manual.
public enum ShapeName: String, Sendable, CaseIterable {
  case project = "Project"
  case features = "Feature switches"
  case caseType = "Case type"
  case app = "App"
  case menu = "Menu"
  case form = "Form"
  case openAction = "Open action"
  case updates = "Case updates"
  case actionIndex = "Index of a new case"
  case relationshipQuestion = "Relationship by a question"
  case ownerSource = "Source of a value"
  case question = "Question"
  case lookupTable = "Lookup table"
  case instance = "Instance"
  case group = "Group"
  case organization = "Organization"
  case level = "Organization level"
  case location = "Location"
  case worker = "Mobile worker"
  case webUser = "Web user"
  case supervisor = "Supervisor"
  case declaredCase = "Case"
  case caseIndex = "Index of a case"
  case tableFile = "Table"
}

/// The description of one shape: its keys in the order of the manual.
public struct ShapeDescription: Sendable {
  public let name: ShapeName
  public let about: String
  public let keys: [KeyDescription]

  init<Key: LanguageKey>(_ keys: Key.Type) {
    name = Key.shape
    about = Key.about
    self.keys = Key.allCases.map(\.description)
  }
}

/// The whole configuration language.
public enum Language {
  /// The version that this program reads: the value of `caseload`.
  public static let version = 1

  /// The largest number that a count can be: more cases than any project has.
  public static let largestCount = 1_000_000_000

  /// What `owner_id` of a new case takes besides a reference and a source.
  public static let ownerWords = [
    Choice("current_user", "the worker who submits the form"), Choice("unowned", "nobody; the owner id is `-`"),
    Choice("-", "the same as `unowned`, as HQ writes it"),
  ]

  /// Every shape, in the order of the manual.
  public static var shapes: [ShapeDescription] {
    [
      ShapeDescription(ProjectKey.self), ShapeDescription(FeaturesKey.self), ShapeDescription(CaseTypeKey.self),
      ShapeDescription(AppKey.self), ShapeDescription(MenuKey.self), ShapeDescription(FormKey.self),
      ShapeDescription(OpenActionKey.self), ShapeDescription(UpdatesKey.self), ShapeDescription(ActionIndexKey.self),
      ShapeDescription(RelationshipQuestionKey.self), ShapeDescription(OwnerSourceKey.self),
      ShapeDescription(QuestionKey.self), ShapeDescription(LookupTableKey.self), ShapeDescription(InstanceKey.self),
      ShapeDescription(GroupKey.self), ShapeDescription(OrganizationKey.self), ShapeDescription(LevelKey.self),
      ShapeDescription(LocationKey.self), ShapeDescription(WorkerKey.self), ShapeDescription(WebUserKey.self),
      ShapeDescription(SupervisorKey.self), ShapeDescription(CaseKey.self), ShapeDescription(CaseIndexKey.self),
      ShapeDescription(TableFileKey.self),
    ]
  }
}
