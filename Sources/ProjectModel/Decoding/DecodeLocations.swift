import Diagnostics
import YAMLSource

extension ProjectDecoder {
  /// The tree of locations: nested, flat, or from tables.
  func decodeLocations() {
    for part in organizationParts(.locations) {
      decodeLocations(part.document, part.value, parent: nil, tables: true)
    }
    forEachAddedEntry(.locations, .location) { $0.decodeLocation($1, $2, $3, parent: nil) }
    checkSiteCodes()
    resolveParents()
    breakLocationCycles()
    checkTree()
  }

  private func decodeLocations(
    _ doc: YAMLDocument, _ node: YAMLNodeRef, parent: LocationID?, tables: Bool
  ) {
    forEachEntryOrTable(doc, node, .location, tables: tables, readTable: { $0.readLocationTable($1) }) {
      decoder, key, value in
      decoder.decodeLocation(doc, key, value, parent: parent)
    }
  }

  func decodeLocation(
    _ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef, parent: LocationID?
  ) {
    let symbol = doc.symbol(key)
    let span = doc.span(key)
    var location = Location(
      key: symbol, name: symbol, level: LevelID(0), parent: parent, span: span, nameSpan: span, levelSpan: span)
    var children: YAMLNodeRef?
    var parentName: (Symbol, SourceSpan)?
    var hasLevel = false
    forEachKey(vocabulary.location, doc, node, owner: span, ownerName: "the location", name: symbol) {
      decoder, key, keyNode, value in
      let symbol = doc.symbol(value)
      let span = doc.span(value)
      switch key {
      case .level:
        location.levelSpan = span
        if let level = decoder.level(symbol, span) {
          location.level = level
          hasLevel = true
        }
      case .name:
        location.name = symbol
        location.nameSpan = span
      case .id:
        location.id = symbol
        decoder.declareID(symbol, span)
      case .parent:
        if parent != nil {
          decoder.report(
            .meaningless(
              "parent", doc.span(keyNode), because: "the location is nested below its parent already",
              help: "remove it, or move the location out of `children`"))
        } else {
          parentName = (symbol, span)
        }
      case .archived:
        location.isArchived = doc.boolean(value) ?? false
        location.archivedSpan = span
      case .children: children = value
      }
    }
    let id = add(location, hasLevel: hasLevel)
    if let id, let (name, span) = parentName {
      let isFromTable = span.file == patchedTable
      pendingParents.append((PendingName(source: id, name: name, span: span), isFromTable: isFromTable))
    }
    if let children { decodeLocations(doc, children, parent: id ?? parent, tables: false) }
  }

  /// Adds a location unless its site code is taken; without a known level it is kept only as a name.
  func add(_ location: Location, hasLevel: Bool) -> LocationID? {
    // Every location has some level, also where none could be resolved and an error says so.
    if project.levels.isEmpty { project.levels.append(Level(key: .empty, name: .empty, span: location.span)) }
    let id = LocationID(project.locations.count)
    if let first = project.names.locations.declare(location.key, id) {
      reportDeclaredTwice(.location, location.key, location.span, first: project.locations[first].span)
      return nil
    }
    if !hasLevel { locationsWithoutLevel.insert(id) }
    project.locations.append(location)
    return id
  }

  private func resolveParents() {
    for (pending, isFromTable) in pendingParents {
      let parent =
        isFromTable ? locationIgnoringCase(pending.name, pending.span) : location(pending.name, pending.span)
      guard let parent else {
        locationsWithoutParent.insert(pending.source)
        continue
      }
      project.locations[pending.source].parent = parent
      project.locations[pending.source].parentSpan = pending.span
    }
  }

  private func breakLocationCycles() {
    var state = [UInt8](repeating: 0, count: project.locations.count)
    for start in project.locations.ids where state[start.index] == 0 {
      var path: [LocationID] = []
      var current: LocationID? = start
      while let location = current, state[location.index] == 0 {
        state[location.index] = 1
        path.append(location)
        current = project.locations[location].parent
      }
      if let back = current, state[back.index] == 1, let from = path.firstIndex(of: back) {
        reportLocationCycle(Array(path[from...]))
      }
      for location in path { state[location.index] = 2 }
    }
  }

  private func reportLocationCycle(_ cycle: [LocationID]) {
    guard let first = cycle.min() else { return }
    let start = cycle.firstIndex(of: first) ?? 0
    let names = (cycle[start...] + cycle[..<start] + [first]).map { project.locations[$0].key }
    report(
      Diagnostic(
        code: "ORG002", "the locations' parents form a cycle: " + shownCycle(names),
        at: .span(project.locations[first].span), help: ["remove the `parent` of the top location"]))
    project.locations[first].parent = nil
    locationsWithoutParent.formUnion(cycle)
  }

