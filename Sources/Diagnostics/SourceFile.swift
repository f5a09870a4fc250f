/// A line and column for people and editors, both counted from 1.
public struct LineColumn: Hashable, Comparable, Sendable {
  /// The line; LF, CR and CRLF end one, as in editors.
  public var line: Int
  /// The column in Unicode scalars (code points); a byte order mark is not counted.
  public var column: Int

  public init(line: Int, column: Int) {
    self.line = line
    self.column = column
  }

  public static func < (a: LineColumn, b: LineColumn) -> Bool {
    (a.line, a.column) < (b.line, b.column)
  }
}

/// A file that was read: its path as people will see it, and its bytes.
public struct SourceFile: Sendable {
  /// The path as given on the command line, or relative to what was given.
  public let path: String
  /// The bytes as read. They need not be valid UTF-8: a diagnostic says so when they are not.
  public let bytes: [UInt8]

  public init(path: String, bytes: [UInt8]) {
    self.path = path
    self.bytes = bytes
  }

  /// The length of a UTF-8 byte order mark at the beginning: 3 or 0.
  public var byteOrderMarkLength: Int { bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0 }

  /// Line and column of a byte offset; an offset beyond the end gives the end. Costs one pass over the bytes before it.
  public func lineColumn(at offset: Int) -> LineColumn {
    let offset = min(offset, bytes.count)
    var line = 1
    var lineStart = byteOrderMarkLength
    var i = lineStart
    while i < offset {
      if bytes[i] == 0x0A || (bytes[i] == 0x0D && !(i + 1 < bytes.count && bytes[i + 1] == 0x0A)) {
        line += 1
        lineStart = i + 1
      }
      i += 1
    }
    var column = 1
    i = lineStart
    while i < offset {
      if bytes[i] & 0xC0 != 0x80 { column += 1 }
      i += 1
    }
    return LineColumn(line: line, column: column)
  }
}

extension SourceFile {
  /// The bytes of the line that holds an offset, without its line break.
  public func lineRange(around offset: Int) -> Range<Int> {
    func isBreak(_ byte: UInt8) -> Bool { byte == 0x0A || byte == 0x0D }
    var start = min(offset, bytes.count)
    while start > byteOrderMarkLength, !isBreak(bytes[start - 1]) { start -= 1 }
    var end = start
    while end < bytes.count, !isBreak(bytes[end]) { end += 1 }
    return start..<end
  }
}

/// All files of one run, in the order in which they were read.
public struct SourceMap: Sendable {
  /// The files; a ``FileID`` is an index into them.
  public private(set) var files: [SourceFile] = []

  public init() {}

  /// Adds a file and returns its number.
  public mutating func add(_ file: SourceFile) -> FileID {
    files.append(file)
    return FileID(files.count - 1)
  }

  public subscript(file: FileID) -> SourceFile { files[Int(file.index)] }

  /// Line and column of the beginning of a span.
  public func lineColumn(of span: SourceSpan) -> LineColumn {
    self[span.file].lineColumn(at: Int(span.start))
  }

  /// The text of a span; bytes that are not UTF-8 are replaced.
  public func text(of span: SourceSpan) -> String {
    let bytes = self[span.file].bytes
    let start = min(Int(span.start), bytes.count)
    return String(decoding: bytes[start..<min(max(start, span.end), bytes.count)], as: UTF8.self)
  }
}
