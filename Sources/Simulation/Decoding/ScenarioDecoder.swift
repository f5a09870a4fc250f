import Diagnostics
import YAMLSource

/// Decodes a scenario's document: every error with its place, all in one run.
struct ScenarioDecoder {
  let source: SourceFile
  let document: YAMLDocument
  let strings: StringTable
  var problems = LimitedDiagnostics()

  typealias Node = YAMLNodeRef

  // MARK: Reading nodes

  func text(_ node: Node) -> String { strings[document.symbol(node)] }

  func span(_ node: Node) -> SourceSpan { document.span(node) }

  /// A scalar as it is written; nil for collections and nothing.
  func written(_ node: Node) -> Written? {
    document.kind(node) == .scalar && !document.isNull(node) ? Written(text(node), span(node)) : nil
  }

  private func found(_ node: Node) -> String {
    switch document.kind(node) {
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .scalar, .alias: document.isNull(node) ? "nothing" : "`\(strings.abbreviated(document.symbol(node)))`"
    }
  }

  mutating func report(_ problem: Diagnostic) { problems.append(problem) }

  mutating func reportValue(_ key: String, takes: String, _ node: Node) {
    report(.wrongScenarioValue(key, takes: takes, found: found(node), span(node)))
  }

  /// Calls `body` with each known key of a mapping; reports unknown ones, and required ones that are missing.
  ///
  /// - Parameter others: takes keys that are not known, where any are allowed.
  mutating func forEachKey<Key: ScenarioKey>(
    _ keys: Key.Type, _ node: Node, at owner: SourceSpan, others: ((inout ScenarioDecoder, Written, Node) -> Void)? = nil,
    _ body: (inout ScenarioDecoder, Key, _ key: Node, _ value: Node) -> Void
  ) {
    guard document.kind(node) == .mapping else {
      report(
        .wrongScenarioValue(
          Key.mapping.filter { $0 != "`" }, takes: "a mapping with the keys of \(Key.mapping)", found: found(node), span(node)))
      return
    }
    var entries: [(Node, Node)] = []
    document.forEachEntry(of: node) { entries.append(($0, $1)) }
    var seen: Set<Key> = []
    let known = Key.allCases.map(\.rawValue)
    for (keyNode, value) in entries {
      let name = Written(text(keyNode), span(keyNode))
      if let key = Key(rawValue: name.text) {
        seen.insert(key)
        body(&self, key, keyNode, value)
      } else if let others {
        others(&self, name, value)
      } else {
        report(.unknownScenarioKey(name, in: Key.mapping, known: known))
        // What is probably meant is not missing as well.
        if let meant = Suggestion.nearest(to: name.text, among: known).flatMap(Key.init(rawValue:)) { seen.insert(meant) }
      }
    }
    for key in Key.allCases where key.facts.isRequired && !seen.contains(key) {
      report(.missingScenarioKey(key.rawValue, in: Key.mapping, takes: key.facts.takes, owner))
    }
  }

  /// A text.
  mutating func scalar(_ key: String, takes: String, _ node: Node) -> Written? {
    if let written = written(node) { return written }
    reportValue(key, takes: takes, node)
    return nil
  }

  /// One name, or a list of them; nothing is an empty list.
  mutating func names(_ key: String, takes: String, _ node: Node) -> [Written] {
    if document.isNull(node) { return [] }
    if let written = written(node) { return [written] }
    guard document.kind(node) == .sequence else {
      reportValue(key, takes: "a name or a list of \(takes)", node)
      return []
    }
    var elements: [Node] = []
    document.forEachElement(of: node) { elements.append($0) }
    return elements.compactMap { scalar(key, takes: takes, $0) }
  }

  mutating func flag(_ key: String, _ node: Node) -> WrittenFlag? {
    if let value = document.boolean(node) { return WrittenFlag(value, span(node)) }
    reportValue(key, takes: "`true` or `false`", node)
    return nil
  }

  /// The entries of a mapping whose keys are names.
  mutating func entries(_ key: String, takes: String, _ node: Node) -> [(name: Written, value: Node)] {
    if document.isNull(node) { return [] }
    guard document.kind(node) == .mapping else {
      reportValue(key, takes: takes, node)
      return []
    }
    var result: [(Written, Node)] = []
    document.forEachEntry(of: node) { result.append((Written(text($0), span($0)), $1)) }
    return result
  }

  /// One mapping, or a list of them.
  mutating func objects(_ key: String, _ node: Node) -> [Node] {
    if document.kind(node) == .mapping { return [node] }
    guard document.kind(node) == .sequence else {
      reportValue(key, takes: "a mapping or a list of them", node)
      return []
    }
    var result: [Node] = []
    document.forEachElement(of: node) { result.append($0) }
    return result
  }

  mutating func values(_ key: String, _ node: Node) -> [PropertyValue] {
    entries(key, takes: "properties with values", node).compactMap { name, value in
      if document.isNull(value) { return PropertyValue(name, Written("", span(value))) }
      return scalar(name.text, takes: "a text, a number, or `true` or `false`", value).map { PropertyValue(name, $0) }
    }
  }

  mutating func answers(_ key: String, _ node: Node) -> [Answer] {
    entries(key, takes: "questions with answers", node).map { name, value in
      Answer(name, names(name.text, takes: "answers", value))
    }
  }

  mutating func word(_ key: String, _ node: Node, known: [String]) -> Written? {
    guard let word = scalar(key, takes: "a word", node) else { return nil }
    if known.contains(word.text) { return word }
    report(.unknownScenarioWord(word, key, known: known))
    return nil
  }

  /// Reports a reason that does not go with the outcome, and leaves it out: the statement could never be true.
  mutating func check(_ reason: inout Written?, goesWith outcome: inout Written?) {
    guard let written = reason else { return }
    let stops = ["no_group", "several_groups"]
    let needed = stops.contains(written.text) ? "stops" : "fails"
    if outcome?.text == needed { return }
    report(.wrongReason(written, outcome?.text, needed))
    // What is meant is plain where only the outcome is missing.
    if outcome == nil { outcome = Written(needed, written.span) } else { reason = nil }
  }

  static let outcomes = ["opens", "stops", "fails"]
  static let reasons = [
    "no_group", "several_groups", "several_nodes", "no_such_node", "unsupported_function", "expression_error", "empty_owner",
  ]
}
