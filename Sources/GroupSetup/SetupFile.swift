#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be written.
public struct SetupFileProblem: Error, Sendable {
  public let path: String
  /// In words.
  public let reason: String
}

/// Writes generated files: each whole or not at all, and never over one that is there unless asked to.
public enum SetupFile {
  /// Writes a file by way of one beside it, which is then given its name.
  public static func write(_ bytes: [UInt8], to path: String, replacing: Bool) throws(SetupFileProblem) {
    try place(at: path, replacing: replacing) { temporary throws(SetupFileProblem) in
      let descriptor = open(temporary, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
      guard descriptor >= 0 else { throw problem(path) }
      var offset = 0
      while offset < bytes.count {
        let written = bytes.withUnsafeBytes { buffer in
          buffer.baseAddress.map { writeSome(descriptor, $0 + offset, bytes.count - offset) } ?? 0
        }
        guard written > 0 else {
          let failure = problem(path)
          close(descriptor)
          throw failure
        }
        offset += written
      }
      guard close(descriptor) == 0 else { throw problem(path) }
    }
  }

  /// Lets `body` make a file under a temporary name in the same folder, and gives it its own name if that worked.
  static func place(
    at path: String, replacing: Bool, _ body: (_ temporary: String) throws(SetupFileProblem) -> Void
  ) throws(SetupFileProblem) {
    // A device, a pipe or a link is never replaced: what it stands for would be lost.
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw SetupFileProblem(path: path, reason: "it exists and is not a regular file")
    }
    let temporary = "\(path).caseload-\(getpid())"
    unlink(temporary)
    do { try body(temporary) } catch {
      unlink(temporary)
      throw error
    }
    if replacing {
      guard rename(temporary, path) == 0 else {
        let failure = problem(path)
        unlink(temporary)
        throw failure
      }
      return
    }
    let linked = link(temporary, path)
    let failure = problem(path)
    unlink(temporary)
    if linked != 0 { throw failure }
  }

  /// Whether anything is at the path.
  public static func exists(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0
  }

  /// Makes a folder, and those above it.
  public static func makeFolder(_ path: String) throws(SetupFileProblem) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += (made.isEmpty || made == "/" ? "" : "/") + part
      if mkdir(made, 0o777) != 0, errno != EEXIST { throw problem(path) }
    }
  }

  static func problem(_ path: String) -> SetupFileProblem {
    SetupFileProblem(path: path, reason: errno == EEXIST ? "it exists" : String(cString: strerror(errno)))
  }
}

private func writeSome(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}

extension SetupFile {
  /// The bytes of a regular file of at most a gigabyte.
  public static func read(_ path: String) throws(SetupFileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw problem(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw problem(path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SetupFileProblem(path: path, reason: "it is not a regular file")
    }
    let size = Int(status.st_size)
    guard size <= 1 << 30 else { throw SetupFileProblem(path: path, reason: "it is larger than a gigabyte") }
    var bytes = [UInt8](repeating: 0, count: size)
    var count = 0
    while count < size {
      let got = bytes.withUnsafeMutableBytes { buffer in
        buffer.baseAddress.map { readSome(descriptor, $0 + count, size - count) } ?? 0
      }
      guard got >= 0 else { throw problem(path) }
      if got == 0 { break }
      count += got
    }
    bytes.removeLast(size - count)
    return bytes
  }
}

private func readSome(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
