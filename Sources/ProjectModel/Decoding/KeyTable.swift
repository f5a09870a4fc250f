import YAMLSource

/// What kinds of YAML node a key takes.
struct NodeForms: OptionSet, Sendable {
  let rawValue: UInt8

  static let boolean = NodeForms(rawValue: 1)
  /// A scalar that is neither a boolean nor nothing; numbers count as they are written.
  static let text = NodeForms(rawValue: 2)
  static let list = NodeForms(rawValue: 4)
  static let mapping = NodeForms(rawValue: 8)
}

extension ValueType {
  var forms: NodeForms {
    switch self {
    case .boolean: .boolean
    case .version, .text, .count, .choice, .name, .reference, .xpath, .path: .text
    case .list: .list
    case .oneOrMany(let element): element.forms.union(.list)
    case .object, .named, .data, .words, .properties: .mapping
    case .either(let types): types.reduce(into: []) { $0.formUnion($1.forms) }
    }
  }

  /// What is expected, for people.
  var expectation: String {
    switch self {
    case .boolean: "`true` or `false`"
    case .version: "a version number"
    case .count: "a whole number"
    case .text: "a text"
    case .choice(let choices): "one of " + choices.map { "`\($0.word)`" }.joined(separator: ", ")
    case .name(let kind): "the name of \(kind.withArticle)"
    case .reference: "a reference such as `group:NAME`"
    case .list(let element): "a list of \(element.expectation)"
    case .oneOrMany(let element): "\(element.expectation) or a list"
    case .object, .named, .data, .words, .properties: "a mapping"
    case .xpath: "an XPath expression"
    case .path: "a path"
    case .either(let types): types.map(\.expectation).joined(separator: ", or ")
    }
  }
}

/// The keys of one shape, by symbol: one array look-up a key.
struct KeyTable<Key: LanguageKey>: Sendable {
  let keys: [Key]
  let descriptions: [KeyDescription]
  let forms: [NodeForms]
  private var bySymbol: [UInt8]

  init(_ strings: inout StringTable) {
    keys = Array(Key.allCases)
    descriptions = keys.map(\.description)
    forms = descriptions.map(\.type.forms)
    bySymbol = []
    for (i, key) in keys.enumerated() {
      let symbol = Int(strings.intern(key.rawValue).index)
      if symbol >= bySymbol.count {
        bySymbol.append(contentsOf: repeatElement(.max, count: symbol + 1 - bySymbol.count))
      }
      bySymbol[symbol] = UInt8(i)
    }
  }

  /// The ordinal of the key that a symbol names.
  @inline(__always)
  func ordinal(of symbol: Symbol) -> Int? {
    let index = Int(symbol.index)
    guard index < bySymbol.count, bySymbol[index] != .max else { return nil }
    return Int(bySymbol[index])
  }
}

/// The key tables of every shape, made before any file is read so that the key words have small symbols.
struct Vocabulary: Sendable {
  let project: KeyTable<ProjectKey>
  let features: KeyTable<FeaturesKey>
  let tableFile: KeyTable<TableFileKey>
  let caseType: KeyTable<CaseTypeKey>
  let app: KeyTable<AppKey>
  let menu: KeyTable<MenuKey>
  let form: KeyTable<FormKey>
  let openAction: KeyTable<OpenActionKey>
  let updates: KeyTable<UpdatesKey>
  let actionIndex: KeyTable<ActionIndexKey>
  let relationshipQuestion: KeyTable<RelationshipQuestionKey>
  let ownerSource: KeyTable<OwnerSourceKey>
  let question: KeyTable<QuestionKey>
  let lookupTable: KeyTable<LookupTableKey>
  let instance: KeyTable<InstanceKey>
  let organization: KeyTable<OrganizationKey>
  let level: KeyTable<LevelKey>
  let location: KeyTable<LocationKey>
  let group: KeyTable<GroupKey>
  let worker: KeyTable<WorkerKey>
  let webUser: KeyTable<WebUserKey>
  let supervisor: KeyTable<SupervisorKey>
  let declaredCase: KeyTable<CaseKey>
  let caseIndex: KeyTable<CaseIndexKey>
  /// Words that the decoder itself compares with.
  let table, ownerID, currentUser, unowned, dash, nameWord: Symbol

  init(_ strings: inout StringTable) {
    project = KeyTable(&strings)
    features = KeyTable(&strings)
    tableFile = KeyTable(&strings)
    caseType = KeyTable(&strings)
    app = KeyTable(&strings)
    menu = KeyTable(&strings)
    form = KeyTable(&strings)
    openAction = KeyTable(&strings)
    updates = KeyTable(&strings)
    actionIndex = KeyTable(&strings)
    relationshipQuestion = KeyTable(&strings)
    ownerSource = KeyTable(&strings)
    question = KeyTable(&strings)
    lookupTable = KeyTable(&strings)
    instance = KeyTable(&strings)
    organization = KeyTable(&strings)
    level = KeyTable(&strings)
    location = KeyTable(&strings)
    group = KeyTable(&strings)
    worker = KeyTable(&strings)
    webUser = KeyTable(&strings)
    supervisor = KeyTable(&strings)
    declaredCase = KeyTable(&strings)
    caseIndex = KeyTable(&strings)
    table = strings.intern("table")
    ownerID = strings.intern("owner_id")
    currentUser = strings.intern("current_user")
    unowned = strings.intern("unowned")
    dash = strings.intern("-")
    nameWord = strings.intern("name")
  }
}
