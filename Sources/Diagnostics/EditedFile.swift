/// A file's text while edits are made, which knows of each line whether it is one of the original: bytes outside the
/// edits are never touched.
public struct EditedFile: Sendable {
  /// The file as it was read.
  public let original: SourceFile
  /// The text as it is now.
  public private(set) var bytes: [UInt8]
  /// The lines of the text as it is now.
  public private(set) var lines: [Line]

  /// A line with its line feed; only the last one may have none.
  public struct Line: Sendable {
    public let bytes: ArraySlice<UInt8>
    /// Its number in the original, counted from 0; nil if an edit made it.
    public let origin: Int?
  }

  public init(_ original: SourceFile) {
    self.original = original
    bytes = original.bytes
    lines = Self.split(original.bytes).enumerated().map { Line(bytes: $1, origin: $0) }
  }

  public var isChanged: Bool { bytes != original.bytes }

  /// Makes edits of the text as it is now; those beyond its end are left out.
  ///
  /// - Parameter edits: in the order of the text, none overlapping another.
  public mutating func apply(_ edits: [TextEdit]) {
    let edits = edits.filter { $0.span.end <= bytes.count }
    guard !edits.isEmpty else { return }
    var newBytes: [UInt8] = []
    var newLines: [Line] = []
    newBytes.reserveCapacity(bytes.count + edits.count * 16)
    newLines.reserveCapacity(lines.count + edits.count)
    var line = 0
    var offset = 0
    var next = 0
    while next < edits.count {
      // The lines before the edit stay.
      while line + 1 < lines.count, offset + lines[line].bytes.count <= Int(edits[next].span.start) {
        offset += lines[line].bytes.count
        newLines.append(lines[line])
        newBytes += lines[line].bytes
        line += 1
      }
      // All edits that begin in the same lines make new ones of them.
      var made: [UInt8] = []
      var end = offset + (line < lines.count ? lines[line].bytes.count : 0)
      var copied = offset
      repeat {
        let edit = edits[next]
        while end < edit.span.end, line + 1 < lines.count {
          line += 1
          end += lines[line].bytes.count
        }
        made += bytes[copied..<Int(edit.span.start)]
        made += Array(edit.replacement.utf8)
        copied = edit.span.end
        next += 1
      } while next < edits.count && (Int(edits[next].span.start) < end || line + 1 >= lines.count)
      made += bytes[copied..<end]
      newBytes += made
      newLines += Self.split(made).map { Line(bytes: $0, origin: nil) }
      offset = end
      line += 1
    }
    if line < lines.count {
      newLines += lines[line...]
      newBytes += bytes[offset...]
    }
    bytes = newBytes
    lines = newLines
  }

  private static func split(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    var lines: [ArraySlice<UInt8>] = []
    var start = 0
    for (index, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") {
      lines.append(bytes[start...index])
      start = index + 1
    }
    if start < bytes.count { lines.append(bytes[start...]) }
    return lines
  }
}
