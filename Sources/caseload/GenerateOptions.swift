import ArgumentParser
import Diagnostics
import GroupSetup
import OwnershipGraph
import ProjectModel
import Reporting

/// What a set-up is written as.
enum SetupFormat: String, ExpressibleByArgument, CaseIterable {
  case yaml
  case workbook = "hq-workbook"
  case csv
  case api = "api-json"
}

/// Where a generated set-up goes, and what is said about it.
struct GenerateOptions: ParsableArguments {
  @Option(help: "Write the files into this folder; it is made if it is not there.", completion: .directory)
  var out: String?

  @Option(
    help: "Write the one file here. Without --out and --output, text goes to standard output.", completion: .file())
  var output: String?

  @Option(
    help: "What to write: a project configuration, HQ's workbooks, their sheets as CSV, or requests for HQ's group API."
  )
  var format: SetupFormat = .yaml

  @Flag(help: "Replace files that exist.")
  var force = false

  @Flag(help: "Print how many pairs of worker and owner the proof compared.")
  var verify = false

  @Option(help: "How to print the report: for people, or as JSON.")
  var report: OutputFormat = .text

  func validate() throws {
    if out != nil, output != nil { throw ValidationError("Give --out or --output, not both.") }
    if out == nil, output == nil, format == .csv || format == .workbook {
      throw ValidationError(
        "\(format.rawValue) makes files: give --out DIR\(format == .workbook ? " or --output FILE" : "").")
    }
    if output != nil, format == .csv { throw ValidationError("csv makes several files: give --out DIR.") }
  }

  /// For a comparison, which prints only.
  func expectNoFiles() throws {
    if out != nil || output != nil {
      throw ValidationError("--diff writes nothing: give it without --out and --output.")
    }
  }

  /// Whether the generated text goes to standard output, and the report to standard error.
  var writesToStandardOutput: Bool { out == nil && output == nil }
}

/// Ends the program because of what stands in the way of a set-up.
func failure(_ problem: SetupProblem, sources: SourceMap) -> any Error {
  Output.writeError(DiagnosticText.render(problem.diagnostics.inOutputOrder(sources), sources: sources))
  return ExitStatus.couldNotRun.asError
}
