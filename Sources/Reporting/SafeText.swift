extension Unicode.Scalar {
  /// Whether a terminal might obey the character rather than show it: control characters (escape sequences begin with
  /// them), line and paragraph separators, and the marks that turn the direction of what follows.
  var isUnsafeToPrint: Bool {
    switch value {
    case 0x20...0x7E: false
    case 0...0x1F, 0x7F...0x9F, 0x2028, 0x2029, 0x202A...0x202E, 0x2066...0x2069: true
    default: false
    }
  }
}

/// Text of files, names and paths, made safe to print. Nothing that a project says may reach a terminal as a command.
enum SafeText {
  /// For messages and paths: what is unsafe stands as an escape, such as `\u{1b}`.
  static func escaped(_ text: String) -> String {
    guard text.unicodeScalars.contains(where: \.isUnsafeToPrint) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\n": result += "\\n"
      case "\r": result += "\\r"
      case "\t": result += "\\t"
      case _ where scalar.isUnsafeToPrint: result += "\\u{" + String(scalar.value, radix: 16) + "}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// For a text of several lines: as ``escaped(_:)``, but for the line breaks.
  static func escapedLines(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { escaped(String($0)) }.joined(separator: "\n")
  }

  /// For lines of source text: one character for one. Bytes that are not UTF-8 become U+FFFD, control characters their
  /// pictures (`␛`), other unsafe characters U+FFFD, tabs ``tab``.
  static func shown(_ bytes: some Collection<UInt8>) -> String {
    var result = ""
    for scalar in String(decoding: bytes, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x09: result += tab
      case 0...0x1F: result.unicodeScalars.append(Unicode.Scalar(0x2400 + scalar.value) ?? "\u{FFFD}")
      case 0x7F: result.unicodeScalars.append("\u{2421}")
      case _ where scalar.isUnsafeToPrint: result.unicodeScalars.append("\u{FFFD}")
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  /// What a tab is shown as: always the same, so that it does not matter where on the terminal the line begins.
  static let tab = "    "
}

/// Text of users for messages that are not rendered here.
public enum PlainText {
  /// The text with escapes, such as `\u{1b}`, for what a terminal might obey.
  public static func safe(_ text: String) -> String { SafeText.escaped(text) }
}
