import Diagnostics

/// Checks the keys of a mapping when it ends: text only, each once, and merge keys that merge mappings.
struct DuplicateKeyCheck {
  /// The keys of the mapping so far: the symbol and the node of each.
  private var fewKeys: [(symbol: UInt32, node: UInt32)] = []
  /// By symbol: the same, or 0; used only for mappings with more keys than are quickly compared one by one. No key is
  /// node 0. Symbols are numbered as they are met, so that keys which are new stand side by side here.
  private var manyKeys: [UInt32] = []
  /// The symbols for which ``manyKeys`` has a node.
  private var symbols: [UInt32] = []
  private static let few: UInt32 = 16

  /// Marks the mapping if it has a merge key, reports what is wrong with its keys, and marks these as passed over.
  mutating func check(
    mapping: Int, in nodes: inout [YAMLNode], file: FileID, strings: StringTable,
    into diagnostics: inout LimitedDiagnostics
  ) {
    let count = nodes[mapping].payload / 2
    let hasFewKeys = count <= Self.few
    fewKeys.removeAll(keepingCapacity: true)
    if !hasFewKeys {
      manyKeys.append(contentsOf: repeatElement(0, count: max(0, strings.count - manyKeys.count)))
    }
    func span(_ index: Int) -> SourceSpan {
      SourceSpan(file: file, start: Int(nodes[index].start), length: Int(nodes[index].length))
    }
    var index = mapping + 1
    for _ in 0..<count {
      let node = nodes[index]
      let key = node.kind == .alias ? nodes[Int(node.payload)] : node
      let value = Int(node.next)
      var problem: Diagnostic?
      if key.kind != .scalar {
        problem = .complexKey(span(index))
      } else if let first = hasFewKeys ? nodeAmongFew(of: key.payload) : nodeAmongMany(of: key.payload) {
        problem = .duplicateKey(strings.abbreviated(Symbol(key.payload)), span(index), first: span(Int(first)))
      } else {
        if hasFewKeys {
          fewKeys.append((key.payload, UInt32(index)))
        } else {
          manyKeys[Int(key.payload)] = UInt32(index)
          symbols.append(key.payload)
        }
        if key.isPlain, key.payload == YAMLVocabulary.mergeKey.index, node.kind == .scalar {
          nodes[mapping].isIrregular = true
          problem = notMergeable(value, in: nodes).map { .mergeOfNoMapping(span($0)) }
        }
      }
      if let problem {
        diagnostics.append(problem)
        nodes[mapping].isIrregular = true
        nodes[index].isPassedOver = true
      }
      index = Int(nodes[value].next)
    }
    for symbol in symbols { manyKeys[Int(symbol)] = 0 }
    symbols.removeAll(keepingCapacity: true)
  }

  private func nodeAmongMany(of symbol: UInt32) -> UInt32? {
    let node = manyKeys[Int(symbol)]
    return node == 0 ? nil : node
  }

  private func nodeAmongFew(of symbol: UInt32) -> UInt32? { fewKeys.first { $0.symbol == symbol }?.node }

  /// The node that keeps a value from being merged: itself, or an element that is no mapping.
  private func notMergeable(_ index: Int, in nodes: [YAMLNode]) -> Int? {
    func resolved(_ index: Int) -> Int { nodes[index].kind == .alias ? Int(nodes[index].payload) : index }
    let value = resolved(index)
    switch nodes[value].kind {
    case .mapping: return nil
    case .scalar, .alias: return index
    case .sequence:
      var element = value + 1
      for _ in 0..<nodes[value].payload {
        if nodes[resolved(element)].kind != .mapping { return element }
        element = Int(nodes[element].next)
      }
      return nil
    }
  }
}
