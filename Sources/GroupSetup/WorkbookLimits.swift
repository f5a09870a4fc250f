import Diagnostics

/// What a workbook cannot hold: reported, never cut off.
public enum WorkbookLimits {
  static let rows = 1_048_576
  static let columns = 16_384
  static let cellLength = 32_767
  static let titleLength = 31

  /// Everything that does not fit.
  public static func problems(_ tables: [SetupTable], file: String) -> [Diagnostic] {
    var problems: [Diagnostic] = []
    func report(_ message: String, _ help: String) {
      var diagnostic = Diagnostic.limit(message, help: help)
      diagnostic.place = .path(file)
      // One of a kind says enough; a million rows may all have it.
      if problems.count < 20 { problems.append(diagnostic) }
    }
    problems = UploadProblems.find(tables, file: file)
    var titles: Set<String> = []
    for table in tables {
      if let reason = problem(withTitle: table.name) {
        report("the sheet title `\(table.name)` \(reason)", "give the level another code")
      }
      if !titles.insert(table.name.lowercased()).inserted {
        report("two sheets are called `\(table.name)`, capital letters aside", "give the level another code")
      }
      if table.rowCount + 1 > rows {
        report(
          "the sheet `\(table.name)` has \(table.rowCount + 1) rows; a sheet holds \(rows)",
          "generate parts by `--under`, or use `--format csv`")
      }
      if table.header.count > columns {
        report(
          "the sheet `\(table.name)` has \(table.header.count) columns; a sheet holds \(columns)",
          "somebody is in too many groups for a workbook; use `--format api-json`, or keep the organization for supervisors"
        )
      }
      for row in 0..<table.rowCount {
        for cell in table.row(row) {
          if cell.utf8.count > cellLength, cell.utf16.count > cellLength {
            report(
              "a cell of the sheet `\(table.name)` has \(cell.utf16.count) characters; a cell holds \(cellLength): `\(cell.prefix(40))…`",
              "shorten the name")
          }
          if cell.unicodeScalars.contains(where: {
            $0.value < 0x20 && $0 != "\n" && $0 != "\t" || $0.value & 0xFFFE == 0xFFFE
          }) {
            report("a cell of the sheet `\(table.name)` has a control character", "remove it from the name")
          }
        }
      }
    }
    return problems
  }

  private static func problem(withTitle title: String) -> String? {
    if title.isEmpty { return "is empty" }
    if title.utf16.count > titleLength { return "has \(title.utf16.count) characters; \(titleLength) are allowed" }
    if let character = title.first(where: { "[]:*?/\\".contains($0) }) {
      return "has a `\(character)`, which is not allowed"
    }
    if title.hasPrefix("'") || title.hasSuffix("'") { return "begins or ends with `'`, which is not allowed" }
    if title.lowercased() == "history" { return "is reserved" }
    return nil
  }
}
