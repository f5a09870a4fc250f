import Foundation

/// Runs the executable that was built with the tests.
enum Executable {
  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The build folder: the test bundle and the executable `caseload` are side by side in it.
  static let buildFolder: URL = {
    for argument in CommandLine.arguments {
      if let range = argument.range(of: ".xctest") {
        return URL(fileURLWithPath: String(argument[..<range.upperBound])).deletingLastPathComponent()
      }
    }
    return Bundle.main.bundleURL
  }()

  struct Result {
    let status: Int32
    let output: Data
    let errors: String

    var text: String { String(decoding: output, as: UTF8.self) }

    /// The output as a JSON object.
    func json() throws -> [String: Any] {
      try JSONSerialization.jsonObject(with: output) as? [String: Any] ?? [:]
    }
  }

  /// Runs `caseload` with arguments, in the root of the repository or another folder.
  static func run(
    _ arguments: [String], environment extra: [String: String] = [:], in folder: String? = nil,
    input: String? = nil
  ) throws -> Result {
    try run(
      program: buildFolder.appendingPathComponent("caseload"), arguments, environment: extra,
      in: folder.map { URL(fileURLWithPath: $0) } ?? root, input: input)
  }

  /// Runs a program with arguments in a folder.
  static func run(
    program: URL, _ arguments: [String], environment extra: [String: String] = [:], in folder: URL, input: String? = nil
  ) throws -> Result {
    let process = Process()
    process.executableURL = program
    process.arguments = arguments
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(extra) { $1 }
    process.standardInput = FileHandle.nullDevice
    var inputFile: URL?
    if let input {
      let file = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-\(UUID().uuidString)")
      try Data(input.utf8).write(to: file)
      process.standardInput = try FileHandle(forReadingFrom: file)
      inputFile = file
    }
    defer { if let inputFile { try? FileManager.default.removeItem(at: inputFile) } }
    let errorFile = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-\(UUID().uuidString)")
    _ = FileManager.default.createFile(atPath: errorFile.path, contents: nil)
    defer { try? FileManager.default.removeItem(at: errorFile) }
    let output = Pipe()
    process.standardOutput = output
    process.standardError = try FileHandle(forWritingTo: errorFile)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus, output: data, errors: try String(contentsOf: errorFile, encoding: .utf8))
  }
}

/// A folder for one test, removed when it ends.
final class TemporaryFolder {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  @discardableResult
  func write(_ text: String, to name: String = "project.yaml") throws -> String {
    let file = path + "/" + name
    try Data(text.utf8).write(to: URL(fileURLWithPath: file))
    return file
  }
}
