import Diagnostics

/// Shows diagnostics to people: the message, the line with marks below the place, what explains it and how to mend it.
public struct DiagnosticText {
  private var positions: SourcePositions
  private let style: TextStyle
  private var output: [UInt8] = []

  /// How many related places of one diagnostic are shown; how many more there are is said.
  private static let relatedLimit = 10

  /// All diagnostics in the order given, and a summary as the last line, as UTF-8.
  ///
  /// - Parameters:
  ///   - leftOut: how many findings are not among them, for the summary.
  ///   - color: whether the text may contain ANSI colours.
  public static func render(
    _ diagnostics: [Diagnostic], sources: SourceMap, leftOut: LeftOut = LeftOut(), color: Bool = false
  ) -> [UInt8] {
    var renderer = DiagnosticText(positions: SourcePositions(sources), style: TextStyle(isColored: color))
    for diagnostic in diagnostics {
      renderer.write(diagnostic)
      renderer.line("")
    }
    renderer.line(DiagnosticSummary(diagnostics, sources: sources, leftOut: leftOut).text)
    return renderer.output
  }

  private init(positions: SourcePositions, style: TextStyle) {
    self.positions = positions
    self.style = style
  }

  private mutating func write(_ diagnostic: Diagnostic) {
    let severity = diagnostic.severity
    line(
      style.severity(severity, "\(severity.rawValue)[\(SafeText.escaped(diagnostic.code))]")
        + style.bold(": " + SafeText.escaped(diagnostic.message)))
    let related = diagnostic.related.prefix(Self.relatedLimit)
    var gutter = max(1, lineNumber(diagnostic.place).count)
    for other in related { gutter = max(gutter, lineNumber(other.place).count) }
    write(diagnostic.place, gutter: gutter, severity: severity)
    for note in diagnostic.notes { remark("note", note, gutter: gutter) }
    for help in diagnostic.help { remark("help", help, gutter: gutter) }
    for other in related {
      line(style.bold("note: " + SafeText.escaped(other.message)))
      write(other.place, gutter: gutter, severity: nil)
    }
    let hidden = diagnostic.related.count - related.count
    if hidden > 0 {
      remark("note", "\(hidden) more place\(hidden == 1 ? "" : "s"); JSON output has all", gutter: gutter)
    }
  }

  /// - Parameter severity: of the diagnostic whose own place it is; nil for related places.
  private mutating func write(_ place: Place, gutter: Int, severity: Severity?) {
    let margin = String(repeating: " ", count: gutter)
    switch place {
    case .path(let path): line(style.frame(margin + "--> ") + SafeText.escaped(path))
    case .span(let span):
      let at = positions.start(of: span)
      let snippet = Snippet(
        span, bytes: positions.bytes(span.file), line: positions.index(span.file).range(ofLine: at.line))
      let number = lineNumber(place)
      let padding = String(repeating: " ", count: gutter - number.count)
      let carets = String(repeating: "^", count: snippet.width)
      let marks = severity.map { style.severity($0, carets) } ?? style.frame(carets)
      let indentation = String(repeating: " ", count: snippet.indentation)
      line(style.frame(margin + "--> ") + "\(SafeText.escaped(positions.path(of: span))):\(at.line):\(at.column)")
      line(style.frame(margin + " |"))
      line(style.frame(padding + number + " |") + (snippet.text.isEmpty ? "" : " " + snippet.text))
      line(style.frame(margin + " |") + " " + indentation + marks)
    }
  }

  /// A note or help; further lines of it are indented below the first.
  private mutating func remark(_ kind: String, _ text: String, gutter: Int) {
    let margin = String(repeating: " ", count: gutter + 1)
    var head = style.frame(margin + "= ") + style.bold(kind) + ": "
    for part in text.split(separator: "\n", omittingEmptySubsequences: false) {
      line(head + SafeText.escaped(String(part)))
      head = margin + String(repeating: " ", count: kind.count + 4)
    }
  }

  private mutating func lineNumber(_ place: Place) -> String {
    guard case .span(let span) = place else { return "" }
    return String(positions.start(of: span).line)
  }

  private mutating func line(_ text: String) {
    output.append(contentsOf: text.utf8)
    output.append(UInt8(ascii: "\n"))
  }
}

/// The colours of a text, or none.
struct TextStyle {
  let isColored: Bool

  func severity(_ severity: Severity, _ text: String) -> String {
    switch severity {
    case .error: paint("1;31", text)
    case .warning: paint("1;33", text)
    case .info: paint("1;36", text)
    }
  }

  func bold(_ text: String) -> String { paint("1", text) }

  /// Arrows, line numbers and bars.
  func frame(_ text: String) -> String { paint("1;34", text) }

  private func paint(_ code: String, _ text: String) -> String {
    isColored ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
  }
}
