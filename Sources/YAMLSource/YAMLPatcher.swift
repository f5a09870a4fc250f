import Diagnostics

/// Applies JSON merge patches (RFC 7396) to YAML documents, without copying what stays as it is.
///
/// All documents are put into one arena. A mapping that a patch changes is made anew: a node for each key and value
/// that refers, as an alias does, to the one that is meant, wherever that stands. Every node keeps its own place in its
/// own file. Memory is proportional to the documents and to the entries of the mappings that change.
public struct YAMLPatcher: Sendable {
  /// The arena; its own root means nothing.
  private var arena: YAMLDocument
  /// Mappings of patches that were copied already: aliases to one mapping share the copy.
  private var copies: [UInt32: YAMLNodeRef] = [:]

  /// One entry of a mapping.
  public typealias Entry = (key: YAMLNodeRef, value: YAMLNodeRef)

  public init() {
    arena = YAMLDocument(file: FileID(0), nodes: [])
  }

  /// The arena, for reading nodes by their references.
  public var nodes: YAMLDocument { arena }

  /// A document whose root is a node of the arena.
  ///
  /// - Parameter file: the file that the document counts as; the nodes have their own.
  public func document(root: YAMLNodeRef, file: FileID) -> YAMLDocument {
    var document = YAMLDocument(file: file, nodes: arena.nodes)
    document.files = arena.files
    document.rootIndex = root.target
    return document
  }

  // MARK: Adding nodes

  /// Adds all nodes of a document, and returns what its references have to be moved by.
  ///
  /// - Parameter symbols: gives the arena's symbol of a scalar of the document.
  public mutating func add(
    _ document: YAMLDocument, file: FileID? = nil, symbols: (Symbol) -> Symbol = { $0 }
  ) -> Offset {
    let offset = UInt32(arena.nodes.count)
    for (index, var node) in document.nodes.enumerated() {
      node.next += offset
      switch node.kind {
      case .scalar: node.payload = symbols(Symbol(node.payload)).index
      case .alias: node.payload += offset
      case .mapping, .sequence: break
      }
      append(node, file ?? (document.files.isEmpty ? document.file : document.files[index]))
    }
    return Offset(value: offset)
  }

  /// How far the nodes of a document have been moved.
  public struct Offset: Sendable {
    fileprivate let value: UInt32

    /// A reference of the document as one of the arena.
    public func callAsFunction(_ node: YAMLNodeRef) -> YAMLNodeRef {
      YAMLNodeRef(target: node.target + value, site: node.site + value)
    }
  }

  /// Adds a scalar; without quotes it may also be a truth value, or nothing.
  public mutating func addScalar(_ symbol: Symbol, _ span: SourceSpan, isPlain: Bool) -> YAMLNodeRef {
    append(.scalar, span, payload: symbol.index, isPlain: isPlain)
  }

  /// Adds a sequence of nodes of the arena.
  public mutating func addSequence(_ elements: [YAMLNodeRef], _ span: SourceSpan) -> YAMLNodeRef {
    let sequence = append(.sequence, span, payload: UInt32(elements.count))
    for element in elements { refer(to: element) }
    arena.nodes[Int(sequence.target)].next = UInt32(arena.nodes.count)
    return sequence
  }

  /// Adds a mapping of nodes of the arena.
  public mutating func addMapping(_ entries: [Entry], _ span: SourceSpan) -> YAMLNodeRef {
    let mapping = append(.mapping, span, payload: UInt32(entries.count * 2))
    for (key, value) in entries {
      refer(to: key)
      refer(to: value)
    }
    arena.nodes[Int(mapping.target)].next = UInt32(arena.nodes.count)
    return mapping
  }

  private mutating func append(_ node: YAMLNode, _ file: FileID) {
    arena.nodes.append(node)
    arena.files.append(file)
  }

  @discardableResult
  private mutating func append(
    _ kind: YAMLNode.Kind, _ span: SourceSpan, payload: UInt32, isPlain: Bool = false
  ) -> YAMLNodeRef {
    let index = UInt32(arena.nodes.count)
    let node = YAMLNode(
      start: span.start, length: span.length, payload: payload, next: index + 1, kind: kind, isPlain: isPlain)
    append(node, span.file)
    return YAMLNodeRef(target: index, site: index)
  }

