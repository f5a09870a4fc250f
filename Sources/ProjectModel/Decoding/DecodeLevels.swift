import Diagnostics
import YAMLSource

extension ProjectDecoder {
  /// The organization levels: first their names, then what refers to other levels.
  func decodeLevels() {
    var bodies: [(level: LevelID, document: YAMLDocument, value: YAMLNodeRef)] = []
    for part in organizationParts(.levels) {
      let doc = part.document
      forEachNamed(doc, part.value, .level) { decoder, key, value in
        let symbol = doc.symbol(key)
        let id = LevelID(decoder.project.levels.count)
        if let first = decoder.project.names.levels.declare(symbol, id) {
          decoder.reportDeclaredTwice(.level, symbol, doc.span(key), first: decoder.project.levels[first].span)
          return
        }
        decoder.project.levels.append(Level(key: symbol, name: symbol, span: doc.span(key)))
        bodies.append((id, doc, value))
      }
    }
    for body in bodies { decodeLevel(body.level, body.document, body.value) }
    computeLevelDepths()
    checkViewCaps()
  }

  /// The parts of `organization` with one key, over all documents.
  func organizationParts(_ wanted: OrganizationKey) -> [SectionPart] {
    var parts: [SectionPart] = []
    for part in sections[.organization] ?? [] {
      let doc = part.document
      if wanted == .levels {
        forEachKey(vocabulary.organization, doc, part.value, owner: doc.span(part.key), ownerName: "`organization`") {
          _, key, keyNode, value in
          if key == wanted { parts.append(SectionPart(document: doc, key: keyNode, value: value)) }
        }
      } else {
        // The keys themselves were checked with the levels.
        doc.forEachEntry(of: part.value) { key, value in
          guard let ordinal = vocabulary.organization.ordinal(of: doc.symbol(key)),
            vocabulary.organization.keys[ordinal] == wanted, forms(doc, value).contains(.mapping)
          else { return }
          parts.append(SectionPart(document: doc, key: key, value: value))
        }
      }
    }
    return parts
  }

  private func decodeLevel(_ id: LevelID, _ doc: YAMLDocument, _ node: YAMLNodeRef) {
    var level = project.levels[id]
    forEachKey(vocabulary.level, doc, node, owner: level.span, ownerName: "the level", name: level.key) {
      decoder, key, _, value in
      let symbol = doc.symbol(value)
      let span = doc.span(value)
      switch key {
      case .name: level.name = symbol
      case .parent:
        level.parent = decoder.level(symbol, span)
        level.parentSpan = span
      case .sharesCases:
        level.sharesCases = doc.boolean(value) ?? false
        level.sharesCasesSpan = span
      case .viewDescendants:
        level.viewDescendants = doc.boolean(value) ?? false
        level.viewDescendantsSpan = span
      case .expandViewChildDataTo:
        level.expandViewChildDataTo = decoder.level(symbol, span)
        level.expandViewChildDataToSpan = span
      case .hasUsers: level.hasUsers = doc.boolean(value) ?? true
      case .expandFrom, .expandTo: _ = decoder.level(symbol, span)
      }
    }
    project.levels[id] = level
  }

  /// Depths from the top, without recursion; the members of each cycle are reported once and cut from their parents.
  private func computeLevelDepths() {
    var state = [UInt8](repeating: 0, count: project.levels.count)
    for start in project.levels.ids {
      var path: [LevelID] = []
      var current: LevelID? = start
      while let level = current, state[level.index] == 0 {
        state[level.index] = 1
        path.append(level)
        current = project.levels[level].parent
      }
      if let back = current, state[back.index] == 1, let from = path.firstIndex(of: back) {
        reportLevelCycle(Array(path[from...]))
      }
      for level in path.reversed() {
        state[level.index] = 2
        project.levels[level].depth = project.levels[level].parent.map { project.levels[$0].depth + 1 } ?? 0
      }
    }
  }

  private func reportLevelCycle(_ cycle: [LevelID]) {
    guard let first = cycle.min() else { return }
    let start = cycle.firstIndex(of: first) ?? 0
    let names = (cycle[start...] + cycle[..<start] + [first]).map { project.levels[$0].key }
    report(
      Diagnostic(
        code: "ORG001", "the levels' parents form a cycle: " + shownCycle(names),
        at: .span(project.levels[first].span),
        related: cycle.prefix(12).compactMap { level in
          project.levels[level].parentSpan.map {
            RelatedPlace(.span($0), "the parent of `\(shown(project.levels[level].key))`")
          }
        },
        help: ["remove the `parent` of the top level"]))
    project.levels[first].parent = nil
  }

  /// The names of a cycle's members, the first one again at the end; some are left out of a long one.
  func shownCycle(_ names: [Symbol]) -> String {
    func shown(_ names: some Sequence<Symbol>) -> [String] { names.map { "`\(self.shown($0))`" } }
    let parts =
      names.count > 12
      ? shown(names.prefix(6)) + ["… \(names.count - 12) more …"] + shown(names.suffix(6)) : shown(names)
    return parts.joined(separator: " is below ")
  }

  /// Each cap must be below its level. The levels below a level are adjacent in preorder.
  private func checkViewCaps() {
    guard project.levels.contains(where: { $0.expandViewChildDataTo != nil }) else { return }
    let preorder = levelsInPreorder()
    for id in project.levels.ids {
      let level = project.levels[id]
      guard let cap = level.expandViewChildDataTo, let span = level.expandViewChildDataToSpan else { continue }
      let top = project.levels[preorder.top[cap.index]]
      // Where a parent is unknown, so is what is above it.
      if top.parentSpan != nil { continue }
      let own = preorder.position[id.index]
      if !(own + 1..<own + preorder.size[id.index]).contains(preorder.position[cap.index]) {
        report(
          Diagnostic(
            code: "ORG006", "`\(shown(project.levels[cap].key))` is not below `\(shown(level.key))`", at: .span(span),
            help: ["name a level below `\(shown(level.key))`, down to which its workers see cases"]))
      }
    }
  }

  /// By level: its place in preorder, the number of levels from it downwards, and the level at the top.
  private func levelsInPreorder() -> (position: [Int], size: [Int], top: [LevelID]) {
    let count = project.levels.count
    let children = Links<LevelID>(
      sourceCount: count,
      edges: project.levels.ids.compactMap { id in project.levels[id].parent.map { ($0.raw, id) } })
    var position = [Int](repeating: 0, count: count)
    var size = [Int](repeating: 1, count: count)
    var top = Array(project.levels.ids)
    var order: [LevelID] = []
    var waiting: [LevelID] = project.levels.ids.filter { project.levels[$0].parent == nil }
    while let level = waiting.popLast() {
      position[level.index] = order.count
      order.append(level)
      if let parent = project.levels[level].parent { top[level.index] = top[parent.index] }
      waiting.append(contentsOf: children[level.index])
    }
    for level in order.reversed() {
      if let parent = project.levels[level].parent { size[parent.index] += size[level.index] }
    }
    return (position, size, top)
  }
}
