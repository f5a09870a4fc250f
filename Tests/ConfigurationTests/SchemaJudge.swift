import Foundation
import ProjectModel
import Reporting
import Testing

/// Python's `jsonschema`, asked whether the schema accepts files.
struct SchemaJudge {
  /// A YAML file, and as what it is judged.
  struct File: Hashable, Sendable {
    let path: String
    let root: ConfigurationSchema.Root
  }

  enum Verdict: Equatable, Sendable {
    case accepted
    case rejected(String)
    /// No YAML, as the judge's own parser sees it.
    case unreadable(String)
  }

  /// The Python to use; nil if none has the two modules.
  static let python: String? = {
    let onPath = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":").map { $0 + "/python3" }
    for candidate in onPath.prefix(1_000) + ["/usr/bin/python3"] {
      guard FileManager.default.isExecutableFile(atPath: String(candidate)) else { continue }
      let test = try? run(String(candidate), ["-c", "import jsonschema.validators, yaml"], input: "")
      if test?.status == 0 { return String(candidate) }
    }
    return nil
  }()

  static let packages = "python3 with jsonschema and yaml (Debian packages python3-jsonschema and python3-yaml)"

  /// Where the tests of the schema must not be skipped.
  static var isRequired: Bool { !(ProcessInfo.processInfo.environment["CI"] ?? "").isEmpty }

  /// Without the judge, the tests that need it are skipped; not so in continuous integration, where they fail.
  static let runs: any SuiteTrait = .enabled(if: python != nil || isRequired, "needs \(packages)")

  /// The verdicts on files, in their order.
  static func judge(_ files: [File]) throws -> [Verdict] {
    let python = try #require(python, "this test needs \(packages)")
    let folder = try TemporaryFolder()
    try folder.write(ConfigurationSchema.bytes(for: .project), to: "project.json")
    try folder.write(ConfigurationSchema.bytes(for: .included), to: "included.json")
    let script = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Support/judge.py")
    let input = files.map { "\($0.root == .project ? "project" : "included") \($0.path)\n" }.joined()
    let result = try run(python, [script.path, folder.path], input: input)
    let lines = result.output.split(separator: "\n").map(String.init)
    try #require(result.status == 0 && lines.count == files.count, "the judge failed: \(result.errors)")
    return try lines.map { line in
      let parts = line.split(separator: " ", maxSplits: 1).map(String.init)
      switch parts.first {
      case "accepted": return .accepted
      case "rejected": return .rejected(parts.last ?? "")
      case "unreadable": return .unreadable(parts.last ?? "")
      default:
        Issue.record("the judge says `\(line)`")
        throw CancellationError()
      }
    }
  }

  private static func run(
    _ program: String, _ arguments: [String], input: String
  ) throws -> (status: Int32, output: String, errors: String) {
    // Files instead of pipes: nothing can block, however much is said.
    let folder = try TemporaryFolder()
    try folder.write(Array(input.utf8), to: "input")
    try folder.write([], to: "output")
    try folder.write([], to: "errors")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: program)
    process.arguments = arguments
    process.standardInput = try FileHandle(forReadingFrom: folder.url("input"))
    process.standardOutput = try FileHandle(forWritingTo: folder.url("output"))
    process.standardError = try FileHandle(forWritingTo: folder.url("errors"))
    try process.run()
    process.waitUntilExit()
    return (
      process.terminationStatus, try String(contentsOf: folder.url("output"), encoding: .utf8),
      try String(contentsOf: folder.url("errors"), encoding: .utf8)
    )
  }
}
