import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// Why a file could not be read.
public struct FileProblem: Error {
  /// In words, such as `there is no such file`.
  public let reason: String

  public init(reason: String) { self.reason = reason }
}

/// Reads files, and resolves paths.
public enum FileReader {
  /// Longer paths are not looked for, in bytes.
  static let pathLimit = 4096

  /// The bytes of a regular file of at most `limit` bytes. Never waits for pipes or devices.
  public static func read(_ path: String, limit: Int) throws(FileProblem) -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw FileProblem(reason: reason(errno)) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw FileProblem(reason: reason(errno)) }
    let format = status.st_mode & S_IFMT
    if format == S_IFDIR { throw FileProblem(reason: "it is a folder") }
    if format != S_IFREG { throw FileProblem(reason: "it is not a regular file") }
    let size = Int(status.st_size)
    if size > limit { throw FileProblem(reason: "it is larger than \(limit) bytes") }
    var failure: Int32 = 0
    let bytes = [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size {
        let got = readBytes(descriptor, buffer.baseAddress! + count, size - count)
        if got < 0 {
          if errno == EINTR { continue }
          failure = errno
          return
        }
        if got == 0 { return }
        count += got
      }
    }
    if failure != 0 { throw FileProblem(reason: reason(failure)) }
    return bytes
  }

  /// The bytes that stand for a file by its real path, or else those of the file.
  static func read(
    _ path: String, limit: Int, replacing files: [String: [UInt8]]
  ) throws(FileProblem) -> [UInt8] {
    if !files.isEmpty, let bytes = files[identity(of: path)] { return bytes }
    return try read(path, limit: limit)
  }

  /// The real path: absolute, symbolic links resolved; nil if there is no such file.
  static func realPath(_ path: String) -> String? {
    // The system would read a path with a NUL only up to there.
    guard !path.utf8.contains(0), let resolved = realpath(path, nil) else { return nil }
    defer { free(resolved) }
    return String(cString: resolved)
  }

  /// What tells one file from another by whatever path it is named: its real path, or the path if there is none.
  public static func identity(of path: String) -> String { realPath(path) ?? path }

  /// A path without `FOLDER/..` in it, if that leads to the same file: symbolic links can lead elsewhere.
  public static func simplified(_ path: String) -> String {
    guard path.contains("/../") else { return path }
    var parts: [Substring] = []
    for part in path.split(separator: "/", omittingEmptySubsequences: false) {
      if part == "..", let last = parts.last, !last.isEmpty, last != "..", last != "." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    let shorter = parts.joined(separator: "/")
    return realPath(path) == realPath(shorter) ? shorter : path
  }

  /// Whether the path is a folder.
  static func isFolder(_ path: String, followingLinks: Bool = true) -> Bool {
    var status = stat()
    let result = followingLinks ? stat(path, &status) : lstat(path, &status)
    return result == 0 && status.st_mode & S_IFMT == S_IFDIR
  }

  /// The names in a folder, sorted by their bytes; empty if it cannot be read.
  static func names(inFolder path: String) -> [String] {
    guard let folder = opendir(path) else { return [] }
    defer { closedir(folder) }
    var names: [String] = []
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { bytes in
        String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
  }

  private static func reason(_ code: Int32) -> String {
    switch code {
    case ENOENT: "there is no such file"
    case EACCES: "permission is denied"
    case ENOTDIR: "a part of the path is not a folder"
    case ELOOP: "its symbolic links form a cycle"
    case ENAMETOOLONG: "the path is too long"
    default: String(cString: strerror(code))
    }
  }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
