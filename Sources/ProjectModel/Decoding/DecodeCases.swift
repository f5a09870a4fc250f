import Diagnostics
import YAMLSource

extension ProjectDecoder {
  /// The declared cases; indices are linked when all names are known.
  func decodeCases() {
    for part in sections[.cases] ?? [] {
      let doc = part.document
      project.cases.reserveCapacity(project.cases.count + doc.childCount(part.value))
      forEachEntryOrTable(doc, part.value, .declaredCase, tables: true, readTable: { $0.readCaseTable($1) }) {
        decoder, key, value in
        decoder.decodeCase(doc, key, value)
      }
    }
    forEachAddedEntry(.cases, .declaredCase) { $0.decodeCase($1, $2, $3) }
    linkCases()
  }

  func decodeCase(_ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef) {
    let symbol = doc.symbol(key)
    let span = doc.span(key)
    var declared = DeclaredCase(
      key: symbol, name: symbol, id: symbol, caseType: CaseTypeID(0), owner: .unowned, span: span, ownerSpan: span)
    var hasOwner = false
    var indices: [PendingIndex] = []
    var properties: [DataField] = []
    forEachKey(vocabulary.declaredCase, doc, node, owner: span, ownerName: "the case", name: symbol) {
      decoder, key, _, value in
      let valueSpan = doc.span(value)
      switch key {
      case .caseType: if let type = decoder.caseType(doc, value) { declared.caseType = type }
      case .name: declared.name = doc.symbol(value)
      case .id: declared.id = doc.symbol(value)
      case .owner:
        hasOwner = true
        declared.ownerSpan = valueSpan
        if let owner = decoder.caseOwner(doc.symbol(value), valueSpan) { declared.owner = owner }
      case .closed:
        declared.isClosed = doc.boolean(value) ?? false
        declared.closedSpan = valueSpan
      case .index: indices = decoder.decodeCaseIndices(doc, value)
      case .createdBy: declared.createdBy = decoder.user(doc.symbol(value), valueSpan)
      case .properties: properties = decoder.decodeData(doc, value)
      }
      if key == .createdBy, !hasOwner { declared.ownerSpan = valueSpan }
    }
    if !hasOwner {
      if let creator = declared.createdBy {
        declared.owner = .reference(.user(creator))
      } else if declared.ownerSpan == span {
        report(
          Diagnostic(
            code: "PROJ003", "the case `\(shown(symbol))` has no `owner`", at: .span(span),
            help: ["add `owner:` with `user:NAME`, `group:NAME`, `location:SITE_CODE` or `unowned`, or `created_by:`"]))
      }
    }
    add(declared, indices: indices, properties: properties)
  }

  /// An index whose target is still a name.
  struct PendingIndex {
    let target: Symbol
    let relationship: DeclaredIndex.Relationship
    let span: SourceSpan
  }

  func add(_ declared: DeclaredCase, indices: [PendingIndex], properties: [DataField]) {
    let id = CaseID(project.cases.count)
    if let first = project.names.cases.declare(declared.key, id) {
      reportDeclaredTwice(.declaredCase, declared.key, declared.span, first: project.cases[first].span)
      return
    }
    // A case always has some type, also where none could be resolved and an error says so.
    if project.caseTypes.isEmpty { project.caseTypes.append(CaseType(key: .empty, label: .empty, span: declared.span)) }
    project.cases.append(declared)
    for index in indices { pendingIndices.append((id, index)) }
    for property in properties { casePropertyEdges.append((id.raw, property)) }
  }

  private func caseOwner(_ symbol: Symbol, _ span: SourceSpan) -> CaseOwner? {
    if span.file == patchedTable { return tableOwner(symbol, span, ownersByID()) }
    if symbol == vocabulary.unowned || symbol == vocabulary.dash { return .unowned }
    return ownerReference(symbol, span, words: ["unowned"]).map { .reference($0) }
  }

  private func decodeCaseIndices(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> [PendingIndex] {
    var result: [PendingIndex] = []
    forEachObject("index", doc, node) { decoder, element in
      var target: (Symbol, SourceSpan)?
      var relationship = DeclaredIndex.Relationship.child
      decoder.forEachKey(decoder.vocabulary.caseIndex, doc, element, owner: doc.span(element), ownerName: "the index") {
        decoder, key, _, value in
        switch key {
        case .to: target = (doc.symbol(value), doc.span(value))
        case .relationship: relationship = decoder.relationship(doc, value) ?? .child
        }
      }
      if let target { result.append(PendingIndex(target: target.0, relationship: relationship, span: target.1)) }
    }
    return result
  }

  private func relationship(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> DeclaredIndex.Relationship? {
    switch text(doc.symbol(node)) {
    case "child": return .child
    case "extension": return .extension
    default:
      reportUnknownWord(
        doc.symbol(node), key: "relationship", doc.span(node), known: RelationshipWord.choices.map(\.word))
      return nil
    }
  }

  /// Calls `body` with each mapping of a value that is one or a list of them.
  func forEachObject(
    _ key: String, _ doc: YAMLDocument, _ node: YAMLNodeRef, _ body: (ProjectDecoder, YAMLNodeRef) -> Void
  ) {
    if doc.isNull(node) { return }
    if doc.kind(node) == .mapping { return body(self, node) }
    doc.forEachElement(of: node) { element in
      guard expect(.object(.caseIndex), key, doc, element), !doc.isNull(element) else { return }
      body(self, element)
    }
  }

  private func linkCases() {
    var edges: [(source: Int32, element: DeclaredIndex)] = []
    edges.reserveCapacity(pendingIndices.count)
    for (source, index) in pendingIndices {
      guard let target = project.names.cases[index.target] else {
        reportUnknown(.declaredCase, index.target, index.span) { $0.cases.lazy.map(\.key) }
        continue
      }
      edges.append((source.raw, DeclaredIndex(target: target, relationship: index.relationship, span: index.span)))
    }
    project.caseIndices = Links(sourceCount: project.cases.count, edges: edges)
    project.caseProperties = Links(sourceCount: project.cases.count, edges: casePropertyEdges)
    (pendingIndices, casePropertyEdges) = ([], [])
  }
}