  /// HQ's own rules for the tree: each parent exactly at the parent level, and siblings with different names
  /// (semantics 7).
  private func checkTree() {
    let isAnyUnclear = !locationsWithoutLevel.isEmpty || !locationsWithoutParent.isEmpty
    for id in project.locations.ids {
      if isAnyUnclear, locationsWithoutLevel.contains(id) || locationsWithoutParent.contains(id) { continue }
      checkLevel(of: id)
    }
    checkSiblingNames()
  }

  private func checkLevel(of id: LocationID) {
    let location = project.locations[id]
    let level = project.levels[location.level]
    // Where a level's parent is unknown, or in a cycle, there is nothing to compare with.
    if level.parent == nil, level.parentSpan != nil { return }
    if let parent = location.parent {
      if locationsWithoutLevel.contains(parent) || level.parent == project.locations[parent].level { return }
    } else if level.parent == nil {
      return
    }
    reportLevel(of: location)
  }

  private func reportLevel(of location: Location) {
    let level = project.levels[location.level]
    let name = shown(location.key)
    let levelName = shown(level.key)
    var related = [RelatedPlace(.span(level.span), "its level")]
    let problem: String
    if let parent = location.parent {
      let above = project.locations[parent]
      let aboveLevel = shown(project.levels[above.level].key)
      problem = "`\(name)` of level `\(levelName)` is below `\(shown(above.key))` of level `\(aboveLevel)`"
      related.insert(RelatedPlace(.span(above.span), "its parent"), at: 0)
    } else {
      problem = "`\(name)` of level `\(levelName)` has no parent"
    }
    let cure =
      level.parent.map { parent in
        "a location of level `\(levelName)` stands below one of level `\(shown(project.levels[parent].key))`,"
          + " no level is skipped"
      }
      ?? "`\(levelName)` is a top level: move the location to the top, or correct its level"
    report(Diagnostic(code: "ORG003", problem, at: .span(location.levelSpan), related: related, help: [cure]))
  }

  private func checkSiblingNames() {
    struct Sibling: Hashable {
      let parent: LocationID?
      let name: Symbol
    }
    var first: [Sibling: LocationID] = [:]
    first.reserveCapacity(project.locations.count)
    for id in project.locations.ids where !locationsWithoutParent.contains(id) {
      let location = project.locations[id]
      let sibling = Sibling(parent: location.parent, name: location.name)
      guard let other = first[sibling] else {
        first[sibling] = id
        continue
      }
      report(
        Diagnostic(
          code: "ORG004", "two locations below one parent are called `\(shown(location.name))`",
          at: .span(location.nameSpan),
          related: [RelatedPlace(.span(project.locations[other].nameSpan), "the other one")],
          help: ["give one of them another name"]))
    }
  }

  /// Site codes must differ by more than case (semantics 7).
  private func checkSiteCodes() {
    for id in project.locations.ids {
      let location = project.locations[id]
      guard let other = locationsByLowercaseCode.declare(lowercased(location.key), id) else { continue }
      report(
        Diagnostic(
          code: "ORG005",
          "the site codes `\(shown(project.locations[other].key))` and `\(shown(location.key))` differ only in case",
          at: .span(location.span), related: [RelatedPlace(.span(project.locations[other].span), "the other one")],
          help: ["HQ matches site codes without regard to case: change one of them"]))
    }
  }

  /// The symbol of a text in lower case. Symbols, unlike Swift's strings, tell composed letters from decomposed ones.
  private func lowercased(_ symbol: Symbol) -> Symbol {
    let isLowercase = project.strings.withBytes(of: symbol) { bytes in
      bytes.allSatisfy { $0 < 0x80 && !(0x41...0x5A).contains($0) }
    }
    return isLowercase ? symbol : project.strings.intern(text(symbol).lowercased())
  }

  /// A site code as it is declared, if a text is one in another case of letters; otherwise the text.
  func locationKey(_ code: Symbol) -> Symbol {
    if project.names.locations[code] != nil { return code }
    let folded = project.strings.existing(Self.trimmed(text(code)).lowercased())
    return folded.flatMap { locationsByLowercaseCode[$0] }.map { project.locations[$0].key } ?? code
  }

  /// A location by its site code, to the letter or else without regard to case, as HQ's uploads match it.
  func locationIgnoringCase(_ code: Symbol, _ span: SourceSpan) -> LocationID? {
    if let id = project.names.locations[code] { return id }
    let folded = project.strings.existing(Self.trimmed(text(code)).lowercased())
    if let folded, let id = locationsByLowercaseCode[folded] { return id }
    return location(code, span)
  }
}
