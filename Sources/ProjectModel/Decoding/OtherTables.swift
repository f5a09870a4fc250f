import Diagnostics
import YAMLSource

extension ProjectDecoder {
  enum LocationColumn: Hashable { case id, code, name, parent, level, archived, delete, ignored }

  /// Locations with the headers of one level's sheet of HQ's organization workbook (semantics 7).
  func readLocationTable(_ table: SectionTable) {
    let columns = columns(
      of: table,
      known: [
        ("location_id", LocationColumn.id), ("site_code", .code), ("name", .name), ("parent_site_code", .parent),
        ("parent_code", .parent), ("level", .level), ("location_type", .level), ("archived", .archived),
        ("external_id", .ignored), ("latitude", .ignored), ("longitude", .ignored), ("delete(y/n)", .delete),
        ("do_delete", .delete), ("data: ", .ignored),
      ],
      required: [(.code, "site_code")])
    guard let codeColumn = columns.first(where: { $0.meaning == .code })?.column else { return }
    let hasLevelColumn = columns.contains { $0.meaning == .level }
    var commonLevel: LevelID?
    if let (name, span) = table.level {
      commonLevel = level(name, span)
      if commonLevel == nil { return }
    } else if !hasLevelColumn {
      let stem = project.strings.intern(ProjectFolder.stem(of: table.path))
      commonLevel = project.names.levels[stem]
      if commonLevel == nil {
        report(
          Diagnostic(
            code: "CSV003", "nothing says which level the locations of `\(table.path)` have", at: .span(table.span),
            help: [
              "name the file after the level, write `{file: \(table.path), level: LEVEL}`, or add a column `level`"
            ]))
        return
      }
    }
    let delete = columns.first { $0.meaning == .delete }
    let patched = patchedRows(.locations, table, key: { cellSymbol($0, codeColumn, table) }) { row in
      locationMapping(row, columns, commonLevel, table)
    }
    for row in 0..<table.csv.rowCount where !table.csv.isEmpty(row: row) {
      // A row that the upload would delete declares nothing.
      if let delete, boolean(table.csv.cell(row: row, column: delete.column), in: table, column: delete.name) == true {
        continue
      }
      if decode(patched, row, of: table, { $0.decodeLocation($1, $2, $3, parent: nil) }) { continue }
      readLocation(table, row, codeColumn, columns, commonLevel)
    }
  }

  private func readLocation(
    _ table: SectionTable, _ row: Int, _ codeColumn: Int,
    _ columns: [(column: Int, meaning: LocationColumn, name: String)], _ commonLevel: LevelID?
  ) {
    let codeCell = table.csv.cell(row: row, column: codeColumn)
    if codeCell.isEmpty { reportEmpty(codeCell, in: table, column: "site_code") }
    let code = symbol(codeCell, in: table)
    let codeSpan = table.csv.span(of: codeCell)
    var location = Location(
      key: code, name: code, level: commonLevel ?? LevelID(0), span: codeSpan, nameSpan: codeSpan, levelSpan: codeSpan)
    var hasLevel = commonLevel != nil
    var parent: (Symbol, SourceSpan)?
    for (column, meaning, header) in columns.prefix(table.presentColumns(inRow: row)) {
      let cell = table.csv.cell(row: row, column: column)
      if cell.isEmpty { continue }
      let span = table.csv.span(of: cell)
      switch meaning {
      case .id:
        location.id = symbol(cell, in: table)
        declareID(location.id, span)
      case .name:
        location.name = symbol(cell, in: table)
        location.nameSpan = span
      case .parent: parent = (symbol(cell, in: table), span)
      case .level:
        location.levelSpan = span
        if let level = level(symbol(cell, in: table), span) {
          location.level = level
          hasLevel = true
        }
      case .archived:
        location.isArchived = boolean(cell, in: table, column: header) ?? false
        location.archivedSpan = span
      case .code, .delete, .ignored: break
      }
    }
    guard location.key != .empty else { return }
    if let id = add(location, hasLevel: hasLevel), let (name, span) = parent {
      pendingParents.append((PendingName(source: id, name: name, span: span), isFromTable: true))
    }
  }

  enum CaseColumn: Hashable {
    case key, type, name, owner, closed, parent, relationship, creator, data, ignored
  }

