import ArgumentParser
import Diagnostics
import Reporting
import Simulation

/// The options of `test` about coverage.
struct CoverageOptions: ParsableArguments {
  @Flag(help: "Say which forms, case types, groups, levels, kinds of users and rules no scenario touches.")
  var coverage = false

  @Option(help: "End with 1 if less than so many per cent are covered.")
  var failUnder: Int?

  @Option(help: "Write the coverage as an LCOV file.", completion: .file())
  var lcov: String?

  @Option(help: "Write the coverage as a Cobertura file, which GitLab draws.", completion: .file())
  var cobertura: String?

  func validate() throws {
    if let failUnder, !(0...100).contains(failUnder) { throw ValidationError("--fail-under takes 0 to 100.") }
  }

  var isAsked: Bool { coverage || failUnder != nil || lcov != nil || cobertura != nil }

  /// Writes the files that were asked for, and says what is wrong with policies; returns how it ended.
  func finish(_ covered: ScenarioCoverage) -> ExitStatus {
    var status = ExitStatus.clean
    if let failUnder, !covered.isAtLeast(percent: failUnder) {
      Output.error("the scenarios touch \(covered.words), less than \(failUnder)%")
      status = .findings
    }
    for project in covered.projects where !project.problems.isEmpty {
      Output.writeError(DiagnosticText.render(project.problems, sources: project.sources))
      Output.error("not all rules of \(project.path) are counted")
      status = .couldNotRun
    }
    if let lcov, !write(CoverageLCOV.render(covered), to: lcov) { status = .couldNotRun }
    if let cobertura, !write(CoverageCobertura.render(covered), to: cobertura) { status = .couldNotRun }
    return status
  }

  private func write(_ bytes: [UInt8], to path: String) -> Bool {
    do {
      try Interruption.heldBack { try OutputFile.replace(path, with: bytes) }
      return true
    } catch let problem as OutputFileProblem {
      Output.error("`\(path)` cannot be written: \(problem.reason)")
    } catch {
      Output.error("`\(path)` cannot be written")
    }
    return false
  }
}
