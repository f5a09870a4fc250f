import Diagnostics

/// The JSON of `check`, a contract that scripts build on: keys may be added, none renamed or removed.
///
/// ```
/// {"findings": [{"code", "severity", "message", "file", "line", "column", "end_line", "end_column", "count",
///                "related": [{"message", "file", "line", "column"}], "notes": [], "help": []}],
///  "summary": {"errors", "warnings", "infos"}}
/// ```
///
/// Lines and columns count from 1, columns in code points; the end is the place after the last character. A finding
/// about a whole file has `null` for all four.
public struct DiagnosticJSON {
  private var positions: SourcePositions

  /// All diagnostics in the order given, as UTF-8.
  ///
  /// - Parameter mended: those that a change mends, in a field of their own; nil where nothing is compared.
  public static func render(
    _ diagnostics: [Diagnostic], mended: [Diagnostic]? = nil, sources: SourceMap
  ) -> [UInt8] {
    var renderer = DiagnosticJSON(positions: SourcePositions(sources))
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
      }
    }
    return json.bytes
  }

  private mutating func write(_ diagnostic: Diagnostic, _ json: inout JSONWriter) {
    json.object { json in
      json.field("code", diagnostic.code)
      json.field("severity", diagnostic.severity.rawValue)
      json.field("message", diagnostic.message)
      write(diagnostic.place, withEnd: true, &json)
      json.field("count", diagnostic.count)
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
