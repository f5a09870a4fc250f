import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A terminal that gives every key at once and shows nothing by itself, until it is restored. Whatever ends or stops
/// the program, the terminal is as it was before.
final class RawTerminal: Sendable {
  private let before: termios
  private let raw: termios
  private let isRaw = Mutex(false)

  init?() {
    var settings = termios()
    guard tcgetattr(STDIN_FILENO, &settings) == 0 else { return nil }
    before = settings
    cfmakeraw(&settings)
    // Line feeds of the output still go to the beginning of the line.
    settings.c_oflag |= tcflag_t(OPOST | ONLCR)
    raw = settings
    // Before the settings change: a signal between the two would leave them behind.
    SignalThread.start(for: [SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGCONT]) { [weak self] signal in
      guard signal == SIGCONT else {
        self?.restore()
        SignalThread.end(by: signal)
      }
      // Shells give a program that they wake the settings of their own.
      self?.apply()
    }
    guard set(settings) else { return nil }
    isRaw.withLock { $0 = true }
  }

  /// Leaves the terminal as it was.
  func restore() {
    isRaw.withLock { isRaw in
      if isRaw { _ = set(before) }
      isRaw = false
    }
  }

  /// Stops the program and whatever runs with it, as Ctrl-Z does elsewhere; returns when it goes on.
  func suspend() {
    restore()
    kill(0, SIGTSTP)
    isRaw.withLock { $0 = true }
    apply()
  }

  private func apply() {
    isRaw.withLock { isRaw in
      if isRaw { _ = set(raw) }
    }
  }

  private func set(_ settings: termios) -> Bool {
    var settings = settings
    return tcsetattr(STDIN_FILENO, TCSADRAIN, &settings) == 0
  }
}
