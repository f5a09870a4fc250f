import Synchronization

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A line on the terminal that says what takes so long. It comes after a second, goes when the work is done, and is
/// only for people: nothing of it is written where standard error is a file or a pipe.
final class Progress: Sendable {
  private struct Line {
    var share: Double?
    var isShown = false
    var isFinished = false
  }

  private let stage: String
  private let line = Mutex(Line())
  private static let pause = Duration.milliseconds(200)
  /// Longer texts could wrap, and could not be wiped off.
  private static let longestStage = 50

  /// Does long work under a heading such as `reading north`.
  static func show<Result, Problem>(
    _ stage: String, _ work: (Progress) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    let progress = Progress(stage)
    defer { progress.finish() }
    return try work(progress)
  }

  /// The same for work that cannot say how far it is.
  static func show<Result, Problem>(
    _ stage: String, _ work: () throws(Problem) -> Result
  ) throws(Problem) -> Result {
    let progress = Progress(stage)
    defer { progress.finish() }
    return try work()
  }

  private init(_ stage: String) {
    // A path may hold anything; what might be a command to the terminal is left out.
    let safe = stage.unicodeScalars.filter { $0.value >= 0x20 && $0.value < 0x7F || $0.properties.isAlphabetic }
    self.stage = safe.count > Self.longestStage ? String(String.UnicodeScalarView(safe.prefix(Self.longestStage))) + "…"
      : String(String.UnicodeScalarView(safe))
    guard Self.isWanted else { return }
    Task.detached { [self] in
      let start = ContinuousClock.now
      try? await Task.sleep(for: .seconds(1))
      while draw(seconds: (ContinuousClock.now - start).components.seconds) { try? await Task.sleep(for: Self.pause) }
    }
  }

  /// Says how much is done, 0 to 1.
  func report(_ share: Double) { line.withLock { $0.share = share } }

  /// Draws the line anew, unless the work is done.
  private func draw(seconds: Int64) -> Bool {
    line.withLock { line in
      if line.isFinished { return false }
      let share = line.share.map { " \(min(99, Int($0 * 100))) %," } ?? ""
      line.isShown = true
      Output.writeError(Array("\r\u{1B}[K\(stage) …\(share) \(seconds) s".utf8))
      return true
    }
  }

  /// Wipes the line off, so that what follows stands where it stood.
  private func finish() {
    line.withLock { line in
      line.isFinished = true
      if line.isShown { Output.writeError(Array("\r\u{1B}[K".utf8)) }
    }
  }

  private static var isWanted: Bool {
    guard isatty(STDERR_FILENO) == 1, let terminal = getenv("TERM") else { return false }
    return String(cString: terminal) != "dumb"
  }
}
