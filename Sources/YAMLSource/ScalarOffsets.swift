import Diagnostics

extension SourceFile {
  /// Where a byte of a scalar's value stands in the source, for every scalar style: quotes, escapes, folded lines and
  /// the indentation of block scalars are stepped over.
  ///
  /// - Parameters:
  ///   - offset: a byte offset in the scalar's value.
  ///   - value: the value as YAML reads it.
  ///   - span: the scalar as it is written.
  /// - Returns: a byte offset in the file; the end of the span at most.
  public func sourceOffset(ofValueOffset offset: Int, in value: String, span: SourceSpan) -> Int {
    let end = min(span.end, bytes.count)
    var source = Int(span.start)
    guard source < end else { return source }
    let first = bytes[source]
    let isDoubleQuoted = first == UInt8(ascii: "\"")
    let isSingleQuoted = first == UInt8(ascii: "'")
    if isDoubleQuoted || isSingleQuoted {
      source += 1
    } else if first == UInt8(ascii: "|") || first == UInt8(ascii: ">") {
      while source < end, bytes[source] != 0x0A { source += 1 }
      skipBlanks(&source, end)
    }
    var index = 0
    for byte in value.utf8 {
      if index == offset { return source }
      index += 1
      guard source < end else { return end }
      if isDoubleQuoted, bytes[source] == UInt8(ascii: "\\") {
        source += escapeLength(at: source, end)
        // An escaped line break stands for nothing; the value's byte is what follows it.
        continue
      }
      if isSingleQuoted, bytes[source] == UInt8(ascii: "'") {
        source += 2
      } else if bytes[source] == byte {
        source += 1
        if byte == 0x0A { skipBlanks(&source, end) }
      } else if isBlank(bytes[source]) {
        // A folded line break: one space or line feed for a run of blanks.
        skipBlanks(&source, end)
        if byte != 0x20, byte != 0x0A { source += 1 }
      } else {
        // The continuation bytes of an escaped character, whose escape has been passed.
        continue
      }
    }
    return min(source, end)
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 }

  private func skipBlanks(_ source: inout Int, _ end: Int) {
    while source < end, isBlank(bytes[source]) { source += 1 }
  }

  private func escapeLength(at source: Int, _ end: Int) -> Int {
    guard source + 1 < end else { return 1 }
    switch bytes[source + 1] {
    case UInt8(ascii: "x"): return 4
    case UInt8(ascii: "u"): return 6
    case UInt8(ascii: "U"): return 10
    default: return 2
    }
  }
}
