import CLibYAML
import Diagnostics

/// Reads a YAML text into a ``YAMLDocument`` by libyaml's events, in one pass and without recursion.
public struct YAMLReader {
  private let file: FileID
  private let limits: YAMLLimits
  private var offsets: SourceOffsets
  private var nodes: [YAMLNode] = []
  /// The collections that are still open: their node, the number of children so far, and the count of expanded nodes before them.
  private var open: [(node: Int, children: UInt32, expandedBefore: Int)] = []
  private var anchors: [String: (node: UInt32, expanded: Int)] = [:]
  /// Anchors whose collection is still open, by node.
  private var openAnchors: [Int: String] = [:]
  private var expanded = 0
  private var aliased = 0
  private var keyCheck = DuplicateKeyCheck()
  private var diagnostics: [Diagnostic] = []
  private var isFinished = false

  /// Reads one file. With any error the document is nil and the diagnostics say why; YAML's own errors end the reading,
  /// duplicate keys do not: all of them are reported.
  ///
  /// - Parameter strings: made by ``StringTable/forYAML(expectedCount:)``; receives the scalars.
  public static func read(
    _ source: SourceFile, file: FileID, into strings: inout StringTable, limits: YAMLLimits = YAMLLimits()
  ) -> (document: YAMLDocument?, diagnostics: [Diagnostic]) {
    if let problem = unreadable(source, file: file, limits: limits) { return (nil, [problem]) }
    return source.bytes.withUnsafeBufferPointer { all in
      let base = source.byteOrderMarkLength
      let text = UnsafeBufferPointer(rebasing: all[base...])
      var reader = YAMLReader(file: file, text: text, base: base, limits: limits)
      reader.run(text, base: base, strings: &strings)
      if !reader.diagnostics.isEmpty { return (nil, reader.diagnostics) }
      guard !reader.nodes.isEmpty else { return (nil, [.emptyFile(file)]) }
      return (YAMLDocument(file: file, nodes: reader.nodes), [])
    }
  }

  /// Texts that libyaml would misread or give no place for.
  private static func unreadable(_ source: SourceFile, file: FileID, limits: YAMLLimits) -> Diagnostic? {
    if source.bytes.count > limits.fileSize { return .fileTooLarge(file, limit: limits.fileSize) }
    if source.bytes.starts(with: [0xFF, 0xFE]) || source.bytes.starts(with: [0xFE, 0xFF]) {
      return .utf16(file)
    }
    return nil
  }

  private init(file: FileID, text: UnsafeBufferPointer<UInt8>, base: Int, limits: YAMLLimits) {
    self.file = file
    self.limits = limits
    offsets = SourceOffsets(text, base: base)
    nodes.reserveCapacity(text.count / 8 + 16)
  }

  private mutating func run(_ text: UnsafeBufferPointer<UInt8>, base: Int, strings: inout StringTable) {
    var parser = yaml_parser_t()
    guard yaml_parser_initialize(&parser) == 1 else {
      diagnostics.append(.outOfMemory(file))
      return
    }
    defer { yaml_parser_delete(&parser) }
    yaml_parser_set_input_string(&parser, text.baseAddress, text.count)
    var event = yaml_event_t()
    while !isFinished {
      guard yaml_parser_parse(&parser, &event) == 1 else {
        diagnostics.append(YAMLProblem(parser, text: text, base: base).diagnostic(file: file, offsets: &offsets))
        return
      }
      take(event, strings: &strings)
      yaml_event_delete(&event)
    }
  }

