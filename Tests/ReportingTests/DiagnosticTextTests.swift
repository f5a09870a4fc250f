import Diagnostics
import Testing

@testable import Reporting

@Suite struct DiagnosticTextTests {
  private func render(_ samples: Samples, color: Bool = false) -> [UInt8] {
    DiagnosticText.render(samples.diagnostics, sources: samples.sources, color: color)
  }

  @Test func ordinary() throws { try expectGolden(render(.ordinary), "text-ordinary.txt") }

  @Test func colors() throws { try expectGolden(render(.ordinary, color: true), "text-colors.txt") }

  @Test func wideCharacters() throws { try expectGolden(render(.wide), "text-wide.txt") }

  @Test func hostileText() throws {
    let output = render(.hostile)
    try expectGolden(output, "text-hostile.txt")
    let text = String(decoding: output, as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0.isUnsafeToPrint && $0 != "\n" })
    #expect(!text.contains("\nerror[FAKE]"))
  }

  @Test func edges() throws { try expectGolden(render(.edges), "text-edges.txt") }

  @Test func longLines() throws { try expectGolden(render(.long), "text-long.txt") }

  @Test func nothing() { #expect(String(decoding: render(Samples()), as: UTF8.self) == "no findings\n") }

  @Test func summaryCountsFiles() {
    let samples = Samples.ordinary
    let summary = DiagnosticSummary(samples.diagnostics, sources: samples.sources)
    #expect(summary.text == "3 errors, 1 warning, 1 info in 3 files")
  }

  /// Each place must be found without going through the file again.
  @Test(.timeLimit(.minutes(1)), arguments: ["a: 1234567\n", "a: 1234567 "])
  func manyPlacesInABigFile(piece: String) {
    var samples = Samples()
    let count = 10_000_000 / piece.utf8.count
    let file = samples.file("big.yaml", String(repeating: piece, count: count))
    for i in 0..<10_000 {
      samples.add("BIG001", "here", samples.place(file, from: i * (count / 10_000) * piece.utf8.count, length: 1))
    }
    #expect(render(samples).count > 10_000)
    #expect(DiagnosticJSON.render(samples.diagnostics, sources: samples.sources).count > 10_000)
  }
}
