import Foundation
import Testing

/// What long work shows, and how it ends early.
@Suite struct ProgressTests {
  /// Large enough to take more than a second in any build, and never finished by these tests where it takes long.
  static let large = ["sample", "--workers", "400000", "--locations", "400000", "--cases", "4000000"]

  /// Runs a command with a terminal for its output and errors, and gives what it writes there.
  static let terminal = """
    import os, pty, signal, sys, time
    process, screen = pty.fork()
    if process == 0:
        os.environ["TERM"] = sys.argv[1]
        os.execv(sys.argv[2], sys.argv[2:])
    shown = b""
    try:
        while True:
            piece = os.read(screen, 4096)
            if not piece: break
            shown += piece
            if b" s" in shown and b"..." not in shown:
                os.write(screen, b"\\x03")                  # Ctrl-C
                shown += b"..."
    except OSError:
        pass
    _, status = os.waitpid(process, 0)
    sys.stdout.buffer.write(shown + b"\\n%d" % (os.WTERMSIG(status) if os.WIFSIGNALED(status) else -1))
    """

  @Test func `a terminal shows how far it is, and Ctrl-C leaves nothing behind`() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", "-c", Self.terminal, "xterm", Executable.buildFolder.appendingPathComponent("caseload").path]
      + Self.large + ["--out", folder.path + "/made"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let shown = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(shown.contains("\r\u{1B}[Kwriting "), "\(shown)")
    #expect(shown.contains(" %, 1 s"), "\(shown)")
    #expect(shown.hasSuffix("\n\(SIGINT)"), "\(shown)")
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/made") == [])
  }

  @Test(arguments: [SIGINT, SIGTERM, SIGHUP])
  func `in a pipe nothing is shown, and a signal leaves nothing behind`(signal: Int32) throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = Executable.buildFolder.appendingPathComponent("caseload")
    process.arguments = Self.large + ["--out", folder.path + "/made"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    // Late enough for files to be there.
    while (try? FileManager.default.contentsOfDirectory(atPath: folder.path + "/made").isEmpty) ?? true { usleep(10_000) }
    usleep(1_200_000)
    kill(process.processIdentifier, signal)
    let shown = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(process.terminationReason == .uncaughtSignal && process.terminationStatus == signal)
    #expect(shown.isEmpty)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path + "/made") == [])
  }

  @Test func `a dumb terminal shows no moving line`() throws {
    let folder = try TemporaryFolder()
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments =
      ["python3", "-c", Self.terminal, "dumb", Executable.buildFolder.appendingPathComponent("caseload").path]
      + ["sample", "--workers", "30000", "--out", folder.path + "/made"]
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let shown = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(shown.hasPrefix("made "), "\(shown)")
    #expect(!shown.contains("\u{1B}"))
  }
}
