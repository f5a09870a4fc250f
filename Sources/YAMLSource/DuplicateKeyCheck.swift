import Diagnostics

/// Checks the keys of a mapping when it ends: text only, each once, and merge keys that merge mappings.
struct DuplicateKeyCheck {
  /// By symbol: the last mapping in which it was a key, and the key's node; makes large mappings linear.
  private var last: [(mapping: UInt32, key: UInt32)] = []

  /// Marks the mapping if it has a merge key, reports what is wrong with its keys, and marks these as passed over.
  mutating func check(
    mapping: Int, in nodes: inout [YAMLNode], file: FileID, strings: StringTable,
    into diagnostics: inout LimitedDiagnostics
  ) {
    if last.count < strings.count {
      let target = max(strings.count, last.count * 2)
      last.append(contentsOf: repeatElement((.max, 0), count: target - last.count))
    }
    func span(_ index: Int) -> SourceSpan {
      SourceSpan(file: file, start: Int(nodes[index].start), length: Int(nodes[index].length))
    }
    let stamp = UInt32(mapping)
    var index = mapping + 1
    for _ in 0..<nodes[mapping].payload / 2 {
      let node = nodes[index]
      let key = node.kind == .alias ? nodes[Int(node.payload)] : node
      let value = Int(node.next)
      var problem: Diagnostic?
      if key.kind != .scalar {
        problem = .complexKey(span(index))
      } else if last[Int(key.payload)].mapping == stamp {
        let first = Int(last[Int(key.payload)].key)
        problem = .duplicateKey(strings.abbreviated(Symbol(key.payload)), span(index), first: span(first))
      } else {
        last[Int(key.payload)] = (stamp, UInt32(index))
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
  }

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
