import Diagnostics

/// Finds the edits that set entries of a YAML text's mappings, in the layout of their neighbours.
///
/// It proposes nothing where other places share the text: at aliases, and below anchors that aliases refer to.
public struct YAMLEditor: Sendable {
  /// A value to write.
  public enum Value: Sendable {
    /// YAML that stands as it is, such as `true` or `{id: group}`.
    case yaml(String)
    /// A text, quoted if it must be.
    case text(String)

    var written: String? {
      switch self {
      case .yaml(let text): text
      case .text(let text): YAMLScalar.written(text)
      }
    }
  }

  let source: SourceFile
  let document: YAMLDocument
  let strings: StringTable
  /// The value of each key, by where the key begins.
  private var values: [UInt32: UInt32] = [:]
  /// The nodes that aliases refer to, each with all below it.
  private var shared: Set<Range<UInt32>> = []

  /// - Parameters:
  ///   - source: a YAML text; nil is returned for one that cannot be read.
  ///   - file: its number, for the edits.
  public init?(_ source: SourceFile, file: FileID) {
    var strings = StringTable.forYAML()
    guard let document = YAMLReader.read(source, file: file, into: &strings).document else { return nil }
    self.source = source
    self.document = document
    self.strings = strings
    for (index, node) in document.nodes.enumerated() {
      if node.kind == .alias { shared.insert(node.payload..<document.nodes[Int(node.payload)].next) }
      guard node.kind == .mapping else { continue }
      var key = UInt32(index + 1)
      for _ in 0..<node.payload / 2 {
        let value = document.nodes[Int(key)].next
        if document.nodes[Int(key)].kind == .scalar { values[document.nodes[Int(key)].start] = value }
        key = document.nodes[Int(value)].next
      }
    }
  }

  /// The edit after which the entry at the end of a way of keys has a value: it is changed or put in.
  ///
  /// - Parameters:
  ///   - way: keys, each in the value of the one before; all but the last must be there.
  ///   - key: where the key begins in whose value the way begins.
  /// - Returns: nil if it cannot be done by one edit of text that belongs to nobody else, or is so already.
  public func edit(setting way: [String], below key: SourceSpan, to value: Value) -> TextEdit? {
    guard let name = way.last, let (key, mapping) = find(way.dropLast(), below: key), let written = value.written else {
      return nil
    }
    guard let old = entry(name, of: mapping)?.value else {
      guard let name = YAMLScalar.written(name) else { return nil }
      return insertion(of: "\(name): \(written)", into: mapping, of: key)
    }
    guard isWritten(old), node(old).kind == .scalar else { return nil }
    let text = strings[Symbol(node(old).payload)]
    let span = document.span(at: old)
    let edit: TextEdit?
    switch value {
    case .yaml: edit = .word(at: span, in: source, from: text, to: written)
    case .text(let new): edit = .scalar(at: span, in: source, from: text, to: new)
    }
    return edit.flatMap { source.bytes[Int(span.start)..<span.end].elementsEqual($0.replacement.utf8) ? nil : $0 }
  }

  /// The edit after which the list at the end of a way of keys has an element: it is lengthened or made.
  public func edit(adding element: String, to way: [String], below key: SourceSpan) -> TextEdit? {
    guard let name = way.last, let (key, mapping) = find(way.dropLast(), below: key),
      let written = YAMLScalar.written(element)
    else { return nil }
    guard let entry = entry(name, of: mapping) else {
      return YAMLScalar.written(name).flatMap { insertion(of: "\($0): [\(written)]", into: mapping, of: key) }
    }
    guard isWritten(entry.value), node(entry.value).kind == .sequence else { return nil }
    var isThere = false
    document.forEachElement(of: document.ref(entry.value)) { node in
      if document.kind(node) == .scalar, strings[document.symbol(node)] == element { isThere = true }
    }
    return isThere ? nil : lengthening(entry.value, by: written, key: entry.key)
  }

  // MARK: Finding

  func node(_ index: UInt32) -> YAMLNode { document.nodes[Int(index)] }

  /// The mapping at the end of a way, and the key whose value it is.
  private func find(_ way: ArraySlice<String>, below span: SourceSpan) -> (key: UInt32, mapping: UInt32)? {
    guard span.file == document.file, let first = values[span.start] else { return nil }
    var found = (key: first - 1, mapping: first)
    for name in way {
      guard node(found.mapping).kind == .mapping, let next = entry(name, of: found.mapping) else { return nil }
      found = (next.key, next.value)
    }
    let isShared = shared.contains { $0.contains(found.mapping) }
    return isShared || !isWritten(found.mapping) ? nil : found
  }

  /// A mapping's own entry of a name.
  private func entry(_ name: String, of mapping: UInt32) -> (key: UInt32, value: UInt32)? {
    guard node(mapping).kind == .mapping else { return nil }
    var key = mapping + 1
    for _ in 0..<node(mapping).payload / 2 {
      let value = node(key).next
      if node(key).kind == .scalar, strings[Symbol(node(key).payload)] == name { return (key, value) }
      key = node(value).next
    }
    return nil
  }

  /// Whether a node stands for itself, without an anchor or tag before it.
  private func isWritten(_ index: UInt32) -> Bool {
    let node = node(index)
    guard node.kind != .alias else { return false }
    guard Int(node.start) < source.bytes.count else { return true }
    return ![UInt8(ascii: "&"), UInt8(ascii: "!"), UInt8(ascii: "*")].contains(source.bytes[Int(node.start)])
  }
}
