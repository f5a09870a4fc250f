import Diagnostics

/// How many line breaks and code points stand before every block of one file: any place is then found by looking at one
/// block, however long the file or its lines are.
struct LineIndex: Sendable {
  private let bytes: [UInt8]
  /// The offset of the first line's first byte; a byte order mark belongs to no line.
  private let first: Int
  /// What stands before each block of ``blockSize`` bytes, and before the end of the file.
  private var blocks: [Counts] = []

  private struct Counts {
    var lineBreaks = 0
    var codePoints = 0
  }

  private static let blockSize = 4096

  /// One pass over the file.
  init(_ file: SourceFile) {
    bytes = file.bytes
    first = file.byteOrderMarkLength
    blocks.reserveCapacity(bytes.count / Self.blockSize + 2)
    var counts = Counts()
    blocks.append(counts)
    file.bytes.withUnsafeBufferPointer { bytes in
      for start in stride(from: 0, to: bytes.count, by: Self.blockSize) {
        Self.count(bytes, start..<min(start + Self.blockSize, bytes.count), into: &counts)
        blocks.append(counts)
      }
    }
  }

  /// Eight bytes in one step, but for those with a carriage return, which are rare.
  private static func count(_ bytes: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, into counts: inout Counts) {
    let raw = UnsafeRawBufferPointer(bytes)
    var i = range.lowerBound
    while i < range.upperBound {
      if i + 8 <= range.upperBound {
        let word = raw.loadUnaligned(fromByteOffset: i, as: UInt64.self)
        if word.marks(of: 0x0D) == 0 {
          // Bits are counted only where there are some: that is dear on processors of every age.
          let breaks = word.marks(of: 0x0A)
          if breaks != 0 { counts.lineBreaks += breaks.nonzeroBitCount }
          counts.codePoints += 8
          // A byte that continues a code point has the upper bits 10.
          let continued = word & ~(word << 1) & 0x8080_8080_8080_8080
          if continued != 0 { counts.codePoints -= continued.nonzeroBitCount }
          i += 8
          continue
        }
      }
      let isLast = i + 1 == bytes.count
      if bytes[i] == 0x0A || (bytes[i] == 0x0D && (isLast || bytes[i + 1] != 0x0A)) { counts.lineBreaks += 1 }
      if bytes[i] & 0xC0 != 0x80 { counts.codePoints += 1 }
      i += 1
    }
  }

  /// Line and column of a byte offset, as ``SourceFile/lineColumn(at:)`` has them.
  func lineColumn(at offset: Int) -> LineColumn {
    let offset = min(max(0, offset), bytes.count)
    let place = counts(before: offset)
    let line = place.lineBreaks + 1
    return LineColumn(
      line: line, column: max(0, place.codePoints - counts(before: start(ofLine: line)).codePoints) + 1)
  }

  /// The bytes of a line (counted from 1) without its line break.
  func range(ofLine line: Int) -> Range<Int> {
    let start = start(ofLine: line)
    guard line <= blocks[blocks.count - 1].lineBreaks else { return start..<bytes.count }
    var end = self.start(ofLine: line + 1) - 1
    if end > start, bytes[end] == 0x0A, bytes[end - 1] == 0x0D { end -= 1 }
    return start..<end
  }

  private func isLineBreak(_ offset: Int) -> Bool {
    switch bytes[offset] {
    case 0x0A: true
    case 0x0D: offset + 1 >= bytes.count || bytes[offset + 1] != 0x0A
    default: false
    }
  }

  private func counts(before offset: Int) -> Counts {
    let block = offset / Self.blockSize
    var counts = blocks[block]
    for i in block * Self.blockSize..<offset {
      if isLineBreak(i) { counts.lineBreaks += 1 }
      if bytes[i] & 0xC0 != 0x80 { counts.codePoints += 1 }
    }
    return counts
  }

  /// The offset of a line's first byte: behind the line break before it.
  private func start(ofLine line: Int) -> Int {
    let wanted = line - 1
    if wanted < 1 { return first }
    // The last block with fewer line breaks before it has the wanted one.
    var low = 0
    var high = blocks.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if blocks[middle].lineBreaks < wanted { low = middle } else { high = middle }
    }
    var found = blocks[low].lineBreaks
    var offset = low * Self.blockSize
    while offset < bytes.count {
      if isLineBreak(offset) { found += 1 }
      offset += 1
      if found == wanted { return offset }
    }
    return bytes.count
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

extension UInt64 {
  /// The upper bit of each of the eight bytes that has a value.
  fileprivate func marks(of byte: UInt8) -> UInt64 {
    let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
    let difference = self ^ (0x0101_0101_0101_0101 &* UInt64(byte))
    return ~(((difference & low) &+ low) | difference | low)
  }
}
