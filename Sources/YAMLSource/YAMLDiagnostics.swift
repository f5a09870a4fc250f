import Diagnostics

extension Diagnostic {
  static func emptyFile(_ file: FileID) -> Diagnostic {
    Diagnostic(
      code: "YAML008", "the file is empty", at: .span(SourceSpan(file: file, start: 0, length: 0)),
      help: ["a project begins with `caseload: 1` and `project: NAME`"])
  }

  static func fileTooLarge(_ file: FileID, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "FILE005", "the file is larger than \(limit) bytes",
      at: .span(SourceSpan(file: file, start: 0, length: 0)),
      help: ["split it with `include`, or move big sections into CSV tables"])
  }

  static func tooManyDirectives(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "YAML001", "more than a hundred `%TAG` directives", at: .span(span),
      help: ["remove them: tags have no meaning here"])
  }

  static func outOfMemory(_ file: FileID) -> Diagnostic {
    Diagnostic(
      code: "FILE005", "there is not enough memory to read the file",
      at: .span(SourceSpan(file: file, start: 0, length: 0)))
  }

  static func utf16(_ file: FileID) -> Diagnostic {
    Diagnostic(
      code: "YAML002", "the file is UTF-16, not UTF-8", at: .span(SourceSpan(file: file, start: 0, length: 2)),
      help: ["save it as UTF-8"])
  }

  static func notText(_ span: SourceSpan, _ problem: String) -> Diagnostic {
    let isControl = problem.contains("control characters")
    return Diagnostic(
      code: "YAML002",
      isControl ? "there is a control character in the text" : "this is not UTF-8 text: \(problem)",
      at: .span(span), help: [isControl ? "remove it" : "save the file as UTF-8"])
  }

  static func tab(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "YAML001", "a tab stands where YAML wants spaces", at: .span(span),
      help: ["indent with spaces; YAML does not allow tabs there"])
  }

  static func duplicateKey(_ key: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "YAML003", "`\(key)` is declared twice", at: .span(span),
      related: [RelatedPlace(.span(first), "first declared here")],
      help: ["rename or remove one of the two; other readers of YAML silently keep only one"])
  }

  static func unknownAlias(_ span: SourceSpan, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "YAML004", "no anchor `&\(name)` before this alias", at: .span(span),
      help: ["write `&\(name)` at the value that is meant, above this line; or quote a text that begins with `*`"])
  }

  static func cyclicAlias(_ span: SourceSpan, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "YAML004", "the alias `*\(name)` stands inside its own anchor", at: .span(span),
      help: ["a value cannot contain itself"])
  }

  static func expansionTooLarge(_ span: SourceSpan, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "YAML005", "the aliases up to `*\(name)` stand for more than a million nodes", at: .span(span),
      help: ["write less by aliases of aliases, or move the data into a CSV table"])
  }

  static func tooDeep(_ span: SourceSpan, limit: Int) -> Diagnostic {
    Diagnostic(
      code: "YAML006", "more than \(limit) collections within each other", at: .span(span),
      help: ["write deep organizations flat: each location with its `parent`"])
  }

  static func severalDocuments(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "YAML007", "a second document begins here", at: .span(span),
      help: ["one file holds one document: remove the `---`, or split the file and use `include`"])
  }

  static func mergeOfNoMapping(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "YAML009", "`<<` merges mappings, and this is none", at: .span(span),
      help: ["give it an alias of a mapping, or a list of them"])
  }

  static func complexKey(_ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "YAML010", "a key must be text", at: .span(span),
      help: ["put quotes around a key that begins with `[`, `{` or `?`"])
  }

  static func unknownTag(_ span: SourceSpan, _ name: String) -> Diagnostic {
    Diagnostic(
      code: "YAML011", "the tag `\(name)` has no meaning here", at: .span(span),
      help: ["remove it; a text that begins with `!` needs quotes"])
  }
}
