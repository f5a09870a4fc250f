import Diagnostics
import Testing
import YAMLSource

private let file = FileID(0)

/// A text with `«` and `»` around every place that a diagnostic must point at (they are taken out before reading),
/// the codes in order, and the records that are read all the same.
private struct Faulty: CustomTestStringConvertible, Sendable {
  var marked: String
  var codes: [String]
  var records: [[String]]
  var testDescription: String { marked.debugDescription }

  init(_ marked: String, _ codes: [String], _ records: [[String]]) {
    self.marked = marked
    self.codes = codes
    self.records = records
  }

  /// The bytes without marks, and the places between them.
  var bytesAndPlaces: (bytes: [UInt8], places: [SourceSpan]) {
    var bytes: [UInt8] = []
    var places: [SourceSpan] = []
    var start = 0
    for character in marked.unicodeScalars {
      switch character {
      case "«": start = bytes.count
      case "»": places.append(SourceSpan(file: file, start: start, length: bytes.count - start))
      // Stands for the byte E9, an é in Latin-1.
      case "¿": bytes.append(0xE9)
      default: bytes += Array(String(character).utf8)
      }
    }
    return (bytes, places)
  }
}

private func texts(_ table: CSVTable) -> [[String]] {
  let rows = (0..<table.rowCount).map { row in table.cells(inRow: row).map(table.text) }
  return [table.header.map(table.text)] + rows
}

@Suite struct CSVProblemTests {
  private static let faulty: [Faulty] = [
    // Quotes.
    Faulty("a,b\n«\"»1,2\n3,4\n", ["CSV001"], [["a", "b"], ["1", "2"], ["3", "4"]]),
    Faulty("a,b\n1,«\"»", ["CSV001"], [["a", "b"], ["1", ""]]),
    Faulty("a,b\n«\"»x\"\"y,2\n\"\",\"\"\"\"\n", ["CSV001"], [["a", "b"], ["x\"\"y", "2"], ["", "\""]]),
    Faulty("a,b\n\"1\"«x»,2\n3,4\n", ["CSV001"], [["a", "b"], ["1", "2"], ["3", "4"]]),
    Faulty("a,b\n\"1\"« »,2\n", ["CSV001"], [["a", "b"], ["1", "2"]]),
    Faulty("a,b\n\"1,2\n\"«3\"»,4\n", ["CSV001"], [["a", "b"], ["1,2\n", "4"]]),
    // More cells than headers: the first that is not empty.
    Faulty("a,b\n1,2,,«x y»,z\n3,4\n", ["CSV004"], [["a", "b"], ["1", "2"], ["3", "4"]]),
    Faulty("a,b\n1,2,\"«x»\"\n3,4,«5»\n", ["CSV004", "CSV004"], [["a", "b"], ["1", "2"], ["3", "4"]]),
    // Not text: a run of bytes counts once.
    Faulty(
      "a,b\nJos«¿»,«¿¿¿»x\n", ["CSV007", "CSV007"],
      [["a", "b"], ["Jos\u{FFFD}", "\u{FFFD}\u{FFFD}\u{FFFD}x"]]),
    Faulty("a\n\"x«¿»\"\n", ["CSV007"], [["a"], ["x\u{FFFD}"]]),
    Faulty("a\n1«\0»2\n", ["CSV007"], [["a"], ["1\u{0}2"]]),
    // What an unclosed quote swallowed is read, and reported, once.
    Faulty("a,b\n«\"»1,2\n«\0»,x\n", ["CSV001", "CSV007"], [["a", "b"], ["1", "2"], ["\u{0}", "x"]]),
  ]

  @Test(arguments: faulty)
  private func problems(_ example: Faulty) {
    let (bytes, places) = example.bytesAndPlaces
    let (table, diagnostics) = CSVTable.read(bytes, file: file)
    #expect(diagnostics.map(\.code) == example.codes)
    #expect(diagnostics.map(\.place) == places.map(Place.span))
    #expect(diagnostics.allSatisfy { !$0.help.isEmpty && $0.severity == .error })
    #expect(texts(table) == example.records)
  }

