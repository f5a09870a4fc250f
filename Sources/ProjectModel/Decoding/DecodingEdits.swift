import Diagnostics
import YAMLSource

/// The one right edit for what is wrong with the text, where there is one.
extension ProjectDecoder {
  /// The edit that writes another text into a scalar or a table's cell; nil where that is not surely right.
  func edit(_ span: SourceSpan, from old: String, to new: String) -> TextEdit? {
    let source = project.sources[span.file]
    return tableFiles.values.contains(span.file)
      ? .cell(at: span, in: source, from: old, to: new) : .scalar(at: span, in: source, from: old, to: new)
  }

  /// The edit that writes the key that is surely meant, unless the mapping has that one as well.
  func keyEdit(_ doc: YAMLDocument, _ key: YAMLNodeRef, known: [String], of mapping: YAMLNodeRef) -> TextEdit? {
    let word = text(doc.symbol(key))
    guard let meant = Suggestion.meant(by: word, among: known) else { return nil }
    // A mapping of very many wrong keys would be gone through for each of them.
    guard keysToLookAt > 0 else { return nil }
    let known = project.strings.existing(meant)
    var isThere = false
    doc.forEachEntry(of: mapping) { key, _ in
      keysToLookAt -= 1
      if doc.symbol(key) == known { isThere = true }
    }
    return isThere ? nil : edit(doc.span(key), from: word, to: meant)
  }

  /// The edit that writes `true` or `false` for a word that other formats take for it, or that has quotes.
  func booleanEdit(_ type: ValueType, _ doc: YAMLDocument, _ node: YAMLNodeRef) -> TextEdit? {
    guard type.forms == .boolean, doc.kind(node) == .scalar else { return nil }
    let word = text(doc.symbol(node))
    let boolean: String
    switch word.lowercased() {
    case "yes", "on", "y", "1", "true": boolean = "true"
    case "no", "off", "n", "0", "false": boolean = "false"
    default: return nil
    }
    return .word(at: doc.span(node), in: project.sources[doc.span(node).file], from: word, to: boolean)
  }

  /// The edit that writes the version of the format in the one way that is read, if it is that version.
  func versionEdit(_ version: String, _ span: SourceSpan) -> TextEdit? {
    let known = "\(Language.version)"
    let spellings = [known + ".0", known + ".0.0", "v" + known, "0" + known]
    return spellings.contains(version.lowercased())
      ? .word(at: span, in: project.sources[span.file], from: version, to: known) : nil
  }

  /// Reports a word that a key cannot have.
  func reportUnknownWord(_ word: Symbol, key: String, _ span: SourceSpan, known: [String]) {
    let meant = Suggestion.meant(by: text(word), among: known)
    let edit = meant.flatMap { self.edit(span, from: text(word), to: $0) }
    report(.unknownWord(shown(word), key: key, span, known: known).mended(by: edit))
  }
}
