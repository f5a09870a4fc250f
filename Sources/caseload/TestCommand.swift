import ArgumentParser
import Diagnostics
import ProjectModel
import Reporting
import Simulation

#if canImport(Glibc)
  import Glibc
#else
  import Darwin
#endif

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
      has no scenarios, or a file cannot be written. With --watch, Ctrl-C ends at once with the code of the last run \
      that has ended, or 130 if none has.
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

  @Flag(help: "Run again whenever a file changes, comes or goes, until Ctrl-C.")
  var watch = false

  @OptionGroup var coverage: CoverageOptions

  func validate() throws {
    if paths.isEmpty { throw ValidationError("Give a scenario or a folder.") }
    if coverage.coverage, format != .text, format != .json {
      throw ValidationError("Coverage is printed as text or json; --lcov and --cobertura write files, and may be asked for without --coverage.")
    }
  }

  func run() throws {
    guard watch else {
      let status = runOnce().status
      if status != .clean { throw status.asError }
      return
    }
    let end = WatchEnd()
    var before: WatchedFiles?
    while true {
      var files = WatchedFiles(searched: paths, found: ScenarioFiles.find(paths).found, projects: projects())
      let (status, read) = runOnce(end)
      // What is not there from the beginning is misspelt.
      if before == nil, !paths.contains(where: ScenarioFiles.exists) { throw status.asError }
      files.add(read, before: before)
      say("watching \(files.count) file\(files.count == 1 ? "" : "s"); Ctrl-C ends")
      var change: String?
      while change == nil {
        change = files.change()
        if change == nil { _ = poll(nil, 0, 200) }
      }
      say("")
      say("`\(change ?? "")` has changed")
      before = files
    }
  }

  /// Runs the scenarios once; returns how it ended and, where files are watched, those that were read.
  private func runOnce(_ end: WatchEnd? = nil) -> (status: ExitStatus, read: [String: SourceFile]) {
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
    let covered = coverage.isAsked ? ScenarioCoverage.countingRules(tests.runs, project: project) : nil
    var status = tests.failedCount == 0 ? ExitStatus.clean : .findings
    if let covered {
      let finished = end?.whole { coverage.finish(covered) } ?? coverage.finish(covered)
      if finished != .clean { status = finished }
    }
    if !problems.isEmpty { status = .couldNotRun }
    // Whoever has read how it ended can count on the code.
    end?.hasRun(status)
    switch format {
    case .text: Output.write(ScenarioTestText.render(tests, color: Output.wantsColor))
    case .json: Output.write(ScenarioTestJSON.render(tests, coverage: covered))
    case .junit: Output.write(ScenarioTestJUnit.render(tests))
    case .github: Output.write(ScenarioTestGitHub.render(tests))
    }
    if let covered, format == .text { Output.write(CoverageText.render(covered)) }
    for problem in problems { Output.error(problem) }
    return (status, end == nil ? [:] : read(tests, covered))
  }

  /// The files that a run has read, by path.
  private func read(_ tests: ScenarioTests, _ covered: ScenarioCoverage?) -> [String: SourceFile] {
    var files: [String: SourceFile] = [:]
    let sources = tests.runs.map(\.sources) + (covered?.projects.map(\.sources) ?? [])
    // Texts without a file of their own, such as what leaves the declared cases out, are never there.
    for file in sources.flatMap(\.files) where ScenarioFiles.isFile(file.path) {
      let path = FileReader.simplified(file.path)
      if files[path] == nil, !ScenarioCoverage.comesWithTheProgram(file) { files[path] = file }
    }
    return files
  }

  /// The main files of the projects that the scenarios name, there or not.
  private func projects() -> Set<String> {
    let named = project.map { [$0] } ?? ScenarioFiles.find(paths).found.compactMap { ScenarioReader.load($0).scenario?.project }
    return Set(named.map { FileReader.simplified(ProjectLoader.mainFile($0)) })
  }

  private func say(_ text: String) { Output.writeError(Array((PlainText.safe(text) + "\n").utf8)) }

  /// Whether a scenario's path or name contains a text.
  private static func matches(_ text: String, _ path: String) -> Bool {
    let text = text.lowercased()
    if path.lowercased().contains(text) { return true }
    return ScenarioReader.load(path).scenario?.name.lowercased().contains(text) ?? false
  }
}
