import ProjectModel
import YAMLSource

/// Writes YAML into bytes: every scalar so that it reads back as the same text, whatever is in it.
struct YAMLText {
  var bytes: [UInt8] = []

  /// Syntax, or text that needs no quotes.
  mutating func raw(_ text: String) { bytes.append(contentsOf: text.utf8) }

  /// A text as a scalar.
  mutating func scalar(_ text: String) {
    var text = text
    text.withUTF8 { scalar($0) }
  }

  /// A symbol's text as a scalar.
  mutating func scalar(_ symbol: Symbol, of project: Project) {
    project.strings.withBytes(of: symbol) { scalar($0) }
  }

  /// A text that must stay a single plain line, in a comment.
  mutating func comment(_ text: String) {
    var text = text
    text.withUTF8 { Self.isPlain($0) ? bytes.append(contentsOf: $0) : quoted($0) }
  }

  /// The key of an entry in block style, and the colon. Long keys need a mark, since YAML looks ahead only so far.
  mutating func key(_ text: String, indent: Int) {
    line(indent: indent)
    if text.utf8.count > Self.longestSimpleKey {
      raw("? ")
      scalar(text)
      line(indent: indent)
    } else {
      scalar(text)
    }
    raw(":")
  }

  /// A list in flow style.
  mutating func flowList(_ texts: some Sequence<String>) {
    raw("[")
    var isFirst = true
    for text in texts {
      if !isFirst { raw(", ") }
      isFirst = false
      scalar(text)
    }
    raw("]")
  }

  /// Begins a line.
  mutating func line(indent: Int) {
    if !bytes.isEmpty { bytes.append(0x0A) }
    bytes.append(contentsOf: repeatElement(0x20, count: indent))
  }

  static let longestSimpleKey = 500

  private mutating func scalar(_ text: UnsafeBufferPointer<UInt8>) {
    if Self.isPlain(text) { bytes.append(contentsOf: text) } else { quoted(text) }
  }

  private static let reserved: Set<String> = ["true", "false", "yes", "no", "on", "off", "null", "y", "n"]

  /// A letter, then letters, digits and a few signs that mean nothing special, in blocks and in flow; no word of YAML.
  private static func isPlain(_ text: UnsafeBufferPointer<UInt8>) -> Bool {
    guard let first = text.first, let last = text.last, isLetter(first), last != 0x20, last != UInt8(ascii: ":") else {
      return false
    }
    for (index, byte) in text.enumerated() {
      switch byte {
      case _ where isLetter(byte): continue
      case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."),
        UInt8(ascii: "/"),
        0x20:
        continue
      case UInt8(ascii: ":") where text[index + 1] != 0x20: continue
      default: return false
      }
    }
    return text.count > 5 || !reserved.contains(String(decoding: text, as: UTF8.self).lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte | 0x20)
  }

  private mutating func quoted(_ text: UnsafeBufferPointer<UInt8>) {
    raw("\"")
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar {
      case "\"": raw("\\\"")
      case "\\": raw("\\\\")
      case "\n": raw("\\n")
      case "\r": raw("\\r")
      case "\t": raw("\\t")
      default:
        if Self.isPrintable(scalar) { raw(String(scalar)) } else { escape(scalar) }
      }
    }
    raw("\"")
  }

  /// What YAML lets stand as it is, less line breaks and marks that turn the direction of writing.
  private static func isPrintable(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x20...0x7E, 0xA0...0x2027, 0x202F...0x2065, 0x206A...0xD7FF, 0xE000...0xFEFE, 0xFF00...0xFFFD,
      0x10000...0x10FFFF:
      true
    default: false
    }
  }

  private mutating func escape(_ scalar: Unicode.Scalar) {
    let hex = String(scalar.value, radix: 16)
    let width = scalar.value <= 0xFF ? 2 : scalar.value <= 0xFFFF ? 4 : 8
    raw(width == 2 ? "\\x" : width == 4 ? "\\u" : "\\U")
    raw(String(repeating: "0", count: width - hex.count) + hex)
  }
}