  /// Appends a node that stands for another one and says the same place.
  private mutating func refer(to node: YAMLNodeRef) {
    append(.alias, arena.span(at: node.site), payload: node.target)
  }

  // MARK: Merging

  /// The value that a patch makes of another one, or of none.
  public mutating func merge(_ patch: YAMLNodeRef, into target: YAMLNodeRef?) -> YAMLNodeRef {
    guard arena.kind(patch) == .mapping else { return patch }
    guard let target, arena.kind(target) == .mapping else { return copy(patch) }
    return merge(patch, into: [target])[0]
  }

  /// What a patch makes of several mappings that count as one: an entry is looked for in all of them, and a new one
  /// goes into the first.
  ///
  /// - Parameters:
  ///   - patch: a mapping.
  ///   - parts: mappings, at least one.
  /// - Returns: the parts, in the same order.
  public mutating func merge(_ patch: YAMLNodeRef, into parts: [YAMLNodeRef]) -> [YAMLNodeRef] {
    var edits = parts.map { MappingEdit(entries(of: $0), in: arena) }
    for (key, value) in entries(of: patch) {
      let symbol = arena.symbol(key)
      let found = edits.indices.filter { edits[$0].value(of: symbol) != nil }
      if arena.isNull(value) {
        for part in found { edits[part].remove(symbol) }
        continue
      }
      let values = found.compactMap { part in
        edits[part].value(of: symbol).map { (part: part, value: $0) }
      }.filter { arena.kind($0.value) == .mapping }
      if arena.kind(value) == .mapping, !values.isEmpty {
        let merged = merge(value, into: values.map(\.value))
        for (i, merged) in merged.enumerated() { edits[values[i].part].replace(symbol, value: merged) }
        continue
      }
      let new = merge(value, into: nil)
      edits[found.first ?? 0].set(symbol, (key, new))
      for part in found.dropFirst() { edits[part].remove(symbol) }
    }
    return parts.indices.map { part in
      edits[part].isChanged ? addMapping(edits[part].entries, arena.span(parts[part])) : parts[part]
    }
  }

  /// A patch's mapping where there is nothing to merge it with: itself without what is `null`, at any depth.
  private mutating func copy(_ patch: YAMLNodeRef) -> YAMLNodeRef {
    // The copy stands where the patch's mapping does, or the alias for it.
    if let copy = copies[patch.target] { return YAMLNodeRef(target: copy.target, site: patch.site) }
    var kept: [Entry] = []
    for (key, value) in entries(of: patch) where !arena.isNull(value) {
      kept.append((key, arena.kind(value) == .mapping ? copy(value) : value))
    }
    let copy = addMapping(kept, arena.span(at: patch.target))
    copies[patch.target] = copy
    return YAMLNodeRef(target: copy.target, site: patch.site)
  }

  private func entries(of node: YAMLNodeRef) -> [Entry] {
    var entries: [Entry] = []
    arena.forEachEntry(of: node) { entries.append(($0, $1)) }
    return entries
  }
}

/// A mapping while a patch changes it.
private struct MappingEdit {
  private var all: [YAMLPatcher.Entry?]
  private var places: [Symbol: Int] = [:]
  private(set) var isChanged = false

  init(_ entries: [YAMLPatcher.Entry], in nodes: YAMLDocument) {
    all = entries
    places.reserveCapacity(entries.count)
    for (place, entry) in entries.enumerated() { places[nodes.symbol(entry.key)] = place }
  }

  var entries: [YAMLPatcher.Entry] { all.compactMap { $0 } }

  func value(of key: Symbol) -> YAMLNodeRef? { places[key].flatMap { all[$0]?.value } }

  mutating func remove(_ key: Symbol) {
    guard let place = places.removeValue(forKey: key) else { return }
    all[place] = nil
    isChanged = true
  }

  /// Gives a key that is there another value.
  mutating func replace(_ key: Symbol, value: YAMLNodeRef) {
    guard let place = places[key], let old = all[place], old.value != value else { return }
    all[place] = (old.key, value)
    isChanged = true
  }

  /// Sets an entry where one of that key stood, or at the end.
  mutating func set(_ key: Symbol, _ entry: YAMLPatcher.Entry) {
    isChanged = true
    if let place = places[key] {
      all[place] = entry
    } else {
      places[key] = all.count
      all.append(entry)
    }
  }
}
