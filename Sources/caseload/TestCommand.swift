import ArgumentParser
import Diagnostics
import Reporting
import Simulation

struct TestCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "test",
    abstract: "Run scenarios and their expectations.",
    discussion: """
      Finds scenarios (`*.scenario.yaml`, and YAML files in folders `scenarios`), plays them, and reports every \
      expectation that does not hold: what is missing and what is unexpected, why, and where it was expected. One bad \
      scenario does not stop the others.

      Examples:
        caseload test
        caseload test examples --filter offline
        caseload test scenarios/move.yaml --watch
        caseload test . --format junit > results.xml
        caseload test . --coverage --fail-under 80 --lcov coverage.info

      Exit codes: 0 every scenario passes, 1 some fail (or --fail-under is not reached), 2 a path does not exist or \
      has no scenarios. With --watch, Ctrl-C ends with the code of the last run.
      """)

  @Argument(help: "Scenario files, and folders to look in; by default the current folder.", completion: .file())
  var paths: [String] = ["."]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, junit, github
  }

  @Option(help: "How to print: text for people, json for scripts, junit or github (workflow commands) for services.")
  var format: Format = .text

  @Option(help: "Only scenarios whose path or name contains this text, in whatever case of letters.")
  var filter: String?

  @Option(help: "Play them against this project instead of those that the scenarios name.", completion: .file())
  var project: String?

  @Flag(help: "Give for each difference the way that explains it, with file and line.")
  var explain = false

  @Flag(help: "Run again whenever a file changes, until Ctrl-C.")
  var watch = false

  @OptionGroup var coverage: CoverageOptions

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Give a scenario or a folder.") }
    if coverage.isAsked, format != .text, format != .json {
      throw ValidationError("Coverage is printed as text or json; --lcov writes a file beside any of them.")
    }
  }

  func run() throws {
    guard watch else {
      let (status, _) = try runOnce()
      if status != .clean { throw status.asError }
      return
    }
    let interrupt = Interrupt()
    var status = ExitStatus.clean
    while !interrupt.isPending {
      let files: WatchedFiles
      (status, files) = try runOnce()
      // What is not there will not change.
      if files.count == 0 { throw status.asError }
      Output.writeError(Array("watching \(files.count) file\(files.count == 1 ? "" : "s"); Ctrl-C ends\n".utf8))
      while !files.haveChanged(), !interrupt.wait(milliseconds: 200) {}
    }
    if status != .clean { throw status.asError }
  }

  /// Runs the scenarios once; returns how it ended and the files that were read.
  private func runOnce() throws -> (ExitStatus, WatchedFiles) {
    let (all, notFound) = ScenarioFiles.find(paths)
    var problems = notFound
    var found = all
    if let filter {
      found = all.filter { Self.matches(filter, $0) }
      if found.isEmpty, !all.isEmpty {
        problems.append("none of \(all.count) scenario\(all.count == 1 ? "" : "s") has `\(filter)` in its path or name")
      }
    }
    let options = SimulationOptions(contents: .none, explains: explain)
    let tests = ScenarioTests(found.map { ScenarioRunner.run($0, project: project, options: options) })
    let covered = coverage.isAsked ? ScenarioCoverage(tests.runs, project: project) : nil
    switch format {
    case .text: Output.write(ScenarioTestText.render(tests, color: Output.wantsColor))
    case .json: Output.write(ScenarioTestJSON.render(tests, coverage: covered))
    case .junit: Output.write(ScenarioTestJUnit.render(tests))
    case .github: Output.write(ScenarioTestGitHub.render(tests))
    }
    if let covered, format == .text { Output.write(CoverageText.render(covered)) }
    for problem in problems { Output.error(problem) }
    var status = tests.failedCount == 0 ? ExitStatus.clean : .findings
    if let covered, try !coverage.finish(covered) { status = .findings }
    if !problems.isEmpty { status = .couldNotRun }
    return (status, watched(tests, all))
  }

  /// The files of a run, each once.
  private func watched(_ tests: ScenarioTests, _ found: [String]) -> WatchedFiles {
    guard watch else { return WatchedFiles([], unread: [], scenarios: [], found: []) }
    var files: [String: SourceFile] = [:]
    var unread: [String] = []
    for run in tests.runs {
      for file in run.sources.files where files[file.path] == nil { files[file.path] = file }
      if run.sources.files.isEmpty { unread.append(run.path) }
      // A project that could not be read is in no source map; it may come.
      if run.state == nil, let path = project ?? run.scenario?.project { unread.append(path) }
    }
    // Texts without a file of their own, such as what leaves the declared cases out, are never there.
    let real = files.values.filter { ScenarioFiles.exists($0.path) }
    return WatchedFiles(real.sorted { $0.path < $1.path }, unread: unread, scenarios: paths, found: found)
  }

  /// Whether a scenario's path or name contains a text.
  private static func matches(_ text: String, _ path: String) -> Bool {
    let text = text.lowercased()
    if path.lowercased().contains(text) { return true }
    return ScenarioReader.load(path).scenario?.name.lowercased().contains(text) ?? false
  }
}
