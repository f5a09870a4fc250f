import Diagnostics

/// Turns places into `file:line:column`.
struct Locator {
  private var positions: SourcePositions

  init(_ sources: SourceMap) { positions = SourcePositions(sources) }

  mutating func text(_ span: SourceSpan?) -> String {
    guard let span else { return "" }
    let place = positions.start(of: span)
    return "\(positions.path(of: span)):\(place.line):\(place.column)"
  }

  /// The line of the beginning of a span.
  mutating func line(_ span: SourceSpan) -> Int { positions.start(of: span).line }

  /// `file:line:column`, or the path of a whole file.
  mutating func text(_ place: Place) -> String {
    switch place {
    case .path(let path): path
    case .span(let span): text(span)
    }
  }

  /// The fields `file`, `line` and `column`.
  mutating func write(_ span: SourceSpan?, _ json: inout JSONWriter) {
    guard let span else { return }
    let place = positions.start(of: span)
    json.field("file", positions.path(of: span))
    json.field("line", place.line)
    json.field("column", place.column)
  }
}
