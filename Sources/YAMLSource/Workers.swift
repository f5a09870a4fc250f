#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Threads for work that falls into independent pieces.
public enum Workers {
  /// How many threads can run at once on this machine.
  public static let available = max(1, min(8, sysconf(Int32(_SC_NPROCESSORS_ONLN))))

  /// Runs a body on as many threads as given, this one among them, and returns when all have ended.
  public static func run(_ count: Int, _ body: @escaping @Sendable () -> Void) {
    final class Work: Sendable {
      let body: @Sendable () -> Void
      init(_ body: @escaping @Sendable () -> Void) { self.body = body }
    }
    var threads: [pthread_t] = []
    for _ in 1..<max(1, count) {
      var thread = pthread_t()
      let work = Unmanaged.passRetained(Work(body))
      let failed = pthread_create(&thread, nil, { pointer in
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().body() }
        return nil
      }, work.toOpaque())
      // Without another thread this one does the work.
      if failed != 0 { work.release() } else { threads.append(thread) }
    }
    body()
    for thread in threads { pthread_join(thread, nil) }
  }
}
