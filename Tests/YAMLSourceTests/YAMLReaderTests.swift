import Diagnostics
import Testing

@testable import YAMLSource

/// A YAML text that was read, and what a test asks of it.
struct ReadYAML {
  var strings = StringTable.forYAML()
  let source: SourceFile
  let document: YAMLDocument?
  let diagnostics: [Diagnostic]

  init(_ text: String, limits: YAMLLimits = YAMLLimits()) { self.init(Array(text.utf8), limits: limits) }

  init(_ bytes: [UInt8], limits: YAMLLimits = YAMLLimits()) {
    source = SourceFile(path: "f.yaml", bytes: bytes)
    (document, diagnostics) = YAMLReader.read(source, file: FileID(0), into: &strings, limits: limits)
  }

  /// The diagnostics as `line:column CODE`.
  var lines: [String] {
    diagnostics.map { diagnostic in
      guard case .span(let span) = diagnostic.place else { return diagnostic.code }
      let place = source.lineColumn(at: Int(span.start))
      return "\(place.line):\(place.column) \(diagnostic.code)"
    }
  }

  func written(_ span: SourceSpan) -> String {
    String(decoding: source.bytes[Int(span.start)..<span.end], as: UTF8.self)
  }

  /// The document as text, aliases and merge keys followed, collections in brackets.
  var shown: String {
    guard let document else { return "nothing" }
    func show(_ node: YAMLNodeRef) -> String {
      switch document.kind(node) {
      case .scalar, .alias: return strings[document.symbol(node)]
      case .sequence:
        var parts: [String] = []
        document.forEachElement(of: node) { parts.append(show($0)) }
        return "[" + parts.joined(separator: " ") + "]"
      case .mapping:
        var parts: [String] = []
        document.forEachEntry(of: node) { parts.append(show($0) + ":" + show($1)) }
        return "{" + parts.joined(separator: " ") + "}"
      }
    }
    return show(document.root)
  }

  /// Every scalar of the document in order: its place and how it is written.
  var scalars: [String] {
    guard let document else { return [] }
    var result: [String] = []
    func visit(_ node: YAMLNodeRef) {
      switch document.kind(node) {
      case .scalar, .alias:
        let place = source.lineColumn(at: Int(document.span(node).start))
        result.append("\(place.line):\(place.column) \(written(document.span(node)))")
      case .sequence: document.forEachElement(of: node, visit)
      case .mapping:
        document.forEachEntry(of: node) {
          visit($0)
          visit($1)
        }
      }
    }
    visit(document.root)
    return result
  }
}

@Suite struct YAMLReaderTests {
  @Test(arguments: [
    ("a: b", "{a:b}"), ("[a, [b], {}]", "[a [b] {}]"), ("- a\n- b: c\n  d:\n", "[a {b:c d:}]"), ("text", "text"),
    ("'it''s'", "it's"), (#""\u0061\n""#, "a\n"), ("|\n  a\n   b\n", "a\n b\n"), (">-\n  a\n  b\n\n  c\n", "a b\nc"),
    ("--- a\n...\n", "a"), ("%YAML 1.1\n---\na: 1\n", "{a:1}"), ("a: !!str 1", "{a:1}"), ("\u{FEFF}a: b", "{a:b}"),
    ("a: b # c", "{a:b}"), ("? a\n: b", "{a:b}"), ("{a, b: c}", "{a: b:c}"), ("é: 村", "{é:村}"),
  ])
  func documents(text: String, shown: String) {
    let read = ReadYAML(text)
    #expect(read.diagnostics.isEmpty)
    #expect(read.shown == shown)
  }

  /// The same places whatever ends the lines, and however many bytes a character has.
  @Test(arguments: ["\n", "\r\n", "\r"], ["", "\u{FEFF}"])
  func places(lineBreak: String, mark: String) {
    let text =
      mark
      + ["a: b", "", "村😀: [é, 'e\u{301}', \"\\u0041\"]", "  ", "c:", "  - d # x", "  - &n e", "  - *n"]
      .joined(separator: lineBreak)
    #expect(
      ReadYAML(text).scalars == [
        "1:1 a", "1:4 b", "3:1 村😀", "3:6 é", "3:9 'e\u{301}'", "3:15 \"\\u0041\"", "5:1 c", "6:5 d", "7:5 &n e",
        "8:5 *n",
      ])
  }

