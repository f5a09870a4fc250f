#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A thread that takes signals, so that what they ask for is done at once, whatever the program is busy with.
enum SignalThread {
  private final class Work: Sendable {
    let signals: [Int32]
    let handle: @Sendable (Int32) -> Void

    init(_ signals: [Int32], _ handle: @escaping @Sendable (Int32) -> Void) {
      (self.signals, self.handle) = (signals, handle)
    }
  }

  /// From now on the signals do not end the program but go to `handle`, on a thread of its own. The calling thread and
  /// those that it starts later hold them back.
  static func start(for signals: [Int32], _ handle: @escaping @Sendable (Int32) -> Void) {
    var set = self.set(signals)
    pthread_sigmask(SIG_BLOCK, &set, nil)
    let work = Unmanaged.passRetained(Work(signals, handle))
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let failed = pthread_create(&thread, nil, { pointer in
      #if canImport(Glibc)
        guard let pointer else { return nil }
      #endif
      let work = Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue()
      var set = SignalThread.set(work.signals)
      while true {
        var signal: Int32 = 0
        if sigwait(&set, &signal) == 0 { work.handle(signal) }
      }
    }, work.toOpaque())
    // Without a thread for them they do what they always do.
    if failed != 0 {
      work.release()
      pthread_sigmask(SIG_UNBLOCK, &set, nil)
    }
  }

  /// Ends the program as a signal does that nobody has taken: whoever started the program sees which it was.
  static func end(by number: Int32) -> Never {
    signal(number, SIG_DFL)
    var set = self.set([number])
    pthread_sigmask(SIG_UNBLOCK, &set, nil)
    kill(getpid(), number)
    _exit(128 + number)
  }

  private static func set(_ signals: [Int32]) -> sigset_t {
    var set = sigset_t()
    sigemptyset(&set)
    for signal in signals { sigaddset(&set, signal) }
    return set
  }
}
