import Diagnostics
import Testing

@testable import Policy

/// Texts in which `«` and `»` mark the places of findings, and what allowances make of them.
@Suite struct AllowancesTests {
  static let codes = KnownCodes(findings: ["ENTRY001", "ENTRY002", "SHARE001"], judged: ["ENTRY001", "ENTRY002"])

  /// A text without its marks, and the offsets of the marked pieces.
  private static func unmarked(_ text: String) -> (bytes: [UInt8], places: [Range<Int>]) {
    var bytes: [UInt8] = []
    var places: [Range<Int>] = []
    var start = 0
    for scalar in text.unicodeScalars {
      switch scalar {
      case "«": start = bytes.count
      case "»": places.append(start..<bytes.count)
      default: bytes += Array(String(scalar).utf8)
      }
    }
    return (bytes, places)
  }

  /// Applies the allowances of a text to one finding for each code, at the marks in order.
  private func apply(_ text: String, _ findings: [Diagnostic], codes: KnownCodes = Self.codes, path: String = "p.yaml")
    -> (left: [String], silenced: [String])
  {
    var sources = SourceMap()
    let (bytes, places) = Self.unmarked(text)
    let file = sources.add(SourceFile(path: path, bytes: bytes))
    let placed = zip(findings, places).map { finding, place in
      var finding = finding
      finding.place = .span(SourceSpan(file: file, start: place.lowerBound, length: place.count))
      return finding
    }
    let result = Allowances.apply(to: placed, sources: sources, known: codes)
    func shown(_ diagnostic: Diagnostic) -> String {
      guard case .span(let span) = diagnostic.place else { return diagnostic.code }
      let at = sources.lineColumn(of: span)
      return "\(diagnostic.code) \(at.line):\(at.column) \(sources.text(of: span))"
    }
    return (result.diagnostics.map(shown), result.silenced.map(shown))
  }

  private func finding(_ code: String, subject: String = "form:a") -> Diagnostic {
    Diagnostic(code: code, "m", at: .path(""), subject: subject)
  }

  @Test(arguments: [
    "«a»: 1 # caseload: allow ENTRY001 because", "# caseload: allow ENTRY001 because\n«a»: 1",
    "x: 1\n  # caseload: allow ENTRY001 because\n«a»: 1", "«a»: 1 #caseload:\tallow\tENTRY001\tbecause",
    "«a»: 1 # caseload: allow ENTRY002,ENTRY001 because", "b: {«a»: 1} # caseload: allow ENTRY001 because\r\nc: 1",
    "# caseload: allow ENTRY001 because\r\n«a»: 1\r\n", "# caseload: allow ENTRY001 because\n# another comment\n«a»: 1",
    "a: [1, 2,\n  «3»] # caseload: allow ENTRY001 because", "«a»: | # caseload: allow ENTRY001 because\n  text",
    "\u{FEFF}# caseload: allow ENTRY001 because\n«a»: 1", "«a»: 1 # caseload: allow ENTRY001 — 村の理由",
  ])
  func silences(text: String) {
    let result = apply(text, [finding("ENTRY001")])
    #expect(result.silenced.count == 1)
    #expect(result.left.filter { !$0.hasPrefix("ALLOW003") } == [])
  }

  @Test(arguments: [
    ("# caseload: allow ENTRY001 because\n\n«a»: 1", "ALLOW003 1:19 ENTRY001"),
    ("«a»: 1\n# caseload: allow ENTRY001 because", "ALLOW003 2:19 ENTRY001"),
    ("b: 1 # caseload: allow ENTRY001 because\n«a»: 1", "ALLOW003 1:24 ENTRY001"),
    ("«a»:\n  b: 1 # caseload: allow ENTRY001 because", "ALLOW003 2:26 ENTRY001"),
    ("«a»: 1 # caseload: allow ENTRY002 because", "ALLOW003 1:24 ENTRY002"),
  ])
  func `elsewhere it silences nothing, and says so`(text: String, expected: String) {
    let result = apply(text, [finding("ENTRY001")])
    #expect(result.silenced == [])
    #expect(result.left.filter { $0.hasPrefix("ALLOW") } == [expected])
    #expect(result.left.contains { $0.hasPrefix("ENTRY001") })
  }

