import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// The end of a command that watches files: Ctrl-C ends it at once, also in the middle of a run, with the code of the
/// last run that has ended.
final class WatchEnd: Sendable {
  /// The code to end with: that of Ctrl-C, as shells have it, as long as no run has ended.
  private let code = Mutex<Int32>(128 + SIGINT)

  init() {
    SignalThread.start(for: [SIGINT, SIGTERM, SIGHUP]) { [self] _ in
      // Never while a file is being written.
      code.withLock { code -> Void in _exit(code) }
    }
  }

  /// A run has ended.
  func hasRun(_ status: ExitStatus) { code.withLock { $0 = status.rawValue } }

  /// Does what must not be cut short.
  func whole<Result>(_ work: () throws -> Result) rethrows -> Result { try code.withLock { _ in try work() } }
}
