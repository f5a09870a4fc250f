import Diagnostics
import WorkbookReader
import YAMLSource

/// A sheet of an HQ workbook (semantics 7), from the workbook itself or saved as CSV: a header, and texts below it.
struct SheetTable: Sendable {
  let path: String
  let title: String
  let header: [String]
  let rowCount: Int
  /// The text of a cell, counted from 0, and what the cell is called.
  let text: @Sendable (_ row: Int, _ column: Int) -> String
  let name: @Sendable (_ row: Int, _ column: Int) -> String

  init(_ sheet: Sheet, path: String) {
    self.path = path
    title = sheet.title
    header = sheet.header
    rowCount = sheet.rowCount
    text = { sheet.text($0, $1) }
    name = { "cell \(sheet.name(ofRow: $0, $1)) of the sheet `\(sheet.title)`" }
  }

  /// Reads a CSV file; like a sheet's, its header ends at the first empty cell.
  init(csv path: String, title: String) throws(SetupProblem) {
    let bytes: [UInt8]
    do { bytes = try SetupFile.read(path) } catch {
      throw SetupProblem([.noExport(path, "the file cannot be read: \(error.reason)")])
    }
    let (table, diagnostics) = CSVTable.read(bytes, file: FileID(0))
    if !diagnostics.isEmpty {
      throw SetupProblem(
        diagnostics.map { diagnostic in
          var diagnostic = diagnostic
          diagnostic.place = .path(path)
          diagnostic.related = []
          return diagnostic
        })
    }
    self.path = path
    self.title = title
    let header = Array(table.header.map { table.text(of: $0) }.prefix { !$0.isEmpty })
    self.header = header
    rowCount = table.rowCount
    text = { table.text(of: table.cell(row: $0, column: $1)) }
    name = { "row \($0 + 2), column `\(header[$1])`" }
  }

  func isEmpty(row: Int) -> Bool { !header.indices.contains { !text(row, $0).isEmpty } }

  /// The column with a header; capital letters do not count.
  func column(_ title: String) -> Int? { header.firstIndex { $0.lowercased() == title } }

  func column(required title: String) throws(SetupProblem) -> Int {
    if let column = column(title) { return column }
    throw SetupProblem([.noColumn(title, self)])
  }

  /// The columns `group 1`, `group 2`, …; also `group` alone.
  func columns(numbered title: String) -> [Int] {
    header.indices.filter { column in
      let words = header[column].lowercased().split(separator: " ")
      return words.first == title[...] && words.count <= 2
    }
  }

  /// A cell with yes or no, as HQ reads it; an empty one means no.
  func flag(_ row: Int, _ column: Int) throws(SetupProblem) -> Bool {
    let word = text(row, column)
    switch word.lowercased() {
    case "yes", "true", "y": return true
    case "no", "false", "n", "": return false
    default:
      throw SetupProblem([
        .badCell(self, row, column, "has `\(word)`, which is neither yes nor no", help: "write `yes` or `no`")
      ])
    }
  }

  /// Headers that HQ does not know, and those that are there twice: either makes it refuse the whole file.
  ///
  /// - Parameters:
  ///   - known: in lower case; a name with a space or a colon at its end stands for all that begin with it.
  func headerProblems(known: [String]) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    var seen: [String: Int] = [:]
    for (column, title) in header.enumerated() {
      if let first = seen.updateValue(column, forKey: title.lowercased()) {
        problems.append(.headerTwice(self, title, (first, column)))
      }
      let word = title.lowercased()
      let isKnown = known.contains { name in
        name.hasSuffix(" ") || name.hasSuffix(":")
          ? word.hasPrefix(name) || word == name.dropLast() : word == name
      }
      if !isKnown { problems.append(.unknownHeader(self, title, known)) }
    }
    return problems
  }
}

extension Diagnostic {
  static func noColumn(_ name: String, _ table: SheetTable) -> Diagnostic {
    let hint = Suggestion.nearest(to: name, among: table.header).map { "; did you mean `\($0)` to be it?" } ?? ""
    return Diagnostic(
      code: "SETUP008", "the sheet `\(table.title)` has no column `\(name)`\(hint)", at: .path(table.path),
      notes: table.header.isEmpty
        ? ["its first row is empty"] : ["its columns are " + list(table.header)],
      help: ["keep the header that HQ's export has"])
  }

  static func noSheet(_ name: String, _ titles: [String], _ path: String) -> Diagnostic {
    let hint = titles.first { $0.lowercased() == name.lowercased() } ?? Suggestion.nearest(to: name, among: titles)
    return Diagnostic(
      code: "SETUP010",
      "there is no sheet `\(name)`\(hint.map { "; rename `\($0)` if it is meant to be it" } ?? "")", at: .path(path),
      notes: titles.isEmpty ? [] : ["its sheets are " + list(titles)],
      help: ["use the workbook as HQ exports it"])
  }

  static func unknownHeader(_ table: SheetTable, _ title: String, _ known: [String]) -> Diagnostic {
    let names = known.map { $0.hasSuffix(" ") ? $0 + "1" : $0 }
    let hint = Suggestion.nearest(to: title.lowercased(), among: names).map { "; did you mean `\($0)`?" } ?? ""
    return Diagnostic(
      code: "SETUP011", severity: .warning,
      "the sheet `\(table.title)` has the unknown column `\(title)`, which is not read\(hint)", at: .path(table.path),
      help: ["HQ refuses a file with a column that it does not know: rename the column, or remove it"])
  }

  static func headerTwice(_ table: SheetTable, _ title: String, _ columns: (Int, Int)) -> Diagnostic {
    Diagnostic(
      code: "SETUP011",
      "the sheet `\(table.title)` has the column `\(title)` twice: \(CellReference.column(columns.0)) and \(CellReference.column(columns.1))",
      at: .path(table.path), help: ["remove one of them"])
  }

  static func badCell(_ table: SheetTable, _ row: Int, _ column: Int, _ message: String, help: String) -> Diagnostic {
    Diagnostic(code: "SETUP012", "\(table.name(row, column)) \(message)", at: .path(table.path), help: [help])
  }

  static func noExport(_ path: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "SETUP013", "there is nothing to compare with: \(reason)", at: .path(path),
      help: ["name a project, a workbook that HQ exported, or a folder that `caseload generate` wrote"])
  }

  private static func list(_ names: [String]) -> String {
    let rest = names.count > 20 ? " and \(names.count - 20) more" : ""
    return names.prefix(20).map { "`\($0)`" }.joined(separator: ", ") + rest
  }
}
