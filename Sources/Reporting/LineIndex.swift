import Diagnostics

/// Where the lines of one file begin, and how many code points stand before every block of it: any place is then found
/// without reading the file again, however long the file or its lines are.
struct LineIndex: Sendable {
  private let bytes: [UInt8]
  /// The offset of each line's first byte; a byte order mark belongs to no line.
  private var starts: [Int]
  /// The code points before each block of ``blockSize`` bytes.
  private var codePoints: [Int] = []

  private static let blockSize = 1024

  /// One pass over the file.
  init(_ file: SourceFile) {
    bytes = file.bytes
    let first = file.byteOrderMarkLength
    var starts = [first]
    var codePoints: [Int] = []
    codePoints.reserveCapacity(file.bytes.count / Self.blockSize + 1)
    file.bytes.withUnsafeBufferPointer { bytes in
      var count = 0
      var i = 0
      let end = bytes.count
      while i < end {
        if i % Self.blockSize == 0 { codePoints.append(count) }
        let byte = bytes[i]
        i += 1
        if byte & 0xC0 != 0x80 { count += 1 }
        if byte == 0x0A || (byte == 0x0D && !(i < end && bytes[i] == 0x0A)) { starts.append(i) }
      }
      if end % Self.blockSize == 0 { codePoints.append(count) }
    }
    self.starts = starts
    self.codePoints = codePoints
  }

  /// Line and column of a byte offset, as ``SourceFile/lineColumn(at:)`` has them.
  func lineColumn(at offset: Int) -> LineColumn {
    let offset = min(max(0, offset), bytes.count)
    let line = lineNumber(at: offset)
    return LineColumn(
      line: line, column: max(0, codePointCount(before: offset) - codePointCount(before: starts[line - 1])) + 1)
  }

  /// The bytes of a line (counted from 1) without its line break.
  func range(ofLine line: Int) -> Range<Int> {
    let start = starts[line - 1]
    guard line < starts.count else { return start..<bytes.count }
    var end = starts[line] - 1
    if end > start, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private func lineNumber(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }

  private func codePointCount(before offset: Int) -> Int {
    let block = offset / Self.blockSize
    var count = codePoints[block]
    for i in block * Self.blockSize..<offset where bytes[i] & 0xC0 != 0x80 { count += 1 }
    return count
  }
}

/// Lines and columns of places in a run's files. Each file is read through once, when it is first asked for; after
/// that a place costs a binary search.
public struct SourcePositions {
  private let sources: SourceMap
  private var indices: [FileID: LineIndex] = [:]

  public init(_ sources: SourceMap) { self.sources = sources }

  /// The path of a span's file.
  public func path(of span: SourceSpan) -> String { sources[span.file].path }

  /// Where a span begins.
  public mutating func start(of span: SourceSpan) -> LineColumn { index(span.file).lineColumn(at: Int(span.start)) }

  /// Where a span ends: the place after its last character.
  public mutating func end(of span: SourceSpan) -> LineColumn { index(span.file).lineColumn(at: span.end) }

  mutating func index(_ file: FileID) -> LineIndex {
    if let known = indices[file] { return known }
    let index = LineIndex(sources[file])
    indices[file] = index
    return index
  }

  func bytes(_ file: FileID) -> [UInt8] { sources[file].bytes }
}
