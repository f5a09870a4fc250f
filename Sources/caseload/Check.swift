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

      A comment `# caseload: allow CODE reason` on a finding's line, or alone on the line above, silences it there.

      Examples:
        caseload check .
        caseload check north/project.yaml south/project.yaml --format json
        caseload check . --format sarif --fail-on error
        caseload check . --baseline known.json --write-baseline
        caseload check . --against git:main    only what the change brings, and what it mends

      Exit codes: 0 no findings that fail (--fail-on; errors and warnings by default), 1 findings, 2 a project or the \
      baseline could not be read. With --against only findings that the change brings count, and 2 is also for a \
      project of the two that does not compile.
      """)

  @Argument(help: "Project files, or folders with project.yaml.", completion: .file(extensions: ["yaml", "yml"]))
  var projects: [String]

  @Option(
    help: """
      How to print: text for people; json or jsonl for scripts; sarif, junit, github (workflow commands) or gitlab \
      (code quality) for services.
      """)
  var format: CheckFormat = .text

  @Option(help: "The least severity that ends with exit code 1: error, warning, info; or never.")
  var failOn: FailureThreshold = .warning

  @OptionGroup var baselineOptions: BaselineOptions

  @Option(
    help: "Only what is new compared with this project: a file, a folder, or git:REV[:path].", completion: .file())
  var against: String?

  func validate() throws {
    if against != nil, projects.count != 1 { throw ValidationError("Give one project with --against.") }
    if against != nil, baselineOptions.baseline != nil {
      throw ValidationError("Give --against or --baseline, not both.")
    }
    if baselineOptions.baseline != nil, projects.count != 1 {
      throw ValidationError("a baseline is of one project; check the others by commands of their own")
    }
  }

  func run() throws {
    if let against { return try check(projects[0], against: against) }
    let known = try baselineOptions.read()
    var report = CheckReport()
    var couldRun = true
    for path in projects {
      let loaded = ProjectLoader.load(path)
      if loaded.sources.files.isEmpty { couldRun = false }
      let isCompiled = loaded.project != nil
      let codes = Self.codes(isCompiled: isCompiled)
      let allowed = Self.judge(loaded, loaded.project.map { OwnershipGraph($0) }, codes)
      report.leftOut.allowed += allowed.silenced.count
      var sources = loaded.sources
      var findings = allowed.diagnostics
      if isCompiled {
        findings = try compare(findings, with: known, codes, &report.leftOut, &sources)
      } else if baselineOptions.writeBaseline {
        Output.error("the baseline is not written: the project does not compile")
      }
      findings = report.sources.merge(sources, findings)
      report.projects.append(CheckReport.Project(path: loaded.path, findings: findings))
    }
    Output.write(format.render(report, color: Output.wantsColor))
    if !couldRun { throw ExitStatus.couldNotRun.asError }
    if report.findings.contains(where: { failOn.isReached(by: $0.severity) }) { throw ExitStatus.findings.asError }
  }

  private static func codes(isCompiled: Bool) -> KnownCodes {
    KnownCodes(findings: KnownCodes.forms, judged: isCompiled ? KnownCodes.forms + KnownCodes.textWarnings : [])
  }

  /// Everything that is wrong with a project, less what its comments allow.
  private static func judge(
    _ loaded: LoadedProject, _ graph: OwnershipGraph?, _ codes: KnownCodes, namesMembers: Bool = false
  ) -> Allowances.Result {
    let found = loaded.diagnostics + (graph.map { StoppedForms.findings($0, namesMembers: namesMembers) } ?? [])
    return Allowances.apply(to: found, sources: loaded.sources, known: codes)
  }

  /// What a change brings and mends.
  private func check(_ path: String, against: String) throws {
    let old = try ComparedProject.load(against, comparedWith: path)
    let new = try ComparedProject.load(path, comparedWith: against)
    let graphs = try ComparedProject.compile(old, new)
    let codes = Self.codes(isCompiled: true)
    var sources = old.sources
    func findings(_ side: ComparedProject, _ graph: OwnershipGraph) -> [Diagnostic] {
      Self.judge(side.loaded, graph, codes, namesMembers: true).diagnostics.inOutputOrder(side.sources)
    }
    let before = findings(old, graphs.old)
    let after = sources.merge(new.sources, findings(new, graphs.new))
    let change = FindingsChange(before: before, after: after)
    switch format {
    case .text: Output.write(change.text(sources: sources, color: Output.wantsColor))
    case .json: Output.write(change.json(sources: sources))
    default:
      var report = CheckReport()
      report.sources = sources
      report.projects = [CheckReport.Project(path: new.loaded.path, findings: change.brought)]
      Output.write(format.render(report, color: false))
    }
    if change.brought.contains(where: { failOn.isReached(by: $0.severity) }) { throw ExitStatus.findings.asError }
  }

  /// Leaves out what the baseline knows, and adds its mended entries; or writes it.
  private func compare(
    _ findings: [Diagnostic], with known: (baseline: Baseline, source: SourceFile)?, _ codes: KnownCodes,
    _ leftOut: inout LeftOut, _ sources: inout SourceMap
  ) throws -> [Diagnostic] {
    if baselineOptions.writeBaseline {
      let baseline = Baseline(of: findings)
      try baselineOptions.write(baseline, mended: known?.baseline.compare(findings, known: codes).mended.count ?? 0)
      let comparison = baseline.compare(findings, known: codes)
      leftOut.baselined = comparison.known
      return comparison.new
    }
    guard let (baseline, source) = known else { return findings }
    let comparison = baseline.compare(findings, known: codes)
    leftOut.baselined = comparison.known
    let file = sources.add(source)
    let places = Baseline.places(of: comparison.mended, in: source, file: file)
    let mended = zip(comparison.mended, places).map {
      Diagnostic.mended($0, at: $1, isStrict: baselineOptions.strictBaseline)
    }
    return (comparison.new + mended).inOutputOrder(sources)
  }
}
