import Diagnostics
import YAMLSource

/// Decodes the documents of a project into a ``Project``: all errors of all files in one run.
///
/// Sections are decoded in the order in which they refer to each other; names of apps are declared before workers and
/// bodies of forms decoded last, since forms refer to everything.
struct ProjectDecoder {
  var project: Project
  var diagnostics: [Diagnostic] = []
  let documents: [YAMLDocument]
  let vocabulary: Vocabulary
  let limits: YAMLLimits
  /// Whether every file could be read. If not, unknown names are not reported: they may be declared in what is missing.
  let isComplete: Bool
  /// Resolves and reads the files of tables.
  let folder: ProjectFolder

  /// A section's value in one document.
  struct SectionPart {
    let document: YAMLDocument
    let key: YAMLNodeRef
    let value: YAMLNodeRef
  }
  var sections: [ProjectKey: [SectionPart]] = [:]

  /// A reference that can only be resolved when more is known.
  struct PendingName<Source> {
    let source: Source
    let name: Symbol
    let span: SourceSpan
  }
  /// Locations whose level or parent is unknown; what depends on it is not judged.
  var locationsWithoutLevel: Set<LocationID> = []
  var pendingParents: [PendingName<LocationID>] = []
  var pendingMembers: [PendingName<GroupID>] = []
  var membershipEdges: [(source: Int32, element: Membership<Group>)] = []
  var assignmentEdges: [(source: Int32, element: Membership<Location>)] = []
  var appEdges: [(source: Int32, element: AppID)] = []
  var userDataEdges: [(source: Int32, element: DataField)] = []
  var pendingIndices: [(CaseID, PendingIndex)] = []
  var casePropertyEdges: [(source: Int32, element: DataField)] = []
  var pendingFormSources: [PendingName<FormID>] = []
  /// Forms that have a source, whether or not it could be found.
  var shadowForms: Set<FormID> = []
  var locationsByLowercaseCode: [String: LocationID]?
  var ids: [Symbol: (kind: EntityKind, span: SourceSpan)] = [:]
  var suggestionBudget = 200

  init(
    documents: [YAMLDocument], strings: StringTable, sources: SourceMap, vocabulary: Vocabulary, limits: YAMLLimits,
    folder: ProjectFolder, isComplete: Bool
  ) {
    self.documents = documents
    self.vocabulary = vocabulary
    self.limits = limits
    self.isComplete = isComplete
    self.folder = folder
    project = Project(strings: strings, sources: sources)
  }

  /// Decodes everything.
  mutating func decode() {
    decodeTop()
    decodeCaseTypes()
    decodeLevels()
    decodeLocations()
    decodeGroups()
    let apps = declareApps()
    decodeUsers()
    decodeSupervisors()
    linkUsers()
    decodeCases()
    decodeMenus(of: apps)
  }

  // MARK: Reading nodes

  func text(_ symbol: Symbol) -> String { project.strings[symbol] }

  mutating func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

