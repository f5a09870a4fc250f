import Diagnostics
import YAMLSource

/// An xlsx workbook: its sheets as texts, as HQ's importer takes them (semantics 7).
///
/// The first row is the header, which ends at its first empty cell; what is beside or below an end is not read. Numbers
/// and booleans become texts; white space around a text does not count.
public final class WorkbookFile {
  public let path: String
  /// The titles of the sheets, in order.
  public let titles: [String]
  private let archive: ZipArchive
  private let parts: [String]
  private let stringsPart: String?
  private var shared: (symbols: [Symbol], table: StringTable)?

  /// Opens a workbook and reads the list of its sheets.
  public init(_ path: String) throws(WorkbookProblem) {
    self.path = path
    archive = try ZipArchive(path)
    let top = Relationships()
    if archive.has("_rels/.rels") { try XMLReading.read("_rels/.rels", of: archive, top) }
    let book = top.target(ofType: "officeDocument").map { Relationships.part($0, from: "") } ?? "xl/workbook.xml"
    guard archive.has(book), !book.hasSuffix(".bin") else {
      if book.hasSuffix(".bin") || archive.has("xl/workbook.bin") { throw .otherFormat(path, "an .xlsb workbook") }
      if archive.has("content.xml") { throw .otherFormat(path, "an OpenDocument file") }
      throw .noWorkbook(path)
    }
    let list = SheetList()
    try XMLReading.read(book, of: archive, list)
    guard !list.sheets.isEmpty else { throw .noWorkbook(path) }
    let slash = book.lastIndex(of: "/")
    let folder = slash.map { String(book[..<$0]) } ?? ""
    let file = slash.map { String(book[book.index(after: $0)...]) } ?? book
    let links = Relationships()
    let linksPart = (folder.isEmpty ? "" : folder + "/") + "_rels/\(file).rels"
    try XMLReading.read(linksPart, of: archive, links)
    titles = list.sheets.map(\.title)
    parts = list.sheets.map { sheet in links.target(ofID: sheet.id).map { Relationships.part($0, from: folder) } ?? "" }
    stringsPart = links.target(ofType: "sharedStrings").map { Relationships.part($0, from: folder) }
  }

  /// Reads a sheet by its title; nil if there is none of this title.
  public func sheet(_ title: String) throws(WorkbookProblem) -> Sheet? {
    guard let index = titles.firstIndex(of: title) else { return nil }
    guard !parts[index].isEmpty else { throw .damaged(path, "the sheet `\(title)` has no part") }
    let (symbols, table) = try sharedStrings()
    let reading = SheetReading(table, shared: symbols, path: path, title: title)
    try XMLReading.read(parts[index], of: archive, reading)
    return Sheet(title: title, cells: reading.cells, strings: reading.table)
  }

  private func sharedStrings() throws(WorkbookProblem) -> (symbols: [Symbol], table: StringTable) {
    if let shared { return shared }
    let reading = SharedStrings(StringTable(), path: path)
    if let stringsPart { try XMLReading.read(stringsPart, of: archive, reading) }
    shared = (reading.symbols, reading.table)
    return (reading.symbols, reading.table)
  }
}

/// A sheet that was read: a header, and the rows below it.
public struct Sheet: Sendable {
  public let title: String
  public let header: [String]
  private let cells: SheetCells
  private let strings: StringTable
  private let first: Int

  init(title: String, cells: SheetCells, strings: StringTable) {
    self.title = title
    self.cells = cells
    self.strings = strings
    var header: [String] = []
    // Rows without any text are not kept: the first one that is may be further down.
    let hasHeader = cells.rows.first?.number == 0
    if hasHeader {
      while header.count < WorkbookLimit.columns {
        let symbol = cells.text(0, header.count)
        if symbol == .empty { break }
        header.append(strings[symbol].trimmed)
      }
    }
    self.header = header
    first = hasHeader ? 1 : 0
  }

  public var rowCount: Int { cells.rows.count - first }

  /// The text of a cell; rows and columns count from 0, without the header.
  public func text(_ row: Int, _ column: Int) -> String { strings[cells.text(row + first, column)].trimmed }

  /// A cell as a spreadsheet names it, such as `C7`.
  public func name(ofRow row: Int, _ column: Int) -> String {
    "\(CellReference.column(column))\(cells.rows[row + first].number + 1)"
  }
}

extension String {
  /// Without white space at both ends.
  fileprivate var trimmed: String {
    var scalars = unicodeScalars[...]
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    guard scalars.count < unicodeScalars.count || scalars.first?.properties.isWhitespace == true else { return self }
    return String(scalars.drop { $0.properties.isWhitespace })
  }
}
