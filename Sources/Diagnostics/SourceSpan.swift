/// The number of a file within one run: its index in the ``SourceMap`` that loaded it.
public struct FileID: Hashable, Comparable, Sendable {
  /// The index in the source map, from 0.
  public let index: UInt32

  public init(_ index: Int) { self.index = UInt32(index) }

  public static func < (a: FileID, b: FileID) -> Bool { a.index < b.index }
}

/// A piece of a source file's text: twelve bytes, so that every declared fact can keep one.
public struct SourceSpan: Hashable, Sendable {
  /// The file.
  public var file: FileID
  /// Where it begins, in bytes of UTF-8 from the beginning of the file (a byte order mark counts).
  public var start: UInt32
  /// How long it is, in bytes of UTF-8. Zero marks a place between two characters.
  public var length: UInt32

  public init(file: FileID, start: Int, length: Int) {
    self.file = file
    self.start = UInt32(clamping: start)
    self.length = UInt32(clamping: length)
  }

  /// The byte after the last one.
  public var end: Int { Int(start) + Int(length) }
}
