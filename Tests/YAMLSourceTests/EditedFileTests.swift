import Diagnostics
import Testing

/// Edits of a text, and sets of them.
@Suite struct EditedFileTests {
  private static let file = FileID(0)

  private static func edit(_ start: Int, _ length: Int, _ text: String, file: FileID = file) -> TextEdit {
    TextEdit(SourceSpan(file: file, start: start, length: length), text)
  }

  @Test func `lines outside the edits are known as those of the original`() {
    var edited = EditedFile(SourceFile(path: "f", bytes: Array("ab\ncd\r\nef\ngh".utf8)))
    edited.apply([Self.edit(0, 1, "A"), Self.edit(1, 1, "B"), Self.edit(7, 0, "new\n"), Self.edit(12, 0, "!")])
    #expect(String(decoding: edited.bytes, as: UTF8.self) == "AB\ncd\r\nnew\nef\ngh!")
    #expect(edited.lines.map(\.origin) == [nil, 1, nil, nil, nil])
    edited.apply([Self.edit(17, 0, "\nend\n")])
    #expect(String(decoding: edited.bytes, as: UTF8.self) == "AB\ncd\r\nnew\nef\ngh!\nend\n")
    #expect(edited.lines.map { String(decoding: $0.bytes, as: UTF8.self) } == ["AB\n", "cd\r\n", "new\n", "ef\n", "gh!\n", "end\n"])
    #expect(edited.lines[1].origin == 1)
  }

  @Test func `edits may go over lines, and beyond the end nothing happens`() {
    var edited = EditedFile(SourceFile(path: "f", bytes: Array("a\nb\nc\nd\n".utf8)))
    edited.apply([Self.edit(1, 3, "-")])
    #expect(edited.bytes == Array("a-c\nd\n".utf8))
    let before = edited.bytes
    edited.apply([Self.edit(100, 1, "x")])
    #expect(edited.bytes == before)
    var empty = EditedFile(SourceFile(path: "f", bytes: []))
    empty.apply([Self.edit(0, 0, "x")])
    #expect(empty.bytes == Array("x".utf8))
  }

  /// Random edits against the plain way: from the end to the beginning.
  @Test(arguments: UInt64(0)..<50)
  func `edits are what they say, wherever they are`(seed: UInt64) {
    var random = SplitMix(state: seed)
    let letters = Array("ab\n\r\u{E9}".utf8)
    let bytes = (0..<Int.random(in: 0..<60, using: &random)).map { _ in letters.randomElement(using: &random) ?? 0x61 }
    var set = EditSet()
    for _ in 0..<6 {
      let start = Int.random(in: 0...bytes.count, using: &random)
      let length = Int.random(in: 0...min(3, bytes.count - start), using: &random)
      let text = ["", "x", "y\n", "\n\n", "z\nz"].randomElement(using: &random) ?? ""
      _ = set.add([Self.edit(start, length, text)]) { _ in "f" }
    }
    let edits = set.edits["f"] ?? []
    var plain = bytes
    for edit in edits.reversed() {
      plain.replaceSubrange(Int(edit.span.start)..<edit.span.end, with: Array(edit.replacement.utf8))
    }
    var edited = EditedFile(SourceFile(path: "f", bytes: bytes))
    edited.apply(edits)
    #expect(edited.bytes == plain)
    #expect(edited.lines.flatMap { Array($0.bytes) } == plain)
    for line in edited.lines {
      if let origin = line.origin {
        #expect(EditedFile(SourceFile(path: "f", bytes: bytes)).lines[origin].bytes.elementsEqual(line.bytes))
      }
    }
  }

  @Test func `of edits that overlap the first wins, equal ones count once`() {
    var set = EditSet()
    #expect(set.add([Self.edit(10, 5, "a")]) { _ in "f" })
    #expect(set.add([Self.edit(10, 5, "a", file: FileID(3))]) { _ in "f" })
    #expect(!set.add([Self.edit(10, 5, "b")]) { _ in "f" })
    #expect(!set.add([Self.edit(0, 1, "c"), Self.edit(12, 1, "c")]) { _ in "f" })
    #expect(!set.add([Self.edit(9, 2, "c")]) { _ in "f" })
    #expect(set.add([Self.edit(15, 0, "d"), Self.edit(5, 5, "d")]) { _ in "f" })
    #expect(set.add([Self.edit(10, 5, "b")]) { _ in "g" })
    #expect(set.edits["f"]?.map(\.replacement) == ["d", "a", "d"])
  }

  @Test(arguments: [
    ("case_sharng", ["case_sharing", "name"], "case_sharing"), ("Case Sharing", ["case_sharing"], "case_sharing"),
    ("casesharing", ["case_sharing"], "case_sharing"), ("village-4", ["village-3"], nil), ("team-a", ["team-b"], nil),
    ("vilage-3", ["village-3", "village-4"], "village-3"), ("villag-3", ["village-3"], "village-3"),
    ("tean", ["team", "teak"], nil), ("ward10", ["ward1"], nil), ("zzz", ["abc"], nil),
  ] as [(String, [String], String?)])
  func `only what is surely a slip is written over`(word: String, candidates: [String], meant: String?) {
    #expect(Suggestion.meant(by: word, among: candidates) == meant)
  }
}

/// A small random number generator: the same numbers for the same seed.
private struct SplitMix: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}
