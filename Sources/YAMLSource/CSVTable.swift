import Diagnostics

/// A table that was read from a CSV file, with the place of every cell.
///
/// Cells are places in the file's bytes, eight bytes each; a text is made only when somebody asks for it.
/// The dialect is that of RFC 4180 as spreadsheets write it; ``CSVReader`` has the details.
public struct CSVTable: Sendable {
  /// The file the table was read from.
  public let file: FileID
  /// The first record up to its first empty cell, where HQ stops reading headers.
  public internal(set) var header: [Cell] = []
  /// The file's bytes.
  private let bytes: [UInt8]
  /// The cells of all rows, one row after the other, none beyond the header.
  private var cells: [Cell] = []
  /// Where each row begins in `cells`.
  private var rowStarts: [UInt32] = []

  init(file: FileID, bytes: [UInt8]) {
    self.file = file
    self.bytes = bytes
  }

  /// The number of rows after the header; blank lines are none, rows of nothing but commas are.
  public var rowCount: Int { rowStarts.count }

  /// The cells of a row (counted from 0 after the header): as many as the header has, or fewer if the row is shorter.
  public func cells(inRow row: Int) -> ArraySlice<Cell> {
    cells[Int(rowStarts[row])..<(row + 1 < rowStarts.count ? Int(rowStarts[row + 1]) : cells.count)]
  }

  /// The cell of a row under a column of the header, both counted from 0. A cell that a short row lacks is empty and
  /// placed at the end of the row.
  public func cell(row: Int, column: Int) -> Cell {
    let present = cells(inRow: row)
    if column < present.count { return present[present.startIndex + column] }
    let end = present.last?.end ?? bytes.count
    let isQuoted = end < bytes.count && bytes[end] == CSVReader.quote
    return Cell(start: end + (isQuoted ? 1 : 0), length: 0)
  }

  /// Whether a row has nothing under any header. HQ stops reading a sheet at the first such row.
  public func isEmpty(row: Int) -> Bool {
    cells(inRow: row).allSatisfy(\.isEmpty)
  }

  /// Where a cell's text is, without the quotes around it.
  public func span(of cell: Cell) -> SourceSpan {
    SourceSpan(file: file, start: cell.start, length: cell.length)
  }

  /// A cell's text, doubled quotes made single; bytes that are not UTF-8 are replaced (and were reported).
  public func text(of cell: Cell) -> String {
    if cell.needsUnquoting { return String(decoding: unquoted(cell), as: UTF8.self) }
    return String(decoding: bytes[cell.start..<cell.end], as: UTF8.self)
  }

  /// Passes a cell's bytes to `body`, doubled quotes made single. Allocates only if there are such.
  public func withBytes<Result>(of cell: Cell, _ body: (Span<UInt8>) throws -> Result) rethrows -> Result {
    if cell.needsUnquoting { return try body(unquoted(cell).span) }
    return try body(bytes.span.extracting(cell.start..<cell.end))
  }

  private func unquoted(_ cell: Cell) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(cell.length)
    var i = cell.start
    while i < cell.end {
      result.append(bytes[i])
      i += bytes[i] == CSVReader.quote ? 2 : 1
    }
    return result
  }

  mutating func appendRow() { rowStarts.append(UInt32(clamping: cells.count)) }

  mutating func appendCell(_ cell: Cell) { cells.append(cell) }
}

extension CSVTable {
  /// One cell: the place of its text. Eight bytes.
  public struct Cell: Hashable, Sendable {
    private let startByte: UInt32
    /// The length; the highest bit says that quotes are doubled in the text.
    private let lengthAndFlag: UInt32

    private static let flag: UInt32 = 1 << 31

    init(start: Int, length: Int, needsUnquoting: Bool = false) {
      startByte = UInt32(clamping: start)
      lengthAndFlag = min(UInt32(clamping: length), Self.flag - 1) | (needsUnquoting ? Self.flag : 0)
    }

    /// Where the text begins, in bytes from the beginning of the file; after the opening quote of a quoted cell.
    public var start: Int { Int(startByte) }
    /// How many bytes of the file hold the text.
    public var length: Int { Int(lengthAndFlag & ~Self.flag) }
    /// The byte after the text.
    public var end: Int { start + length }
    public var isEmpty: Bool { length == 0 }
    /// Whether quotes are doubled in the text: then it is shorter than its place in the file.
    public var needsUnquoting: Bool { lengthAndFlag & Self.flag != 0 }
  }
}
