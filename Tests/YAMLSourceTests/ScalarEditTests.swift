import Diagnostics
import Testing
import YAMLSource

/// One scalar or cell gets another text; all other bytes stay.
@Suite struct ScalarEditTests {
  struct Replaced: CustomTestStringConvertible, Sendable {
    /// A value, as it is written behind `key: `.
    let written: String
    let old: String
    let new: String
    /// How it is written afterwards; nil where nothing is proposed.
    let result: String?

    var testDescription: String { "\(written) -> \(new)" }
  }

  static let scalars = [
    Replaced(written: "vilage", old: "vilage", new: "village", result: "village"),
    Replaced(written: "'vilage'", old: "vilage", new: "village", result: "'village'"),
    Replaced(written: "\"vilage\"", old: "vilage", new: "village", result: "\"village\""),
    Replaced(written: "\"vil\\u0061ge\"", old: "vilage", new: "village", result: "\"village\""),
    Replaced(written: "grup:hill", old: "grup:hill", new: "group:hill", result: "group:hill"),
    Replaced(written: "Hil Team", old: "Hil Team", new: "Hill Team", result: "Hill Team"),
    Replaced(written: "hôpital", old: "hôpital", new: "hôpitaux", result: "hôpitaux"),
    // Names that would mean something else without quotes.
    Replaced(written: "naem", old: "naem", new: "@id", result: "\"@id\""),
    Replaced(written: "tru", old: "tru", new: "true", result: "\"true\""),
    Replaced(written: "n0", old: "n0", new: "no", result: "\"no\""),
    Replaced(written: "x", old: "x", new: "a: b", result: "\"a: b\""),
    Replaced(written: "x", old: "x", new: "a #b", result: "\"a #b\""),
    Replaced(written: "x", old: "x", new: "[a]", result: "\"[a]\""),
    Replaced(written: "x", old: "x", new: "a, b", result: "\"a, b\""),
    Replaced(written: "x", old: "x", new: "- a", result: "\"- a\""),
    Replaced(written: "x", old: "x", new: "a ", result: "\"a \""),
    Replaced(written: "x", old: "x", new: "a:", result: "\"a:\""),
    Replaced(written: "x", old: "x", new: "", result: "\"\""),
    Replaced(written: "x", old: "x", new: "say \"hi\" \\ bye", result: "\"say \\\"hi\\\" \\\\ bye\""),
    Replaced(written: "'x'", old: "x", new: "it's", result: "'it''s'"),
    // Nothing is proposed where others may share the text, or it is more than one word on a line.
    Replaced(written: "&a x", old: "x", new: "y", result: nil),
    Replaced(written: "!!str x", old: "x", new: "y", result: nil),
    Replaced(written: "a\n  b", old: "a b", new: "y", result: nil),
    Replaced(written: "|\n  x", old: "x\n", new: "y", result: nil),
    Replaced(written: "x", old: "x", new: "a\nb", result: nil),
  ]

  @Test(arguments: scalars)
  func `a scalar keeps its quotes and gets those that it needs`(example: Replaced) throws {
    for (head, tail) in [("key: ", "\n"), ("\u{FEFF}# é\r\nkey: ", "   # kept\r\nother: 1"), ("{key: ", ", b: 1}")] {
      if head != "key: ", example.written.contains("\n") { continue }
      let bytes = Array((head + example.written + tail).utf8)
      let source = SourceFile(path: "f.yaml", bytes: bytes)
      let before = try Self.value(source)
      #expect(before.text == example.old)
      let edit = TextEdit.scalar(at: before.span, in: source, from: example.old, to: example.new)
      guard let result = example.result else {
        #expect(edit == nil)
        continue
      }
      var file = EditedFile(source)
      file.apply([try #require(edit)])
      #expect(file.bytes == Array((head + result + tail).utf8))
      #expect(try Self.value(SourceFile(path: "f.yaml", bytes: file.bytes)).text == example.new)
    }
  }

  @Test func `an alias is not written over`() throws {
    let source = SourceFile(path: "f.yaml", bytes: Array("a: &x hill\nkey: *x\n".utf8))
    let value = try Self.value(source)
    #expect(TextEdit.scalar(at: value.span, in: source, from: "hill", to: "river") == nil)
    #expect(TextEdit.word(at: value.span, in: source, from: "hill", to: "true") == nil)
  }

  @Test func `a word loses its quotes`() throws {
    let source = SourceFile(path: "f.yaml", bytes: Array("key: 'true' # x\n".utf8))
    let value = try Self.value(source)
    var file = EditedFile(source)
    file.apply([try #require(TextEdit.word(at: value.span, in: source, from: "true", to: "true"))])
    #expect(file.bytes == Array("key: true # x\n".utf8))
  }

  /// The last value of the key `key`.
  private static func value(_ source: SourceFile) throws -> (text: String, span: SourceSpan) {
    var strings = StringTable.forYAML()
    let read = YAMLReader.read(source, file: FileID(0), into: &strings)
    let document = try #require(read.document)
    var result: (String, SourceSpan)?
    document.forEachEntry(of: document.root) { key, value in
      if strings[document.symbol(key)] == "key" { result = (strings[document.symbol(value)], document.span(value)) }
    }
    return try #require(result)
  }

  // MARK: Cells

  static let cells = [
    Replaced(written: "vilage", old: "vilage", new: "village", result: "village"),
    Replaced(written: "\"vilage\"", old: "vilage", new: "village", result: "\"village\""),
    Replaced(written: "x", old: "x", new: "a,b", result: "\"a,b\""),
    Replaced(written: "x", old: "x", new: "\"a\" b", result: "\"\"\"a\"\" b\""),
    Replaced(written: "\"x\"", old: "x", new: "say \"a\"", result: "\"say \"\"a\"\"\""),
    Replaced(written: "x", old: "x", new: "5\" pipe", result: "\"5\"\" pipe\""),
    Replaced(written: " x ", old: "x", new: "y", result: nil),
    Replaced(written: "x", old: "x", new: "a\nb", result: nil),
  ]

  @Test(arguments: cells)
  func `a cell keeps its quotes and gets those that it needs`(example: Replaced) throws {
    for (head, tail) in [("h,i\r\n", ",z\r\n"), ("h,i\n\"q\",", "\n"), ("\u{FEFF}h\n", "")] {
      let source = SourceFile(path: "f.csv", bytes: Array((head + example.written + tail).utf8))
      let table = CSVTable.read(source.bytes, file: FileID(0)).table
      let cell = table.cells(inRow: 0).first { table.text(of: $0).contains(example.old) && table.text(of: $0) != "z" }
      let edit = TextEdit.cell(at: table.span(of: try #require(cell)), in: source, from: example.old, to: example.new)
      guard let result = example.result else {
        #expect(edit == nil)
        continue
      }
      var file = EditedFile(source)
      file.apply([try #require(edit)])
      #expect(file.bytes == Array((head + result + tail).utf8))
      let after = CSVTable.read(file.bytes, file: FileID(0)).table
      #expect(after.cells(inRow: 0).contains { after.text(of: $0) == example.new })
    }
  }
}
