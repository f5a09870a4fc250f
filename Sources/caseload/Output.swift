#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Writes to standard output and standard error, whole or not at all, and quietly when the reader has gone.
enum Output {
  /// Writes bytes to standard output.
  static func write(_ bytes: [UInt8]) { write(bytes, to: STDOUT_FILENO) }

  /// Writes bytes to standard error.
  static func writeError(_ bytes: [UInt8]) { write(bytes, to: STDERR_FILENO) }

  /// Writes a line `error: …` to standard error.
  static func error(_ message: String) { writeError(Array("error: \(message)\n".utf8)) }

  private static func write(_ bytes: [UInt8], to descriptor: Int32) {
    bytes.withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count {
        let written = writeBytes(descriptor, buffer.baseAddress! + offset, buffer.count - offset)
        if written > 0 {
          offset += written
        } else if written < 0, errno == EINTR {
          continue
        } else {
          // A closed pipe: nobody reads any more, which is no error.
          exit(errno == EPIPE ? ExitStatus.clean.rawValue : ExitStatus.couldNotRun.rawValue)
        }
      }
    }
  }

  /// Whether standard output is a terminal that wants colour (https://no-color.org).
  static var wantsColor: Bool {
    guard isatty(STDOUT_FILENO) == 1 else { return false }
    if let value = getenv("NO_COLOR"), value.pointee != 0 { return false }
    guard let terminal = getenv("TERM") else { return false }
    return String(cString: terminal) != "dumb"
  }
}

func writeBytes(_ descriptor: Int32, _ bytes: UnsafeRawPointer, _ count: Int) -> Int {
  write(descriptor, bytes, count)
}
