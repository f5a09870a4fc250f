import Diagnostics
import Simulation

/// JUnit's XML: a test suite for each scenario file, in it a test case with the scenario's name. Expectations that do
/// not hold are a failure; what cannot be read or cannot take place is an error.
public struct ScenarioTestJUnit {
  private var output = ""

  /// The document, as UTF-8.
  public static func render(_ tests: ScenarioTests) -> [UInt8] {
    var renderer = ScenarioTestJUnit()
    renderer.line(0, #"<?xml version="1.0" encoding="UTF-8"?>"#)
    renderer.line(0, #"<testsuites name="caseload test"\#(counts(tests.runs))>"#)
    for run in tests.runs { renderer.write(run) }
    renderer.line(0, "</testsuites>")
    return Array(renderer.output.utf8)
  }

  private static func isError(_ run: ScenarioRun) -> Bool { run.diagnostics.contains { $0.severity == .error } }

  private static func counts(_ runs: [ScenarioRun]) -> String {
    let errors = runs.count(where: isError)
    let failures = runs.count { $0.failureCount > 0 && !isError($0) }
    return #" tests="\#(runs.count)" failures="\#(failures)" errors="\#(errors)""#
  }

  private mutating func write(_ run: ScenarioRun) {
    let path = XMLText.escaped(run.path)
    line(1, #"<testsuite name="\#(path)"\#(Self.counts([run]))>"#)
    let head = #"<testcase classname="\#(path)" name="\#(XMLText.escaped(run.title))""#
    if run.passes {
      line(2, head + "/>")
    } else {
      line(2, head + ">")
      // One element a case: readers show only the first.
      let isError = Self.isError(run)
      let findings = run.findings.filter { $0.severity == .error }
      let more = findings.count > 1 ? " (and \(findings.count - 1) more)" : ""
      let message = XMLText.escaped((findings.first?.message ?? "") + more)
      let name = isError ? "error" : "failure"
      line(3, #"<\#(name) type="\#(isError ? "error" : "expectation")" message="\#(message)">"#)
      var locator = Locator(run.sources)
      for finding in findings { write(finding, &locator) }
      line(3, "</\(name)>")
      line(2, "</testcase>")
    }
    line(1, "</testsuite>")
  }

  private mutating func write(_ finding: Diagnostic, _ locator: inout Locator) {
    line(0, XMLText.escaped("\(locator.text(finding.place)): \(finding.message)"))
    for note in finding.notes { line(0, XMLText.escaped("  \(note)")) }
    for help in finding.help { line(0, XMLText.escaped("  help: \(help)")) }
  }

  private mutating func line(_ depth: Int, _ text: String) {
    output += String(repeating: "  ", count: depth) + text + "\n"
  }
}
