import CXLSXWriter
import Diagnostics

/// Writes tables as an xlsx workbook, the same to the byte on every run.
public enum Workbook {
  /// 2000-01-01T00:00:00Z, the creation time of every workbook.
  private static let created = 946_684_800

  /// Writes a workbook, one sheet for each table; every cell is text, whatever it begins with.
  ///
  /// - Parameter tables: checked by ``WorkbookLimits/problems(_:file:)``.
  public static func write(_ tables: [SetupTable], to path: String, replacing: Bool) throws(SetupFileProblem) {
    try SetupFile.place(at: path, replacing: replacing) { temporary throws(SetupFileProblem) in
      if let reason = fill(tables, temporary) { throw SetupFileProblem(path: path, reason: reason) }
    }
  }

  /// - Returns: why it could not be written, or nil.
  private static func fill(_ tables: [SetupTable], _ path: String) -> String? {
    var options = lxw_workbook_options(constant_memory: 1, tmpdir: nil, use_zip64: 0)
    guard let workbook = workbook_new_opt(path, &options) else { return "there is no memory" }
    var properties = lxw_doc_properties()
    properties.created = created
    workbook_set_properties(workbook, &properties)
    let asText = workbook_add_format(workbook)
    format_set_num_format_index(asText, 49)
    for table in tables {
      guard let sheet = workbook_add_worksheet(workbook, table.name) else {
        _ = workbook_close(workbook)
        return "the sheet `\(table.name)` cannot be made"
      }
      write(table.header, row: 0, sheet, nil)
      for row in 0..<table.rowCount { write(table.row(row), row: row + 1, sheet, asText) }
    }
    let code = workbook_close(workbook)
    return code == LXW_NO_ERROR ? nil : String(cString: lxw_strerror(code))
  }

  private static func write(
    _ cells: [String], row: Int, _ sheet: UnsafeMutablePointer<lxw_worksheet>,
    _ format: UnsafeMutablePointer<lxw_format>?
  ) {
    for (column, cell) in cells.enumerated() where !cell.isEmpty {
      worksheet_write_string(sheet, lxw_row_t(row), lxw_col_t(column), cell, format)
    }
  }
}