  /// Cases, as case exports have them.
  func readCaseTable(_ table: SectionTable) {
    let columns = columns(
      of: table,
      known: [
        ("case_id", CaseColumn.key), ("caseid", .key), ("case_type", .type), ("type", .type), ("name", .name),
        ("case_name", .name), ("owner", .owner), ("owner_id", .owner), ("closed", .closed), ("parent_id", .parent),
        ("parent_relationship", .relationship), ("created_by", .creator), ("data: ", .data), ("owner_name", .ignored),
        ("parent_type", .ignored), ("opened_date", .ignored), ("closed_date", .ignored), ("last_modified", .ignored),
        ("external_id", .ignored), ("status", .ignored), ("number", .ignored),
      ],
      required: [(.key, "case_id"), (.type, "case_type")])
    guard let keyColumn = columns.first(where: { $0.meaning == .key })?.column,
      let typeColumn = columns.first(where: { $0.meaning == .type })
    else { return }
    let dataKeys = columns.map { column in
      column.meaning == .data ? project.strings.intern(Self.trimmed(String(column.name.dropFirst(5)))) : .empty
    }
    let owners = ownersByID()
    let patched = patchedRows(.cases, table, key: { cellSymbol($0, keyColumn, table) }) { row in
      caseMapping(row, columns, dataKeys, table)
    }
    for row in 0..<table.csv.rowCount where !table.csv.isEmpty(row: row) {
      if decode(patched, row, of: table, { $0.decodeCase($1, $2, $3) }) { continue }
      let typeCell = table.csv.cell(row: row, column: typeColumn.column)
      if typeCell.isEmpty { reportEmpty(typeCell, in: table, column: typeColumn.name) }
      readCase(table, row, keyColumn, columns, dataKeys, owners)
    }
  }

  private func readCase(
    _ table: SectionTable, _ row: Int, _ keyColumn: Int, _ columns: [(column: Int, meaning: CaseColumn, name: String)],
    _ dataKeys: [Symbol], _ owners: [Symbol: OwnerReference]
  ) {
    let keyCell = table.csv.cell(row: row, column: keyColumn)
    if keyCell.isEmpty { reportEmpty(keyCell, in: table, column: "case_id") }
    let key = symbol(keyCell, in: table)
    let keySpan = table.csv.span(of: keyCell)
    var declared = DeclaredCase(
      key: key, name: key, id: key, caseType: CaseTypeID(0), owner: .unowned, span: keySpan, ownerSpan: keySpan)
    var hasOwner = false
    var index: (Symbol, SourceSpan)?
    var relationship = DeclaredIndex.Relationship.child
    var properties: [DataField] = []
    for (number, (column, meaning, header)) in columns.prefix(table.presentColumns(inRow: row)).enumerated() {
      let cell = table.csv.cell(row: row, column: column)
      if cell.isEmpty { continue }
      let span = table.csv.span(of: cell)
      let symbol = symbol(cell, in: table)
      switch meaning {
      case .type:
        if let type = project.names.caseTypes[symbol] {
          declared.caseType = type
        } else {
          reportUnknown(.caseType, symbol, span) { $0.caseTypes.lazy.map(\.key) }
        }
      case .name: declared.name = symbol
      case .owner:
        if hasOwner { break }
        hasOwner = true
        declared.ownerSpan = span
        declared.owner = tableOwner(symbol, span, owners)
      case .closed: declared.isClosed = boolean(cell, in: table, column: header) ?? false
      case .parent: index = (symbol, span)
      case .relationship:
        switch text(symbol).lowercased() {
        case "child": relationship = .child
        case "extension": relationship = .extension
        default: reportUnknownWord(symbol, key: header, span, known: RelationshipWord.choices.map(\.word))
        }
      case .creator: declared.createdBy = user(symbol, span)
      case .data: properties.append(DataField(key: dataKeys[number], value: symbol, span: span))
      case .key, .ignored: break
      }
    }
    guard declared.key != .empty else { return }
    if !hasOwner {
      if let creator = declared.createdBy {
        declared.owner = .reference(.user(creator))
      } else {
        report(
          Diagnostic(
            code: "PROJ003", "the case `\(shown(declared.key))` has no owner", at: .span(declared.span),
            help: ["fill in `owner_id`, `owner` or `created_by`"]))
      }
    }
    let indices = index.map { [PendingIndex(target: $0.0, relationship: relationship, span: $0.1)] } ?? []
    add(declared, indices: indices, properties: properties)
  }

  /// `kind:name`, `-`, or an HQ id. An id that nothing has is kept: HQ accepts any text, and nobody sees such a case
  /// (semantics 3.9).
  func tableOwner(_ symbol: Symbol, _ span: SourceSpan, _ owners: [Symbol: OwnerReference]) -> CaseOwner {
    if symbol == vocabulary.unowned || symbol == vocabulary.dash { return .unowned }
    if let owner = owners[symbol] { return .reference(owner) }
    if let (kind, _) = split(symbol), ["user", "group", "location"].contains(kind) {
      return ownerReference(symbol, span, words: []).map { .reference($0) } ?? .text(symbol)
    }
    return .text(symbol)
  }

  func ownersByID() -> [Symbol: OwnerReference] {
    var owners: [Symbol: OwnerReference] = [:]
    for id in project.users.ids where project.users[id].id != .empty { owners[project.users[id].id] = .user(id) }
    for id in project.groups.ids where project.groups[id].id != .empty { owners[project.groups[id].id] = .group(id) }
    for id in project.locations.ids where project.locations[id].id != .empty {
      owners[project.locations[id].id] = .location(id)
    }
    return owners
  }
}
