#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C ends the program at once, as people expect. While something is on the disk that must be removed again, it
/// waits for that.
enum Interruption {
  private static let signals = [SIGINT, SIGTERM, SIGHUP]

  /// Does work that leaves something behind if it is cut short. A signal that comes meanwhile ends the program after it.
  static func heldBack<Result>(_ work: () throws -> Result) rethrows -> Result {
    var held = sigset_t()
    var before = sigset_t()
    sigemptyset(&held)
    for signal in signals { sigaddset(&held, signal) }
    pthread_sigmask(SIG_BLOCK, &held, &before)
    defer {
      // A signal that waits takes effect here, also if whoever started the program holds signals back.
      if isWaiting { pthread_sigmask(SIG_UNBLOCK, &held, nil) }
      pthread_sigmask(SIG_SETMASK, &before, nil)
    }
    return try work()
  }

  /// Whether a signal waits: long work looks now and then, and stops.
  static var isWaiting: Bool {
    var waiting = sigset_t()
    sigpending(&waiting)
    return signals.contains { sigismember(&waiting, $0) == 1 }
  }

  /// Lets a program that is started end by signals as usual.
  static func setUsual(_ attributes: inout posix_spawnattr_t) {
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
  }
}
