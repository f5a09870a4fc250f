import Diagnostics

extension TextEdit {
  /// The edit that gives a cell of a CSV file another text, with the quotes that it needs.
  ///
  /// - Parameters:
  ///   - span: the cell's text, without the quotes around it.
  ///   - old: the text that it has now.
  /// - Returns: nil if the cell is not that text, byte for byte.
  public static func cell(at span: SourceSpan, in source: SourceFile, from old: String, to new: String) -> TextEdit? {
    let bytes = source.bytes
    let (start, end) = (Int(span.start), span.end)
    guard start < end, end <= bytes.count, bytes[start..<end].elementsEqual(old.utf8) else { return nil }
    let quote = UInt8(ascii: "\"")
    let isAlone = start == source.byteOrderMarkLength || isSeparator(bytes[start - 1])
    let isAtEnd = end == bytes.count || isSeparator(bytes[end])
    let isQuoted = start > 0 && bytes[start - 1] == quote && end < bytes.count && bytes[end] == quote
    guard isQuoted || isAlone && isAtEnd else { return nil }
    guard new.unicodeScalars.allSatisfy({ $0.value >= 0x20 }), !new.isEmpty else { return nil }
    let doubled = new.flatMap { $0 == "\"" ? "\"\"" : String($0) }
    if isQuoted { return TextEdit(span, String(doubled)) }
    let needsQuotes = new.contains(",") || new.contains("\"")
    return TextEdit(span, needsQuotes ? "\"" + String(doubled) + "\"" : new)
  }

  private static func isSeparator(_ byte: UInt8) -> Bool { byte == UInt8(ascii: ",") || byte.isLineBreak }
}
