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
      Reports all that does not compile; and if it compiles, what the rules of its policies find: forms that stop, \
      owners that nobody sees, what leaks. Findings are grouped by what must be edited, with the number of users and a \
      sample. `caseload rules` lists the rules and explains each.

      Policies are named in the project (`policies:`, by default `recommended`) and by --policy; `rules:` and --rule set \
      the level of single rules. A comment `# caseload: allow CODE reason` on a finding's line, or alone on the line above, silences it there.

      --fix writes the edits of findings that have exactly one right edit, such as the key that is meant by a misspelt \
      one, and leaves every other byte as it is; what would bring an error is not written. --diff prints them for `git apply`.

      Examples:
        caseload check .
        caseload check north/project.yaml south/project.yaml --format json
        caseload check . --format sarif --fail-on error
        caseload check . --policy strict --rule LOC003=off
        caseload check . --baseline known.json --write-baseline
        caseload check . --diff                what --fix would mend
        caseload check . --against git:main    only what the change brings, and what it mends

      Exit codes: 0 no findings that fail (--fail-on; errors and warnings by default), 1 findings, 2 a project or the \
      baseline could not be read. With --against only findings that the change brings count, and 2 is also for a \
      project of the two that does not compile. With --diff: 0 there is nothing to mend, 1 there is. With --fix: as \
      without it, for what remains; 2 also if a file cannot be written.
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

  @OptionGroup var policyOptions: PolicyOptions

  @OptionGroup var baselineOptions: BaselineOptions

  @OptionGroup var mendOptions: MendOptions

  @Option(
    help: "Only what is new compared with this project: a file, a folder, or git:REV[:path].", completion: .file())
  var against: String?

  func validate() throws {
    if against != nil, projects.count != 1 { throw ValidationError("Give one project with --against.") }
    if against != nil, baselineOptions.baseline != nil {
      throw ValidationError("Give --against or --baseline, not both.")
    }
    if mendOptions.isOn, against != nil {
      throw ValidationError("--fix and --diff mend files as they are, and know no --against.")
    }
    if mendOptions.isOn, baselineOptions.writeBaseline {
      throw ValidationError("Mend first, and then write the baseline: two commands.")
    }
    if mendOptions.diff, format != .text { throw ValidationError("--diff prints a diff and takes no --format.") }
    if baselineOptions.baseline != nil, projects.count != 1 {
      throw ValidationError("a baseline is of one project; check the others by commands of their own")
    }
  }

  func run() throws {
    if let against { return try check(projects[0], against: against) }
    let known = try baselineOptions.read()
    if mendOptions.isOn {
      let mending = Progress.show("mending") { Mending(projects, policyOptions, baseline: known?.baseline) }
      if mendOptions.diff { return try show(mending) }
      try Interruption.heldBack { try MendedFiles.write(mending.changedFiles) }
      mending.report(isDone: true)
    }
    var report = CheckReport()
    var couldRun = true
    var mending: Mending?
    for path in projects {
      let judged = Progress.show("checking \(path)") {
        Judged(ProjectLoader.load(path), policyOptions, proposesEdits: format == .sarif)
      }
      if judged.loaded.sources.files.isEmpty { couldRun = false }
      report.leftOut.allowed += judged.silenced
      var sources = judged.sources
      var findings = judged.findings
      if judged.isCompiled {
        findings = try compare(findings, with: known, judged.codes, &report.leftOut, &sources)
      } else if baselineOptions.writeBaseline {
        Output.error("the baseline is not written: the project does not compile")
      }
      if format == .sarif, findings.contains(where: { !$0.edits.isEmpty }) {
        // What --fix would take back is no fix that a viewer may offer.
        let made = mending ?? Progress.show("mending") { Mending(projects, policyOptions, baseline: known?.baseline) }
        mending = made
        for i in findings.indices where !made.makes(findings[i], in: sources) { findings[i].edits = [] }
      }
      findings = report.sources.merge(sources, findings)
      report.projects.append(CheckReport.Project(path: judged.loaded.path, findings: findings))
      report.rules.merge(judged.ruleTexts) { first, _ in first }
    }
    Output.write(format.render(report, color: Output.wantsColor))
    if !couldRun { throw ExitStatus.couldNotRun.asError }
    if report.findings.contains(where: { failOn.isReached(by: $0.severity) }) { throw ExitStatus.findings.asError }
  }

  /// What would be mended, as a diff.
  private func show(_ mending: Mending) throws {
    Output.write(UnifiedDiff.render(mending.changedFiles, color: Output.wantsColor))
    mending.report(isDone: false)
    if mending.couldNotRead { throw ExitStatus.couldNotRun.asError }
    if !mending.changedFiles.isEmpty { throw ExitStatus.findings.asError }
  }

  /// What a change brings and mends.
  private func check(_ path: String, against: String) throws {
    let old = try ComparedProject.load(against, comparedWith: path)
    let new = try ComparedProject.load(path, comparedWith: against)
    let graphs = try ComparedProject.compile(old, new)
    let (before, after) = Progress.show("checking both") {
      (
        Judged(old.loaded, graphs.old, policyOptions, namesMembers: true),
        Judged(new.loaded, graphs.new, policyOptions, namesMembers: true)
      )
    }
    var sources = before.sources
    let merged = sources.merge(after.sources, after.findings)
    let change = FindingsChange(before: before.findings, after: merged)
    switch format {
    case .text: Output.write(change.text(sources: sources, color: Output.wantsColor))
    case .json: Output.write(change.json(sources: sources))
    default:
      var report = CheckReport()
      report.sources = sources
      report.rules = after.ruleTexts
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
