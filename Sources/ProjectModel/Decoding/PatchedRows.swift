import Diagnostics
import YAMLSource

/// A table's row as the mapping that would say the same in YAML.
struct RowMapping {
  /// A value, with the place of its cell.
  indirect enum Value {
    case text(Symbol, SourceSpan)
    case boolean(Bool, SourceSpan)
    case list([(Symbol, SourceSpan)])
    case data([DataField])
    case object(RowMapping)
  }

  private(set) var fields: [(key: String, value: Value)] = []

  mutating func add(_ key: some LanguageKey, _ value: Value) { fields.append((key.rawValue, value)) }
}

/// The rows of a table that patches change.
struct PatchedRows {
  /// The mapping of each changed row by its number; nil if it is removed.
  fileprivate(set) var rows: [Int: YAMLPatcher.Entry?] = [:]
  /// The document of the nodes.
  fileprivate(set) var document: YAMLDocument?
}

/// What patches say of entries that no document declares, for the decoder.
struct RowPatches {
  /// Has the patches' nodes, and those of the rows that they change.
  private(set) var merge: YAMLPatcher
  let pending: [TableSection: PendingRows]
  /// The names that were met in a table.
  private var met: [TableSection: Set<Symbol>] = [:]

  init(merge: YAMLPatcher, pending: [TableSection: PendingRows]) {
    self.merge = merge
    self.pending = pending
  }

  /// What patches say of a row's name.
  func patches(_ section: TableSection, _ name: Symbol) -> [YAMLPatcher.Entry]? { pending[section]?.patches[name] }

  /// Merges a row with what patches say of its name; nil if they remove it.
  mutating func merge(
    _ section: TableSection, _ name: (Symbol, SourceSpan), _ mapping: RowMapping, strings: inout StringTable
  ) -> YAMLPatcher.Entry? {
    met[section, default: []].insert(name.0)
    let key = merge.addScalar(name.0, name.1, isPlain: false)
    return merged(patches(section, name.0) ?? [], (key, add(mapping, name.1, &strings)))
  }

  /// The entries that patches declare, but no table.
  mutating func newEntries(_ section: TableSection) -> [YAMLPatcher.Entry] {
    guard let pending = pending[section] else { return [] }
    let names = pending.names.filter { met[section]?.contains($0) != true }
    return names.compactMap { merged(pending.patches[$0] ?? [], nil) }
  }

  private mutating func merged(_ patches: [YAMLPatcher.Entry], _ entry: YAMLPatcher.Entry?) -> YAMLPatcher.Entry? {
    var entry = entry
    for (key, value) in patches {
      entry = merge.nodes.isNull(value) ? nil : (entry?.key ?? key, merge.merge(value, into: entry?.value))
    }
    return entry
  }

  private mutating func add(_ mapping: RowMapping, _ span: SourceSpan, _ strings: inout StringTable) -> YAMLNodeRef {
    var entries: [YAMLPatcher.Entry] = []
    for (key, value) in mapping.fields {
      let node = add(value, span, &strings)
      entries.append((merge.addScalar(strings.intern(key), merge.nodes.span(node), isPlain: false), node))
    }
    return merge.addMapping(entries, span)
  }

  private mutating func add(
    _ value: RowMapping.Value, _ span: SourceSpan, _ strings: inout StringTable
  ) -> YAMLNodeRef {
    switch value {
    case .text(let symbol, let span): return merge.addScalar(symbol, span, isPlain: false)
    case .boolean(let value, let span):
      return merge.addScalar(strings.intern(value ? "true" : "false"), span, isPlain: true)
    case .list(let elements):
      let nodes = elements.map { merge.addScalar($0.0, $0.1, isPlain: false) }
      return merge.addSequence(nodes, elements.first?.1 ?? span)
    case .data(let fields):
      var entries: [YAMLPatcher.Entry] = []
      for field in fields {
        let key = merge.addScalar(field.key, field.span, isPlain: false)
        entries.append((key, merge.addScalar(field.value, field.span, isPlain: false)))
      }
      return merge.addMapping(entries, fields.first?.span ?? span)
    case .object(let object): return add(object, span, &strings)
    }
  }
}

extension ProjectDecoder {
  /// Finds and merges the rows of a table that patches change; nothing, and no work, without patches.
  ///
  /// - Parameters:
  ///   - key: the name that a row declares, and its cell.
  ///   - mapping: all that a row says but its name.
  func patchedRows(
    _ section: TableSection, _ table: SectionTable, key: (Int) -> (Symbol, SourceSpan), mapping: (Int) -> RowMapping
  ) -> PatchedRows {
    var result = PatchedRows()
    guard rowPatches?.pending[section] != nil else { return result }
    for row in 0..<table.csv.rowCount where !table.csv.isEmpty(row: row) {
      let name = key(row)
      guard rowPatches?.patches(section, name.0) != nil else { continue }
      result.rows[row] = .some(rowPatches?.merge(section, name, mapping(row), strings: &project.strings))
    }
    if !result.rows.isEmpty { result.document = rowPatches?.merge.nodes }
    return result
  }

  /// Decodes a row that is changed, if it is; says whether it has dealt with the row.
  func decode(
    _ patched: PatchedRows, _ row: Int, of table: SectionTable,
    _ body: (ProjectDecoder, YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef) -> Void
  ) -> Bool {
    guard let document = patched.document, let entry = patched.rows[row] else { return false }
    patchedTable = table.csv.file
    defer { patchedTable = nil }
    if let (key, node) = entry, expectMapping(document.symbol(key), document, node) { body(self, document, key, node) }
    return true
  }

  /// Decodes the entries that patches add to a section with tables, when all its tables have been read.
  func forEachAddedEntry(
    _ section: TableSection, _ kind: EntityKind,
    _ body: (ProjectDecoder, YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef) -> Void
  ) {
    guard let added = rowPatches?.newEntries(section), !added.isEmpty, let document = rowPatches?.merge.nodes else {
      return
    }
    for (key, node) in added {
      if document.symbol(key) == .empty { report(.unusableName("", document.span(key), kind)) }
      if expectMapping(document.symbol(key), document, node) { body(self, document, key, node) }
    }
  }
}
