import Diagnostics
import YAMLSource

/// A CSV table that a section names: the file, its columns by HQ's headers, and where it was mentioned.
struct SectionTable {
  let csv: CSVTable
  /// The path to show.
  let path: String
  /// The level that the mention gives, for locations.
  let level: (Symbol, SourceSpan)?
  /// Where the configuration mentions the table.
  let span: SourceSpan

  /// How many columns can have a cell in a row: further ones would be looked for in vain, in every row.
  func presentColumns(inRow row: Int) -> Int { csv.cells(inRow: row).count }
}

extension ProjectDecoder {
  /// Calls `body` with each named entry of a section, and `readTable` for each table that it names.
  func forEachEntryOrTable(
    _ doc: YAMLDocument, _ node: YAMLNodeRef, _ kind: EntityKind, tables: Bool,
    readTable: (ProjectDecoder, SectionTable) -> Void,
    _ body: (ProjectDecoder, _ key: YAMLNodeRef, _ value: YAMLNodeRef) -> Void
  ) {
    doc.forEachEntry(of: node) { key, value in
      let symbol = doc.symbol(key)
      if tables, symbol == vocabulary.table {
        openTables(kind, doc, value, readTable)
        return
      }
      if symbol == .empty || doc.isNull(key) {
        report(.unusableName("", doc.span(key), kind))
      }
      guard expectMapping(symbol, doc, value) else { return }
      body(self, key, value)
    }
  }

  private func openTables(
    _ kind: EntityKind, _ doc: YAMLDocument, _ node: YAMLNodeRef, _ readTable: (ProjectDecoder, SectionTable) -> Void
  ) {
    let type = ValueType.oneOrMany(.either([.path, .object(.tableFile)]))
    guard !doc.isNull(node), expect(type, "table", doc, node) else { return }
    if doc.kind(node) != .sequence { return openTable(kind, doc, node, readTable) }
    doc.forEachElement(of: node) { element in
      guard expect(.either([.path, .object(.tableFile)]), "table", doc, element) else { return }
      openTable(kind, doc, element, readTable)
    }
  }

  private func openTable(
    _ kind: EntityKind, _ doc: YAMLDocument, _ node: YAMLNodeRef, _ readTable: (ProjectDecoder, SectionTable) -> Void
  ) {
    var file: (Symbol, SourceSpan)?
    var level: (Symbol, SourceSpan)?
    if doc.kind(node) == .mapping {
      forEachKey(vocabulary.tableFile, doc, node, owner: doc.span(node), ownerName: "the table") { _, key, _, value in
        switch key {
        case .file: file = (doc.symbol(value), doc.span(value))
        case .level: level = (doc.symbol(value), doc.span(value))
        }
      }
    } else {
      file = (doc.symbol(node), doc.span(node))
    }
    guard let file else { return }
    if project.strings.withBytes(of: file.0, { $0.count > FileReader.pathLimit }) {
      incompleteKinds.insert(kind)
      return report(.cannotRead(shown(file.0), "the path is too long", file.1))
    }
    let mention = project.sources[doc.span(node).file].path
    switch folder.resolve(text(file.0), mentionedIn: mention) {
    case .outside:
      incompleteKinds.insert(kind)
      report(.outsideFolder(shown(file.0), file.1))
    case .missing(let shown):
      incompleteKinds.insert(kind)
      report(.cannotRead(shown, "there is no such file", file.1))
    case .file(let real, let shown):
      guard tablesRead.insert([kind.rawValue, real]).inserted else {
        return report(
          Diagnostic(
            code: "PROJ008", "the table `\(shown)` is read already", at: .span(file.1),
            help: ["remove one of the two mentions"]))
      }
      do {
        let id = try tableFile(real, shown: shown)
        let (table, problems) = CSVTable.read(project.sources[id].bytes, file: id)
        for problem in problems { report(problem) }
        readTable(self, SectionTable(csv: table, path: shown, level: level, span: file.1))
      } catch {
        incompleteKinds.insert(kind)
        report(.cannotRead(shown, error.reason, file.1))
      }
    }
  }

  /// The number of a table's file, which is read unless it was before.
  private func tableFile(_ real: String, shown: String) throws(FileProblem) -> FileID {
    if let id = tableFiles[real] { return id }
    let bytes = try FileReader.read(real, limit: limits.fileSize, replacing: replacedFiles)
    let id = project.sources.add(SourceFile(path: shown, bytes: bytes))
    tableFiles[real] = id
    return id
  }

