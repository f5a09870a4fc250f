import CMinizip

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A zip file whose parts are read one after the other, by minizip.
final class ZipArchive {
  let path: String
  private let file: unzFile
  /// By name: where the part is.
  private var places: [String: unz64_file_pos] = [:]

  /// Opens a regular file and reads its table of contents.
  init(_ path: String) throws(WorkbookProblem) {
    self.path = path
    try Self.expectZip(path)
    guard let file = path.withCString({ unzOpen64($0) }) else {
      throw .damaged(path, "it has no table of contents at its end")
    }
    self.file = file
    var status = unzGoToFirstFile(file)
    while status == UNZ_OK {
      var info = unz_file_info64()
      var name = [CChar](repeating: 0, count: 1024)
      var place = unz64_file_pos()
      guard unzGetCurrentFileInfo64(file, &info, &name, UInt(name.count - 1), nil, 0, nil, 0) == UNZ_OK,
        unzGetFilePos64(file, &place) == UNZ_OK
      else { throw .damaged(path, "its table of contents cannot be read") }
      guard places.count < WorkbookLimit.parts else {
        throw .tooLarge(path, "it has more than \(WorkbookLimit.parts) parts")
      }
      let text = String(decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
      guard places.updateValue(place, forKey: text) == nil else {
        throw .damaged(path, "it has the part `\(text)` twice")
      }
      status = unzGoToNextFile(file)
    }
    guard status == UNZ_END_OF_LIST_OF_FILE else { throw .damaged(path, "its table of contents cannot be read") }
  }

  deinit { unzClose(file) }

  func has(_ part: String) -> Bool { places[part] != nil }

  /// Hands over the expanded bytes of a part, in pieces.
  ///
  /// - Parameter body: takes a piece; an empty one is the last.
  func read(
    _ part: String, _ body: (UnsafeBufferPointer<UInt8>) throws(WorkbookProblem) -> Void
  ) throws(WorkbookProblem) {
    guard var place = places[part] else { throw .damaged(path, "its part `\(part)` is missing") }
    var info = unz_file_info64()
    guard unzGoToFilePos64(file, &place) == UNZ_OK,
      unzGetCurrentFileInfo64(file, &info, nil, 0, nil, 0, nil, 0) == UNZ_OK
    else { throw .damaged(path, "its part `\(part)` cannot be found") }
    if info.flag & 1 != 0 { throw .encrypted(path, part: part) }
    guard unzOpenCurrentFile(file) == UNZ_OK else { throw .damaged(path, "its part `\(part)` cannot be opened") }
    // Closing twice does no harm.
    defer { unzCloseCurrentFile(file) }
    var total = 0
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Int(unzReadCurrentFile(file, &buffer, UInt32(buffer.count)))
      guard count >= 0 else { throw .damaged(path, "its part `\(part)` cannot be expanded") }
      if count == 0 { break }
      total += count
      if total > WorkbookLimit.partSize {
        throw .tooLarge(path, "its part `\(part)` has more than \(WorkbookLimit.partSize >> 20) MB")
      }
      if total > WorkbookLimit.freeSize, total / WorkbookLimit.ratio > Int(clamping: info.compressed_size) {
        throw .suspicious(path, part: part)
      }
      try buffer.withUnsafeBufferPointer { bytes throws(WorkbookProblem) in
        try body(UnsafeBufferPointer(rebasing: bytes[..<count]))
      }
    }
    guard total == Int(clamping: info.uncompressed_size) else {
      throw .damaged(path, "its part `\(part)` is too short")
    }
    // The checksum is compared when the part is closed.
    guard unzCloseCurrentFile(file) == UNZ_OK else {
      throw .damaged(path, "the checksum of its part `\(part)` is wrong")
    }
    try body(UnsafeBufferPointer(start: nil, count: 0))
  }

  /// Looks at the first bytes, which say what kind of file it is.
  private static func expectZip(_ path: String) throws(WorkbookProblem) {
    // A pipe must not make the program wait.
    let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
    guard descriptor >= 0 else { throw .unreadable(path, String(cString: strerror(errno))) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw .unreadable(path, String(cString: strerror(errno))) }
    guard status.st_mode & S_IFMT == S_IFREG else { throw .unreadable(path, "it is not a regular file") }
    guard status.st_size > 0 else { throw .damaged(path, "it is empty") }
    var head = [UInt8](repeating: 0, count: 8)
    _ = readBytes(descriptor, &head, head.count)
    if head == [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1] { throw .oldOrEncrypted(path) }
    guard head.starts(with: [0x50, 0x4B]) else { throw .noWorkbook(path) }
  }
}

private func readBytes(_ descriptor: Int32, _ bytes: UnsafeMutableRawPointer, _ count: Int) -> Int {
  read(descriptor, bytes, count)
}
