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
        caseload check . --against git:main    only what the change brings, and what it mends

      Exit codes: 0 no errors and no warnings, 1 findings, 2 a project could not be read. With --against only findings \
      that the change brings count, and 2 is also for a project of the two that does not compile.
      """)

  @Argument(help: "Project files, or folders with project.yaml.", completion: .file(extensions: ["yaml", "yml"]))
  var projects: [String]

  @OptionGroup var output: FormatOption

  @Option(
    help: "Only what is new compared with this project: a file, a folder, or git:REV[:path].", completion: .file())
  var against: String?

  func validate() throws {
    if against != nil, projects.count != 1 { throw ValidationError("Give one project with --against.") }
  }

  func run() throws {
    if let against { return try check(projects[0], against: against) }
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

  /// What a change brings and mends.
  private func check(_ path: String, against: String) throws {
    let old = try ComparedProject.load(against, comparedWith: path)
    let new = try ComparedProject.load(path, comparedWith: against)
    let graphs = try ComparedProject.compile(old, new)
    func findings(_ side: ComparedProject, _ graph: OwnershipGraph) -> [Diagnostic] {
      side.loaded.diagnostics + StoppedForms.findings(graph)
    }
    var sources = old.sources
    let before = findings(old, graphs.old).inOutputOrder(old.sources)
    let after = sources.merge(new.sources, findings(new, graphs.new).inOutputOrder(new.sources))
    let change = FindingsChange(before: before, after: after)
    switch output.format {
    case .text: Output.write(change.text(sources: sources, color: Output.wantsColor))
    case .json: Output.write(change.json(sources: sources))
    }
    if change.brought.contains(where: { $0.severity != .info }) { throw ExitStatus.findings.asError }
  }
}
