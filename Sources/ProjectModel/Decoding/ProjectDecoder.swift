import Diagnostics
import YAMLSource

/// Decodes the documents of a project into a ``Project``: all errors of all files in one run.
///
/// Sections are decoded in the order in which they refer to each other; names of apps are declared before workers and
/// bodies of forms decoded last, since forms refer to everything.
final class ProjectDecoder {
  var project: Project
  var diagnostics = LimitedDiagnostics()
  let documents: [YAMLDocument]
  let vocabulary: Vocabulary
  let limits: YAMLLimits
  /// Kinds of things of which some may be declared in files that could not be read: unknown names are not reported.
  var incompleteKinds: Set<EntityKind>
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
  /// Locations whose level is unknown; what depends on it is not judged.
  var locationsWithoutLevel: Set<LocationID> = []
  /// Locations whose parent is unknown, or that are members of a cycle.
  var locationsWithoutParent: Set<LocationID> = []
  var pendingParents: [(parent: PendingName<LocationID>, isFromTable: Bool)] = []
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
  /// The locations by their site codes in lower case.
  var locationsByLowercaseCode = NameIndex<Location>()
  /// Where each HQ id was met first, and the places that were met later.
  var ids: [Symbol: SourceSpan] = [:]
  var repeatedIDs: [Symbol: [SourceSpan]] = [:]
  /// By symbol: references that were followed before. A million cases have few owners.
  private var knownReferences: [OwnerReference?] = []
  /// The tables that were read, by what they hold and their real path.
  var tablesRead: Set<[String]> = []
  /// The files of tables by their real paths: those that were read before, and in this run.
  var tableFiles: [String: FileID] = [:]
  /// The bytes to read instead of those of files, by their real paths.
  var replacedFiles: [String: [UInt8]] = [:]
  /// What patches say of rows of tables; nil without patches.
  var rowPatches: RowPatches?
  /// The table whose changed row is being decoded: its cells mean what they mean in HQ's files.
  var patchedTable: FileID?
  /// The questions of the form that is being decoded.
  var questionsByKey: [Symbol: Int] = [:]
  /// How many names may still be looked at for suggestions: with many names and many errors they would take minutes.
  var suggestionBudget = 2_000_000
  /// How many keys may still be looked at to see whether the one that is meant is there as well.
  var keysToLookAt = 2_000_000

  init(
    documents: [YAMLDocument], strings: StringTable, sources: SourceMap, vocabulary: Vocabulary, limits: YAMLLimits,
    folder: ProjectFolder, incompleteKinds: Set<EntityKind>
  ) {
    self.documents = documents
    self.vocabulary = vocabulary
    self.limits = limits
    self.incompleteKinds = incompleteKinds
    self.folder = folder
    project = Project(strings: strings, sources: sources)
  }

  /// Decodes everything.
  func decode() {
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
    reportRepeatedIDs()
  }

  // MARK: Reading nodes

  func text(_ symbol: Symbol) -> String { project.strings[symbol] }

  /// A text for messages: a long one is abbreviated.
  func shown(_ symbol: Symbol) -> String { project.strings.abbreviated(symbol) }

  func report(_ diagnostic: Diagnostic) { diagnostics.append(diagnostic) }

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
  func expect(_ type: ValueType, _ key: String, _ doc: YAMLDocument, _ node: YAMLNodeRef) -> Bool {
    if !type.forms.isDisjoint(with: forms(doc, node)) { return true }
    if diagnostics.isFull {
      diagnostics.skip(at: doc.span(node))
      return false
    }
    let problem = Diagnostic.wrongKind(
      key: key, expected: type, found: found(doc, node), written: written(doc, node), at: doc, node)
    report(problem.mended(by: booleanEdit(type, doc, node)))
    return false
  }

  /// Whether the value of a name is a mapping, or nothing; reported if not.
  func expectMapping(_ name: Symbol, _ doc: YAMLDocument, _ node: YAMLNodeRef) -> Bool {
    if doc.kind(node) == .mapping || doc.isNull(node) { return true }
    return expect(.object(.project), shown(name), doc, node)
  }