  @Test(arguments: [
    "«a»: \"# caseload: allow ENTRY001 because\"", "«a»: 'x # caseload: allow ENTRY001 because'",
    "b: |\n  # caseload: allow ENTRY001 because\n«a»: 1", "b: \"x\n  # caseload: allow ENTRY001 because\n  y\"\n«a»: 1",
    "«a»: 1 # as in `caseload: allow ENTRY001 because`", "«a»: 1 # see \"# caseload: allow ENTRY001 x\"",
    "«a»: 1 # who may caseload: allow here", "«a»: '# TODO caseload: allow ENTRY001 x'", "«a»: x#caseload: allow ENTRY001 because",
    "# caseload: 1\n«a»: 1", "# caseload allows much\n«a»: 1", "# caseload\n«a»: 1", "# caseload:\n«a»: 1",
    "# Caseload checks ENTRY001\n«a»: 1", "# case lists allow ENTRY001\n«a»: 1", "# cases: allow\n«a»: 1", "# carers\n«a»: 1",
    "# caseloads allow much\n«a»: 1", "# cas\n«a»: 1", "# ca",
  ])
  func `text, and comments about something else, are left alone`(text: String) {
    let result = apply(text, [finding("ENTRY001")])
    #expect(result.silenced == [])
    #expect(result.left.map { $0.prefix(8) } == (text.contains("«") ? ["ENTRY001"] : []))
  }

  @Test(arguments: [
    ("«a»: 1 # caseload: allow ENTRY001", ["ALLOW001 1:6 # caseload: allow ENTRY001"]),
    ("«a»: 1 # caseload: allow ENTRY001 -", ["ALLOW001 1:6 # caseload: allow ENTRY001 -"]),
    ("«a»: 1 # caseload: allow ENTRY001, ENTRY01 x", ["ALLOW002 1:34 ENTRY01"]),
    ("«a»: 1 # caseload: allow ENTRY001, entry002 x", ["ALLOW002 1:34 entry002"]),
    ("«a»: 1 # caseload: allow ENTRY001,ENTRY002 x", ["ALLOW003 1:33 ENTRY002"]),
    ("«a»: 1 # caseload: allow ENTRY001, SHARE001 x", []),
    ("«a»: 1 # caseload: allow ENTRY001, PROJ001 x", ["ALLOW004 1:34 PROJ001"]),
    ("«a»: 1 # caseload: allow ENTRY001, ALLOW001 x", ["ALLOW004 1:34 ALLOW001"]),
  ])
  func `what is wrong with an allowance shows at its place`(text: String, expected: [String]) {
    let result = apply(text, [finding("ENTRY001")])
    #expect(result.silenced.count == 1)
    #expect(result.left == expected)
  }

  @Test(arguments: [
    "# caseload: allow", "# caseload: alow ENTRY001 x", "# caseload: ignore ENTRY001", "# Caseload: allow ENTRY001 x",
    "# caseload allow ENTRY001 x", "# CASELOAD: ALLOW ENTRY001 x", "# caseload:allow ENTRY001 x", "#caseload:allow ENTRY001",
    "# caseload : allow ENTRY001 x", "# caseload-allow ENTRY001 x", "# caseload:allow", "# caseload=allow ENTRY001 x",
    "# caseload: allow: ENTRY001 x", "# caseload: allow-ENTRY001 x", "# caseload: disable=ENTRY001 x", "# caseload: (allow) ENTRY001",
    "# caselaod: allow ENTRY001 x", "# case load: allow ENTRY001 x", "# case-load: allow ENTRY001", "# Casload allow ENTRY001",
    "# TODO caseload: allow ENTRY001 x", "# TODO # caseload: allow ENTRY001 x", "# FIXME: caseload: allow ENTRY001",
    "# agreed with Joy; caseload: allow ENTRY001 x",
  ])
  func `misspelt allowances are not passed over`(comment: String) {
    let result = apply("«a»: 1 \(comment)", [finding("ENTRY001")])
    #expect(result.left.count == 2)
    #expect(result.left.last?.hasPrefix("ALLOW00") == true)
  }

