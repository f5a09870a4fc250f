import Diagnostics
import YAMLSource

/// Rows of tables as the mappings that would say the same in YAML, for patches to change.
extension ProjectDecoder {
  /// The text of a cell and its place.
  func cellSymbol(_ row: Int, _ column: Int, _ table: SectionTable) -> (Symbol, SourceSpan) {
    let cell = table.csv.cell(row: row, column: column)
    return (symbol(cell, in: table), table.csv.span(of: cell))
  }

  /// The username of a row and its place.
  func username(_ row: Int, _ column: Int, _ table: SectionTable) -> (Symbol, SourceSpan) {
    let cell = table.csv.cell(row: row, column: column)
    return (usernameSymbol(cell, in: table), table.csv.span(of: cell))
  }

  /// Calls `body` with each cell of a row that is not empty.
  private func forEachCell<Meaning>(
    _ row: Int, _ columns: [(column: Int, meaning: Meaning, name: String)], _ table: SectionTable,
    _ body: (_ number: Int, Meaning, CSVTable.Cell, _ text: Symbol, SourceSpan) -> Void
  ) {
    for (number, column) in columns.prefix(table.presentColumns(inRow: row)).enumerated() {
      let cell = table.csv.cell(row: row, column: column.column)
      if cell.isEmpty { continue }
      body(number, column.meaning, cell, symbol(cell, in: table), table.csv.span(of: cell))
    }
  }

  private func add(
    _ key: some LanguageKey, _ cell: CSVTable.Cell, column: String, _ table: SectionTable, to mapping: inout RowMapping
  ) {
    guard let value = boolean(cell, in: table, column: column) else { return }
    mapping.add(key, .boolean(value, table.csv.span(of: cell)))
  }

  /// A group's row.
  func groupMapping(
    _ row: Int, _ columns: [(column: Int, meaning: GroupColumn, name: String)], _ table: SectionTable
  ) -> RowMapping {
    var mapping = RowMapping()
    forEachCell(row, columns, table) { number, meaning, cell, text, span in
      switch meaning {
      case .id: mapping.add(GroupKey.id, .text(text, span))
      case .sharing: add(GroupKey.caseSharing, cell, column: columns[number].name, table, to: &mapping)
      case .reporting: add(GroupKey.reporting, cell, column: columns[number].name, table, to: &mapping)
      case .name, .data, .ignored: break
      }
    }
    return mapping
  }

  /// A worker's row; groups, which HQ's files name as its screens do, by their keys.
  func workerMapping(
    _ row: Int, _ columns: [(column: Int, meaning: WorkerColumn, name: String)], _ dataKeys: [Symbol],
    _ groupsByName: [Symbol: GroupID], _ table: SectionTable
  ) -> RowMapping {
    var mapping = RowMapping()
    var groups: [(Symbol, SourceSpan)] = []
    var locations: [(Symbol, SourceSpan)] = []
    var data: [DataField] = []
    forEachCell(row, columns, table) { number, meaning, cell, text, span in
      switch meaning {
      case .name: mapping.add(WorkerKey.name, .text(text, span))
      case .id: mapping.add(WorkerKey.id, .text(text, span))
      case .role: mapping.add(WorkerKey.role, .text(text, span))
      case .active: add(WorkerKey.active, cell, column: columns[number].name, table, to: &mapping)
      case .group: groups.append((groupsByName[text].map { project.groups[$0].key } ?? text, span))
      case .location: locations.append((locationKey(text), span))
      case .data: data.append(DataField(key: dataKeys[number], value: text, span: span))
      case .username, .ignored: break
      }
    }
    if !groups.isEmpty { mapping.add(WorkerKey.groups, .list(groups)) }
    if !locations.isEmpty { mapping.add(WorkerKey.locations, .list(locations)) }
    if !data.isEmpty { mapping.add(WorkerKey.userData, .data(data)) }
    return mapping
  }

  /// A location's row.
  func locationMapping(
    _ row: Int, _ columns: [(column: Int, meaning: LocationColumn, name: String)], _ level: LevelID?,
    _ table: SectionTable
  ) -> RowMapping {
    var mapping = RowMapping()
    var hasLevel = false
    forEachCell(row, columns, table) { number, meaning, cell, text, span in
      switch meaning {
      case .id: mapping.add(LocationKey.id, .text(text, span))
      case .name: mapping.add(LocationKey.name, .text(text, span))
      case .parent: mapping.add(LocationKey.parent, .text(text, span))
      case .level:
        hasLevel = true
        mapping.add(LocationKey.level, .text(text, span))
      case .archived: add(LocationKey.archived, cell, column: columns[number].name, table, to: &mapping)
      case .code, .delete, .ignored: break
      }
    }
    if !hasLevel, let level { mapping.add(LocationKey.level, .text(project.levels[level].key, table.span)) }
    return mapping
  }

  /// A case's row. The owner stays as it is written: in a table it may be any HQ id.
  func caseMapping(
    _ row: Int, _ columns: [(column: Int, meaning: CaseColumn, name: String)], _ dataKeys: [Symbol],
    _ table: SectionTable
  ) -> RowMapping {
    var mapping = RowMapping()
    var index = RowMapping()
    var relationship: (Symbol, SourceSpan)?
    var hasOwner = false
    var data: [DataField] = []
    forEachCell(row, columns, table) { number, meaning, cell, text, span in
      switch meaning {
      case .type: mapping.add(CaseKey.caseType, .text(text, span))
      case .name: mapping.add(CaseKey.name, .text(text, span))
      case .owner:
        if !hasOwner { mapping.add(CaseKey.owner, .text(text, span)) }
        hasOwner = true
      case .closed: add(CaseKey.closed, cell, column: columns[number].name, table, to: &mapping)
      case .parent: index.add(CaseIndexKey.to, .text(text, span))
      case .relationship: relationship = (project.strings.intern(self.text(text).lowercased()), span)
      case .creator: mapping.add(CaseKey.createdBy, .text(text, span))
      case .data: data.append(DataField(key: dataKeys[number], value: text, span: span))
      case .key, .ignored: break
      }
    }
    if !index.fields.isEmpty {
      if let (word, span) = relationship { index.add(CaseIndexKey.relationship, .text(word, span)) }
      mapping.add(CaseKey.index, .object(index))
    }
    if !data.isEmpty { mapping.add(CaseKey.properties, .data(data)) }
    return mapping
  }
}
