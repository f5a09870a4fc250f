import Diagnostics
import Foundation
import Testing

@testable import Reporting

/// Every format of `check` against its golden files, and what holds of all of them.
@Suite struct FormatGoldenTests {
  typealias Render = @Sendable (CheckReport) -> [UInt8]
  static let formats: [(name: String, suffix: String, render: Render)] = [
    ("jsonl", "jsonl", { DiagnosticJSONLines.render($0) }),
    ("sarif", "sarif", { DiagnosticSARIF.render($0, version: "1.2.3") }),
    ("junit", "xml", { DiagnosticJUnit.render($0) }),
    ("github", "txt", { DiagnosticGitHub.render($0) }),
    ("gitlab", "json", { DiagnosticGitLab.render($0) }),
  ]

  @Test(arguments: formats.map(\.name), CheckReport.samples.map(\.name))
  func golden(format: String, sample: String) throws {
    let chosen = try #require(Self.formats.first { $0.name == format })
    let report = try #require(CheckReport.samples.first { $0.name == sample }).report
    try expectGolden(chosen.render(report), "\(format)-\(sample).\(chosen.suffix)")
  }

  @Test(arguments: formats.map(\.name), CheckReport.samples.map(\.name))
  func `nothing that a terminal would obey`(format: String, sample: String) throws {
    let chosen = try #require(Self.formats.first { $0.name == format })
    let report = try #require(CheckReport.samples.first { $0.name == sample }).report
    let text = String(decoding: chosen.render(report), as: UTF8.self)
    #expect(!text.unicodeScalars.contains { $0.isUnsafeToPrint && $0 != "\n" })
    #expect(chosen.render(report) == chosen.render(report))
  }

  @Test func `the summary says what is left out`() {
    var report = Samples.ordinary.report
    report.leftOut = LeftOut(allowed: 1, baselined: 2)
    let expected = "3 errors, 1 warning, 1 info in 3 files; left out: 1 allowed, 2 in the baseline\n"
    let text = DiagnosticText.render(report.findings, sources: report.sources, leftOut: report.leftOut)
    #expect(String(decoding: text, as: UTF8.self).hasSuffix("\n" + expected))
    #expect(String(decoding: DiagnosticGitHub.render(report), as: UTF8.self).hasSuffix("\n" + expected))
    #expect(
      DiagnosticSummary([], sources: SourceMap(), leftOut: LeftOut(baselined: 2)).text
        == "no findings; left out: 2 in the baseline")
  }
}
