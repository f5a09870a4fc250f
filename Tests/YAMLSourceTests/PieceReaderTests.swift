import Diagnostics
import Foundation
import Testing

@testable import YAMLSource

/// Reading a text in pieces gives the same document and the same symbols as reading it in one go, or nothing.
@Suite struct PieceReaderTests {
  private struct Reading: Equatable {
    var nodes: [[UInt32]]
    var texts: [String]
  }

  private func reading(_ document: YAMLDocument, _ strings: StringTable) -> Reading {
    Reading(
      nodes: document.nodes.map { node in
        [
          node.start, node.length, node.payload, node.next, UInt32(node.kind.rawValue), node.isPlain ? 1 : 0,
          node.isIrregular ? 1 : 0, node.isPassedOver ? 1 : 0,
        ]
      },
      texts: (0..<UInt32(strings.count)).map { strings[Symbol($0)] })
  }

  private func inOneGo(_ text: String) -> (Reading?, [Diagnostic]) {
    var strings = StringTable.forYAML()
    _ = strings.intern("known before")
    let (document, problems) = YAMLReader.read(
      SourceFile(path: "p.yaml", bytes: Array(text.utf8)), file: FileID(0), into: &strings)
    return (document.map { reading($0, strings) }, problems)
  }

  private func inPieces(_ text: String, _ count: Int) -> Reading? {
    var strings = StringTable.forYAML()
    _ = strings.intern("known before")
    var text = text
    return text.withUTF8 { bytes in
      PieceReader.read(
        bytes, base: 0, file: FileID(0), into: &strings, limits: YAMLLimits(), workers: 2,
        pieces: PieceCutter(bytes).pieces(count)
      ).map { reading($0, strings) }
    }
  }

  /// Compares for several numbers of pieces, and says how often the pieces could be put together.
  private func compare(_ text: String) -> Int {
    let (expected, problems) = inOneGo(text)
    var count = 0
    for number in [2, 3, 5, 8, 13, 40] {
      guard let found = inPieces(text, number) else { continue }
      count += 1
      if found != expected || !problems.isEmpty {
        Issue.record("\(number) pieces of\n\(text.prefix(2000))\ngive another document; in one go: \(problems)")
        break
      }
    }
    return count
  }

  @Test func `a project like the large ones is put together`() {
    var text = "caseload: 1\nproject: p\norganization:\n  locations:\n"
    for a in 0..<6 {
      text += "    north-\(a):\n      level: district\n      children:\n"
      for b in 0..<7 { text += "        clinic-\(a)-\(b): {level: clinic, name: \"Klinik Ü \(b)\"}\n" }
    }
    text += "\n# the workers\nmobile_workers:\n"
    for i in 0..<200 { text += "  w\(i): {locations: [clinic-1-\(i % 7)], role: chw}\n" }
    text += "web_users:\n  kim: {locations: [north-1]}\n"
    #expect(compare(text) >= 5)
  }

