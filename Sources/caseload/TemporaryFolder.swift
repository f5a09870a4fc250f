#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A folder of our own that is there for a moment.
struct TemporaryFolder {
  let path: String

  init() throws {
    let base = getenv("TMPDIR").map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    var template = Array((base + "/caseload-XXXXXX").utf8CString)
    guard mkdtemp(&template) != nil else {
      throw GitProblem(message: "no temporary folder can be made in `\(base)`: \(String(cString: strerror(errno)))")
    }
    path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Removes the folder and all that is in it; symbolic links are removed, never followed.
  func remove() {
    var folders = [path]
    var seen = 0
    while seen < folders.count {
      let folder = folders[seen]
      seen += 1
      for name in Self.names(in: folder) {
        let entry = folder + "/" + name
        // A folder is not removed like this, and is emptied next.
        if unlink(entry) != 0 { folders.append(entry) }
      }
    }
    for folder in folders.reversed() { rmdir(folder) }
  }

  private static func names(in folder: String) -> [String] {
    guard let entries = opendir(folder) else { return [] }
    defer { closedir(entries) }
    var names: [String] = []
    while let entry = readdir(entries) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if name != ".", name != ".." { names.append(name) }
    }
    return names
  }

  /// Makes the folders on the way to a path below this folder.
  func makeFolders(above path: String) throws {
    var current = self.path
    for part in path.dropFirst(self.path.count).split(separator: "/").dropLast() {
      current += "/" + part
      if mkdir(current, 0o700) != 0, errno != EEXIST { throw Self.failure(current) }
    }
  }

  /// Writes a file; unless it replaces one, the file must be new, and no symbolic link is followed.
  func write(_ bytes: some Collection<UInt8>, to path: String, replacing: Bool = false) throws {
    let flags = O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW | (replacing ? O_TRUNC : O_EXCL)
    let descriptor = open(path, flags, 0o600)
    guard descriptor >= 0 else { throw Self.failure(path) }
    defer { close(descriptor) }
    let isWritten = Array(bytes).withUnsafeBytes { buffer in
      var offset = 0
      while offset < buffer.count, let base = buffer.baseAddress {
        let count = writeBytes(descriptor, base + offset, buffer.count - offset)
        if count < 0, errno == EINTR { continue }
        guard count > 0 else { return false }
        offset += count
      }
      return true
    }
    guard isWritten else { throw Self.failure(path) }
  }

  func read(_ path: String) throws -> [UInt8] {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path) }
    let size = Int(status.st_size)
    return [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
      while count < size, let base = buffer.baseAddress {
        let got = readBytes(descriptor, base + count, size - count)
        if got < 0, errno == EINTR { continue }
        guard got > 0 else { return }
        count += got
      }
    }
  }

  static func failure(_ path: String) -> GitProblem {
    GitProblem(message: "`\(path)` cannot be written or read: \(String(cString: strerror(errno)))")
  }
}

private func readBytes(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, buffer, count)
}