  /// The symbol of a cell's text.
  func symbol(_ cell: CSVTable.Cell, in table: SectionTable) -> Symbol {
    table.csv.withBytes(of: cell) { bytes in bytes.withUnsafeBufferPointer { project.strings.intern($0) } }
  }

  /// The columns of a table by what they mean; unknown, repeated and missing ones are reported.
  ///
  /// - Parameters:
  ///   - known: headers with their meaning; one that ends in a space takes a number, or nothing, after it.
  ///   - required: the meanings that must be there, with the header to name.
  func columns<Meaning: Hashable>(
    of table: SectionTable, known: [(header: String, meaning: Meaning)], required: [(meaning: Meaning, header: String)]
  ) -> [(column: Int, meaning: Meaning, name: String)] {
    var result: [(Int, Meaning, String)] = []
    var first: [String: SourceSpan] = [:]
    for (column, cell) in table.csv.header.enumerated() {
      let written = table.csv.text(of: cell)
      let span = table.csv.span(of: cell)
      let header = Self.trimmed(written)
      if let earlier = first[header.lowercased()] {
        report(
          Diagnostic(
            code: "CSV006", "the column `\(header)` is there twice", at: .span(span),
            related: [RelatedPlace(.span(earlier), "the first one")], help: ["remove one of the two"]))
        continue
      }
      first[header.lowercased()] = span
      if let match = known.first(where: { Self.header(header, is: $0.header) }) {
        result.append((column, match.meaning, header))
      } else {
        let words = known.map { $0.header.hasSuffix(" ") ? $0.header + "1" : $0.header }
        let nearest = Suggestion.nearest(to: header, among: words)
        // HQ would read a second column of a name as the first one.
        let isThere = nearest.map { near in table.csv.header.contains { table.csv.text(of: $0).lowercased() == near } }
        let meant = isThere == true ? nil : Suggestion.meant(by: header, among: words)
        report(
          Diagnostic(
            code: "CSV002", "unknown column `\(header)`", at: .span(span),
            notes: ["HQ refuses a whole file for an unknown header"],
            help: [
              nearest.map { "did you mean `\($0)`?" } ?? "remove the column; known are "
                + words.map { "`\($0)`" }.joined(separator: ", ")
            ]
          ).mended(by: meant.flatMap { edit(span, from: written, to: $0) }))
      }
    }
    for (meaning, header) in required where !result.contains(where: { $0.1 == meaning }) {
      report(
        Diagnostic(
          code: "CSV003", "the table has no column `\(header)`",
          at: .span(
            table.csv.header.first.map { table.csv.span(of: $0) }
              ?? SourceSpan(file: table.csv.file, start: 0, length: 0)),
          related: [RelatedPlace(.span(table.span), "the table is named here")], help: ["add the column `\(header)`"]))
    }
    return result
  }

  /// Whether a header is a known one: `group ` stands for `group`, `group 1`, `group 2`, …, and `data: ` for any field.
  private static func header(_ header: String, is known: String) -> Bool {
    let lowered = header.lowercased()
    if known == "data: " { return lowered.hasPrefix("data:") && lowered.utf8.count > 5 }
    guard known.hasSuffix(" ") else { return lowered == known.lowercased() }
    let stem = known.dropLast()
    guard lowered.hasPrefix(stem) else { return false }
    let rest = lowered.dropFirst(stem.count).drop { $0 == " " }
    return rest.allSatisfy { $0.isASCII && $0.isNumber }
  }

  static func trimmed(_ text: String) -> String {
    func isBlank(_ c: Character) -> Bool { c == " " || c == "\t" || c == "\u{A0}" }
    let head = text.drop(while: isBlank)
    guard let last = head.lastIndex(where: { !isBlank($0) }) else { return "" }
    return String(head[...last])
  }

  /// A cell that must be a boolean as HQ reads them; nil where it is empty or wrong.
  func boolean(_ cell: CSVTable.Cell, in table: SectionTable, column: String) -> Bool? {
    switch Self.trimmed(table.csv.text(of: cell)).lowercased() {
    case "": return nil
    case "yes", "true", "y", "1": return true
    case "no", "false", "n", "0": return false
    case let word:
      report(
        Diagnostic(
          code: "CSV005", "`\(column)` cannot be `\(word)`", at: .span(table.csv.span(of: cell)),
          help: ["write `yes` or `no`, `true` or `false`"]))
      return nil
    }
  }

  /// Reports a cell that must not be empty.
  func reportEmpty(_ cell: CSVTable.Cell, in table: SectionTable, column: String) {
    report(
      Diagnostic(
        code: "CSV005", "`\(column)` is empty", at: .span(table.csv.span(of: cell)),
        help: ["fill in the cell, or remove the row"]))
  }
}
