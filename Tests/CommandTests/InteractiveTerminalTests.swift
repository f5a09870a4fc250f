#if canImport(Glibc)
  import Foundation
  import Glibc
  import Testing

  /// `caseload simulate --interactive` on a terminal.
  @Suite struct InteractiveTerminalTests {
    private func start() throws -> Terminal {
      let terminal = try Terminal(["simulate", "--interactive", "examples/two-workers"])
      #expect(terminal.wait(for: "> "))
      return terminal
    }

    @Test(.timeLimit(.minutes(1))) func `a terminal completes and remembers`() throws {
      let terminal = try start()
      #expect(!terminal.isUsual)
      try terminal.press("syn\tdav\t\r")
      #expect(terminal.wait(for: "1. david syncs"))
      try terminal.press("\u{1B}[A\u{17}maria\r")
      #expect(terminal.wait(for: "2. maria syncs"))
      try terminal.press("s\t")
      #expect(terminal.wait(for: "save  save!  state  steps  submit  sync"))
      try terminal.press("\u{3}steps\r")
      #expect(terminal.wait(for: "2. sync: maria"))
      try terminal.press("frob\r")
      #expect(terminal.wait(for: "error: `frob` is no step and no command; `help` lists them\r\n"))
      try terminal.press("\u{4}")
      terminal.waitForEnd()
      #expect(terminal.process.terminationReason == .exit)
      #expect(terminal.process.terminationStatus == 0)
      #expect(terminal.isUsual)
    }

    @Test(.timeLimit(.minutes(1))) func `Ctrl-C clears the line, and twice ends`() throws {
      let terminal = try start()
      try terminal.press("half a li\u{3}")
      #expect(terminal.wait(for: "^C"))
      try terminal.press("\u{3}")
      #expect(terminal.wait(for: "Ctrl-C once more, Ctrl-D or `quit` ends"))
      try terminal.press("sync david\r")
      #expect(terminal.wait(for: "1. david syncs"))
      try terminal.press("\u{3}\u{3}")
      terminal.waitForEnd()
      #expect(terminal.process.terminationReason == .exit)
      #expect(terminal.process.terminationStatus == 0)
      #expect(terminal.isUsual)
    }

    @Test(.timeLimit(.minutes(1)), arguments: [SIGTERM, SIGINT, SIGHUP, SIGQUIT])
    func `whatever ends it, the terminal is as it was`(signal: Int32) throws {
      let terminal = try start()
      #expect(!terminal.isUsual)
      kill(terminal.process.processIdentifier, signal)
      terminal.waitForEnd()
      #expect(terminal.process.terminationReason == .uncaughtSignal)
      #expect(terminal.process.terminationStatus == signal)
      #expect(terminal.isUsual)
    }

    @Test(.timeLimit(.minutes(1))) func `Ctrl-Z and waking up leave the line`() throws {
      let terminal = try start()
      try terminal.press("sync da\u{1A}")
      #expect(terminal.wait(for: "\r\n"))
      // Where no shell could wake it up, Ctrl-Z stops nothing.
      for _ in 0..<40 where !terminal.isStopped { usleep(50_000) }
      if terminal.isStopped { #expect(terminal.isUsual) }
      kill(terminal.process.processIdentifier, SIGCONT)
      try terminal.press("vid\r")
      #expect(terminal.wait(for: "1. david syncs"))
      #expect(!terminal.isUsual)
      try terminal.press("quit\r")
      terminal.waitForEnd()
      #expect(terminal.process.terminationStatus == 0)
      #expect(terminal.isUsual)
    }
  }
#endif