  @Test(arguments: [
    ("# caseload:allow ENTRY001 not yet", "write `# caseload: allow ENTRY001 not yet`"),
    ("# caseload: ignore ENTRY001, ENTRY002 not yet", "write `# caseload: allow ENTRY001, ENTRY002 not yet`"),
    ("# Caseload allow:ENTRY001 not yet", "write `# caseload: allow ENTRY001 not yet`"),
    ("# TODO: caseload: allow ENTRY001 not yet", "write `# caseload: allow ENTRY001 not yet`"),
    ("# caseload:allow", "write `# caseload: allow CODE reason`, with the code or name of a rule; several separated by commas"),
  ])
  func `a misspelt allowance is shown as it should be`(comment: String, help: String) {
    var sources = SourceMap()
    _ = sources.add(SourceFile(path: "p.yaml", bytes: Array("a: 1 \(comment)\n".utf8)))
    let found = Allowances.apply(to: [], sources: sources, known: Self.codes).diagnostics
    #expect(found.map(\.code) == ["ALLOW002"])
    #expect(found.first?.help == [help])
  }

  @Test func `a rule can be called by its name`() {
    let codes = KnownCodes(findings: ["ENTRY001"], judged: ["ENTRY001"], names: ["no-group": "ENTRY001"])
    let result = apply("«a»: 1 # caseload: allow no-group not yet", [finding("ENTRY001")], codes: codes)
    #expect(result.silenced == ["ENTRY001 1:1 a"])
    #expect(result.left == [])
    #expect(apply("a: 1 # caseload: allow no-group x", [], codes: codes).left == ["ALLOW003 1:24 no-group"])
    #expect(apply("a: 1 # caseload: allow no-grup x", [], codes: codes).left == ["ALLOW002 1:24 no-grup"])
  }

  @Test func `a pile of comments is about the line below it`() {
    let pile = "# caseload: allow ENTRY001 x\n# text\n# caseload: allow ENTRY002 y\n«a»: {«b»: 1}\n«c»: 1"
    let result = apply(pile, [finding("ENTRY001"), finding("ENTRY002"), finding("ENTRY001")])
    // The marks close in the order `a`, `b`, `c`.
    #expect(result.silenced == ["ENTRY001 4:1 a", "ENTRY002 4:5 b"])
    #expect(result.left == ["ENTRY001 5:1 c"])
  }

  @Test func `all findings of the code on the line are silenced`() {
    let result = apply("{«a»: 1, «b»: 2} # caseload: allow ENTRY001 x", [finding("ENTRY001"), finding("ENTRY001")])
    #expect(result.silenced.count == 2)
    #expect(result.left == [])
  }

  @Test(arguments: [
    ("# caseload: allow ENTRY001 x\n«a»: 1 # caseload: allow ENTRY001 y", "ALLOW003 2:24 ENTRY001"),
    ("«a»: 1 # caseload: allow ENTRY001, ENTRY001 x", "ALLOW003 1:34 ENTRY001"),
    ("# caseload: allow ENTRY001 x\n# caseload: allow no-group y\n«a»: 1", "ALLOW003 2:19 no-group"),
  ])
  func `what is allowed already is not allowed again`(text: String, expected: String) {
    let codes = KnownCodes(findings: ["ENTRY001"], judged: ["ENTRY001"], names: ["no-group": "ENTRY001"])
    let result = apply(text, [finding("ENTRY001")], codes: codes)
    #expect(result.silenced.count == 1)
    #expect(result.left == [expected])
  }

  @Test func `of a code that a policy may have nothing is said while the policies are not known`() {
    let unread = KnownCodes(findings: ["ENTRY001"], judged: ["ENTRY001"], isComplete: false)
    for code in ["LOCAL001", "ENTRY01", "no-such-rule"] {
      #expect(apply("«a»: 1 # caseload: allow \(code) x", [finding("ENTRY001")], codes: unread).left == ["ENTRY001 1:1 a"])
    }
    #expect(apply("a: 1 # caseload: allow LOCAL001 x", [], codes: Self.codes.ofText).left == [])
    // What is known all the same is told.
    #expect(apply("a: 1 # caseload: allow PROJ001 x", [], codes: unread).left == ["ALLOW004 1:24 PROJ001"])
    #expect(apply("a: 1 # caseload: allow ENTRY001 x", [], codes: unread).left == ["ALLOW003 1:24 ENTRY001"])
  }

