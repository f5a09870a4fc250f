import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A piece of a large block mapping's text, to be read apart from what comes before it.
struct Piece {
  /// Its bytes in the text.
  let range: Range<Int>
  /// The columns of the block mappings that hold its first entry, outermost first, its own mapping last; empty for the
  /// piece at the beginning of the text.
  let columns: [Int]

  /// A key that no text has, for entries that stand for what came before.
  static let key = "~ piece ~"

  /// What is put before the piece's text, so that its first entry is as deep as in the whole: an entry for each mapping
  /// around its own.
  var prefix: [UInt8] {
    columns.dropLast().flatMap { Array(repeating: UInt8(ascii: " "), count: $0) + Array((Self.key + ":\n").utf8) }
  }

  /// How many nodes stand for the prefix and the piece's own mapping.
  var prefixNodeCount: Int { columns.isEmpty ? 0 : 2 * columns.count - 1 }
}

/// Cuts a text where lines look like entries of block mappings. That they are is found out when the pieces are put
/// together: what looks like one may stand inside a long text.
struct PieceCutter {
  private let text: UnsafeBufferPointer<UInt8>

  init(_ text: UnsafeBufferPointer<UInt8>) { self.text = text }

  /// At most `count` pieces of about the same size; one if there is no good place to cut.
  func pieces(_ count: Int) -> [Piece] {
    var cuts: [(offset: Int, columns: [Int])] = [(0, [])]
    for number in 1..<max(1, count) {
      let target = text.count / count * number
      guard target > cuts[cuts.count - 1].offset, let cut = entry(after: target) else { continue }
      let columns = columns(of: cut, after: cuts[cuts.count - 1])
      if columns.isEmpty { continue }
      cuts.append((cut.offset, columns))
    }
    return cuts.indices.map { index in
      let end = index + 1 < cuts.count ? cuts[index + 1].offset : text.count
      return Piece(range: cuts[index].offset..<end, columns: cuts[index].columns)
    }
  }

  /// How far from its target a cut is looked for.
  private static let window = 1 << 16

  /// The line of the smallest column that looks like an entry, of those soon after an offset.
  private func entry(after target: Int) -> (offset: Int, column: Int)? {
    var best: (offset: Int, column: Int)?
    var line = lineBreak(from: target).map { $0 + 1 }
    while let start = line, start < text.count, start - target < Self.window {
      if let column = column(ofLineAt: start), isKeyStart(text[start + column]), column < best?.column ?? .max {
        best = (start, column)
        if column == 0 { break }
      }
      line = lineBreak(from: start).map { $0 + 1 }
    }
    return best
  }

  /// The columns of the mappings around an entry, by the lines since the previous cut.
  private func columns(of cut: (offset: Int, column: Int), after previous: (offset: Int, columns: [Int])) -> [Int] {
    // What is around the previous cut is around this one as well, but for what lines in between end.
    var columns = Array(previous.columns.dropLast())
    var start = previous.offset
    while start <= cut.offset {
      if let column = column(ofLineAt: start) {
        while let last = columns.last, last >= column { columns.removeLast() }
        columns.append(column)
      }
      guard let end = lineBreak(from: start) else { break }
      start = end + 1
    }
    return columns
  }

  /// The column of the first character of a line that is not empty and no comment.
  private func column(ofLineAt start: Int) -> Int? {
    var at = start
    while at < text.count, text[at] == UInt8(ascii: " ") { at += 1 }
    guard at < text.count else { return nil }
    switch text[at] {
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"), UInt8(ascii: "#"), UInt8(ascii: "\t"): return nil
    default: return at - start
    }
  }

  private func isKeyStart(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "\""), UInt8(ascii: "'"):
      true
    default: false
    }
  }

  private func lineBreak(from offset: Int) -> Int? {
    guard offset < text.count, let base = text.baseAddress,
      let found = memchr(base + offset, Int32(UInt8(ascii: "\n")), text.count - offset)
    else { return nil }
    return UnsafeRawPointer(found) - UnsafeRawPointer(base)
  }
}