  private func found(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> String {
    switch doc.kind(node) {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar, .alias: doc.isNull(node) ? "nothing" : doc.isPlain(node) ? "`\(shown(doc.symbol(node)))`" : "the text `\"\(shown(doc.symbol(node)))\"`"
    }
  }

  private func written(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> String? {
    doc.kind(node) == .scalar ? shown(doc.symbol(node)) : nil
  }

  /// Calls `body` with each known key of an object whose value has a form that the key takes; reports all others, and
  /// required keys that are missing.
  func forEachKey<Key: LanguageKey>(
    _ table: KeyTable<Key>, _ doc: YAMLDocument, _ node: YAMLNodeRef, owner: SourceSpan, ownerName: StaticString,
    name: Symbol? = nil, _ body: (ProjectDecoder, Key, _ key: YAMLNodeRef, _ value: YAMLNodeRef) -> Void
  ) {
    var seen: UInt32 = 0
    doc.forEachEntry(of: node) { key, value in
      guard let ordinal = table.ordinal(of: doc.symbol(key)) else {
        if let meant = reportUnknownKey(doc, key, table, of: node) { seen |= 1 << UInt32(meant) }
        return
      }
      seen |= 1 << UInt32(ordinal)
      guard !table.forms[ordinal].isDisjoint(with: forms(doc, value)) else {
        let description = table.descriptions[ordinal]
        expect(description.type, description.name, doc, value)
        return
      }
      body(self, table.keys[ordinal], key, value)
    }
    for (ordinal, description) in table.descriptions.enumerated()
    where description.isRequired && seen & (1 << UInt32(ordinal)) == 0 {
      report(.missingKey(description, owner, of: name.map { "\(ownerName) `\(shown($0))`" } ?? "\(ownerName)"))
    }
  }

  /// Reports an unknown key, and returns the ordinal of the known one that is probably meant: that one is not missing.
  ///
  /// - Parameter mapping: the mapping that has the key.
  func reportUnknownKey<Key: LanguageKey>(
    _ doc: YAMLDocument, _ key: YAMLNodeRef, _ table: KeyTable<Key>, of mapping: YAMLNodeRef
  ) -> Int? {
    if diagnostics.isFull {
      diagnostics.skip(at: doc.span(key))
      return nil
    }
    let known = table.descriptions.map(\.name)
    let word = shown(doc.symbol(key))
    let nearest = Suggestion.nearest(to: word, among: known)
    let problem = Diagnostic.unknownKey(word, doc.span(key), shape: Key.shape, known: known, nearest: nearest)
    report(problem.mended(by: keyEdit(doc, key, known: known, of: mapping)))
    return nearest.flatMap { known.firstIndex(of: $0) }
  }

  /// Calls `body` with each named entry of a section or of a collection such as `menus`.
  func forEachNamed(
    _ doc: YAMLDocument, _ node: YAMLNodeRef, _ what: EntityKind, slashes: Bool = true,
    _ body: (ProjectDecoder, _ key: YAMLNodeRef, _ value: YAMLNodeRef) -> Void
  ) {
    doc.forEachEntry(of: node) { key, value in
      let symbol = doc.symbol(key)
      if symbol == .empty || doc.isNull(key) || (!slashes && isUnusable(symbol)) {
        report(.unusableName(shown(symbol), doc.span(key), what))
      }
      guard expectMapping(symbol, doc, value) else { return }
      body(self, key, value)
    }
  }

  private func isUnusable(_ symbol: Symbol) -> Bool {
    project.strings.withBytes(of: symbol) { $0.contains(UInt8(ascii: "/")) || $0.contains(UInt8(ascii: ":")) }
  }

  /// Calls `body` with each element of a value that may be one or a list; elements that are no texts are reported.
  func forEachText(
    _ key: String, _ type: ValueType, _ doc: YAMLDocument, _ node: YAMLNodeRef,
    _ body: (ProjectDecoder, YAMLNodeRef) -> Void
  ) {
    if doc.isNull(node) { return }
    if doc.kind(node) == .scalar { return body(self, node) }
    doc.forEachElement(of: node) { element in
      guard expect(type, key, doc, element) else { return }
      body(self, element)
    }
  }

  /// The word of a closed list, as a raw value.
  func choice<Value: RawRepresentable<String> & CaseIterable>(
    _ values: Value.Type, _ key: String, _ doc: YAMLDocument, _ node: YAMLNodeRef
  ) -> Value? {
    if let value = Value(rawValue: text(doc.symbol(node))) { return value }
    reportUnknownWord(doc.symbol(node), key: key, doc.span(node), known: Value.allCases.map(\.rawValue))
    return nil
  }

  /// A whole number, 0 or more; reported and 0 if it is none.
  func count(_ key: String, _ doc: YAMLDocument, _ node: YAMLNodeRef) -> Int {
    let digits = text(doc.symbol(node))
    if doc.isPlain(node), digits.utf8.allSatisfy({ (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }),
      let count = Int(digits), count <= Language.largestCount
    {
      return count
    }
    report(.wrongKind(key: key, expected: .count, found: found(doc, node), written: written(doc, node), at: doc, node))
    return 0
  }

  // MARK: Names

  /// Reports a name that is declared already.
  func reportDeclaredTwice(_ kind: EntityKind, _ name: Symbol, _ span: SourceSpan, first: SourceSpan) {
    report(.declaredTwice(kind, shown(name), span, first: first))
  }

  /// Reports a name that nothing has.
  ///
  /// - Parameters:
  ///   - prefix: what stands before the name in the same scalar, such as `group:`.
  ///   - known: the names of that kind.
  func reportUnknown(
    _ kind: EntityKind, _ name: Symbol, _ span: SourceSpan, prefix: String = "", known: (Project) -> some Collection<Symbol>
  ) {
    if incompleteKinds.contains(kind) { return }
    if diagnostics.isFull { return diagnostics.skip(at: span) }
    let candidates = known(project)
    var nearest: (word: String, isOnly: Bool)?
    if candidates.count <= suggestionBudget {
      suggestionBudget -= candidates.count
      nearest = Suggestion.near(to: name, among: candidates, in: project.strings)
    }
    var problem = Diagnostic.unknownName(kind, shown(name), span, nearest: nearest?.word)
    if let nearest, nearest.isOnly, Suggestion.isSlip(text(name), for: nearest.word) {
      problem = problem.mended(by: edit(span, from: prefix + text(name), to: prefix + nearest.word))
    }
    report(problem)
  }

  func caseType(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> CaseTypeID? {
    let symbol = doc.symbol(node)
    if let id = project.names.caseTypes[symbol] { return id }
    reportUnknown(.caseType, symbol, doc.span(node)) { $0.caseTypes.lazy.map(\.key) }
    return nil
  }

  func level(_ symbol: Symbol, _ span: SourceSpan) -> LevelID? {
    if let id = project.names.levels[symbol] { return id }
    reportUnknown(.level, symbol, span) { $0.levels.lazy.map(\.key) }
    return nil
  }

  func group(_ symbol: Symbol, _ span: SourceSpan, prefix: String = "") -> GroupID? {
    if let id = project.names.groups[symbol] { return id }
    reportUnknown(.group, symbol, span, prefix: prefix) { $0.groups.lazy.map(\.key) }
    return nil
  }

  func location(_ symbol: Symbol, _ span: SourceSpan, prefix: String = "") -> LocationID? {
    if let id = project.names.locations[symbol] { return id }
    reportUnknown(.location, symbol, span, prefix: prefix) { $0.locations.lazy.map(\.key) }
    return nil
  }

  func user(_ symbol: Symbol, _ span: SourceSpan, prefix: String = "") -> UserID? {
    if let id = project.names.users[symbol] { return id }
    reportUnknown(.user, symbol, span, prefix: prefix) { $0.users.lazy.map(\.key) }
    return nil
  }

  func app(_ symbol: Symbol, _ span: SourceSpan) -> AppID? {
    if let id = project.names.apps[symbol] { return id }
    reportUnknown(.app, symbol, span) { $0.apps.lazy.map(\.key) }
    return nil
  }

  /// Splits `kind:name`; nil without a colon.
  func split(_ symbol: Symbol) -> (kind: String, name: String)? {
    let whole = text(symbol)
    guard let colon = whole.firstIndex(of: ":") else { return nil }
    return (String(whole[..<colon]), String(whole[whole.index(after: colon)...]))
  }

  /// The thing that `user:NAME`, `group:NAME` or `location:SITE_CODE` names; nil and reported for anything else.
  func ownerReference(_ symbol: Symbol, _ span: SourceSpan, words: [String]) -> OwnerReference? {
    let index = Int(symbol.index)
    if index < knownReferences.count, let known = knownReferences[index] { return known }
    // What leads nowhere is reported at every place.
    guard let found = newOwnerReference(symbol, span, words: words) else { return nil }
    if index >= knownReferences.count {
      knownReferences.append(contentsOf: repeatElement(nil, count: project.strings.count - knownReferences.count))
    }
    knownReferences[index] = found
    return found
  }

  private func newOwnerReference(_ symbol: Symbol, _ span: SourceSpan, words: [String]) -> OwnerReference? {
    guard let (kind, name) = split(symbol) else {
      let hints = namesakes(of: symbol)
      let problem = Diagnostic.notAReference(shown(symbol), span, words: words, hints: hints)
      let meant = hints.isEmpty ? Suggestion.meant(by: text(symbol), among: words) : Self.only(hints)
      report(problem.mended(by: meant.flatMap { edit(span, from: text(symbol), to: $0) }))
      return nil
    }
    let nameSymbol = project.strings.intern(name)
    switch kind {
    case "user": return user(nameSymbol, span, prefix: "user:").map { .user($0) }
    case "group": return group(nameSymbol, span, prefix: "group:").map { .group($0) }
    case "location": return location(nameSymbol, span, prefix: "location:").map { .location($0) }
    default:
      let meant = Suggestion.meant(by: kind, among: ["user", "group", "location"])
      let edit = meant.flatMap { self.edit(span, from: text(symbol), to: "\($0):\(name)") }
      report(.unknownKindOfReference(shown(symbol), kind, span).mended(by: edit))
      return nil
    }
  }

  private static func only(_ hints: [String]) -> String? {
    // A name that is abbreviated for people is not what is to be written.
    hints.count == 1 && !hints[0].contains("…") ? hints[0] : nil
  }

  private func namesakes(of symbol: Symbol) -> [String] {
    var hints: [String] = []
    if project.names.groups[symbol] != nil { hints.append("group:\(shown(symbol))") }
    if project.names.locations[symbol] != nil { hints.append("location:\(shown(symbol))") }
    if project.names.users[symbol] != nil { hints.append("user:\(shown(symbol))") }
    return hints
  }

  /// Remembers an HQ id; two things with one id are an error.
  func declareID(_ id: Symbol, _ span: SourceSpan) {
    if ids[id] == nil {
      ids[id] = span
    } else {
      repeatedIDs[id, default: []].append(span)
    }
  }

  /// Which of two comes first is decided by the files, not by the order in which sections are decoded.
  private func reportRepeatedIDs() {
    for (id, others) in repeatedIDs {
      guard let one = ids[id] else { continue }
      let spans = (others + [one]).sorted { ($0.file, $0.start) < ($1.file, $1.start) }
      for span in spans.dropFirst() where span != spans[0] { report(.idTwice(shown(id), span, first: spans[0])) }
    }
  }
}
