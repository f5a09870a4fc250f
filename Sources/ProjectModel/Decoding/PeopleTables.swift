import Diagnostics
import YAMLSource

extension ProjectDecoder {
  enum GroupColumn: Hashable { case id, name, sharing, reporting, data, ignored }

  /// Groups with the headers of HQ's `groups` sheet (semantics 7); the name is also the key.
  func readGroupTable(_ table: SectionTable) {
    let columns = columns(
      of: table,
      known: [
        ("id", GroupColumn.id), ("group_id", .id), ("name", .name), ("case-sharing?", .sharing),
        ("case-sharing", .sharing),
        ("reporting?", .reporting), ("reporting", .reporting), ("data: ", .data), ("comment", .ignored),
        ("delete", .ignored),
      ],
      required: [(.name, "name")])
    guard let nameColumn = columns.first(where: { $0.meaning == .name })?.column else { return }
    let patched = patchedRows(.groups, table, key: { cellSymbol($0, nameColumn, table) }) { row in
      groupMapping(row, columns, table)
    }
    for row in 0..<table.csv.rowCount where !table.csv.isEmpty(row: row) {
      if decode(patched, row, of: table, { $0.decodeGroup($1, $2, $3) }) { continue }
      let nameCell = table.csv.cell(row: row, column: nameColumn)
      let name = symbol(nameCell, in: table)
      var group = Group(key: name, name: name, span: table.csv.span(of: nameCell))
      for (column, meaning, header) in columns.prefix(table.presentColumns(inRow: row)) {
        let cell = table.csv.cell(row: row, column: column)
        switch meaning {
        case .id where !cell.isEmpty:
          group.id = symbol(cell, in: table)
          declareID(group.id, table.csv.span(of: cell))
        case .sharing:
          group.caseSharing = boolean(cell, in: table, column: header) ?? false
          group.caseSharingSpan = table.csv.span(of: cell)
        case .reporting: group.reporting = boolean(cell, in: table, column: header) ?? true
        case .id, .name, .data, .ignored: break
        }
      }
      if nameCell.isEmpty {
        reportEmpty(nameCell, in: table, column: "name")
      } else {
        _ = add(group)
      }
    }
  }

  enum WorkerColumn: Hashable { case username, name, id, role, active, group, location, data, ignored }

  /// Mobile workers with the headers of HQ's `users` sheet (semantics 7).
  func readWorkerTable(_ table: SectionTable) {
    let ignored = [
      "password", "phone-number ", "email", "language", "user_profile", "uncategorized_data", "web_user",
      "remove_web_user", "send_confirmation_email", "is_account_confirmed", "deactivate_after",
      "registered_on (read only)",
      "last_submission (read only)", "last_sync (read only)", "user imeis (read only)", "domain", "delete",
      "assigned_domains", "last_login (read only)",
    ]
    let columns = columns(
      of: table,
      known: [
        ("username", WorkerColumn.username), ("name", .name), ("user_id", .id), ("role", .role), ("is_active", .active),
        ("group ", .group), ("location_code ", .location), ("data: ", .data),
      ] + ignored.map { ($0, .ignored) },
      required: [(.username, "username")])
    guard let usernameColumn = columns.first(where: { $0.meaning == .username })?.column else { return }
    let groupsByName = groupsByName()
    let dataKeys = columns.map { column in
      column.meaning == .data ? project.strings.intern(Self.trimmed(String(column.name.dropFirst(5)))) : .empty
    }
    let patched = patchedRows(.mobileWorkers, table, key: { username($0, usernameColumn, table) }) { row in
      workerMapping(row, columns, dataKeys, groupsByName, table)
    }
    for row in 0..<table.csv.rowCount where !table.csv.isEmpty(row: row) {
      if decode(patched, row, of: table, { $0.decodeWorker($1, $2, $3) }) { continue }
      let usernameCell = table.csv.cell(row: row, column: usernameColumn)
      var user = User(
        key: usernameSymbol(usernameCell, in: table), name: .empty, isWebUser: false, opensEveryApp: true,
        span: table.csv.span(of: usernameCell))
      if user.key == .empty { reportEmpty(usernameCell, in: table, column: "username") }
      var facts = UserFacts(id: UserID(project.users.count))
      for (number, (column, meaning, header)) in columns.prefix(table.presentColumns(inRow: row)).enumerated() {
        let cell = table.csv.cell(row: row, column: column)
        if cell.isEmpty { continue }
        let span = table.csv.span(of: cell)
        switch meaning {
        case .name: user.name = symbol(cell, in: table)
        case .id:
          user.id = symbol(cell, in: table)
          declareID(user.id, span)
        case .role: user.role = symbol(cell, in: table)
        case .active: user.isActive = boolean(cell, in: table, column: header) ?? true
        case .group: addGroup(symbol(cell, in: table), span, groupsByName, &facts)
        case .location: addLocation(symbol(cell, in: table), span, &facts)
        case .data: facts.data.append(DataField(key: dataKeys[number], value: symbol(cell, in: table), span: span))
        case .username, .ignored: break
        }
      }
      if user.name == .empty { user.name = user.key }
      if user.key != .empty { add(user, facts) }
    }
  }

  /// A username without the domain that HQ appends in some downloads.
  func usernameSymbol(_ cell: CSVTable.Cell, in table: SectionTable) -> Symbol {
    let whole = symbol(cell, in: table)
    let hasDomain = project.strings.withBytes(of: whole) { $0.contains(UInt8(ascii: "@")) }
    guard hasDomain, let at = text(whole).firstIndex(of: "@") else { return whole }
    return text(whole)[at...].hasSuffix(".commcarehq.org") ? project.strings.intern(String(text(whole)[..<at])) : whole
  }

  /// Groups by the name on HQ's screens, which is what the `group N` columns hold.
  private func groupsByName() -> [Symbol: GroupID] {
    var result: [Symbol: GroupID] = [:]
    result.reserveCapacity(project.groups.count)
    for id in project.groups.ids where result[project.groups[id].name] == nil { result[project.groups[id].name] = id }
    return result
  }

  private func addGroup(
    _ name: Symbol, _ span: SourceSpan, _ byName: [Symbol: GroupID], _ facts: inout UserFacts
  ) {
    guard let id = byName[name] ?? project.names.groups[name] else {
      reportUnknown(.group, name, span) { $0.groups.lazy.map(\.name) }
      return
    }
    add(id, name, span, to: &facts.groups)
  }

  /// Site codes are matched without regard to case in HQ's uploads (semantics 7).
  private func addLocation(_ code: Symbol, _ span: SourceSpan, _ facts: inout UserFacts) {
    guard let id = locationIgnoringCase(code, span) else { return }
    add(id, code, span, to: &facts.locations)
  }
}
