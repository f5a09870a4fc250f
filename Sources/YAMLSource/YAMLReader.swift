import CLibYAML
import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Reads a YAML text into a ``YAMLDocument`` by libyaml's events, in one pass and without recursion.
public struct YAMLReader {
  private let file: FileID
  private let limits: YAMLLimits
  private var offsets: SourceOffsets
  private var nodes: [YAMLNode] = []
  private var open: [OpenCollection] = []
  private var anchors: [String: Anchor] = [:]
  private var expanded = 0
  private var aliased = 0
  private var keyCheck = DuplicateKeyCheck()
  private var diagnostics = LimitedDiagnostics()
  private var isFinished = false
  /// Whether an error leaves no document that means anything.
  private var isUnusable = false
  /// Whether this is a piece of a text: then what needs the whole text makes it unusable.
  private let isPiece: Bool
  /// How many nodes stand before the piece's own; their keys are checked when the pieces are put together.
  private let prefixNodeCount: Int
  /// The block collections that have ended since the last node: at the end of the text, those that were open there.
  private var ended: [OpenCollection] = []

  /// A collection that is not at its end yet.
  struct OpenCollection {
    let node: Int
    let anchor: String?
    let isFlow: Bool
    let isMapping: Bool
    /// The column of its first character, in code points.
    let column: Int
    let expandedBefore: Int
    var children: UInt32 = 0
    /// Collections within each other below this one, through aliases too.
    var height = 0
  }

  private struct Anchor {
    let node: Int
    /// How many nodes and how many collections within each other it stands for; nil while it is open.
    var size: (nodes: Int, height: Int)?
  }

  /// Reads one file: the document, unless there is none that means anything, and what is wrong.
  ///
  /// YAML's own errors end the reading. Keys that are there twice, are no text or merge no mapping do not: they are all
  /// reported, and the document passes over their entries.
  ///
  /// - Parameter strings: made by ``StringTable/forYAML(expectedCount:)``; receives the scalars.
  public static func read(
    _ source: SourceFile, file: FileID, into strings: inout StringTable, limits: YAMLLimits = YAMLLimits()
  ) -> (document: YAMLDocument?, diagnostics: [Diagnostic]) {
    if let problem = unreadable(source, file: file, limits: limits) { return (nil, [problem]) }
    return source.bytes.withUnsafeBufferPointer { all in
      let base = source.byteOrderMarkLength
      let text = UnsafeBufferPointer(rebasing: all[base...])
      if let document = PieceReader.read(text, base: base, file: file, into: &strings, limits: limits) {
        return (document, [])
      }
      var reader = YAMLReader(file: file, text: text, base: base, limits: limits)
      reader.run(text, base: base, strings: &strings)
      if reader.isUnusable { return (nil, reader.diagnostics.all) }
      guard !reader.nodes.isEmpty else { return (nil, [.emptyFile(file)]) }
      return (YAMLDocument(file: file, nodes: reader.nodes), reader.diagnostics.all)
    }
  }

