import Diagnostics
import WorkbookReader

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// What HQ exported, or `generate` wrote: the sheets of the mobile workers workbook and of the organization workbook
/// (semantics 7), from workbooks or as CSV files.
public struct ExportedSetup: Sendable {
  /// What was named.
  public let path: String
  private var workers: (users: SheetTable, groups: SheetTable)?
  /// The sheet `types`, and those of the levels with the level's code.
  private(set) var organization: (types: SheetTable, levels: [SheetTable])?

  /// Reads an export; nil if the path is a project's, or is not there at all.
  public static func find(_ path: String) throws(SetupProblem) -> ExportedSetup? {
    guard let isFolder = FileKind.isFolder(path) else { return nil }
    var export = ExportedSetup(path: path)
    if !isFolder {
      if path.lowercased().hasSuffix(".csv") {
        throw SetupProblem([
          .noExport(path, "one sheet is not enough; name the folder with `users.csv` and `groups.csv`")
        ])
      }
      if path.lowercased().hasSuffix(".json") {
        throw SetupProblem([.noExport(path, "requests for HQ's API say what would be done, not what is there")])
      }
      guard path.lowercased().hasSuffix(".xlsx") || FileKind.isBinary(path) else { return nil }
      try export.readWorkbook(path)
      return export
    }
    let folder = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    if SetupFile.exists("\(folder)/project.yaml") { return nil }
    let names = FileKind.names(in: folder)
    let workbooks = names.filter { $0.lowercased().hasSuffix(".xlsx") && !$0.hasPrefix("~$") }
    for name in workbooks { try export.readWorkbook("\(folder)/\(name)") }
    if export.workers == nil, names.contains("users.csv"), names.contains("groups.csv") {
      export.workers = (
        try SheetTable(csv: "\(folder)/users.csv", title: "users"),
        try SheetTable(csv: "\(folder)/groups.csv", title: "groups")
      )
    }
    if export.organization == nil, SetupFile.exists("\(folder)/organization/types.csv") {
      try export.readLevels("\(folder)/organization")
    }
    if export.workers == nil, export.organization == nil {
      throw SetupProblem([
        .noExport(
          path, "the folder has no `project.yaml`, no .xlsx workbook, and not both `users.csv` and `groups.csv`")
      ])
    }
    return export
  }

  private init(path: String) { self.path = path }

  private mutating func readWorkbook(_ path: String) throws(SetupProblem) {
    do {
      let book = try WorkbookFile(path)
      if book.titles.contains("users") || book.titles.contains("groups") {
        if workers != nil { throw SetupProblem([.secondWorkbook(path, "mobile workers")]) }
        workers = (try Self.sheet("users", of: book), try Self.sheet("groups", of: book))
      } else if book.titles.contains("types") {
        if organization != nil { throw SetupProblem([.secondWorkbook(path, "organization")]) }
        let types = try Self.sheet("types", of: book)
        var levels: [SheetTable] = []
        for title in book.titles where title != "types" { levels.append(try Self.sheet(title, of: book)) }
        organization = (types, levels)
      } else {
        throw SetupProblem([.noSheet("users", book.titles, path)])
      }
    } catch let problem as WorkbookProblem {
      throw SetupProblem(problem.diagnostics)
    } catch let problem as SetupProblem {
      throw problem
    } catch {}
  }

  private static func sheet(_ title: String, of book: WorkbookFile) throws -> SheetTable {
    guard let sheet = try book.sheet(title) else { throw SetupProblem([.noSheet(title, book.titles, book.path)]) }
    return SheetTable(sheet, path: book.path)
  }

  private mutating func readLevels(_ folder: String) throws(SetupProblem) {
    let types = try SheetTable(csv: "\(folder)/types.csv", title: "types")
    var levels: [SheetTable] = []
    for name in FileKind.names(in: folder) where name.hasSuffix(".csv") && name != "types.csv" {
      levels.append(try SheetTable(csv: "\(folder)/\(name)", title: String(name.dropLast(4))))
    }
    organization = (types, levels)
  }

  // MARK: Sheets

  /// The sheets `users` and `groups`.
  func workerSheets() throws(SetupProblem) -> (users: SheetTable, groups: SheetTable) {
    if let workers { return workers }
    throw SetupProblem([
      Diagnostic(
        code: "SETUP010", "it has the organization only, and no groups: no sheet `users`, no sheet `groups`",
        at: .path(path),
        help: [
          "name the mobile workers workbook", "`caseload generate organization --diff` compares levels and locations",
        ])
    ])
  }

  /// The sheet `users`, if there is one.
  var users: SheetTable? { workers?.users }

  /// A username without the domain that HQ appends in some downloads.
  static func username(_ text: String) -> String {
    guard let at = text.firstIndex(of: "@"), text[at...].hasSuffix(".commcarehq.org") else { return text }
    return String(text[..<at])
  }
}

/// What is at a path.
enum FileKind {
  /// Whether it is a folder; nil if nothing is there.
  static func isFolder(_ path: String) -> Bool? {
    var status = stat()
    guard stat(path, &status) == 0 else { return nil }
    return status.st_mode & S_IFMT == S_IFDIR
  }

  /// Whether a regular file begins as workbooks do, new or old.
  static func isBinary(_ path: String) -> Bool {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { return false }
    defer { close(descriptor) }
    var head = [UInt8](repeating: 0, count: 4)
    _ = readBytes(descriptor, &head, head.count)
    return head == [0x50, 0x4B, 0x03, 0x04] || head == [0xD0, 0xCF, 0x11, 0xE0]
  }

  /// The names in a folder, sorted; at most some thousands.
  static func names(in folder: String) -> [String] {
    guard let stream = opendir(folder) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream), names.count < 10_000 {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if !name.hasPrefix(".") { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}

extension Diagnostic {
  static func secondWorkbook(_ path: String, _ kind: String) -> Diagnostic {
    Diagnostic(
      code: "SETUP013", "the folder has a second \(kind) workbook", at: .path(path),
      help: ["name the file that is meant"])
  }
}
