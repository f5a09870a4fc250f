import Diagnostics

/// Places of one of the compared projects, as text, as JSON and for annotations.
struct DiffLocator {
  private var positions: SourcePositions

  init(_ sources: SourceMap) { positions = SourcePositions(sources) }

  /// Path, line and column of a place.
  mutating func place(_ span: SourceSpan) -> (path: String, line: Int, column: Int) {
    let place = positions.start(of: span)
    return (positions.path(of: span), place.line, place.column)
  }

  /// `file:line:column`.
  mutating func text(_ span: SourceSpan) -> String {
    let place = place(span)
    return "\(place.path):\(place.line):\(place.column)"
  }

  /// The object `{"file", "line", "column"}`, or `null`.
  mutating func write(_ name: String, _ span: SourceSpan?, _ json: inout JSONWriter) {
    json.key(name)
    guard let span else { return json.null() }
    let place = place(span)
    json.object { json in
      json.field("file", place.path)
      json.field("line", place.line)
      json.field("column", place.column)
    }
  }
}