  /// Texts that libyaml would misread or give no place for.
  private static func unreadable(_ source: SourceFile, file: FileID, limits: YAMLLimits) -> Diagnostic? {
    if source.bytes.count > limits.fileSize { return .fileTooLarge(file, limit: limits.fileSize) }
    if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
      return .utf16(file)
    }
    return tooManyDirectives(source, file: file)
  }

  /// libyaml compares each `%TAG` with all before it; nobody writes more than a few.
  private static func tooManyDirectives(_ source: SourceFile, file: FileID) -> Diagnostic? {
    let percent = UInt8(ascii: "%")
    return source.bytes.withUnsafeBufferPointer { bytes in
      guard let start = bytes.baseAddress, var next = memchr(start, Int32(percent), bytes.count) else { return nil }
      var directives = 0
      while true {
        let offset = UnsafeRawPointer(next) - UnsafeRawPointer(start)
        if bytes[offset...].starts(with: Array("%TAG".utf8)) { directives += 1 }
        if directives > 100 { return .tooManyDirectives(SourceSpan(file: file, start: offset, length: 4)) }
        guard let further = memchr(start + offset + 1, Int32(percent), bytes.count - offset - 1) else { return nil }
        next = further
      }
    }
  }

  private init(
    file: FileID, text: UnsafeBufferPointer<UInt8>, base: Int, limits: YAMLLimits, prefixNodeCount: Int? = nil
  ) {
    self.file = file
    self.limits = limits
    isPiece = prefixNodeCount != nil
    self.prefixNodeCount = prefixNodeCount ?? 0
    offsets = SourceOffsets(text, base: base)
    nodes.reserveCapacity(text.count / 8 + 16)
  }

  /// What a piece of a text holds, with offsets from the beginning of its own text.
  struct PieceResult {
    var nodes: [YAMLNode]
    var strings: StringTable
    /// The block collections that are open at its end, outermost first.
    let open: [OpenCollection]
  }

  /// Reads a piece of a text; nil if anything is wrong with it, or if it means something only within the whole.
  static func read(piece text: UnsafeBufferPointer<UInt8>, _ piece: Piece, limits: YAMLLimits) -> PieceResult? {
    var reader = YAMLReader(
      file: FileID(0), text: text, base: 0, limits: limits, prefixNodeCount: piece.prefixNodeCount)
    var strings = StringTable.forYAML(expectedCount: text.count / 40)
    reader.run(text, base: 0, strings: &strings)
    if reader.isUnusable || !reader.diagnostics.isEmpty || reader.nodes.count <= piece.prefixNodeCount { return nil }
    return PieceResult(nodes: reader.nodes, strings: strings, open: reader.ended.reversed())
  }

  private mutating func run(_ text: UnsafeBufferPointer<UInt8>, base: Int, strings: inout StringTable) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else { return fail(.outOfMemory(file)) }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
    var event = yaml_event_t()
    while !isFinished {
      guard yaml_parser_parse(&parser, &event) == 1 else {
        return fail(YAMLProblem(parser, text: text, base: base).diagnostic(file: file, offsets: &offsets))
      }
      take(event, strings: &strings)
      yaml_event_delete(&event)
    }
  }

  /// Ends the reading by an error.
  private mutating func fail(_ diagnostic: Diagnostic) {
    diagnostics.append(diagnostic)
    isUnusable = true
    isFinished = true
  }

  private mutating func take(_ event: yaml_event_t, strings: inout StringTable) {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let symbol = strings.intern(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
      let plain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
      append(.scalar, at: event, payload: symbol.index, isPlain: plain, lengthFromMarks: true)
      if let name = scalar.anchor {
        anchors[String(cString: name)] = Anchor(node: nodes.count - 1, size: (nodes: 1, height: 0))
        if isPiece { isUnusable = true }
      }
      refuse(scalar.tag, at: event)
    case YAML_MAPPING_START_EVENT:
      let flow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      begin(.mapping, at: event, anchor: event.data.mapping_start.anchor, isFlow: flow)
      refuse(event.data.mapping_start.tag, at: event)
    case YAML_SEQUENCE_START_EVENT:
      let flow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      begin(.sequence, at: event, anchor: event.data.sequence_start.anchor, isFlow: flow)
      refuse(event.data.sequence_start.tag, at: event)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: end(event, strings)
    case YAML_ALIAS_EVENT: alias(event)
    case YAML_DOCUMENT_START_EVENT:
      if !nodes.isEmpty { fail(.severalDocuments(span(of: event))) }
      if isPiece, event.data.document_start.implicit == 0 { isUnusable = true }
    case YAML_DOCUMENT_END_EVENT:
      // After `...` there is no next entry.
      if isPiece, event.data.document_end.implicit == 0 { isUnusable = true }
    case YAML_STREAM_END_EVENT: isFinished = true
    default: break
    }
  }

  private mutating func span(of event: yaml_event_t) -> SourceSpan {
    let start = offsets.byteOffset(ofIndex: event.start_mark.index)
    let end = offsets.byteOffset(ofIndex: event.end_mark.index)
    return SourceSpan(file: file, start: start, length: max(0, end - start))
  }

  private mutating func append(
    _ kind: YAMLNode.Kind, at event: yaml_event_t, payload: UInt32, isPlain: Bool, lengthFromMarks: Bool
  ) {
    if !open.isEmpty { open[open.count - 1].children += 1 }
    if isPiece { ended.removeAll(keepingCapacity: true) }
    expanded += 1
    let start = offsets.byteOffset(ofIndex: event.start_mark.index)
    let length = lengthFromMarks ? offsets.byteOffset(ofIndex: event.end_mark.index) - start : 0
    nodes.append(
      YAMLNode(
        start: UInt32(start), length: UInt32(max(0, length)), payload: payload, next: UInt32(nodes.count + 1),
        kind: kind, isPlain: isPlain))
  }

  private mutating func begin(
    _ kind: YAMLNode.Kind, at event: yaml_event_t, anchor: UnsafeMutablePointer<yaml_char_t>?, isFlow: Bool
  ) {
    if open.count >= limits.depth { return fail(.tooDeep(span(of: event), limit: limits.depth)) }
    let before = expanded
    append(kind, at: event, payload: 0, isPlain: false, lengthFromMarks: false)
    let node = nodes.count - 1
    let name = anchor.map { String(cString: $0) }
    open.append(
      OpenCollection(
        node: node, anchor: name, isFlow: isFlow, isMapping: kind == .mapping, column: event.start_mark.column,
        expandedBefore: before))
    if let name {
      anchors[name] = Anchor(node: node)
      if isPiece { isUnusable = true }
    }
  }

  private mutating func end(_ event: yaml_event_t, _ strings: StringTable) {
    guard let collection = open.popLast() else { return }
    // A block collection has no end of its own: the next token may be many empty lines further down.
    if collection.isFlow {
      let end = offsets.byteOffset(ofIndex: event.end_mark.index)
      nodes[collection.node].length = UInt32(max(0, end - Int(nodes[collection.node].start)))
    }
    nodes[collection.node].payload = collection.children
    nodes[collection.node].next = UInt32(nodes.count)
    if isPiece, !collection.isFlow { ended.append(collection) }
    if collection.isMapping, collection.node >= prefixNodeCount {
      keyCheck.check(mapping: collection.node, in: &nodes, file: file, strings: strings, into: &diagnostics)
    }
    let height = collection.height + 1
    raise(to: height)
    // An anchor of the same name further inside is the later one, and stays.
    if let name = collection.anchor, anchors[name]?.node == collection.node {
      anchors[name]?.size = (expanded - collection.expandedBefore, height)
    }
  }

  private mutating func raise(to height: Int) {
    if let last = open.indices.last { open[last].height = max(open[last].height, height) }
  }

  /// An alias stays one node; what it stands for is only counted, so that a billion laughs end here.
  private mutating func alias(_ event: yaml_event_t) {
    if isPiece {
      isUnusable = true
      isFinished = true
      return
    }
    let name = String(cString: event.data.alias.anchor)
    guard let anchor = anchors[name] else { return fail(.unknownAlias(span(of: event), name)) }
    guard let size = anchor.size else { return fail(.cyclicAlias(span(of: event), name)) }
    if open.count + size.height > limits.depth { return fail(.tooDeep(span(of: event), limit: limits.depth)) }
    append(.alias, at: event, payload: UInt32(anchor.node), isPlain: false, lengthFromMarks: true)
    raise(to: size.height)
    expanded += size.nodes - 1
    aliased += size.nodes
    if aliased > limits.aliasedNodes + 10 * nodes.count { fail(.expansionTooLarge(span(of: event), name)) }
  }

  private mutating func refuse(_ tag: UnsafeMutablePointer<yaml_char_t>?, at event: yaml_event_t) {
    guard let tag else { return }
    let name = String(cString: tag)
    if name.hasPrefix("tag:yaml.org,2002:") { return }
    diagnostics.append(.unknownTag(span(of: event), name))
    isUnusable = true
  }
}
