import Diagnostics

/// The JSON of `check`, a contract that scripts build on: keys may be added, none renamed or removed.
///
/// ```
/// {"findings": [{"code", "severity", "message", "file", "line", "column", "end_line", "end_column", "count",
///                "subject", "related": [{"message", "file", "line", "column"}], "notes": [], "help": []}],
///  "summary": {"errors", "warnings", "infos", "allowed", "baselined"}}
/// ```
///
/// Lines and columns count from 1, columns in code points; the end is the place after the last character. A finding
/// about a whole file has `null` for all four. `subject` is what it is about, as a path that stays when lines move; `null`
/// for errors of the text.
public struct DiagnosticJSON {
  private var positions: SourcePositions

  /// All diagnostics in the order given, as UTF-8.
  ///
  /// - Parameters:
  ///   - mended: those that a change mends, in a field of their own; nil where nothing is compared.
  ///   - leftOut: how many were found and are not among them.
  public static func render(
    _ diagnostics: [Diagnostic], mended: [Diagnostic]? = nil, sources: SourceMap, leftOut: LeftOut = LeftOut()
  ) -> [UInt8] {
    var renderer = DiagnosticJSON(sources)
    let summary = DiagnosticSummary(diagnostics, sources: sources)
    var json = JSONWriter()
    json.object { json in
      json.arrayField("findings") { json in
        for diagnostic in diagnostics { renderer.write(diagnostic, &json) }
      }
      if let mended {
        json.arrayField("mended") { json in
          for diagnostic in mended { renderer.write(diagnostic, &json) }
        }
      }
      json.objectField("summary") { json in
        json.field("errors", summary.errors)
        json.field("warnings", summary.warnings)
        json.field("infos", summary.infos)
        if let mended { json.field("mended", mended.count) }
        json.field("allowed", leftOut.allowed)
        json.field("baselined", leftOut.baselined)
      }
    }
    return json.bytes
  }

  init(_ sources: SourceMap) { positions = SourcePositions(sources) }

  /// One finding as an object.
  mutating func write(_ diagnostic: Diagnostic, _ json: inout JSONWriter) {
    json.object { json in
      json.field("code", diagnostic.code)
      json.field("severity", diagnostic.severity.rawValue)
      json.field("message", diagnostic.message)
      write(diagnostic.place, withEnd: true, &json)
      json.field("count", diagnostic.count)
      json.field("subject", orNull: diagnostic.subject.isEmpty ? nil : diagnostic.subject)
      json.arrayField("related") { json in
        for related in diagnostic.related {
          json.object { json in
            json.field("message", related.message)
            write(related.place, withEnd: false, &json)
          }
        }
      }
      json.field("notes", diagnostic.notes)
      json.field("help", diagnostic.help)
    }
  }

  private mutating func write(_ place: Place, withEnd: Bool, _ json: inout JSONWriter) {
    var path: String
    var start: LineColumn?
    var end: LineColumn?
    switch place {
    case .path(let whole): path = whole
    case .span(let span):
      path = positions.path(of: span)
      start = positions.start(of: span)
      end = positions.end(of: span)
    }
    json.field("file", path)
    json.field("line", orNull: start?.line)
    json.field("column", orNull: start?.column)
    guard withEnd else { return }
    json.field("end_line", orNull: end?.line)
    json.field("end_column", orNull: end?.column)
  }
}
