/// Lines of text for people, with columns that line up whatever characters are in them.
struct TextTable {
  private var rows: [(indent: Int, cells: [String])] = []

  /// Cells that are wider stand out of their column: one long name does not push everything else aside.
  private static let widestColumn = 100

  /// A row of cells; the last one is not padded. Texts are made safe to print.
  mutating func row(_ indent: Int, _ cells: String...) { rows.append((indent, cells.map(SafeText.escaped))) }

  /// The rows as lines, each column as wide as its widest cell up to a limit; columns of rows with one cell do not count.
  func lines() -> [String] {
    var widths: [Int] = []
    for row in rows where row.cells.count > 1 {
      for (column, cell) in row.cells.dropLast().enumerated() {
        let width = DisplayWidth.of(cell) + (column == 0 ? row.indent : 0)
        if column == widths.count { widths.append(0) }
        if width <= Self.widestColumn { widths[column] = max(widths[column], width) }
      }
    }
    return rows.map { row in
      var line = String(repeating: " ", count: row.indent)
      for (column, cell) in row.cells.enumerated() {
        line += cell
        guard column < row.cells.count - 1 else { break }
        let used = DisplayWidth.of(cell) + (column == 0 ? row.indent : 0)
        line += String(repeating: " ", count: max(0, widths[column] - used) + 2)
      }
      while line.last == " " { line.removeLast() }
      return line
    }
  }

  /// The lines as UTF-8, each with its end.
  var bytes: [UInt8] {
    var bytes: [UInt8] = []
    for line in lines() {
      bytes += Array(line.utf8)
      bytes.append(0x0A)
    }
    return bytes
  }
}

/// Words that the reports have in common.
enum Words {
  /// `1 user`, `2 users`, `2 cases`.
  static func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }

  /// Up to `limit` names, and how many more there are.
  static func sample(_ names: [String], limit: Int) -> String {
    guard names.count > limit else { return names.joined(separator: ", ") }
    return names.prefix(limit).joined(separator: ", ") + " and \(names.count - limit) more"
  }

  /// The names in the order of their bytes.
  static func sorted(_ names: some Sequence<String>) -> [String] {
    names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}