  /// What a node is, as the forms that a key takes; nothing at all is every collection.
  func forms(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> NodeForms {
    switch doc.kind(node) {
    case .mapping: return .mapping
    case .sequence: return .list
    case .scalar, .alias:
      if doc.isNull(node) { return [.list, .mapping] }
      return doc.boolean(node) == nil ? .text : .boolean
    }
  }

  /// Whether a node is of a form that its key takes; reported if not.
  @discardableResult
  mutating func expect(_ type: ValueType, _ key: String, _ doc: YAMLDocument, _ node: YAMLNodeRef) -> Bool {
    if !type.forms.isDisjoint(with: forms(doc, node)) { return true }
    report(.wrongKind(key: key, expected: type, found: found(doc, node), written: written(doc, node), at: doc, node))
    return false
  }

  private func found(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> String {
    switch doc.kind(node) {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar, .alias: doc.isNull(node) ? "nothing" : "`\(text(doc.symbol(node)))`"
    }
  }

  private func written(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> String? {
    doc.kind(node) == .scalar ? text(doc.symbol(node)) : nil
  }

  /// Calls `body` with each known key of an object whose value has a form that the key takes; reports all others, and
  /// required keys that are missing.
  mutating func forEachKey<Key: LanguageKey>(
    _ table: KeyTable<Key>, _ doc: YAMLDocument, _ node: YAMLNodeRef, owner: SourceSpan, ownerName: String,
    _ body: (inout ProjectDecoder, Key, _ key: YAMLNodeRef, _ value: YAMLNodeRef) -> Void
  ) {
    var seen: UInt32 = 0
    doc.forEachEntry(of: node) { key, value in
      guard let ordinal = table.ordinal(of: doc.symbol(key)) else {
        report(
          .unknownKey(text(doc.symbol(key)), doc.span(key), shape: Key.shape, known: table.descriptions.map(\.name)))
        return
      }
      seen |= 1 << UInt32(ordinal)
      guard !table.forms[ordinal].isDisjoint(with: forms(doc, value)) else {
        let description = table.descriptions[ordinal]
        expect(description.type, description.name, doc, value)
        return
      }
      body(&self, table.keys[ordinal], key, value)
    }
    for (ordinal, description) in table.descriptions.enumerated()
    where description.isRequired && seen & (1 << UInt32(ordinal)) == 0 {
      report(.missingKey(description, owner, of: ownerName))
    }
  }

  /// Calls `body` with each named entry of a section or of a collection such as `menus`.
  mutating func forEachNamed(
    _ doc: YAMLDocument, _ node: YAMLNodeRef, _ what: EntityKind, slashes: Bool = true,
    _ body: (inout ProjectDecoder, _ key: YAMLNodeRef, _ value: YAMLNodeRef) -> Void
  ) {
    doc.forEachEntry(of: node) { key, value in
      let symbol = doc.symbol(key)
      if symbol == .empty || doc.isNull(key) || (!slashes && isUnusable(symbol)) {
        report(.unusableName(text(symbol), doc.span(key), what))
        return
      }
      guard expect(.object(.project), text(symbol), doc, value) else { return }
      body(&self, key, value)
    }
  }

  private func isUnusable(_ symbol: Symbol) -> Bool {
    project.strings.withBytes(of: symbol) { $0.contains(UInt8(ascii: "/")) || $0.contains(UInt8(ascii: ":")) }
  }

  /// Calls `body` with each element of a value that may be one or a list; elements that are no texts are reported.
  mutating func forEachText(
    _ key: String, _ type: ValueType, _ doc: YAMLDocument, _ node: YAMLNodeRef,
    _ body: (inout ProjectDecoder, YAMLNodeRef) -> Void
  ) {
    if doc.isNull(node) { return }
    if doc.kind(node) == .scalar { return body(&self, node) }
    doc.forEachElement(of: node) { element in
      guard expect(type, key, doc, element) else { return }
      body(&self, element)
    }
  }

  /// The word of a closed list, as a raw value.
  mutating func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ values: Value.Type, _ key: String, _ doc: YAMLDocument, _ node: YAMLNodeRef
  ) -> Value? {
    let word = text(doc.symbol(node))
    if let value = Value(rawValue: word) { return value }
    report(.unknownWord(word, key: key, doc.span(node), known: Value.allCases.map(\.rawValue)))
    return nil
  }

  // MARK: Names

  /// Reports a name that is declared already.
  mutating func reportDeclaredTwice(_ kind: EntityKind, _ name: Symbol, _ span: SourceSpan, first: SourceSpan) {
    report(.declaredTwice(kind, text(name), span, first: first))
  }

  /// Reports a name that nothing has.
  mutating func reportUnknown(
    _ kind: EntityKind, _ name: Symbol, _ span: SourceSpan, known: () -> some Sequence<String>
  ) {
    guard isComplete else { return }
    var nearest: String?
    if suggestionBudget > 0 {
      suggestionBudget -= 1
      nearest = Suggestion.nearest(to: text(name), among: known())
    }
    report(.unknownName(kind, text(name), span, nearest: nearest))
  }

  mutating func caseType(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> CaseTypeID? {
    let symbol = doc.symbol(node)
    if let id = project.names.caseTypes[symbol] { return id }
    reportUnknown(.caseType, symbol, doc.span(node)) { [project] in project.caseTypes.map { project.text($0.key) } }
    return nil
  }

  mutating func level(_ symbol: Symbol, _ span: SourceSpan) -> LevelID? {
    if let id = project.names.levels[symbol] { return id }
    reportUnknown(.level, symbol, span) { [project] in project.levels.map { project.text($0.key) } }
    return nil
  }

  mutating func group(_ symbol: Symbol, _ span: SourceSpan) -> GroupID? {
    if let id = project.names.groups[symbol] { return id }
    reportUnknown(.group, symbol, span) { [project] in project.groups.lazy.map { project.text($0.key) } }
    return nil
  }

  mutating func location(_ symbol: Symbol, _ span: SourceSpan) -> LocationID? {
    if let id = project.names.locations[symbol] { return id }
    reportUnknown(.location, symbol, span) { [project] in project.locations.lazy.map { project.text($0.key) } }
    return nil
  }

  mutating func user(_ symbol: Symbol, _ span: SourceSpan) -> UserID? {
    if let id = project.names.users[symbol] { return id }
    reportUnknown(.user, symbol, span) { [project] in project.users.lazy.map { project.text($0.key) } }
    return nil
  }

  mutating func app(_ symbol: Symbol, _ span: SourceSpan) -> AppID? {
    if let id = project.names.apps[symbol] { return id }
    reportUnknown(.app, symbol, span) { [project] in project.apps.map { project.text($0.key) } }
    return nil
  }

  /// Splits `kind:name`; nil without a colon.
  func split(_ symbol: Symbol) -> (kind: String, name: String)? {
    let whole = text(symbol)
    guard let colon = whole.firstIndex(of: ":") else { return nil }
    return (String(whole[..<colon]), String(whole[whole.index(after: colon)...]))
  }

  /// The thing that `user:NAME`, `group:NAME` or `location:SITE_CODE` names; nil and reported for anything else.
  mutating func ownerReference(_ symbol: Symbol, _ span: SourceSpan, words: [String]) -> OwnerReference? {
    guard let (kind, name) = split(symbol) else {
      report(.notAReference(text(symbol), span, words: words, hints: namesakes(of: symbol)))
      return nil
    }
    let nameSymbol = project.strings.intern(name)
    switch kind {
    case "user": return user(nameSymbol, span).map { .user($0) }
    case "group": return group(nameSymbol, span).map { .group($0) }
    case "location": return location(nameSymbol, span).map { .location($0) }
    default:
      report(.unknownKindOfReference(text(symbol), kind, span))
      return nil
    }
  }

  private func namesakes(of symbol: Symbol) -> [String] {
    var hints: [String] = []
    if project.names.groups[symbol] != nil { hints.append("group:\(text(symbol))") }
    if project.names.locations[symbol] != nil { hints.append("location:\(text(symbol))") }
    if project.names.users[symbol] != nil { hints.append("user:\(text(symbol))") }
    return hints
  }

  /// Remembers an HQ id; two things with one id are an error.
  mutating func declareID(_ id: Symbol, _ kind: EntityKind, _ span: SourceSpan) {
    if let first = ids[id] {
      report(.idTwice(text(id), span, first: first.span))
    } else {
      ids[id] = (kind, span)
    }
  }
}
