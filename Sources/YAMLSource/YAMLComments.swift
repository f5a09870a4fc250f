import Diagnostics

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

/// A comment of a YAML text.
public struct YAMLComment: Hashable, Sendable {
  /// From the `#` to the end of the line.
  public var span: SourceSpan
  /// Whether nothing but blanks stands before it on its line.
  public var standsAlone: Bool
}

/// Finds comments, which libyaml drops, in the bytes of a text; the scalars that were parsed tell which `#` is text.
public struct YAMLComments {
  private let bytes: [UInt8]
  private let nodes: [YAMLNode]
  private let file: FileID
  private var nextNode = 0
  /// The last scalar that begins before the place looked at, without its anchor and tag. Scalars do not overlap, and
  /// are in the order of the text.
  private var scalar: (content: Int, end: Int)?

  /// The comments that begin with a word, in whatever case of letters, in the order of the text.
  ///
  /// A comment is what YAML takes for one: from a `#` at the beginning of a line or after a blank, outside quoted,
  /// plain and block scalars, to the end of the line. A `#` inside a comment begins no other.
  ///
  /// - Parameters:
  ///   - word: ASCII, in lower case.
  ///   - source: the file that the document was read from.
  public static func beginning(
    with word: String, in document: YAMLDocument, of source: SourceFile
  ) -> [YAMLComment] {
    comments(in: document, of: source) { source.nextComment(beginningWith: word, from: $0) }
  }

  /// The comments with certain words anywhere in them, in the order of the text; what is a comment is said above.
  ///
  /// - Parameter words: as they are written.
  public static func mentioning(
    _ words: String, in document: YAMLDocument, of source: SourceFile
  ) -> [YAMLComment] {
    comments(in: document, of: source) { source.nextComment(mentioning: words, from: $0) }
  }

  /// The comments among the candidates.
  ///
  /// - Parameter next: the offset of the next candidate at or after an offset.
  private static func comments(
    in document: YAMLDocument, of source: SourceFile, _ next: (Int) -> Int?
  ) -> [YAMLComment] {
    var finder = YAMLComments(bytes: source.bytes, nodes: document.nodes, file: document.file)
    var comments: [YAMLComment] = []
    var offset = 0
    while let candidate = next(offset) {
      let line = source.lineRange(around: candidate)
      // The candidate may be text, or inside another comment.
      if let start = finder.firstComment(in: line), next(start) == start {
        let isAlone = source.bytes[line.lowerBound..<start].allSatisfy(\.isBlank)
        let span = SourceSpan(file: document.file, start: start, length: line.upperBound - start)
        comments.append(YAMLComment(span: span, standsAlone: isAlone))
      }
      offset = line.upperBound
    }
    return comments
  }

  private init(bytes: [UInt8], nodes: [YAMLNode], file: FileID) {
    self.bytes = bytes
    self.nodes = nodes
    self.file = file
  }

  /// The offset of the first `#` in a line that is no text.
  private mutating func firstComment(in line: Range<Int>) -> Int? {
    for offset in line where bytes[offset] == UInt8(ascii: "#") {
      guard offset == line.lowerBound || bytes[offset - 1].isBlank else { continue }
      advance(to: offset)
      if !isText(offset, line: line) { return offset }
    }
    return nil
  }

  private mutating func advance(to offset: Int) {
    while nextNode < nodes.count, nodes[nextNode].start <= offset {
      let node = nodes[nextNode]
      nextNode += 1
      guard node.kind == .scalar else { continue }
      let end = Int(node.start) + Int(node.length)
      scalar = (contentStart(from: Int(node.start), to: end), end)
    }
  }

  /// Whether a `#` after a blank is inside a scalar. In plain scalars it never is, and the line of a block scalar's `|`
  /// or `>` may end with a comment.
  private func isText(_ offset: Int, line: Range<Int>) -> Bool {
    guard let scalar, scalar.content < scalar.end, scalar.content <= offset, offset < scalar.end else { return false }
    switch bytes[scalar.content] {
    case UInt8(ascii: "\""), UInt8(ascii: "'"): return true
    case UInt8(ascii: "|"), UInt8(ascii: ">"): return !line.contains(scalar.content)
    default: return false
    }
  }

  /// Where a scalar's own text begins, behind its anchor and tag and comments after them.
  private func contentStart(from start: Int, to end: Int) -> Int {
    var i = start
    while i < end {
      if bytes[i].isBlank || bytes[i].isLineBreak {
        i += 1
      } else if bytes[i] == UInt8(ascii: "&") || bytes[i] == UInt8(ascii: "!") {
        while i < end, !bytes[i].isBlank, !bytes[i].isLineBreak { i += 1 }
      } else if bytes[i] == UInt8(ascii: "#"), i > start {
        while i < end, !bytes[i].isLineBreak { i += 1 }
      } else {
        break
      }
    }
    return i
  }
}

extension SourceFile {
  /// The offset of the next `#`, comment or not, that is followed by blanks and a word in any case of letters. One pass
  /// over the bytes up to it: most files have none, and need not be parsed for it.
  ///
  /// - Parameter word: ASCII, in lower case.
  public func nextComment(beginningWith word: String, from offset: Int = 0) -> Int? {
    let word = Array(word.utf8)
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var next = offset
      while next < bytes.count,
        let found = memchr(base + next, Int32(UInt8(ascii: "#")), bytes.count - next)
      {
        let i = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        next = i + 1
        var start = i + 1
        while start < bytes.count, bytes[start].isBlank { start += 1 }
        guard start + word.count <= bytes.count else { continue }
        if word.indices.allSatisfy({ bytes[start + $0] | 0x20 == word[$0] }) { return i }
      }
      return nil
    }
  }
}

extension SourceFile {
  /// The offset of the next `#`, comment or not, that certain words follow on its line. One pass over the bytes.
  public func nextComment(mentioning words: String, from offset: Int = 0) -> Int? {
    let words = Array(words.utf8)
    guard let first = words.first else { return nil }
    return bytes.withUnsafeBufferPointer { bytes in
      guard let base = bytes.baseAddress else { return nil }
      var next = offset
      while next < bytes.count,
        let found = memchr(base + next, Int32(UInt8(ascii: "#")), bytes.count - next)
      {
        let i = UnsafeRawPointer(found) - UnsafeRawPointer(base)
        next = i + 1
        while next < bytes.count, !bytes[next].isLineBreak {
          if bytes[next] == first, bytes[next...].starts(with: words) { return i }
          next += 1
        }
      }
      return nil
    }
  }
}

extension UInt8 {
  /// A space or tab.
  var isBlank: Bool { self == 0x20 || self == 0x09 }

  var isLineBreak: Bool { self == 0x0A || self == 0x0D }
}
