import Diagnostics

/// Putting new entries and elements in.
extension YAMLEditor {
  /// Puts an entry into a mapping, behind its `name` or before all others.
  func insertion(of entry: String, into mapping: UInt32, of key: UInt32) -> TextEdit? {
    let node = node(mapping)
    if node.kind == .scalar { return filling(mapping, with: entry) }
    guard node.kind == .mapping else { return nil }
    if node.length > 0 { return flowInsertion(of: entry, into: mapping) }
    guard node.payload > 0, let indentation = indentation(of: mapping + 1) else { return nil }
    // Behind the line of `name`, or of the key that the mapping belongs to: comments above the next entry stay there.
    if strings[Symbol(self.node(mapping + 1).payload)] == "name",
      let edit = newLine(indentation + entry, after: mapping + 2)
    {
      return edit
    }
    return newLine(indentation + entry, after: key)
  }

  /// A value that is nothing yet, or `~`.
  private func filling(_ scalar: UInt32, with entry: String) -> TextEdit? {
    let span = document.span(at: scalar)
    guard document.isNull(document.ref(scalar)) else { return nil }
    if span.length > 0 { return TextEdit(span, "{\(entry)}") }
    guard span.start > 0, span.end <= source.bytes.count, source.bytes[Int(span.start) - 1] == UInt8(ascii: ":") else {
      return nil
    }
    return TextEdit(span, " {\(entry)}")
  }

  private func flowInsertion(of entry: String, into mapping: UInt32) -> TextEdit? {
    let start = Int(node(mapping).start)
    guard start < source.bytes.count, source.bytes[start] == UInt8(ascii: "{") else { return nil }
    if node(mapping).payload == 0 { return insertion(entry, at: start + 1) }
    let first = mapping + 1
    let separator = separator(in: mapping, first: first, second: node(first + 1).next)
    let name = node(first + 1)
    if name.kind == .scalar, name.length > 0, strings[Symbol(node(first).payload)] == "name" {
      return insertion("," + separator + entry, at: Int(name.start + name.length))
    }
    return insertion(entry + "," + separator, at: Int(node(first).start))
  }

  /// What stands between two entries or elements after the comma: a blank, or a new line with its indentation.
  private func separator(in collection: UInt32, first: UInt32, second: UInt32) -> String {
    guard second < node(collection).next, let indentation = indentation(of: second),
      source.lineRange(around: Int(node(first).start)) != source.lineRange(around: Int(node(second).start))
    else { return " " }
    return lineBreak(around: Int(node(first).start)) + indentation
  }

  /// Puts an element behind the last one of a list.
  func lengthening(_ list: UInt32, by element: String, key: UInt32) -> TextEdit? {
    let node = node(list)
    guard node.payload > 0 else { return node.length > 0 ? insertion(element, at: Int(node.start) + 1) : nil }
    var last = list + 1
    for _ in 1..<node.payload { last = self.node(last).next }
    if node.length > 0 {
      let (end, first) = (self.node(last), list + 1)
      guard end.kind == .alias || end.length > 0 else { return nil }
      let second = self.node(first).next
      return insertion("," + separator(in: list, first: first, second: second) + element, at: Int(end.start + end.length))
    }
    // A block: the blanks and the hyphen before an element of one line.
    let line = source.lineRange(around: Int(self.node(last).start))
    let before = source.bytes[line.lowerBound..<Int(self.node(last).start)]
    guard before.allSatisfy({ $0.isBlank || $0 == UInt8(ascii: "-") }),
      before.count(where: { $0 == UInt8(ascii: "-") }) == 1
    else { return nil }
    return newLine(String(decoding: before, as: UTF8.self) + element, after: last)
  }

  // MARK: Lines

  private func insertion(_ text: String, at offset: Int) -> TextEdit {
    TextEdit(SourceSpan(file: document.file, start: offset, length: 0), text)
  }

  /// A new line below the one on which a scalar ends; nil if more follows there than a colon and a comment.
  private func newLine(_ text: String, after scalar: UInt32) -> TextEdit? {
    let node = node(scalar)
    guard node.kind == .scalar else { return nil }
    let end = Int(node.start + node.length)
    let line = source.lineRange(around: Int(node.start))
    guard end <= line.upperBound else { return nil }
    let rest = source.bytes[end..<line.upperBound].drop { $0 == UInt8(ascii: ":") || $0.isBlank }
    guard rest.isEmpty || rest.first == UInt8(ascii: "#") && source.bytes[rest.startIndex - 1].isBlank else { return nil }
    return insertion(lineBreak(around: Int(node.start)) + text, at: line.upperBound)
  }

  /// The blanks before a node on its line; nil if something else stands there.
  private func indentation(of index: UInt32) -> String? {
    let start = Int(node(index).start)
    let line = source.lineRange(around: start)
    let before = source.bytes[line.lowerBound..<start]
    return before.allSatisfy(\.isBlank) ? String(decoding: before, as: UTF8.self) : nil
  }

  /// The line break at the end of a line; of the last line the one before it.
  private func lineBreak(around offset: Int) -> String {
    let bytes = source.bytes
    let line = source.lineRange(around: offset)
    var at = line.upperBound
    if at == bytes.count, line.lowerBound > source.byteOrderMarkLength {
      at = line.lowerBound - 1
      if at > 0, bytes[at] == 0x0A, bytes[at - 1] == 0x0D { at -= 1 }
    }
    guard at < bytes.count else { return "\n" }
    if bytes[at] == 0x0D { return at + 1 < bytes.count && bytes[at + 1] == 0x0A ? "\r\n" : "\r" }
    return "\n"
  }
}
