import Foundation
import Testing

/// Python's openpyxl, an independent reader of workbooks, with a validator of HQ's rules.
enum WorkbookJudge {
  /// The Python to use; nil if none has the module.
  static let python: String? = {
    let onPath = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/python3" }
    for candidate in onPath.prefix(100) + ["/usr/bin/python3"] {
      guard FileManager.default.isExecutableFile(atPath: String(candidate)) else { continue }
      if (try? run(String(candidate), ["-c", "import openpyxl"]))?.status == 0 { return String(candidate) }
    }
    return nil
  }()

  static var isRequired: Bool { !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty }

  /// Without the reader, the tests that need it are skipped; not so in continuous integration, where they fail.
  static let runs: any SuiteTrait = .enabled(
    if: python != nil || isRequired, "needs python3 with openpyxl (Debian package python3-openpyxl)")

  /// What is in a workbook, and the verdict in the last line.
  static func judge(_ kind: String, _ path: String) throws -> String {
    let python = try #require(python, "this test needs python3 with openpyxl (Debian package python3-openpyxl)")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Support/workbook.py")
    let result = try run(python, [script.path, kind, path])
    try #require(result.status == 0, "\(result.output)")
    return result.output
  }

  /// Writes a workbook of a kind that `makebook.py` knows.
  static func make(_ kind: String, _ path: String) throws {
    let python = try #require(python, "this test needs python3 with openpyxl (Debian package python3-openpyxl)")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Support/makebook.py")
    let result = try run(python, [script.path, kind, path])
    try #require(result.status == 0, "\(result.output)")
  }

  private static func run(_ program: String, _ arguments: [String]) throws -> (status: Int32, output: String) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    process.standardInput = FileHandle.nullDevice
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }
}
