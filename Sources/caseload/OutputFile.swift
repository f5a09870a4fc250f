import ProjectModel

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be written.
struct OutputFileProblem: Error {
  /// In words, such as `permission denied`.
  let reason: String
  /// Whether there is a file of that name already.
  var isTaken = false
}

/// Writes files whole or not at all.
enum OutputFile {
  /// Writes a file over an older one; anything but a regular file stays as it is.
  static func replace(_ path: String, with bytes: [UInt8]) throws(OutputFileProblem) {
    var status = stat()
    if lstat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG {
      throw OutputFileProblem(reason: "it is not a regular file")
    }
    let temporary = "\(path).\(getpid()).tmp"
    try create(temporary, bytes)
    guard rename(temporary, path) == 0 else {
      let problem = failure()
      unlink(temporary)
      throw problem
    }
  }

  /// Writes a file that must be new.
  static func create(_ path: String, _ bytes: [UInt8]) throws(OutputFileProblem) {
    guard !path.utf8.contains(0) else { throw OutputFileProblem(reason: "the path has a NUL in it") }
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw failure() }
    var offset = 0
    var problem: OutputFileProblem?
    while offset < bytes.count, problem == nil {
      let written = bytes.withUnsafeBytes { buffer in
        buffer.baseAddress.map { writeBytes(descriptor, $0 + offset, bytes.count - offset) } ?? 0
      }
      if written > 0 {
        offset += written
      } else if written == 0 || errno != EINTR {
        problem = failure()
      }
    }
    if close(descriptor) != 0, problem == nil { problem = failure() }
    if let problem {
      unlink(path)
      throw problem
    }
  }

  private static func failure() -> OutputFileProblem {
    let code = errno
    if code == EEXIST { return OutputFileProblem(reason: "there is a file of that name", isTaken: true) }
    return OutputFileProblem(reason: String(cString: strerror(code)))
  }
}
