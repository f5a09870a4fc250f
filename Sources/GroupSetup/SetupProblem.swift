import Diagnostics

/// Why nothing was generated: at least one diagnostic, about places of the project.
public struct SetupProblem: Error, Sendable {
  public var diagnostics: [Diagnostic]

  init(_ diagnostics: [Diagnostic]) { self.diagnostics = diagnostics }
}

extension Diagnostic {
  static func noResult(_ path: String, _ reason: String, help: String) -> Diagnostic {
    Diagnostic(code: "SETUP001", "there is nothing to generate: \(reason)", at: .path(path), help: [help])
  }

  static func template(_ template: String, _ reason: String) -> Diagnostic {
    Diagnostic(
      code: "SETUP002", "the name template `\(template)` \(reason)", at: .path("--name"),
      help: ["use `{path}`, `{name}`, `{site_code}` and `{level}`, such as `{path}-Cases`"])
  }

  static func sameName(_ name: String, _ codes: (String, String), _ spans: (SourceSpan, SourceSpan)) -> Diagnostic {
    Diagnostic(
      code: "SETUP003", "the groups of `\(codes.0)` and `\(codes.1)` would both be called `\(name)`",
      at: .span(spans.1), related: [RelatedPlace(.span(spans.0), "the other location is here")],
      help: ["use a name that differs, such as `--name \"{path} {site_code}\"`"])
  }

  static func emptyName(_ code: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "SETUP003", "the group of `\(code)` would have no name", at: .span(span),
      help: ["use a template with `{site_code}`"])
  }

  static func exists(_ what: String, _ group: String, _ code: String, location: SourceSpan, group span: SourceSpan)
    -> Diagnostic
  {
    Diagnostic(
      code: "SETUP004", "there is a group with the \(what) `\(group)` already, which the group of `\(code)` would have",
      at: .span(span), related: [RelatedPlace(.span(location), "the location is here")],
      help: [
        "`--existing keep` leaves it alone and gives the new group another name",
        "`--existing merge` puts the location's workers into it",
      ])
  }

  static func mergedTwice(_ group: String, _ span: SourceSpan, _ codes: (String, String)) -> Diagnostic {
    Diagnostic(
      code: "SETUP004", "`\(codes.0)` and `\(codes.1)` would both be merged into the group `\(group)`", at: .span(span),
      help: ["rename the group, or give the new groups other names by `--name`"])
  }

  static func limit(_ message: String, help: String) -> Diagnostic {
    Diagnostic(code: "SETUP005", message, at: .path("workbook"), help: [help])
  }
}
