import Diagnostics
import Simulation

/// Workflow commands of GitHub Actions: each expectation that does not hold, and each error, becomes an annotation on
/// its line. The total is the last line.
public enum ScenarioTestGitHub {
  /// One command a line, as UTF-8.
  public static func render(_ tests: ScenarioTests) -> [UInt8] {
    var output: [UInt8] = []
    for run in tests.runs { output += DiagnosticGitHub.commands(run.findings, run.sources) }
    return output + Array("\(tests.total)\n".utf8)
  }
}
