/// Text of users made safe inside XML 1.0, both between tags and in attributes.
enum XMLText {
  /// What XML has no way to write (control characters) or a terminal would obey stands as an escape such as `\u{1b}`.
  static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      // Always: `]]>` may not stand in text.
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      case "'": result += "&apos;"
      case "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
