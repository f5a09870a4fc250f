import Diagnostics

/// JUnit's XML: a test suite for each project, in it a test case for each code. Errors and warnings are failures, infos
/// are output of a case that passes; a project without any finding has one case that passes.
public struct DiagnosticJUnit {
  private var locator: Locator
  private var output = ""

  /// The findings of one code in one project.
  private struct Case {
    let code: String
    var failures: [Diagnostic] = []
    var infos: [Diagnostic] = []
  }

  /// The document, as UTF-8.
  public static func render(_ report: CheckReport) -> [UInt8] {
    var renderer = DiagnosticJUnit(locator: Locator(report.sources))
    let suites = report.projects.map { ($0.path, cases($0.findings)) }
    let all = suites.flatMap { $0.1 }
    renderer.line(0, #"<?xml version="1.0" encoding="UTF-8"?>"#)
    renderer.line(0, #"<testsuites name="caseload check"\#(counts(all))>"#)
    for (path, cases) in suites {
      renderer.line(1, #"<testsuite name="\#(XMLText.escaped(path))"\#(counts(cases))>"#)
      for testCase in cases { renderer.write(testCase, path: path) }
      renderer.line(1, "</testsuite>")
    }
    renderer.line(0, "</testsuites>")
    return Array(renderer.output.utf8)
  }

  /// The test cases of a project, sorted by code.
  private static func cases(_ findings: [Diagnostic]) -> [Case] {
    var cases: [String: Case] = [:]
    for finding in findings {
      if finding.severity == .info {
        cases[finding.code, default: Case(code: finding.code)].infos.append(finding)
      } else {
        cases[finding.code, default: Case(code: finding.code)].failures.append(finding)
      }
    }
    // Tools take a suite without cases for one that did not run.
    if cases.isEmpty { return [Case(code: "no findings")] }
    return cases.values.sorted { $0.code < $1.code }
  }

  private static func counts(_ cases: [Case]) -> String {
    #" tests="\#(cases.count)" failures="\#(cases.count { !$0.failures.isEmpty })" errors="0""#
  }

  private mutating func write(_ testCase: Case, path: String) {
    let head = #"<testcase classname="\#(XMLText.escaped(path))" name="\#(XMLText.escaped(testCase.code))""#
    guard !testCase.failures.isEmpty || !testCase.infos.isEmpty else { return line(2, head + "/>") }
    line(2, head + ">")
    if let first = testCase.failures.first {
      // One failure a case: readers show only the first.
      let more = testCase.failures.count - 1
      let message = first.message + (more > 0 ? " (and \(more) more)" : "")
      let severity = testCase.failures.contains { $0.severity == .error } ? "error" : "warning"
      element("failure", #" type="\#(severity)" message="\#(XMLText.escaped(message))""#, testCase.failures)
    }
    if !testCase.infos.isEmpty { element("system-out", "", testCase.infos) }
    line(2, "</testcase>")
  }

  private mutating func element(_ name: String, _ attributes: String, _ findings: [Diagnostic]) {
    line(3, "<\(name)\(attributes)>")
    for finding in findings {
      text("\(locator.text(finding.place)): \(finding.severity.rawValue)[\(finding.code)]: \(finding.message)")
      for note in finding.notes { remark("note", note) }
      for help in finding.help { remark("help", help) }
      for related in finding.related { text("  \(locator.text(related.place)): \(related.message)") }
    }
    line(3, "</\(name)>")
  }

  /// A note or help, whose lines stay lines.
  private mutating func remark(_ kind: String, _ remark: String) {
    for part in remark.split(separator: "\n", omittingEmptySubsequences: false) { text("  \(kind): \(part)") }
  }

  /// One line of text between tags.
  private mutating func text(_ text: String) { line(0, XMLText.escaped(text)) }

  private mutating func line(_ depth: Int, _ text: String) {
    output += String(repeating: "  ", count: depth) + text + "\n"
  }
}
