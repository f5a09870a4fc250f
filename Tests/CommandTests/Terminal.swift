#if canImport(Glibc)
  import Foundation
  import Glibc

  /// The program on a terminal, and somebody who types.
  final class Terminal {
    let process = Process()
    private let keyboard: FileHandle
    private let master: Int32
    private var seen = ""

    /// Starts `caseload` with arguments, in the root of the repository.
    init(_ arguments: [String]) throws {
      var (master, slave): (Int32, Int32) = (0, 0)
      guard openpty(&master, &slave, nil, nil, nil) == 0 else { throw POSIXError(.ENXIO) }
      self.master = master
      let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
      process.executableURL = Executable.buildFolder.appendingPathComponent("caseload")
      process.arguments = arguments
      process.currentDirectoryURL = Executable.root
      process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm", "NO_COLOR": "1"]) { $1 }
      process.standardInput = terminal
      process.standardOutput = terminal
      process.standardError = terminal
      keyboard = FileHandle(fileDescriptor: master, closeOnDealloc: true)
      try process.run()
      // The test keeps it open as well: what becomes of its settings is looked at after the end.
      self.slave = slave
    }

    private let slave: Int32

    deinit { close(slave) }

    func press(_ keys: String) throws { try keyboard.write(contentsOf: Data(keys.utf8)) }

    /// Reads until a text has come; what came up to then is forgotten. False if it does not come.
    @discardableResult
    func wait(for text: String) -> Bool {
      var descriptor = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      while !seen.contains(text) {
        guard poll(&descriptor, 1, 20_000) == 1 else { return false }
        let data = keyboard.availableData
        if data.isEmpty { return false }
        seen += String(decoding: data, as: UTF8.self)
      }
      seen = ""
      return true
    }

    /// Waits for the end; ends it after a while.
    func waitForEnd() {
      for _ in 0..<400 where process.isRunning { usleep(50_000) }
      if process.isRunning { kill(process.processIdentifier, SIGKILL) }
      process.waitUntilExit()
    }

    /// Whether the process is stopped, as by Ctrl-Z.
    var isStopped: Bool {
      let status = try? String(contentsOfFile: "/proc/\(process.processIdentifier)/stat", encoding: .utf8)
      return status?.split(separator: ")").last?.split(separator: " ").first == "T"
    }

    /// Whether lines are edited and shown by the terminal itself, as shells want it.
    var isUsual: Bool {
      var settings = termios()
      guard tcgetattr(slave, &settings) == 0 else { return false }
      let usual = tcflag_t(ICANON | ECHO | ISIG)
      return settings.c_lflag & usual == usual
    }
  }
#endif
