import Diagnostics

/// A node as one meets it: what it is, and where it was written, which differ when an alias stands there.
public struct YAMLNodeRef: Hashable, Sendable {
  /// The index of the node itself: behind the alias, if there is one.
  let target: UInt32
  /// The index of the node that is written here: the alias, if there is one.
  let site: UInt32
}

/// A YAML text as a flat, located arena. Scalars are interned; aliases stay references.
public struct YAMLDocument: Sendable {
  /// The file it was read from.
  public let file: FileID
  var nodes: [YAMLNode]
  /// The file of each node, where patches have brought in nodes of other files; otherwise empty.
  var files: [FileID] = []
  /// The index of the root node.
  var rootIndex: UInt32 = 0

  /// The root node.
  public var root: YAMLNodeRef { ref(rootIndex) }

  /// Whether patches have made it: its nodes may be of several files, and other documents have the same.
  public var isPatched: Bool { !files.isEmpty }

  /// How many nodes there are; an alias is one.
  public var nodeCount: Int { nodes.count }

  func ref(_ index: UInt32) -> YAMLNodeRef {
    let node = nodes[Int(index)]
    return YAMLNodeRef(target: node.kind == .alias ? node.payload : index, site: index)
  }

  /// What kind of node it is; never an alias.
  public func kind(_ node: YAMLNodeRef) -> YAMLNode.Kind { nodes[Int(node.target)].kind }

  /// A scalar's text.
  public func symbol(_ node: YAMLNodeRef) -> Symbol { Symbol(nodes[Int(node.target)].payload) }

  /// Whether a scalar stands without quotes.
  public func isPlain(_ node: YAMLNodeRef) -> Bool { nodes[Int(node.target)].isPlain }

  /// Where it is written: at an alias, the alias.
  public func span(_ node: YAMLNodeRef) -> SourceSpan { span(at: node.site) }

  /// Where the anchored node stands, if an alias refers to it here.
  public func anchorSpan(_ node: YAMLNodeRef) -> SourceSpan? {
    node.target == node.site ? nil : span(at: node.target)
  }

  func span(at index: UInt32) -> SourceSpan {
    let node = nodes[Int(index)]
    let file = files.isEmpty ? file : files[Int(index)]
    return SourceSpan(file: file, start: Int(node.start), length: Int(node.length))
  }

  /// Calls `body` with the place of each alias and of what it stands for, in all of the text.
  public func forEachAlias(_ body: (_ alias: SourceSpan, _ anchor: SourceSpan) -> Void) {
    for index in nodes.indices where nodes[index].kind == .alias {
      let (alias, anchor) = (span(at: UInt32(index)), span(at: nodes[index].payload))
      // A node that was put elsewhere by a patch is still the same text.
      if alias != anchor { body(alias, anchor) }
    }
  }

  /// How many elements a sequence or entries a mapping has; merged entries are not counted.
  public func childCount(_ node: YAMLNodeRef) -> Int {
    let record = nodes[Int(node.target)]
    return record.kind == .mapping ? Int(record.payload) / 2 : Int(record.payload)
  }

  /// Calls `body` with each element of a sequence; with nothing for other kinds.
  public func forEachElement(of node: YAMLNodeRef, _ body: (YAMLNodeRef) -> Void) {
    guard kind(node) == .sequence else { return }
    var index = node.target + 1
    for _ in 0..<nodes[Int(node.target)].payload {
      body(ref(index))
      index = nodes[Int(index)].next
    }
  }

  /// Calls `body` with each entry of a mapping: its own, then merged ones that it does not override.
  ///
  /// The values of merge keys are mappings or sequences of mappings: the parser has checked it.
  public func forEachEntry(of node: YAMLNodeRef, _ body: (_ key: YAMLNodeRef, _ value: YAMLNodeRef) -> Void) {
    guard kind(node) == .mapping else { return }
    let record = nodes[Int(node.target)]
    guard record.isIrregular else {
      var index = node.target + 1
      for _ in 0..<record.payload / 2 {
        let value = nodes[Int(index)].next
        body(ref(index), ref(value))
        index = nodes[Int(value)].next
      }
      return
    }
    forEachMergedEntry(of: node.target, body)
  }

  private func forEachMergedEntry(of mapping: UInt32, _ body: (YAMLNodeRef, YAMLNodeRef) -> Void) {
    var seen: Set<Symbol> = []
    // A mapping that is merged again by another way has nothing new: each is walked through once.
    var walked: Set<UInt32> = []
    var waiting = [mapping]
    while let mapping = waiting.popLast() {
      guard walked.insert(mapping).inserted else { continue }
      var merged: [UInt32] = []
      var index = mapping + 1
      for _ in 0..<nodes[Int(mapping)].payload / 2 {
        let key = ref(index)
        let value = nodes[Int(index)].next
        if nodes[Int(index)].isPassedOver {
          // Reported already.
        } else if isMergeKey(index) {
          appendMerged(ref(value), to: &merged)
        } else if seen.insert(symbol(key)).inserted {
          body(key, ref(value))
        }
        index = nodes[Int(value)].next
      }
      // The first merged mapping wins, with all that it merges itself, so it is the next one.
      waiting.append(contentsOf: merged.reversed())
    }
  }

  private func appendMerged(_ source: YAMLNodeRef, to merged: inout [UInt32]) {
    if kind(source) == .mapping {
      merged.append(source.target)
    } else {
      forEachElement(of: source) { merged.append($0.target) }
    }
  }

  func isMergeKey(_ index: UInt32) -> Bool {
    let node = nodes[Int(index)]
    return node.kind == .scalar && node.isPlain && node.payload == YAMLVocabulary.mergeKey.index
  }
}

/// The texts that YAML itself gives a meaning; ``StringTable/forYAML(expectedCount:)`` puts them first, in this order.
public enum YAMLVocabulary {
  static let mergeKey = Symbol(1)
  static let trueWords = UInt32(2)...UInt32(4)
  static let falseWords = UInt32(5)...UInt32(7)
  static let nullWords = UInt32(8)...UInt32(11)
  static let words = ["<<", "true", "True", "TRUE", "false", "False", "FALSE", "null", "Null", "NULL", "~"]
}

extension StringTable {
  /// A table in which YAML's own words have known symbols. Only such a table may be given to the reader.
  public static func forYAML(expectedCount: Int = 1024) -> StringTable {
    var table = StringTable(expectedCount: expectedCount)
    for word in YAMLVocabulary.words { _ = table.intern(word) }
    return table
  }
}

extension YAMLDocument {
  /// Whether a scalar is nothing: an empty value, `~` or `null` without quotes.
  public func isNull(_ node: YAMLNodeRef) -> Bool {
    guard kind(node) == .scalar, isPlain(node) else { return false }
    let symbol = symbol(node)
    return symbol == .empty || YAMLVocabulary.nullWords.contains(symbol.index)
  }

  /// A scalar's truth value by YAML 1.2's core schema (`true`, `True`, `TRUE`, …); nil for anything else, `yes` too.
  public func boolean(_ node: YAMLNodeRef) -> Bool? {
    guard kind(node) == .scalar, isPlain(node) else { return nil }
    let index = symbol(node).index
    if YAMLVocabulary.trueWords.contains(index) { return true }
    if YAMLVocabulary.falseWords.contains(index) { return false }
    return nil
  }
}