  @Test func placesOfCollections() throws {
    let read = ReadYAML("a: [x, {y: z}]\nb:\n  c: d\n")
    let document = try #require(read.document)
    var spans: [String] = []
    document.forEachEntry(of: document.root) { _, value in
      spans.append(read.written(document.span(value)))
      document.forEachElement(of: value) { spans.append(read.written(document.span($0))) }
    }
    // A block collection has no end of its own: its place is where it begins.
    #expect(spans == ["[x, {y: z}]", "x", "{y: z}", ""])
  }

  @Test(arguments: [
    ("true", true), ("True", true), ("TRUE", true), ("false", false), ("False", false), ("FALSE", false), ("yes", nil),
    ("on", nil), ("'true'", nil), ("!!str true", nil), ("tRue", nil), ("1", nil), ("", nil),
  ])
  func booleans(text: String, value: Bool?) throws {
    let document = try #require(ReadYAML("[" + (text.isEmpty ? "''" : text) + "]").document)
    document.forEachElement(of: document.root) { #expect(document.boolean($0) == value) }
  }

  @Test(arguments: [
    ("~", true), ("null", true), ("NULL", true), ("''", false), ("'~'", false), ("none", false), ("0", false),
  ])
  func nulls(text: String, isNull: Bool) throws {
    let document = try #require(ReadYAML("- " + text).document)
    document.forEachElement(of: document.root) { #expect(document.isNull($0) == isNull) }
  }

  @Test func anEmptyValueIsNull() throws {
    let document = try #require(ReadYAML("a:\nb: ").document)
    document.forEachEntry(of: document.root) { #expect(document.isNull($1)) }
  }

  @Test(arguments: [
    ("", "1:1 YAML008"), ("# nothing\n", "1:1 YAML008"), ("a: b: c", "1:5 YAML001"), ("a:\n\t- b", "2:1 YAML001"),
    ("a: 'b", "1:6 YAML001"), ("a\n---\nb", "2:1 YAML007"), ("a: *b", "1:4 YAML004"), ("&a [*a]", "1:5 YAML004"),
    ("村: \u{1}", "1:4 YAML002"), ("a: !mine b", "1:4 YAML011"), ("a: @b", "1:4 YAML001"),
  ])
  func errors(text: String, line: String) {
    let read = ReadYAML(text)
    #expect(read.lines == [line])
    #expect(read.document == nil)
  }

  @Test func bytesThatAreNotUTF8() {
    #expect(ReadYAML([0x61, 0x3A, 0x20, 0x0A, 0xE6, 0x9D, 0x91, 0xFF]).lines == ["2:2 YAML002"])
    #expect(ReadYAML([0xFF, 0xFE, 0x61, 0x00]).lines == ["1:1 YAML002"])
  }

  /// Wrong keys are reported, all of them, and the rest of the document stays.
  @Test func keysThatAreWrong() {
    let read = ReadYAML("a: 1\n[b]: 2\na: 3\n'a': 4\nc: {d: 1, d: 2}\n<<: text\n<<: {e: 5}\n")
    #expect(
      read.lines.sorted() == [
        "2:1 YAML010", "3:1 YAML003", "4:1 YAML003", "5:11 YAML003", "6:5 YAML009", "7:1 YAML003",
      ])
    #expect(read.shown == "{a:1 c:{d:1}}")
  }

  @Test func bothPlacesOfADuplicateKey() throws {
    let many = (0..<40).map { "k\($0): \($0)\n" }.joined()
    for text in ["k7: x\n", many] {
      let read = ReadYAML(text + "k7: again\n")
      let diagnostic = try #require(read.diagnostics.first)
      guard case .span(let first)? = diagnostic.related.first?.place else { throw Missing() }
      #expect(read.written(first) == "k7" && Int(first.start) < text.utf8.count)
    }
  }

  private struct Missing: Error {}
}
