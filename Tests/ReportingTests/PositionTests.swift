import Diagnostics
import Testing

@testable import Reporting

@Suite struct PositionTests {
  @Test(arguments: [
    "", "one", "a\nb\n", "a\r\nb\r\n\r\n", "a\rb\r\rc", "\u{FEFF}a\nb", "\u{FEFF}", "村\n😀é\nx", "\n\n\n",
    "a\r\n\rb\n\r",
    String(repeating: "0123456789é\n", count: 300), String(repeating: "é", count: 3000),
  ])
  func sameAsWalkingThroughTheFile(text: String) {
    let file = SourceFile(path: "f", bytes: Array(text.utf8))
    let index = LineIndex(file)
    for offset in 0...file.bytes.count + 1 { #expect(index.lineColumn(at: offset) == file.lineColumn(at: offset)) }
  }

  @Test func linesHaveNoBreaks() {
    let text = "\u{FEFF}one\r\ntwo\rthree\n\nlast"
    let file = SourceFile(path: "f", bytes: Array(text.utf8))
    let index = LineIndex(file)
    let lines = (1...5).map { String(decoding: file.bytes[index.range(ofLine: $0)], as: UTF8.self) }
    #expect(lines == ["one", "two", "three", "", "last"])
  }

  @Test(arguments: [
    ("abc", 3), ("", 0), ("村", 2), ("é", 1), ("e\u{301}", 1), ("😀", 2), ("👩‍👩‍👧", 2), ("🇨🇲", 2), ("🇨🇲🇰🇪", 4), ("❤", 1),
    ("❤️", 2), ("👍🏽", 2), ("\u{200B}", 0), ("\u{FEFF}", 0), ("한", 2), ("\u{1112}\u{1161}\u{11AB}", 2), ("ｆ", 2),
    ("ﾊ", 1), ("1️⃣", 2), ("1", 1), ("#", 1), ("क्षे", 2), ("א", 1), ("か\u{3099}", 2), ("\u{A0}", 1), ("⌚", 2), ("©", 1),
  ])
  func cells(text: String, width: Int) { #expect(DisplayWidth.of(text) == width) }
}