  /// The code may be right, of a policy that the run was not given: only what is found here is surely meant.
  @Test(arguments: [
    ("entry001", "ENTRY001", "ENTRY001"), ("ENTTRY001", "ENTRY001", "ENTRY001"), ("entry001", "ENTRY002", nil),
    ("LOCAL001", "LOC001", nil), ("LOCAL001", "ENTRY001", nil), ("ENTRY01", "ENTRY001", nil),
  ])
  func `an edit is offered only for what is found on the line`(written: String, found: String, edit: String?) {
    var sources = SourceMap()
    let file = sources.add(SourceFile(path: "p.yaml", bytes: Array("a: 1 # caseload: allow \(written) x".utf8)))
    var there = finding(found)
    there.place = .span(SourceSpan(file: file, start: 0, length: 1))
    let codes = KnownCodes(findings: ["ENTRY001", "ENTRY002", "LOC001"], judged: ["ENTRY001", "ENTRY002", "LOC001"])
    let result = Allowances.apply(to: [there], sources: sources, known: codes)
    let unknown = result.diagnostics.first { $0.code == "ALLOW002" }
    #expect(unknown != nil)
    #expect(unknown?.edits.map(\.replacement) == (edit.map { [$0] } ?? []))
  }

  @Test func `errors of the text cannot be silenced`() {
    let result = apply("«a»: 1 # caseload: allow PROJ001 x", [finding("PROJ001", subject: "")])
    #expect(result.silenced == [])
    #expect(result.left == ["PROJ001 1:1 a", "ALLOW004 1:24 PROJ001"])
  }

  @Test func `warnings of the text can`() {
    let warning = Diagnostic(code: "FORM003", severity: .warning, "m", at: .path(""))
    #expect(apply("«a»: 1 # caseload: allow FORM003 x", [warning]).silenced.count == 1)
  }

  @Test func `of what was not looked for nothing is said`() {
    let codes = KnownCodes(findings: ["ENTRY001"], judged: [])
    #expect(apply("a: 1 # caseload: allow ENTRY001 x", [], codes: codes).left == [])
    #expect(apply("a: 1 # caseload: allow ENTRY001", [], codes: codes).left.count == 1)
  }

  @Test(arguments: ["workers.csv", "WORKERS.CSV"])
  func `tables have no comments`(path: String) {
    #expect(apply("«a»,b # caseload: allow ENTRY001 x\n", [finding("ENTRY001")], path: path).silenced == [])
  }

  @Test(arguments: [
    "a: [", "a: 1\n---\nb: 1 # caseload: allow ENTRY001 x", "# caseload: allow ENTRY001 x", "", "\t# caseload: allow",
  ])
  func `what is no document has no allowances`(text: String) { #expect(apply(text, []).left == []) }

  @Test func `suggestions name the nearest code`() {
    var sources = SourceMap()
    _ = sources.add(SourceFile(path: "p.yaml", bytes: Array("a: 1 # caseload: allow ENTRY01 x".utf8)))
    let result = Allowances.apply(to: [], sources: sources, known: Self.codes)
    #expect(result.diagnostics.first?.help == ["did you mean `ENTRY001`?"])
  }

  /// Files made to cost time: every line an allowance, one line of many codes (behind the last comma `x` is a code, and
  /// no reason), many things that look like comments.
  @Test(.timeLimit(.minutes(1)), arguments: 0..<5)
  func hostile(number: Int) {
    let text =
      switch number {
      case 0: String(repeating: "# caseload: allow SHARE001 x\n", count: 10_000) + "a: 1"
      case 1: "a: 1 # caseload: allow " + String(repeating: "ENTRY001,", count: 10_000) + " x"
      case 2: "a: 1 # caseload: allow " + String(repeating: "#", count: 500_000)
      case 3: "a: \"" + String(repeating: " # caseload: allow X", count: 20_000) + "\""
      default: "a: &b" + String(repeating: "\n # caseload: allow SHARE001 x", count: 10_000) + "\n 1"
      }
    var sources = SourceMap()
    _ = sources.add(SourceFile(path: "p.yaml", bytes: Array(text.utf8)))
    let result = Allowances.apply(to: [], sources: sources, known: Self.codes)
    #expect(result.diagnostics.count == [0, 10_002, 2, 0, 0][number])
  }
}
