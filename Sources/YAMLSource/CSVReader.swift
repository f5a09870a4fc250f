import Diagnostics

/// Reads a CSV file in one pass (RFC 4180, and what spreadsheets make of it):
///
/// - Commas separate cells; LF, CRLF and CR end a record, with or without one after the last. Blank lines are skipped.
/// - A cell that *begins* with a quote ends with one; commas and line breaks between are text, doubled quotes are one.
/// - Anywhere else a quote is text (`5" pipe`, also ` "x"` after a blank), as Excel and LibreOffice read it.
/// - Blanks belong to the cell. A UTF-8 byte order mark at the beginning does not.
/// - The first record is the header, up to its first empty cell; whatever stands below or right of that is ignored,
///   as HQ does. Where the header has no empty cell, a row that goes beyond it is an error.
struct CSVReader {
  static let quote = UInt8(ascii: "\"")
  private static let comma = UInt8(ascii: ",")
  private static let lineFeed = UInt8(ascii: "\n")
  private static let carriageReturn = UInt8(ascii: "\r")

  let bytes: [UInt8]
  let file: FileID
  var problems = CSVProblems()
  private var table: CSVTable
  private var at = 0
  private var hasHeader = false
  /// The header has an empty cell, so cells beyond it mean nothing.
  private var headerStopped = false

  init(_ bytes: [UInt8], file: FileID) {
    self.bytes = bytes
    self.file = file
    table = CSVTable(file: file, bytes: bytes)
  }

  mutating func read() -> (table: CSVTable, diagnostics: [Diagnostic]) {
    // Lengths have 31 bits, see CSVTable.Cell.
    if bytes.count > Int(Int32.max) {
      problems.add(.tooLarge(span(0, 0)))
    } else if bytes.starts(with: [0xFF, 0xFE]) || bytes.starts(with: [0xFE, 0xFF]) {
      problems.add(.utf16(span(0, 2)))
    } else {
      if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { at = 3 }
      while at < bytes.count {
        if !skipLineBreak() { readRecord() }
      }
    }
    return (table, problems.diagnostics(in: file))
  }

  private func span(_ start: Int, _ length: Int) -> SourceSpan { SourceSpan(file: file, start: start, length: length) }

  // MARK: Records

  private mutating func readRecord() {
    if hasHeader { table.appendRow() }
    var column = 0
    var firstBeyond: CSVTable.Cell?
    while true {
      let cell = readCell()
      if !hasHeader {
        if cell.isEmpty { headerStopped = true }
        if !headerStopped { table.header.append(cell) }
      } else if column < table.header.count {
        table.appendCell(cell)
      } else if !headerStopped, !cell.isEmpty, firstBeyond == nil {
        firstBeyond = cell
      }
      column += 1
      guard at < bytes.count, bytes[at] == Self.comma else { break }
      at += 1
    }
    hasHeader = true
    if let firstBeyond, let last = table.header.last {
      problems.add(
        .beyondHeader(
          table.span(of: firstBeyond), cells: column, header: table.header.count, lastHeader: table.span(of: last)))
    }
    _ = skipLineBreak()
  }

  private mutating func skipLineBreak() -> Bool {
    guard at < bytes.count, bytes[at] == Self.lineFeed || bytes[at] == Self.carriageReturn else { return false }
    let isPair = bytes[at] == Self.carriageReturn && at + 1 < bytes.count && bytes[at + 1] == Self.lineFeed
    at += isPair ? 2 : 1
    return true
  }

  // MARK: Cells: afterwards `at` is at a comma, a line break or the end

  private mutating func readCell() -> CSVTable.Cell {
    at < bytes.count && bytes[at] == Self.quote ? readQuoted() : readPlain()
  }

  private mutating func readPlain() -> CSVTable.Cell {
    let start = at
    while at < bytes.count {
      let byte = bytes[at]
      if byte == Self.comma || byte == Self.lineFeed || byte == Self.carriageReturn { break }
      skipText(byte)
    }
    return CSVTable.Cell(start: start, length: at - start)
  }

  private mutating func readQuoted() -> CSVTable.Cell {
    let opening = at
    let problemsBefore = problems.count
    var isDoubled = false
    at += 1
    while at < bytes.count {
      let byte = bytes[at]
      if byte != Self.quote {
        skipText(byte)
      } else if at + 1 < bytes.count, bytes[at + 1] == Self.quote {
        isDoubled = true
        at += 2
      } else {
        let cell = CSVTable.Cell(start: opening + 1, length: at - opening - 1, needsUnquoting: isDoubled)
        at += 1
        let rest = readPlain()
        if !rest.isEmpty { problems.add(.textAfterQuote(table.span(of: rest), opening: span(opening, 1))) }
        return cell
      }
    }
    // Never closed. To lose no more than this cell, read it once more as a plain one and go on from there. That
    // happens once at most: from here on quotes come in even numbers, and such a quoted cell always ends.
    problems.removeAll(after: problemsBefore)
    problems.add(.neverClosed(span(opening, 1)))
    at = opening + 1
    return readPlain()
  }

  /// Skips one character of text, or a run of bytes that are none.
  private mutating func skipText(_ byte: UInt8) {
    if byte < 0x80 {
      if byte == 0 { problems.add(.nul(span(at, 1))) }
      at += 1
      return
    }
    let length = Self.utf8Length(bytes, at: at)
    if length > 0 {
      at += length
      return
    }
    let start = at
    repeat { at += 1 } while at < bytes.count && bytes[at] >= 0x80 && Self.utf8Length(bytes, at: at) == 0
    problems.add(.notUTF8(span(start, at - start), first: byte))
  }
}

extension CSVTable {
  /// Reads a CSV file.
  ///
  /// Never fails: what cannot be read is reported, and the table has the rest. CSV001: quotes that do not match;
  /// CSV004: a row longer than the header; CSV007: not UTF-8 text; CSV008: a file over 2 GiB, which is not read. At
  /// most a hundred diagnostics, and then CSV009, which says how many there are besides.
  public static func read(_ bytes: [UInt8], file: FileID) -> (table: CSVTable, diagnostics: [Diagnostic]) {
    var reader = CSVReader(bytes, file: file)
    return reader.read()
  }
}
