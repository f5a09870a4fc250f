import ProjectModel

/// The manual's page of the configuration language, made from the same description as the decoder and the schema.
public enum ConfigurationReference {
  /// The page's path from the root of the repository.
  public static let path = "Documentation/Configuration.md"

  /// The page as Markdown: the same text on every run.
  public static var markdown: String {
    let shapes = Language.shapes
    let keys = ["## All keys", keysIntroduction, contents(shapes)] + shapes.map { section($0, among: shapes) }
    return ([header] + topics + keys).joined(separator: "\n\n") + "\n"
  }

  private static let header = """
    # The project configuration

    <!-- This page is made from Sources/ProjectModel/Language and Sources/Reporting/Configuration*.swift.
         Change it there; CASELOAD_RECORD=1 swift test --filter ConfigurationTests writes it anew. -->
    """

  private static let keysIntroduction = """
    One section for each kind of object. Keys in bold are required. *On HQ's screens* gives the caption in CommCare HQ,
    and the way to it. The words *text*, *reference*, *path* and so on mean what the chapters above say.
    """

  private static func contents(_ shapes: [ShapeDescription]) -> String {
    wrapped(shapes.map { "[\($0.name.rawValue)](#\($0.name.anchor))" }.joined(separator: " · "))
  }

  /// Breaks a paragraph into lines of at most 118 characters.
  static func wrapped(_ text: String) -> String {
    var lines: [String] = []
    var line = ""
    for word in words(text) {
      if !line.isEmpty, line.count + 1 + word.count > 118 {
        lines.append(line)
        line = ""
      }
      line += line.isEmpty ? word : " " + word
    }
    return (lines + [line]).joined(separator: "\n")
  }

  /// The words of a paragraph; code and the texts of links count as one word each, so that no line ends inside them.
  private static func words(_ text: String) -> [String] {
    var words: [String] = []
    var word = ""
    var inCode = false
    var inLink = false
    for character in text {
      if character == "`" { inCode.toggle() }
      if character == "[" || character == "]" { inLink = character == "[" }
      if character.isWhitespace, !inCode, !inLink {
        if !word.isEmpty { words.append(word) }
        word = ""
      } else {
        word.append(character)
      }
    }
    return word.isEmpty ? words : words + [word]
  }

  /// A table with a header; `|` inside a cell is escaped.
  static func table(_ header: [String], _ rows: [[String]]) -> String {
    let lines = [header, header.map { _ in "---" }] + rows
    return lines.map { "| " + $0.map { $0.replacing("|", with: "\\|") }.joined(separator: " | ") + " |" }
      .joined(separator: "\n")
  }
}
