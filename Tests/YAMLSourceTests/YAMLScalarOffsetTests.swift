import Diagnostics
import Testing

@testable import YAMLSource

/// Where the bytes of a scalar's value stand in the source.
@Suite struct YAMLScalarOffsetTests {
  /// The document `[scalar]` or `key: scalar`, its only value, and the value's place.
  private struct Scalar {
    let source: SourceFile
    let value: String
    let span: SourceSpan

    init(_ text: String) throws {
      let read = ReadYAML(text)
      let document = try #require(read.document, "\(read.lines)")
      var last: YAMLNodeRef?
      document.forEachEntry(of: document.root) { last = $1 }
      let node = try #require(last)
      source = read.source
      value = read.strings[document.symbol(node)]
      span = document.anchorSpan(node) ?? document.span(node)
    }

    func place(of offset: Int) -> LineColumn {
      source.lineColumn(at: source.sourceOffset(ofValueOffset: offset, in: value, span: span))
    }
  }

  /// The place of `X` in the value must be that of `X` in the source.
  @Test(arguments: [
    "k: abXcd", "k: 'abXcd'", "k: \"abXcd\"", "k: |\n  abXcd\n", "k: >\n  abXcd\n", "k: 'it''s X'",
    "k: \"\\u6751\\x41\\nX\"", "k: \"a\\\n   b X\"", "k: a\n b\n\n  X", "k: 'a\n\n b  X'", "k: |2\n    a\n   X\n",
    "k: |+\n\n\n  a\n\n  X\n\n\n", "k: >-\n  a\n  b\n\n\n  c\n   d\n  X", "k: 村 é X", "k: &n !!str 'a X'",
    "k: &n\n  |\n  a\n  X\n", "a: &n \"\\t X\"\nk: *n", "k: |\r\n  a\r\n  X\r\n", "k: |   # comment\n  X\n",
    "k: 'a\t\n\tX'", "k: \"\\\"X\\\"\"",
  ])
  func marks(text: String) throws {
    let scalar = try Scalar(text)
    let offset = try #require(scalar.value.utf8.firstIndex(of: UInt8(ascii: "X")))
    let distance = scalar.value.utf8.distance(from: scalar.value.utf8.startIndex, to: offset)
    let place = scalar.source.sourceOffset(ofValueOffset: distance, in: scalar.value, span: scalar.span)
    #expect(place == Array(text.utf8).firstIndex(of: UInt8(ascii: "X")))
  }

  /// One past the last byte is where the text ends: before a closing quote, or the line break that ends a block.
  @Test(arguments: [
    ("k: ab", 5), ("k: 'ab'", 6), ("k: \"a\\n\"", 7), ("k: |-\n  ab\n", 10), ("k: >-\n  a\n  b\n", 13), ("k: ''", 4),
  ])
  func ends(text: String, end: Int) throws {
    let scalar = try Scalar(text)
    for beyond in [0, 1, 1000] {
      let offset = scalar.value.utf8.count + beyond
      #expect(scalar.source.sourceOffset(ofValueOffset: offset, in: scalar.value, span: scalar.span) == end)
    }
  }

  @Test func anEscapedCharacterHasOnePlace() throws {
    let scalar = try Scalar("k: \"a\\u6751b\"")
    let places = (0..<scalar.value.utf8.count).map { scalar.place(of: $0).column }
    #expect(places == [5, 6, 6, 6, 12])
  }

  @Test func aValueThatIsNotTheSource() throws {
    let scalar = try Scalar("k: some text")
    #expect(scalar.source.sourceOffset(ofValueOffset: 3, in: "other", span: scalar.span) == 3)
  }

  /// Random scalars of every style in which each capital letter stands once.
  @Test(arguments: ["plain", "single", "double", "literal", "folded"], ["\n", "\r\n"])
  func randomScalars(style: String, lineBreak: String) throws {
    var random = Random(seed: 7)
    for round in 0..<300 {
      let text = Self.scalar(style, &random).replacing("\n", with: lineBreak)
      let scalar = try Scalar(text)
      let source = Array(text.utf8)
      for (offset, byte) in scalar.value.utf8.enumerated() where (0x41...0x5A).contains(byte) {
        let place = scalar.source.sourceOffset(ofValueOffset: offset, in: scalar.value, span: scalar.span)
        try #require(place == source.firstIndex(of: byte), "round \(round): \(text.debugDescription)")
      }
    }
  }

  private static func scalar(_ style: String, _ random: inout Random) -> String {
    let letters = "ABCDEFGHIJKL".map(String.init)
    let blanks = [" ", "  ", "x", "é", "村", "😀", "\n  ", "\n\n  ", "\n\n\n     ", " \n  ", "e\u{301}"]
    func joined(_ separators: [String]) -> String {
      letters.reduce("") { $0 + $1 + separators[random.next(below: separators.count)] }
    }
    let property = ["", "", "&a ", "!!str ", "&a !!str ", "&a\n "][random.next(below: 6)]
    switch style {
    case "plain": return "k: " + property + joined(blanks) + "z"
    case "single": return "k: " + property + "'" + joined(blanks + ["''", "\\n"]) + "z'"
    case "double":
      let escapes = [
        "\\n", "\\\"", "\\\\", "\\u00e9", "\\U0001f600", "\\x61", "\\\n  ", "\\\n\n  ", "\\N", "\\ ", "\\\n  \\ ",
      ]
      return "k: " + property + "\"" + joined(blanks + escapes + escapes) + "z\""
    default:
      let header = ["", "-", "+", "2", "-2", "2+", " # comment"][random.next(below: 7)]
      let spaces = "  "
      let lines = [
        " ", "é村", "\n" + spaces, "\n" + spaces, "\n\n" + spaces, "\n" + spaces + "  ", "\n \n" + spaces, "'\"\\",
      ]
      return "k: " + property + (style == "literal" ? "|" : ">") + header + "\n" + spaces + joined(lines) + "z\n"
        + String(repeating: "\n", count: random.next(below: 3))
    }
  }

  /// A small generator whose numbers are the same on every run.
  private struct Random {
    private var state: UInt64

    init(seed: UInt64) { state = seed }

    mutating func next(below limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(limit))
    }
  }
}
