import AccessDiff

/// Text of names and files in Markdown, where nothing of it may become markup, a mention or HTML.
enum DiffMarkdown {
  /// Words as they are, names as code.
  static func inline(_ phrase: Phrase) -> String {
    phrase.pieces.reduce(into: "") { text, piece in
      switch piece {
      case .words(let words): text += escaped(words)
      case .name(let name): text += code(name)
      }
    }
  }

  /// A code span around any text: its fence is longer than every run of backticks in it.
  static func code(_ text: String) -> String {
    let text = SafeText.escaped(text)
    guard !text.isEmpty else { return "<code></code>" }
    var longest = 0
    var run = 0
    for character in text {
      run = character == "`" ? run + 1 : 0
      longest = max(longest, run)
    }
    let fence = String(repeating: "`", count: longest + 1)
    // One space on each side is taken away again; without it a backtick at the edge would join the fence.
    let needsSpace = text.hasPrefix("`") || text.hasSuffix("`") || (text.hasPrefix(" ") && text.hasSuffix(" "))
    return needsSpace ? "\(fence) \(text) \(fence)" : fence + text + fence
  }

  /// Other words are the program's own; what Markdown would take for markup is escaped all the same.
  private static func escaped(_ text: String) -> String {
    var result = ""
    for scalar in SafeText.escaped(text).unicodeScalars {
      switch scalar {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\\", "`", "*", "_", "[", "]", "#", "|", "~", "$": result += "\\" + String(scalar)
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}

/// Workflow commands of GitHub Actions.
enum DiffGitHub {
  static func command(
    _ section: DiffSection, _ place: (path: String, line: Int, column: Int)?, removing prefix: String, _ message: String
  ) -> String {
    let level =
      switch section.kind {
      case .newlyStops: "error"
      case .lost, .casesLost, .orphaned, .checksAppeared: "warning"
      default: "notice"
      }
    var properties: [String] = []
    if let place {
      let path = place.path.hasPrefix(prefix) ? String(place.path.dropFirst(prefix.count)) : place.path
      properties.append("file=" + DiagnosticGitHub.property(path))
      properties += ["line=\(place.line)", "col=\(place.column)"]
    }
    properties.append("title=" + DiagnosticGitHub.property(section.title))
    // Line by line, since the message has several and names may have what a terminal must not obey.
    let lines = message.split(separator: "\n", omittingEmptySubsequences: false).map { SafeText.escaped(String($0)) }
    return "::\(level) \(properties.joined(separator: ","))::\(DiagnosticGitHub.data(lines.joined(separator: "\n")))"
  }
}
