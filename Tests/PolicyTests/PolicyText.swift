import Diagnostics

@testable import Policy

/// A policy's text in which `❯` marks the places of diagnostics.
struct MarkedText {
  let text: String
  /// Line and column of each mark, in the order of the text.
  let places: [LineColumn]

  init(_ marked: String) {
    var text = ""
    var places: [LineColumn] = []
    var (line, column) = (1, 1)
    for character in marked.unicodeScalars {
      if character == "❯" {
        places.append(LineColumn(line: line, column: column))
        continue
      }
      text.unicodeScalars.append(character)
      if character == "\n" { (line, column) = (line + 1, 1) } else { column += 1 }
    }
    self.text = text
    self.places = places
  }
}

extension PolicySet {
  /// What is wrong, as `LINE:COLUMN CODE`, sorted.
  var problems: [String] {
    diagnostics.map { diagnostic in
      guard case .span(let span) = diagnostic.place else { return "- \(diagnostic.code)" }
      let place = sources[span.file].lineColumn(at: Int(span.start))
      return "\(place.line):\(place.column) \(diagnostic.code)"
    }.sorted()
  }
}

/// A policy of one rule: the required keys, and more.
func policy(_ keys: String, forEach kind: String = "form", message: String = "m") -> String {
  """
  policy: local
  rules:
    a-rule:
      code: LOCAL001
      summary: s
      for_each: \(kind)
      message: \(message)
  \(keys.split(separator: "\n", omittingEmptySubsequences: false).map { "    " + $0 }.joined(separator: "\n"))

  """
}
