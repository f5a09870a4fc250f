import Diagnostics
import Foundation
import Testing

@testable import Policy

@Suite struct BaselineTests {
  static let codes = KnownCodes(findings: ["A001", "B001", "OFF001"], judged: ["A001", "B001"])

  private func finding(_ code: String, _ subject: String, severity: Severity = .error) -> Diagnostic {
    Diagnostic(code: code, severity: severity, "m", at: .path("p"), subject: subject)
  }

  private func entry(_ code: String, _ subject: String) -> Baseline.Entry {
    Baseline.Entry(code: code, subject: subject)
  }

  @Test func `sorted, each once, and nothing without a subject`() {
    let findings = [
      finding("B001", "form:b"), finding("A001", "form:é"), finding("A001", "form:z"), finding("A001", "form:z"),
      finding("PROJ001", ""), finding("FORM003", "", severity: .warning), finding("A001", "form:a", severity: .info),
    ]
    #expect(
      Baseline(of: findings).entries
        == [entry("A001", "form:a"), entry("A001", "form:z"), entry("A001", "form:é"), entry("B001", "form:b")])
    #expect(Baseline(of: findings) == Baseline(of: findings.reversed()))
  }

  @Test func `known, new and mended`() {
    let baseline = Baseline([
      entry("A001", "x"), entry("A001", "gone"), entry("OFF001", "x"), entry("OLD001", "x"),
    ])
    let new = [finding("A001", "y"), finding("B001", "x"), finding("A001", "")]
    let comparison = baseline.compare([finding("A001", "x")] + new + [finding("A001", "x")], known: Self.codes)
    #expect(comparison.new == new)
    #expect(comparison.known == 2)
    // A rule that is off says nothing; one that does not exist any more never will.
    #expect(comparison.mended == [entry("A001", "gone"), entry("OLD001", "x")])
  }

  @Test func `letters written in two ways are two names`() {
    let baseline = Baseline([entry("A001", "caf\u{E9}")])
    #expect(baseline.compare([finding("A001", "cafe\u{301}")], known: Self.codes).known == 0)
  }

  @Test(arguments: [
    ("", "it is not JSON"), ("[", "it is not JSON"), ("[]", "it is no JSON object"), ("3", "it is no JSON object"),
    ("{}", "`caseload_baseline` is missing"), (#"{"caseload_baseline": 1}"#, "`findings` is missing"),
    (#"{"caseload_baseline": 2, "findings": {}}"#, "it has version 2 of the format, and this program reads version 1"),
    (#"{"caseload_baseline": "1", "findings": {}}"#, "`caseload_baseline` has a value of the wrong kind"),
    (#"{"caseload_baseline": 1, "findings": {"A001": 3}}"#, "`findings.A001` has a value of the wrong kind"),
    (
      #"{"caseload_baseline": 1, "findings": {"A001": ["a", null]}}"#,
      "`findings.A001.[1]` has a value of the wrong kind"
    ),
    (String(repeating: "[", count: 100_000), "it is not JSON"),
  ])
  func `bad files say what is wrong`(text: String, reason: String) {
    #expect(throws: BaselineProblem(reason: reason)) { try Baseline(json: Array(text.utf8)) }
  }

  @Test func `bytes that are not UTF-8 are not JSON`() {
    #expect(throws: BaselineProblem.self) { try Baseline(json: [0xFF, 0xFE, 0x00]) }
  }

  @Test func `entries are found where they stand`() throws {
    let text = """
      {"caseload_baseline": 1, "findings": {
        "A001": [
          "form:a",
          "form:b"
        ],
        "B001": ["form:a"]
      }}
      """
    var sources = SourceMap()
    let file = sources.add(SourceFile(path: "b.json", bytes: Array(text.utf8)))
    let baseline = try Baseline(json: sources[file].bytes)
    let places = Baseline.places(of: baseline.entries, in: sources[file], file: file)
    let lines = places.map { place in if case .span(let span) = place { sources.lineColumn(of: span).line } else { 0 } }
    #expect(lines == [3, 4, 6])
    let other = Baseline.places(of: [entry("C001", "x"), entry("C001", "y")], in: sources[file], file: file)
    #expect(other == [.path("b.json"), .path("b.json")])
  }

  @Test func `a mended entry is information, or an error if the baseline must be exact`() {
    #expect(Diagnostic.mended(entry("A001", "x"), at: .path("b"), isStrict: false).severity == .info)
    let strict = Diagnostic.mended(entry("A001", "x"), at: .path("b"), isStrict: true)
    #expect(strict.severity == .error)
    #expect(!strict.isErrorOfText)
  }
}

/// The families of codes against the manual's page.
@Suite struct KnownCodesTests {
  @Test func `every code of the manual is known, and no other`() throws {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    let page = try String(contentsOf: root.appending(path: "Documentation/Diagnostics.md"), encoding: .utf8)
    let documented = Set(page.matches(of: /\| ([A-Z]+[0-9]{3}) \|/).map { String($0.1) })
    // Those of scenarios are not found by `check`: no allowance and no baseline can have them.
    let ofCheck = documented.filter { !$0.hasPrefix("SCEN") }
    let codes = KnownCodes(findings: [String](), judged: [String]())
    #expect(Set(codes.all) == ofCheck)
    #expect(codes.always.isDisjoint(with: codes.findings))
  }
}
