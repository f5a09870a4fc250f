#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a sample was not written.
public enum SampleProblem: Error, Equatable {
  /// In words, with the path.
  case cannotWrite(path: String, reason: String)
  /// The caller asked to stop; nothing is left behind but empty folders.
  case stopped
}

/// A file that is written piece by piece under a temporary name, and gets its own at the end.
final class SampleFile {
  let path: String
  private let temporary: String
  private var descriptor: Int32
  private var buffer: [UInt8] = []
  private static let pieceSize = 1 << 18

  init(_ path: String) throws(SampleProblem) {
    self.path = path
    temporary = "\(path).caseload-\(getpid())"
    unlink(temporary)
    descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw Self.problem(path) }
    buffer.reserveCapacity(Self.pieceSize + 1024)
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    unlink(temporary)
  }

  /// Appends text.
  ///
  /// - Returns: whether a piece has gone to the disk, which is a good moment to look at other things.
  @discardableResult
  func append(_ text: String) throws(SampleProblem) -> Bool {
    buffer.append(contentsOf: text.utf8)
    guard buffer.count >= Self.pieceSize else { return false }
    try flush()
    return true
  }

  private func flush() throws(SampleProblem) {
    var offset = 0
    while offset < buffer.count {
      let written = buffer.withUnsafeBytes { bytes in
        bytes.baseAddress.map { write(descriptor, $0 + offset, bytes.count - offset) } ?? 0
      }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else { throw Self.problem(path) }
      offset += written
    }
    buffer.removeAll(keepingCapacity: true)
  }

  /// Writes what is left.
  func finish() throws(SampleProblem) {
    try flush()
    let closed = close(descriptor)
    descriptor = -1
    guard closed == 0 else { throw Self.problem(path) }
  }

  /// Gives the file its name.
  func place(replacing: Bool) throws(SampleProblem) {
    let result = replacing ? rename(temporary, path) : link(temporary, path)
    guard result == 0 else { throw Self.problem(path) }
  }

  /// Whether anything is at a path that must not be replaced: anything at all, or what is no regular file.
  static func isInTheWay(_ path: String, replacing: Bool) -> Bool {
    var status = stat()
    guard lstat(path, &status) == 0 else { return false }
    return !replacing || status.st_mode & S_IFMT != S_IFREG
  }

  /// Makes a folder, and those above it.
  static func makeFolder(_ path: String) throws(SampleProblem) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      if mkdir(made, 0o777) != 0, errno != EEXIST { throw problem(path) }
    }
  }

  private static func problem(_ path: String) -> SampleProblem {
    .cannotWrite(path: path, reason: errno == EEXIST ? "it exists" : String(cString: strerror(errno)))
  }
}