  private mutating func take(_ event: yaml_event_t, strings: inout StringTable) {
    switch event.type {
    case YAML_SCALAR_EVENT:
      let scalar = event.data.scalar
      let symbol = strings.intern(UnsafeBufferPointer(start: scalar.value, count: scalar.length))
      let plain = scalar.style == YAML_PLAIN_SCALAR_STYLE && scalar.tag == nil
      append(.scalar, at: event, payload: symbol.index, isPlain: plain, lengthFromMarks: true)
      define(scalar.anchor, node: nodes.count - 1, expanded: 1)
      refuse(scalar.tag, at: event)
    case YAML_MAPPING_START_EVENT:
      let flow = event.data.mapping_start.style == YAML_FLOW_MAPPING_STYLE
      begin(.mapping, at: event, anchor: event.data.mapping_start.anchor, isFlow: flow)
      refuse(event.data.mapping_start.tag, at: event)
    case YAML_SEQUENCE_START_EVENT:
      let flow = event.data.sequence_start.style == YAML_FLOW_SEQUENCE_STYLE
      begin(.sequence, at: event, anchor: event.data.sequence_start.anchor, isFlow: flow)
      refuse(event.data.sequence_start.tag, at: event)
    case YAML_MAPPING_END_EVENT, YAML_SEQUENCE_END_EVENT: end(strings)
    case YAML_ALIAS_EVENT: alias(event)
    case YAML_DOCUMENT_START_EVENT:
      if !nodes.isEmpty {
        diagnostics.append(.severalDocuments(span(of: event)))
        isFinished = true
      }
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
    expanded += 1
    let start = offsets.byteOffset(ofIndex: event.start_mark.index)
    let length = lengthFromMarks ? offsets.byteOffset(ofIndex: event.end_mark.index) - start : 0
    nodes.append(
      YAMLNode(
        start: UInt32(start), length: UInt32(max(0, length)), payload: payload, next: UInt32(nodes.count + 1),
        kind: kind, isPlain: isPlain, hasMerge: false))
  }

  private mutating func begin(
    _ kind: YAMLNode.Kind, at event: yaml_event_t, anchor: UnsafeMutablePointer<yaml_char_t>?, isFlow: Bool
  ) {
    if open.count >= limits.depth {
      diagnostics.append(.tooDeep(span(of: event), limit: limits.depth))
      isFinished = true
      return
    }
    let before = expanded
    append(kind, at: event, payload: 0, isPlain: false, lengthFromMarks: isFlow)
    let node = nodes.count - 1
    open.append((node, 0, before))
    if let anchor {
      let name = String(cString: anchor)
      anchors[name] = nil
      openAnchors[node] = name
    }
  }

  private mutating func end(_ strings: StringTable) {
    guard let collection = open.popLast() else { return }
    nodes[collection.node].payload = collection.children
    nodes[collection.node].next = UInt32(nodes.count)
    if nodes[collection.node].kind == .mapping {
      keyCheck.check(mapping: collection.node, in: &nodes, file: file, strings: strings, into: &diagnostics)
    }
    if let name = openAnchors.removeValue(forKey: collection.node) {
      anchors[name] = (UInt32(collection.node), expanded - collection.expandedBefore)
    }
  }

  private mutating func define(_ anchor: UnsafeMutablePointer<yaml_char_t>?, node: Int, expanded: Int) {
    guard let anchor else { return }
    anchors[String(cString: anchor)] = (UInt32(node), expanded)
  }

  /// An alias stays one node; what it stands for is only counted, so that a billion laughs end here.
  private mutating func alias(_ event: yaml_event_t) {
    let name = String(cString: event.data.alias.anchor)
    guard let anchor = anchors[name] else {
      let isInside = openAnchors.values.contains(name)
      diagnostics.append(isInside ? .cyclicAlias(span(of: event), name) : .unknownAlias(span(of: event), name))
      isFinished = true
      return
    }
    append(.alias, at: event, payload: anchor.node, isPlain: false, lengthFromMarks: true)
    expanded += anchor.expanded
    aliased += anchor.expanded
    if aliased > limits.aliasedNodes + 10 * nodes.count {
      diagnostics.append(.expansionTooLarge(span(of: event), name))
      isFinished = true
    }
  }

  private mutating func refuse(_ tag: UnsafeMutablePointer<yaml_char_t>?, at event: yaml_event_t) {
    guard let tag else { return }
    let name = String(cString: tag)
    if !name.hasPrefix("tag:yaml.org,2002:") { diagnostics.append(.unknownTag(span(of: event), name)) }
  }
}
