import ArgumentParser
import Reporting
import Simulation

/// The options of `test` about coverage.
struct CoverageOptions: ParsableArguments {
  @Flag(help: "Say which forms, case types, groups, levels and kinds of users no scenario touches.")
  var coverage = false

  @Option(help: "End with 1 if less than so many per cent are covered.")
  var failUnder: Int?

  @Option(help: "Write the coverage as an LCOV file.", completion: .file())
  var lcov: String?

  func validate() throws {
    if let failUnder, !(0...100).contains(failUnder) { throw ValidationError("--fail-under takes 0 to 100.") }
  }

  var isAsked: Bool { coverage || failUnder != nil || lcov != nil }

  /// Writes the file that was asked for; says whether enough is covered.
  func finish(_ covered: ScenarioCoverage) throws -> Bool {
    if let lcov {
      do {
        try OutputFile.replace(lcov, with: CoverageLCOV.render(covered))
      } catch {
        Output.error("`\(lcov)` cannot be written: \(error.reason)")
        throw ExitStatus.couldNotRun.asError
      }
    }
    guard let failUnder, !covered.isAtLeast(percent: failUnder) else { return true }
    Output.error("the scenarios touch \(covered.words), less than \(failUnder)%")
    return false
  }
}
