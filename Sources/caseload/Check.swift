import ArgumentParser
import Diagnostics
import OwnershipGraph
import Policy
import ProjectModel
import Reporting

struct Check: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Report everything that is wrong with a project.",
    discussion: """
      Reports all that does not compile; and if it compiles, the forms that stop or fail, one finding per form and \
      reason, with the number of users and a sample.

      Examples:
        caseload check .
        caseload check north/project.yaml south/project.yaml --format json

      Exit codes: 0 no errors and no warnings, 1 findings, 2 a project could not be read.
      """)

  @Argument(help: "Project files, or folders with project.yaml.", completion: .file(extensions: ["yaml", "yml"]))
  var projects: [String]

  @OptionGroup var output: FormatOption

  func run() throws {
    var findings: [Diagnostic] = []
    var sources = SourceMap()
    var couldRun = true
    for path in projects {
      let loaded = ProjectLoader.load(path)
      if loaded.sources.files.isEmpty { couldRun = false }
      var diagnostics = loaded.diagnostics
      if let project = loaded.project { diagnostics += StoppedForms.findings(OwnershipGraph(project)) }
      findings += sources.merge(loaded.sources, diagnostics.inOutputOrder(loaded.sources))
    }
    switch output.format {
    case .text: Output.write(DiagnosticText.render(findings, sources: sources, color: Output.wantsColor))
    case .json: Output.write(DiagnosticJSON.render(findings, sources: sources))
    }
    if !couldRun { throw ExitStatus.couldNotRun.asError }
    if findings.contains(where: { $0.severity != .info }) { throw ExitStatus.findings.asError }
  }
}
