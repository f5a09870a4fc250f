import Diagnostics
import YAMLSource

/// One comment `# caseload: allow CODE reason` (several codes separated by commas).
struct Allowance {
  /// The codes as they are written, and where.
  var codes: [(text: String, span: SourceSpan)] = []
  /// Whether a reason follows.
  var hasReason = false
  /// The whole comment.
  let span: SourceSpan
  /// The bytes of the line that it is about.
  var line: Range<Int>

  /// What a comment that begins with `caseload` says; nil if it is about something else.
  ///
  /// - Throws: ``Misspelt`` if an allowance was very likely meant.
  init?(_ comment: YAMLComment, in source: SourceFile) throws(Misspelt) {
    span = comment.span
    line = source.lineRange(around: Int(span.start))
    var rest = Words(source.bytes, from: Int(span.start) + 1, to: span.end)
    let all = rest
    let (name, verb) = (rest.next(), rest.next())
    guard name?.text == "caseload:", verb?.text == "allow" else {
      if let meant = Self.meant(by: all.remainder) { throw Misspelt(span: span, meant: meant) }
      return nil
    }
    repeat {
      guard let code = rest.next(endingAtComma: true) else { break }
      codes.append((code.text, SourceSpan(file: span.file, start: code.start, length: code.end - code.start)))
    } while rest.skipComma()
    hasReason = rest.remainder.unicodeScalars.contains {
      $0.properties.isAlphabetic || $0.properties.numericType != nil
    }
  }

  /// A comment that looks like an allowance and is none.
  struct Misspelt: Error {
    let span: SourceSpan
    /// The comment as it should be; empty if its codes are missing too.
    let meant: String

    init(span: SourceSpan, meant: String) {
      self.span = span
      self.meant = meant
    }

    /// An allowance of a code that does not begin its comment; nil if there is none, or it is quoted.
    init?(inside comment: YAMLComment, of source: SourceFile) {
      let text = String(decoding: source.bytes[(Int(comment.span.start) + 1)..<comment.span.end], as: UTF8.self)
      guard let found = text.firstRange(of: Allowance.words) else { return nil }
      // A quoted one may have its mark: `"# caseload: allow …"`.
      var before = text[..<found.lowerBound]
      if let mark = before.lastIndex(where: { !$0.isWhitespace }), before[mark] == "#" { before = before[..<mark] }
      if let last = before.last, !last.isWhitespace, last != "#" { return nil }
      guard let meant = Allowance.meant(by: String(text[found.lowerBound...])), !meant.isEmpty else { return nil }
      self.init(span: comment.span, meant: meant)
    }
  }

  /// What an allowance begins with.
  static let words = "caseload: allow"

  /// What other tools call it, and what people write.
  private static let verbs: Set<String> = [
    "allow", "allows", "allowed", "alow", "allwo", "allov", "ignore", "disable", "silence", "suppress", "noqa",
    "nolint",
  ]

  /// What a comment that may be an allowance begins with: the rest of `caseload` may be misspelt.
  static let beginning = "ca"

  /// Whether a comment's text begins with `caseload`, or nearly.
  static func isNear(_ text: String) -> Bool { readName(text) != nil }

  /// The comment that was very likely meant by a text; nil if none was. `caseload: 1` in a comment is a line of a project
  /// that is commented out, and prose may begin with the name.
  fileprivate static func meant(by text: String) -> String? {
    guard let (isExact, afterName) = readName(text) else { return nil }
    let marks: Set<Character> = [":", "-", "=", ",", ";", ".", "(", "[", "/"]
    let gap = afterName.prefix { $0.isWhitespace || marks.contains($0) }
    var rest = afterName.dropFirst(gap.count)
    let verb = rest.prefix { $0.isLetter }
    guard !gap.isEmpty, verbs.contains(verb.lowercased()) else { return nil }
    rest = rest.dropFirst(verb.count).drop { $0.isWhitespace || marks.contains($0) }
    let code = rest.prefix { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" }
    let isCode = code.first?.isLetter == true && code.last?.isNumber == true
    // Without a mark only if a code follows: `caseload allows much` is prose.
    guard isCode || isExact && gap.contains(where: { marks.contains($0) }) else { return nil }
    return isCode ? "# caseload: allow " + rest : ""
  }

  /// What stands behind `caseload`, `case load` or a slip of it, and whether it is spelt right.
  private static func readName(_ text: String) -> (isExact: Bool, rest: Substring)? {
    let text = text.drop { $0.isWhitespace }
    let word = text.prefix { $0.isLetter }
    var rest = text.dropFirst(word.count)
    let name = word.lowercased()
    if name == "caseload" { return (true, rest) }
    if name == "case", rest.dropFirst().lowercased().hasPrefix("load") {
      rest = rest.dropFirst(5)
      return (false, rest)
    }
    return Suggestion.nearest(to: name, among: ["caseload"]) == nil ? nil : (false, rest)
  }
}

/// The words of a comment, one after the other.
private struct Words {
  private let bytes: [UInt8]
  private var at: Int
  private let end: Int

  init(_ bytes: [UInt8], from start: Int, to end: Int) {
    self.bytes = bytes
    at = start
    self.end = end
  }

  private func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  private mutating func skipBlanks() {
    while at < end, isBlank(bytes[at]) { at += 1 }
  }

  /// The next word, and where it begins and ends.
  mutating func next(endingAtComma: Bool = false) -> (text: String, start: Int, end: Int)? {
    skipBlanks()
    let start = at
    while at < end, !isBlank(bytes[at]), !(endingAtComma && bytes[at] == UInt8(ascii: ",")) { at += 1 }
    return at > start ? (String(decoding: bytes[start..<at], as: UTF8.self), start, at) : nil
  }

  mutating func skipComma() -> Bool {
    skipBlanks()
    guard at < end, bytes[at] == UInt8(ascii: ",") else { return false }
    at += 1
    return true
  }

  /// What stands behind the words that were read.
  var remainder: String { String(decoding: bytes[at..<end], as: UTF8.self) }
}
