import Diagnostics
import YAMLSource

/// Finds what a patch changes in the documents of a project, before it is applied.
struct ChangeFinder {
  let nodes: YAMLDocument
  let strings: StringTable
  private(set) var result = ProjectChanges()
  /// How many nodes may still be looked at: aliases could lead to more than there is time for.
  private var budget = 100_000
  private static let limit = 1_000

  init(nodes: YAMLDocument, strings: StringTable) {
    self.nodes = nodes
    self.strings = strings
  }

  /// - Parameters:
  ///   - patch: the mapping of changes.
  ///   - roots: the project's documents, which count as one mapping.
  mutating func find(_ patch: YAMLNodeRef, _ roots: [YAMLNodeRef]) {
    find(patch, in: roots, keys: [])
  }

  private mutating func find(_ patch: YAMLNodeRef, in parts: [YAMLNodeRef], keys: [String]) {
    let all = entries(patch)
    let old = values(of: Set(all.map { nodes.symbol($0.key) }), in: parts)
    for (key, value) in all {
      guard result.entries.count < Self.limit, budget > 0 else {
        result.isCut = true
        return
      }
      let name = strings.abbreviated(nodes.symbol(key))
      let here = keys + [name]
      let found = old.values[nodes.symbol(key)] ?? []
      let mappings = found.filter { nodes.kind($0) == .mapping }
      if found.isEmpty, old.hasTable {
        findRow(value, keys: here, nodes.span(key))
      } else if nodes.kind(value) == .mapping, !mappings.isEmpty {
        find(value, in: mappings, keys: here)
      } else {
        compare(found.first, value, here, nodes.span(key))
      }
    }
  }

  /// What is said of a row of a table: what the row says is not read here.
  private mutating func findRow(_ value: YAMLNodeRef, keys: [String], _ span: SourceSpan) {
    guard nodes.kind(value) == .mapping, nodes.childCount(value) > 0 else {
      let after = nodes.isNull(value) ? nil : text(value)
      result.entries.append(ProjectChange(kind: after == nil ? .removes : .sets, keys: keys, after: after, span: span))
      return
    }
    for (key, field) in entries(value) {
      let name = strings.abbreviated(nodes.symbol(key))
      let after = nodes.isNull(field) ? "nothing" : text(field)
      result.entries.append(ProjectChange(kind: .sets, keys: keys + [name], after: after, span: nodes.span(key)))
    }
  }

  private mutating func compare(_ old: YAMLNodeRef?, _ new: YAMLNodeRef, _ keys: [String], _ span: SourceSpan) {
    if nodes.isNull(new) {
      guard old != nil else { return }
      return result.entries.append(ProjectChange(kind: .removes, keys: keys, before: old.map { text($0) }, span: span))
    }
    guard let old else {
      return result.entries.append(ProjectChange(kind: .adds, keys: keys, after: text(new), span: span))
    }
    let (before, after) = (text(old), text(new))
    var change = ProjectChange(kind: .changes, keys: keys, before: before, after: after, span: span)
    if let (olds, news) = lists(old, new) {
      if olds == news { return }
      let (oldSet, newSet) = (Set(olds), Set(news))
      change.added = news.filter { !oldSet.contains($0) }
      change.removed = olds.filter { !newSet.contains($0) }
    } else if before == after, !before.hasSuffix("…") {
      return
    }
    result.entries.append(change)
  }

  /// Two lists of names; a name alone counts as a list.
  private mutating func lists(_ a: YAMLNodeRef, _ b: YAMLNodeRef) -> ([String], [String])? {
    guard nodes.kind(a) == .sequence || nodes.kind(b) == .sequence else { return nil }
    guard let a = names(a), let b = names(b) else { return nil }
    return (a, b)
  }

  private mutating func names(_ node: YAMLNodeRef) -> [String]? {
    if nodes.kind(node) == .scalar { return [strings[nodes.symbol(node)]] }
    guard nodes.kind(node) == .sequence, nodes.childCount(node) <= budget else { return nil }
    var result: [String]? = []
    nodes.forEachElement(of: node) { element in
      if nodes.kind(element) == .scalar { result?.append(strings[nodes.symbol(element)]) } else { result = nil }
    }
    budget -= nodes.childCount(node)
    return result
  }

  private mutating func entries(_ node: YAMLNodeRef) -> [YAMLPatcher.Entry] {
    var entries: [YAMLPatcher.Entry] = []
    nodes.forEachEntry(of: node) { entries.append(($0, $1)) }
    budget -= entries.count
    return entries
  }

  /// The values of some keys in mappings that count as one, and whether these have tables as well.
  private func values(
    of keys: Set<Symbol>, in parts: [YAMLNodeRef]
  ) -> (values: [Symbol: [YAMLNodeRef]], hasTable: Bool) {
    let table = strings.existing("table")
    var values: [Symbol: [YAMLNodeRef]] = [:]
    var hasTable = false
    for part in parts {
      nodes.forEachEntry(of: part) { key, value in
        let symbol = nodes.symbol(key)
        if symbol == table { hasTable = true }
        if keys.contains(symbol) { values[symbol, default: []].append(value) }
      }
    }
    return (values, hasTable)
  }

  // MARK: Values in one line

  /// A value as flow YAML; cut after a hundred characters or so.
  private mutating func text(_ node: YAMLNodeRef) -> String {
    var text = ""
    write(node, &text)
    return text
  }

  private mutating func write(_ node: YAMLNodeRef, _ text: inout String) {
    budget -= 1
    guard budget > 0, text.utf8.count < 100 else {
      if !text.hasSuffix("…") { text += "…" }
      return
    }
    switch nodes.kind(node) {
    case .scalar, .alias:
      let value = strings.abbreviated(nodes.symbol(node))
      text += nodes.isNull(node) ? "nothing" : value.isEmpty ? "\"\"" : value
    case .sequence:
      var elements: [YAMLNodeRef] = []
      nodes.forEachElement(of: node) { if elements.count < 100 { elements.append($0) } }
      text += "["
      for (i, element) in elements.enumerated() where !text.hasSuffix("…") {
        if i > 0 { text += ", " }
        write(element, &text)
      }
      text += "]"
    case .mapping:
      text += "{"
      for (i, (key, value)) in entries(node).prefix(100).enumerated() where !text.hasSuffix("…") {
        text += (i > 0 ? ", " : "") + strings.abbreviated(nodes.symbol(key)) + ": "
        write(value, &text)
      }
      text += "}"
    }
  }
}
