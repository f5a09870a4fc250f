import Testing

@testable import YAMLSource

@Suite struct YAMLStringTableTests {
  @Test func equalTextsHaveEqualSymbols() {
    var table = StringTable(expectedCount: 4)
    let words = (0..<5000).map { "word \($0 % 1700)" }
    let symbols = words.map { table.intern($0) }
    #expect(Set(symbols).count == 1700)
    #expect(table.count == 1701)
    for (word, symbol) in zip(words, symbols) {
      #expect(table[symbol] == word)
      #expect(table.existing(word) == symbol)
    }
    #expect(table.existing("word 1700") == nil)
  }

  @Test func theEmptyTextIsAlwaysThere() {
    var table = StringTable()
    #expect(table.count == 1)
    #expect(table.intern("") == .empty)
    #expect(table.existing("") == .empty)
    #expect(table[.empty] == "")
  }

  /// Swift's strings take composed and decomposed letters for equal; names are compared as they are written.
  @Test func textsAreBytes() {
    var table = StringTable()
    #expect(table.intern("\u{E9}") != table.intern("e\u{301}"))
    #expect(table.intern("a\0b") != table.intern("a"))
  }

  /// Texts of every length around the eight bytes that are hashed at once, that differ in one byte.
  @Test func textsThatAreAlike() {
    var table = StringTable()
    var texts: Set<[UInt8]> = []
    for length in 0...40 {
      for position in 0..<max(1, length) {
        for byte in [UInt8(0), 0x61, 0xFF] {
          var text = [UInt8](repeating: 0x61, count: length)
          if length > 0 { text[position] = byte }
          texts.insert(text)
          let symbol = text.withUnsafeBufferPointer { table.intern($0) }
          #expect(table.withBytes(of: symbol) { Array($0) } == text)
        }
      }
    }
    #expect(table.count == texts.count)
  }

  @Test func order() {
    var table = StringTable()
    let words = ["b", "", "a", "aa", "é", "z", "Z", "村"].map { table.intern($0) }
    #expect(words.sorted(by: table.precedes).map { table[$0] } == ["", "Z", "a", "aa", "b", "z", "é", "村"])
  }

  @Test func abbreviation() {
    func abbreviated(_ text: String) -> String {
      var table = StringTable()
      let symbol = table.intern(text)
      return table.abbreviated(symbol)
    }
    let short = String(repeating: "x", count: 120)
    #expect(abbreviated(short) == short)
    #expect(abbreviated(short + "x") == String(repeating: "x", count: 100) + "…")
    // Never within a character.
    #expect(abbreviated(String(repeating: "村", count: 100)) == String(repeating: "村", count: 33) + "…")
  }
}
