import Diagnostics
import YAMLSource

extension Diagnostic {
  static func unknownKey(
    _ key: String, _ span: SourceSpan, shape: ShapeName, known: [String], nearest: String?
  ) -> Diagnostic {
    Diagnostic(
      code: "PROJ001", "unknown key `\(key)`", at: .span(span),
      notes: ["`\(shape.rawValue)` has the keys " + known.map { "`\($0)`" }.joined(separator: ", ")],
      help: [nearest.map { "did you mean `\($0)`?" } ?? "remove it, or write one of these keys"])
  }

  static func wrongKind(
    key: String, expected: ValueType, found: String, written: String?, at doc: YAMLDocument, _ node: YAMLNodeRef
  ) -> Diagnostic {
    var help: [String] = []
    if expected.forms == .boolean, let written {
      switch written.lowercased() {
      case "yes", "on", "y", "1": help = ["write `true`"]
      case "no", "off", "n", "0": help = ["write `false`"]
      case "true", "false": help = ["remove the quotes"]
      default: break
      }
    } else if expected.forms.contains(.text), let written, doc.boolean(node) != nil {
      help = ["put quotes around it if it is a text: `\"\(written)\"`"]
    }
    if help.isEmpty { help = ["write \(expected.expectation)"] }
    return Diagnostic(
      code: "PROJ002", "`\(key)` takes \(expected.expectation), not \(found)", at: .span(doc.span(node)),
      help: help)
  }

  static func missingKey(_ key: KeyDescription, _ span: SourceSpan, of owner: String) -> Diagnostic {
    Diagnostic(
      code: "PROJ003", "\(owner) has no `\(key.name)`", at: .span(span),
      help: ["add `\(key.name):` with \(key.type.expectation)"])
  }

  static func unknownWord(_ word: String, key: String, _ span: SourceSpan, known: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: word, among: known)
    return Diagnostic(
      code: "PROJ004", "`\(key)` cannot be `\(word)`", at: .span(span),
      notes: ["it is one of " + known.map { "`\($0)`" }.joined(separator: ", ")],
      help: [
        nearest.map { "did you mean `\($0)`?" } ?? "write one of " + known.map { "`\($0)`" }.joined(separator: ", ")
      ])
  }

  static func declaredTwice(_ kind: EntityKind, _ name: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "PROJ005", "the \(kind.rawValue) `\(name)` is declared twice", at: .span(span),
      related: [RelatedPlace(.span(first), "first declared here")], help: ["rename or remove one of the two"])
  }

  static func keyTwice(_ key: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "PROJ005", "`\(key)` is declared in two files", at: .span(span),
      related: [RelatedPlace(.span(first), "first declared here")], help: ["keep it in one of them"])
  }

  static func unknownName(_ kind: EntityKind, _ name: String, _ span: SourceSpan, nearest: String?) -> Diagnostic {
    Diagnostic(
      code: "PROJ006", "there is no \(kind.rawValue) `\(name)`", at: .span(span),
      help: [nearest.map { "did you mean `\($0)`?" } ?? "declare it, or correct the name"])
  }

  static func notAReference(_ word: String, _ span: SourceSpan, words: [String], hints: [String]) -> Diagnostic {
    let nearest = Suggestion.nearest(to: word, among: words)
    let forms = (["user:NAME", "group:NAME", "location:SITE_CODE"] + words).map { "`\($0)`" }.joined(separator: ", ")
    return Diagnostic(
      code: "PROJ006", "`\(word)` does not say what kind of thing it is", at: .span(span),
      notes: ["it is one of \(forms)"],
      help: [
        (hints.first ?? nearest).map { "did you mean `\($0)`?" } ?? "write the kind before the name: `group:\(word)`"
      ])
  }

  static func unknownKindOfReference(_ word: String, _ kind: String, _ span: SourceSpan) -> Diagnostic {
    let kinds = ["user", "group", "location"]
    let nearest = Suggestion.nearest(to: kind, among: kinds)
    return Diagnostic(
      code: "PROJ006", "`\(kind)` in `\(word)` is no kind of owner", at: .span(span),
      help: [nearest.map { "did you mean `\($0):`?" } ?? "write `user:`, `group:` or `location:` before the name"])
  }

  static func unsupportedVersion(_ version: String, _ span: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "PROJ007", "version `\(version)` of the format is not supported", at: .span(span),
      help: ["write `caseload: \(Language.version)`"])
  }

  static func listedTwice(_ name: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "PROJ008", severity: .warning, "`\(name)` is listed twice", at: .span(span),
      related: [RelatedPlace(.span(first), "first listed here")], help: ["remove one of the two"])
  }

  static func meaningless(_ key: String, _ span: SourceSpan, because: String, help: String) -> Diagnostic {
    Diagnostic(code: "PROJ009", "`\(key)` means nothing here: \(because)", at: .span(span), help: [help])
  }

  static func idTwice(_ id: String, _ span: SourceSpan, first: SourceSpan) -> Diagnostic {
    Diagnostic(
      code: "PROJ010", "the id `\(id)` is used twice", at: .span(span),
      related: [RelatedPlace(.span(first), "first used here")],
      help: ["ids are HQ's own and unique: copy the right one from HQ"])
  }

  static func unusableName(_ name: String, _ span: SourceSpan, _ kind: EntityKind) -> Diagnostic {
    Diagnostic(
      code: "PROJ011",
      name.isEmpty ? "\(kind.withArticle) needs a name" : "`\(name)` cannot be the name of \(kind.withArticle)",
      at: .span(span), help: ["write a name that is not empty and has no `/` or `:`; other names go into `name:`"])
  }
}

extension EntityKind {
  /// Such as `an app` and `a menu`.
  var withArticle: String {
    let isVowel = rawValue.first.map { "aeio".contains($0) } ?? false
    return (isVowel ? "an " : "a ") + rawValue
  }
}
