import Foundation
import Testing

/// Runs every command that the manual shows and compares what it prints with what the manual says it prints.
@Suite struct ManualTests {
  static let recordCommand = "CASELOAD_RECORD=1 swift test --filter ManualTests"

  static let root = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  /// The pages of the manual as paths from the root, sorted.
  static let pages: [String] = {
    func entries(_ folder: String) -> [String] {
      (try? FileManager.default.contentsOfDirectory(atPath: root.appendingPathComponent(folder).path)) ?? []
    }
    let documentation = entries("Documentation").filter { $0.hasSuffix(".md") }.map { "Documentation/" + $0 }
    let examples = entries("examples").map { "examples/\($0)/README.md" }
    return (["README.md"] + documentation + examples)
      .filter { FileManager.default.fileExists(atPath: root.appendingPathComponent($0).path) }
      .sorted()
  }()

  /// The build folder: the test bundle and the executable `caseload` are side by side in it.
  static let buildFolder: URL = {
    // On macOS a helper runs the bundle and names it in an argument; elsewhere the bundle is the program itself.
    for argument in CommandLine.arguments {
      if let range = argument.range(of: ".xctest") {
        return URL(fileURLWithPath: String(argument[..<range.upperBound])).deletingLastPathComponent()
      }
    }
    return Bundle.main.bundleURL
  }()

  @Test func `there are pages with commands`() throws {
    #expect(Self.pages.count { $0.hasPrefix("examples/") } >= 5)
    #expect(FileManager.default.isExecutableFile(atPath: Self.buildFolder.appendingPathComponent("caseload").path))
  }

  @Test(.timeLimit(.minutes(5)), arguments: pages)
  func `the manual shows what the commands print`(path: String) throws {
    let url = Self.root.appendingPathComponent(path)
    let page = ManualPage(markdown: try String(contentsOf: url, encoding: .utf8))
    let folder = url.deletingLastPathComponent()

    var outputs: [[String]] = []
    var status: Int32 = 0
    for command in page.commands {
      if command.isStatus {
        outputs.append([String(status)])
      } else {
        let result = try Self.run(command.text, in: folder)
        outputs.append(result.lines)
        status = result.status
      }
    }

    if ProcessInfo.processInfo.environment["CASELOAD_RECORD"] == "1" {
      let recorded = page.with(outputs: outputs)
      // What would be read back as a command or the end of the block cannot be recorded.
      let readBack = ManualPage(markdown: recorded.markdown).commands.map(\.output)
      try #require(readBack == outputs, "\(path): output looks like a command or a fence")
      if recorded != page { try recorded.markdown.write(to: url, atomically: true, encoding: .utf8) }
      return
    }
    for (command, output) in zip(page.commands, outputs) where command.output != output {
      Issue.record(
        """
        \(path):\(command.line): `\(command.text)` prints something else than the page shows
        \(difference(page: command.output, actual: output))
        if the new output is right, record it: \(Self.recordCommand)
        """)
    }
  }

  /// Runs a line as a shell in a terminal without colours would, standard output and standard error together.
  static func run(_ line: String, in folder: URL) throws -> (lines: [String], status: Int32) {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", line]
    process.currentDirectoryURL = folder
    var environment = ProcessInfo.processInfo.environment
    environment["PATH"] = buildFolder.path + ":" + (environment["PATH"] ?? "/usr/bin:/bin")
    environment["NO_COLOR"] = "1"
    environment["COLUMNS"] = nil
    process.environment = environment
    process.standardInput = FileHandle.nullDevice
    let pipe = Pipe()
    process.standardOutput = pipe
    process.standardError = pipe
    try process.run()
    let data = pipe.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    var lines = String(decoding: data, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
    if lines.last == "" { lines.removeLast() }
    return (lines, process.terminationStatus)
  }
}
