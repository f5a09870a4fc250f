import Diagnostics

/// Why a workbook cannot be read: at least one diagnostic, about the file, with the sheet and the cell in words.
public struct WorkbookProblem: Error, Sendable {
  public var diagnostics: [Diagnostic]
}

extension WorkbookProblem {
  init(_ path: String, _ message: String, help: String) {
    diagnostics = [Diagnostic(code: "SETUP009", message, at: .path(path), help: [help])]
  }

  private static let downloadAgain = "download it again, or open it in a spreadsheet program and save it as .xlsx"

  static func unreadable(_ path: String, _ reason: String) -> WorkbookProblem {
    WorkbookProblem(path, "the file cannot be read: \(reason)", help: "name an .xlsx file that you may read")
  }

  static func noWorkbook(_ path: String) -> WorkbookProblem {
    WorkbookProblem(
      path, "it is not an xlsx workbook", help: "name a workbook as HQ exports it, or one saved as .xlsx")
  }

  static func damaged(_ path: String, _ what: String) -> WorkbookProblem {
    WorkbookProblem(path, "the workbook is damaged or cut off: \(what)", help: downloadAgain)
  }

  static func oldOrEncrypted(_ path: String) -> WorkbookProblem {
    WorkbookProblem(
      path, "it is a workbook with a password, or an old .xls file", help: "save it as .xlsx, without a password")
  }

  static func encrypted(_ path: String, part: String) -> WorkbookProblem {
    WorkbookProblem(path, "its part `\(part)` is encrypted", help: "save it as .xlsx, without a password")
  }

  static func otherFormat(_ path: String, _ format: String) -> WorkbookProblem {
    WorkbookProblem(path, "it is \(format), not an xlsx workbook", help: "save it as .xlsx")
  }

  static func tooLarge(_ path: String, _ what: String) -> WorkbookProblem {
    WorkbookProblem(
      path, "\(what), which is more than is read", help: "export a part of it, such as the workers of one location")
  }

  static func suspicious(_ path: String, part: String) -> WorkbookProblem {
    WorkbookProblem(
      path, "its part `\(part)` grows to more than \(WorkbookLimit.ratio) times its size, as workbooks do not",
      help: downloadAgain)
  }

  static func entities(_ path: String, part: String) -> WorkbookProblem {
    WorkbookProblem(
      path, "its part `\(part)` declares a document type, as workbooks do not", help: downloadAgain)
  }

  static func cell(_ path: String, _ sheet: String, _ cell: String, _ message: String, help: String) -> WorkbookProblem
  {
    WorkbookProblem(path, "cell \(cell) of the sheet `\(sheet)` \(message)", help: help)
  }
}

/// How much of a workbook is read: a file that is small on the disk must not fill the memory.
enum WorkbookLimit {
  /// Bytes of one part when expanded.
  static let partSize = 1 << 30
  /// How many times its compressed size a part may have, once it is larger than ``freeSize``.
  static let ratio = 200
  static let freeSize = 16 << 20
  /// Bytes of one tag or comment, which the parser keeps whole.
  static let tokenSize = 1 << 20
  static let depth = 64
  static let parts = 10_000
  static let rows = 1_048_576
  static let columns = 16_384
  /// Cells with something in them, in one sheet.
  static let cells = 20_000_000
  static let sharedStrings = 10_000_000
}