  /// The boundaries of well-formed UTF-8 (the Unicode standard, table 3-7): overlong forms, surrogates, too large,
  /// cut short.
  @Test(
    arguments: [
      ([0x7F], true), ([0x80], false), ([0xC1, 0x80], false), ([0xC2, 0x80], true), ([0xDF, 0xBF], true),
      ([0xDF], false), ([0xE0, 0x9F, 0xBF], false), ([0xE0, 0xA0, 0x80], true), ([0xED, 0x9F, 0xBF], true),
      ([0xED, 0xA0, 0x80], false), ([0xEE, 0x80, 0x80], true), ([0xEF, 0xBF, 0xBF], true), ([0xE1, 0x80], false),
      ([0xF0, 0x8F, 0x80, 0x80], false), ([0xF0, 0x90, 0x80, 0x80], true), ([0xF4, 0x8F, 0xBF, 0xBF], true),
      ([0xF4, 0x90, 0x80, 0x80], false), ([0xF5, 0x80, 0x80, 0x80], false), ([0xF1, 0x80, 0x80, 0x2C], false),
    ] as [([UInt8], Bool)])
  func utf8(_ sequence: [UInt8], isText: Bool) {
    for context: (before: String, after: String) in [("a\n", ""), ("a\n", "\n"), ("a\n\"", "\"\n")] {
      let bytes = Array(context.before.utf8) + sequence + Array(context.after.utf8)
      let diagnostics = CSVTable.read(bytes, file: file).diagnostics.filter { $0.code == "CSV007" }
      #expect(diagnostics.isEmpty == isText)
      if let first = diagnostics.first, case .span(let span) = first.place {
        #expect(Int(span.start) == context.before.utf8.count)
      }
    }
  }

  @Test(arguments: [[0xFF, 0xFE, 0x61, 0x00], [0xFE, 0xFF, 0x00, 0x61]] as [[UInt8]])
  func utf16IsSaidOnce(_ bytes: [UInt8]) {
    let (table, diagnostics) = CSVTable.read(bytes, file: file)
    #expect(diagnostics.map(\.message) == ["the file is UTF-16 text, not UTF-8"])
    #expect(table.header.isEmpty && table.rowCount == 0)
  }

  @Test(arguments: [99, 100, 101, 5000])
  func atMostAHundredAndTheCountOfTheOthers(_ count: Int) {
    let text = "a\n" + String(repeating: "1,2\n", count: count)
    let diagnostics = CSVTable.read(Array(text.utf8), file: file).diagnostics
    #expect(diagnostics.prefix(100).allSatisfy { $0.code == "CSV004" })
    #expect(diagnostics.count == min(count, 101))
    guard count > 100 else { return }
    #expect(diagnostics[100].code == "CSV009")
    #expect(diagnostics[100].count == count - 100)
    #expect(diagnostics[100].place == .span(SourceSpan(file: file, start: 2 + 4 * 100 + 2, length: 1)))
  }

  /// Random files of the bytes that matter: no crash, and the work stays in proportion.
  @Test func anyBytes() {
    var state: UInt64 = 1
    func next(_ bound: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int((state >> 33) % UInt64(bound))
    }
    let alphabet: [UInt8] = Array("ab,,\"\"\"\n\r".utf8) + [0, 0x80, 0xC3, 0xA9, 0xF0, 0xEF, 0xBB, 0xBF]
    for _ in 0..<20_000 {
      let bytes = (0..<next(40)).map { _ in alphabet[next(alphabet.count)] }
      let (table, diagnostics) = CSVTable.read(bytes, file: file)
      #expect(diagnostics.count <= 101)
      for row in 0..<table.rowCount {
        #expect(table.cells(inRow: row).count <= table.header.count)
        for cell in table.cells(inRow: row) { #expect(cell.end <= bytes.count && table.text(of: cell).count >= 0) }
      }
      // An unclosed quote is met once at most, which keeps reading linear.
      #expect(diagnostics.filter { $0.message == "this quote is never closed" }.count <= 1)
    }
  }
}