  /// What a cut may look like but not be, or what needs the whole text.
  @Test(arguments: [
    // A long text with lines that look like entries.
    "a:\n  b: |\n    x: 1\n    y: 2\n  z: 3\n  c: |\n    x: 1\n    w: 2\nd:\n  e: 1\n  f: 2\n",
    "a: \"text\nb: 1\nc: 2\nd: 3\n\"\ne: 1\nf: 2\ng: 3\n",
    "a: {b: 1,\nc: 2,\nd: 3,\ne: 4}\nf: 1\ng: 2\n",
    "a: 'it''s\n\n  b: 1\n\n  c: 2'\nd: 1\ne: 2\nf: 3\n",
    "a: x\n  y\n  z\nb: >\n  c\n  d\n\n  e\nf: 1\ng: 2\n",
    // Keys without values, comments, empty lines, line breaks of other systems.
    "a:\nb:\nc:\n  d:\n  e:\nf:\n  g:\n    h:\ni:\n",
    "a: 1\n# b: 2\n\n\n  # c: 3\nb: 2\n#\nc: 3\n",
    "a: 1\r\nb:\r\n  c: 2\r\n  d: 3\r\ne: 4\r\nf: 5\r\n",
    // Lists.
    "a:\n- b: 1\n  c: 2\n- b: 3\n  c: 4\nd:\n  - e: 1\n    f: 2\n  - e: 3\n    f: 4\ng: 1\n",
    "- a: 1\n  b: 2\n- a: 3\n  b: 4\n- a: 5\n  b: 6\n",
    // Anchors, aliases, merge keys, tags, several documents, directives.
    "a: &x {b: 1}\nc: *x\nd: *x\ne: 1\nf: 2\n",
    "a: &x\n  b: 1\nc:\n  <<: *x\n  d: 2\ne: 1\n",
    "a:\n  <<: {b: 1}\n  c: 2\n  d: 3\ne: 4\nf: 5\n",
    "a:\n  c: 2\n  d: 3\n  <<: {b: 1}\n  f: 1\ne: 4\nf: 5\n",
    "%YAML 1.1\n---\na: 1\nb: 2\nc: 3\nd: 4\n",
    "a: 1\nb: 2\n---\nc: 3\nd: 4\n", "a: 1\nb: 2\n...\nc: 3\nd: 4\n", "a: 1\nb: 2\nc: 3\n...\n",
    "a: !!str 1\nb: !x 2\nc: 3\nd: 4\n",
    // Wrong ones.
    "a: 1\nb: 2\na: 3\nb: 4\nc: 5\n", "a:\n  b: 1\n  c: 2\n  d: 3\n  b: 4\ne: 1\n", "a: 1\nb\nc: 2\nd: 3\n",
    "a: 1\n  b: 2\nc: 3\nd: 4\n", "a:\n    b: 1\n  c: 2\nd: 3\ne: 4\n", "a: 1\n\tb: 2\nc: 3\n", "a: [1\nb: 2\nc: 3\n",
    "~ piece ~: 1\nb:\n  ~ piece ~: 2\n  c: 3\n  d: 4\ne: 5\n", "? a\n: 1\n? b\n: 2\nc: 3\nd: 4\n",
    "  a: 1\n  b:\n    c: 1\n    d: 2\n  e: 3\n", "a: |+\n  x\n\n\nb: |-\n  y\n\nc: |\n\nd: 1\n",
  ])
  func `odd texts`(_ text: String) {
    _ = compare(text)
    _ = compare(text + text.replacingOccurrences(of: "a", with: "aa"))
    let nested = "top:\n" + text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }
      .joined(separator: "\n") + "\nlast: 1\n"
    _ = compare(nested)
  }

  /// Texts made up of the pieces that make trouble, in any order and depth.
  @Test(arguments: 0..<8)
  func `random texts`(_ start: UInt64) {
    var together = 0
    for seed in start * 250..<(start + 1) * 250 {
      var random = SplitMix(seed)
      var text = ""
      var columns = [0]
      for number in 0..<Int.random(in: 3...40, using: &random) {
        let indent = String(repeating: " ", count: columns[columns.count - 1])
        let key = Int.random(in: 0..<12, using: &random) == 0 ? "k" : "k\(number)"
        switch Int.random(in: 0..<14, using: &random) {
        case 0...3: text += "\(indent)\(key): v\(number % 5)\n"
        case 4: text += "\(indent)\(key): {a: 1, b: [x, 'y']}\n"
        case 5: text += "\(indent)\(key): |\n\(indent)  x: 1\n\(indent)  y: 2\n"
        case 6: text += "\(indent)\(key): \"a\n\(indent)b: 1\n\(indent) c\"\n"
        case 7: text += "\(indent)# c: 1\n\n"
        case 8:
          text += "\(indent)\(key):\n"
          columns.append(columns[columns.count - 1] + Int.random(in: 1...3, using: &random))
        case 9...10: if columns.count > 1 { columns.removeLast(Int.random(in: 1..<columns.count, using: &random)) }
        case 11: text += "\(indent)\(key):\n\(indent)- a: 1\n\(indent)  b: 2\n"
        case 12: text += "\(indent)\(key): é \"ü\"\n"
        default: text += "\(indent)\(key): *x\n"
        }
      }
      if Int.random(in: 0..<4, using: &random) != 0 { text = text.replacingOccurrences(of: "*x", with: "x") }
      together += compare(text)
    }
    // Most texts have good places to cut.
    #expect(together > 100)
  }

  private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    init(_ seed: UInt64) { state = seed }

    mutating func next() -> UInt64 {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return z ^ (z >> 31)
    }
  }
}
