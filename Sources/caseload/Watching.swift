import Diagnostics
import ProjectModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Ctrl-C while a command waits: from the making of a value on, it does not end the program but is asked for.
struct Interrupt {
  init() {
    var signals = Self.signals
    pthread_sigmask(SIG_BLOCK, &signals, nil)
  }

  private static var signals: sigset_t {
    var signals = sigset_t()
    sigemptyset(&signals)
    sigaddset(&signals, SIGINT)
    sigaddset(&signals, SIGTERM)
    return signals
  }

  /// Whether the program has been asked to end.
  var isPending: Bool {
    var pending = sigset_t()
    sigpending(&pending)
    return sigismember(&pending, SIGINT) == 1 || sigismember(&pending, SIGTERM) == 1
  }

  /// Waits, and then says whether the program has been asked to end.
  func wait(milliseconds: Int32) -> Bool {
    _ = poll(nil, 0, milliseconds)
    return isPending
  }
}

/// Files, as they were when they were read.
struct WatchedFiles {
  /// A file's size and the time of its last change.
  private struct Stamp: Equatable {
    var seconds = 0
    var nanoseconds = 0
    var size = 0
    var inode: UInt64 = 0
  }

  private let paths: [String]
  private let stamps: [Stamp]
  private let scenarios: [String]
  private let found: [String]
  /// Whether a file was another one already when the watching began.
  private let isStale: Bool

  /// - Parameters:
  ///   - files: the files that were read.
  ///   - unread: the paths of those that could not be.
  ///   - scenarios: where scenarios are looked for: a new one is a change.
  ///   - found: the scenarios that were found there.
  init(_ files: [SourceFile], unread: [String], scenarios: [String], found: [String]) {
    paths = files.map(\.path) + unread
    stamps = paths.map(Self.stamp)
    self.scenarios = scenarios
    self.found = found
    // Somebody may have written a file while the scenarios ran.
    isStale = files.contains { file in
      let now = try? FileReader.read(file.path, limit: Int(UInt32.max))
      return now != file.bytes
    }
  }

  var count: Int { paths.count }

  /// Whether any of them is another one now, or scenarios have come or gone.
  func haveChanged() -> Bool {
    isStale || paths.map(Self.stamp) != stamps || ScenarioFiles.find(scenarios).found != found
  }

  private static func stamp(_ path: String) -> Stamp {
    var status = stat()
    guard stat(path, &status) == 0 else { return Stamp() }
    #if canImport(Glibc)
      let time = status.st_mtim
    #else
      let time = status.st_mtimespec
    #endif
    return Stamp(
      seconds: Int(time.tv_sec), nanoseconds: Int(time.tv_nsec), size: Int(status.st_size),
      inode: UInt64(status.st_ino))
  }
}
