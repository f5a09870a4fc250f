/// A table for a sheet or a CSV file: rows are made when they are written.
public struct SetupTable: Sendable {
  /// The sheet's title; with `.csv` the file's name.
  public let name: String
  public let header: [String]
  public let rowCount: Int
  /// The cells of a row, counted from 0; empty ones at the end may be missing.
  public let row: @Sendable (Int) -> [String]

  init(_ name: String, _ header: [String], rowCount: Int, row: @escaping @Sendable (Int) -> [String]) {
    self.name = name
    self.header = header
    self.rowCount = rowCount
    self.row = row
  }

  /// As CSV (RFC 4180), UTF-8. Empty cells at the end of a row are left out: one worker in thousands of groups would
  /// otherwise make every row as long.
  public func csv() -> [UInt8] {
    var bytes: [UInt8] = []
    Self.append(header, to: &bytes)
    for index in 0..<rowCount {
      var cells = row(index)
      while cells.count > 1, cells.last == "" { cells.removeLast() }
      Self.append(cells, to: &bytes)
    }
    return bytes
  }

  private static func append(_ cells: [String], to bytes: inout [UInt8]) {
    for (index, cell) in cells.enumerated() {
      if index > 0 { bytes.append(UInt8(ascii: ",")) }
      let needsQuotes =
        cell.utf8.contains { [0x2C, 0x22, 0x0A, 0x0D].contains($0) } || cell.first == " " || cell.last == " "
      guard needsQuotes else {
        bytes.append(contentsOf: cell.utf8)
        continue
      }
      bytes.append(0x22)
      for byte in cell.utf8 {
        if byte == 0x22 { bytes.append(0x22) }
        bytes.append(byte)
      }
      bytes.append(0x22)
    }
    bytes.append(0x0D)
    bytes.append(0x0A)
  }

  /// Whether a spreadsheet that opens a CSV file would take a text for a formula.
  public static func looksLikeFormula(_ text: String) -> Bool {
    text.first.map { "=+-@\t\r".contains($0) } ?? false
  }
}
