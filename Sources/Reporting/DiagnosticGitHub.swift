import Diagnostics

/// Workflow commands of GitHub Actions: each finding becomes an annotation on its line. The summary is the last line.
public struct DiagnosticGitHub {
  private var locator: Locator

  /// How many related places an annotation names.
  private static let relatedLimit = 10

  /// One command a line, as UTF-8.
  public static func render(_ report: CheckReport) -> [UInt8] {
    let findings = report.findings
    let summary = DiagnosticSummary(findings, sources: report.sources, leftOut: report.leftOut)
    return commands(findings, report.sources) + Array((summary.text + "\n").utf8)
  }

  /// The commands alone.
  static func commands(_ findings: [Diagnostic], _ sources: SourceMap) -> [UInt8] {
    var renderer = DiagnosticGitHub(locator: Locator(sources))
    var positions = SourcePositions(sources)
    var output = ""
    for finding in findings { output += renderer.command(finding, &positions) + "\n" }
    return Array(output.utf8)
  }

  private mutating func command(_ diagnostic: Diagnostic, _ positions: inout SourcePositions) -> String {
    var properties: [(String, String)] = []
    switch diagnostic.place {
    case .path(let path): properties.append(("file", ReportPath.plain(path)))
    case .span(let span):
      let (start, end) = (positions.start(of: span), positions.end(of: span))
      properties.append(("file", ReportPath.plain(positions.path(of: span))))
      properties.append(("line", String(start.line)))
      // Columns mean something to GitHub only within one line.
      if start.line == end.line { properties.append(("col", String(start.column))) }
      properties.append(("endLine", String(end.line)))
      if start.line == end.line { properties.append(("endColumn", String(end.column))) }
    }
    properties.append(("title", diagnostic.code))
    let name =
      switch diagnostic.severity {
      case .error: "error"
      case .warning: "warning"
      case .info: "notice"
      }
    let list = properties.map { "\($0.0)=\(Self.property($0.1))" }.joined(separator: ",")
    let lines = ([diagnostic.message] + remarks(diagnostic)).map { SafeText.escaped($0) }
    return "::\(name) \(list)::\(Self.data(lines.joined(separator: "\n")))"
  }

  /// Notes, help and related places: an annotation has no other place for them.
  private mutating func remarks(_ diagnostic: Diagnostic) -> [String] {
    var remarks: [String] = []
    for note in diagnostic.notes { remarks += Self.lines("note: " + note) }
    for help in diagnostic.help { remarks += Self.lines("help: " + help) }
    for related in diagnostic.related.prefix(Self.relatedLimit) {
      remarks.append("\(locator.text(related.place)): \(related.message)")
    }
    let hidden = diagnostic.related.count - Self.relatedLimit
    if hidden > 0 { remarks.append("note: \(hidden) more place\(hidden == 1 ? "" : "s")") }
    return remarks
  }

  private static func lines(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }

  /// What stands behind `::` must not end the command.
  static func data(_ text: String) -> String { escaped(text, ["%", "\r", "\n"]) }

  /// Nor must a value end the list of properties.
  static func property(_ text: String) -> String {
    escaped(SafeText.escaped(text), ["%", "\r", "\n", ":", ","])
  }

  private static func escaped(_ text: String, _ reserved: Set<Unicode.Scalar>) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      if reserved.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "%" + (digits.count == 1 ? "0" : "") + digits
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }
}
