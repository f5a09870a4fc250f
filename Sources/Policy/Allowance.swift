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
    let (name, verb) = (rest.next(), rest.next())
    guard name?.text == "caseload:", verb?.text == "allow" else {
      if Self.isMisspelt(name?.text ?? "", verb?.text ?? "", rest) { throw Misspelt(span: span) }
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
  }

  /// `caseload: 1` in a comment is a line of a project that is commented out, and prose may begin with the name.
  private static func isMisspelt(_ name: String, _ verb: String, _ rest: Words) -> Bool {
    let verbs = ["allow", "allow:", "allows", "alow", "allwo", "ignore", "disable", "silence", "suppress", "noqa"]
    guard verbs.contains(verb.lowercased()) else { return false }
    if name.lowercased() == "caseload:" { return true }
    // Without the colon only if a code follows.
    var rest = rest
    let code = rest.next(endingAtComma: true)?.text ?? ""
    return name.lowercased() == "caseload" && code.first?.isLetter == true && code.last?.isNumber == true
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
