import Diagnostics

/// Checks the keys of a mapping when it ends: text only, each once, and merge keys that merge mappings.
struct DuplicateKeyCheck {
  /// By symbol: the last mapping in which it was a key; makes large mappings linear.
  private var lastMapping: [UInt32] = []

  /// Marks the mapping if it has a merge key, and reports what is wrong with its keys.
  mutating func check(
    mapping: Int, in nodes: inout [YAMLNode], file: FileID, strings: StringTable, into diagnostics: inout [Diagnostic]
  ) {
    if lastMapping.count < strings.count {
      let target = max(strings.count, lastMapping.count * 2)
      lastMapping.append(contentsOf: repeatElement(.max, count: target - lastMapping.count))
    }
    let stamp = UInt32(mapping)
    var index = mapping + 1
    for _ in 0..<nodes[mapping].payload / 2 {
      let node = nodes[index]
      let key = node.kind == .alias ? nodes[Int(node.payload)] : node
      let value = Int(node.next)
      defer { index = Int(nodes[value].next) }
      guard key.kind == .scalar else {
        diagnostics.append(.complexKey(SourceSpan(file: file, start: Int(node.start), length: Int(node.length))))
        continue
      }
      if key.isPlain, key.payload == YAMLVocabulary.mergeKey.index, node.kind == .scalar {
        nodes[mapping].hasMerge = true
        if !isMergeable(value, in: nodes) {
          let at = nodes[value]
          diagnostics.append(.mergeOfNoMapping(SourceSpan(file: file, start: Int(at.start), length: Int(at.length))))
        }
        continue
      }
      if lastMapping[Int(key.payload)] == stamp {
        report(node, key.payload, mapping: mapping, nodes: nodes, file: file, strings: strings, &diagnostics)
      }
      lastMapping[Int(key.payload)] = stamp
    }
  }

  private func isMergeable(_ index: Int, in nodes: [YAMLNode]) -> Bool {
    func resolved(_ index: Int) -> Int { nodes[index].kind == .alias ? Int(nodes[index].payload) : index }
    let value = resolved(index)
    switch nodes[value].kind {
    case .mapping: return true
    case .scalar, .alias: return false
    case .sequence:
      var element = value + 1
      for _ in 0..<nodes[value].payload {
        if nodes[resolved(element)].kind != .mapping { return false }
        element = Int(nodes[element].next)
      }
      return true
    }
  }

  private func report(
    _ second: YAMLNode, _ symbol: UInt32, mapping: Int, nodes: [YAMLNode], file: FileID, strings: StringTable,
    _ diagnostics: inout [Diagnostic]
  ) {
    var index = mapping + 1
    while true {
      let node = nodes[index]
      let key = node.kind == .alias ? nodes[Int(node.payload)] : node
      if key.kind == .scalar, key.payload == symbol {
        diagnostics.append(
          .duplicateKey(
            strings[Symbol(symbol)],
            SourceSpan(file: file, start: Int(second.start), length: Int(second.length)),
            first: SourceSpan(file: file, start: Int(node.start), length: Int(node.length))))
        return
      }
      index = Int(nodes[Int(node.next)].next)
    }
  }
}
