import ArgumentParser
import Diagnostics
import Reporting
import Simulation

struct Simulate: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Play a scenario: which users see which cases at every step.",
    discussion: """
      Plays a scenario against its project: a server, the devices of its users, and an administrator who edits the \
      project meanwhile. Each step is shown with what changed for whom, and the state at the end.

      Examples:
        caseload simulate examples/two-workers/scenarios/offline.scenario.yaml
        caseload simulate move.scenario.yaml --user david --explain
        caseload simulate move.scenario.yaml --until 4 --format json
        caseload simulate --interactive examples/two-workers      type the steps one by one

      Exit codes: 0 every step took place and every expectation holds, 1 some did not, 2 a scenario cannot be read or \
      its project does not compile. With --interactive 1 only if the steps come from a pipe.
      """)

  @Argument(help: "Scenario files; with --interactive a project.", completion: .file(extensions: ["yaml", "yml"]))
  var scenarios: [String]

  @Option(help: "Play it against this project instead of the one that the scenario names.", completion: .file())
  var project: String?

  @Option(help: "Only what happens to this user.")
  var user: String?

  @Option(name: .customLong("case"), help: "Only what happens to this case.")
  var caseName: String?

  @OptionGroup var format: FormatOption

  @Flag(help: "Every device with its whole content at every step, not only what changed.")
  var all = false

  @Option(help: "Stop after this step, counted from 1.")
  var until: Int?

  @Flag(help: "Give for each reason the way that explains it, with file and line.")
  var explain = false

  @Flag(help: "Type the steps one by one; also from a pipe. `help` says what can be typed.")
  var interactive = false

  func validate() throws {
    if let until, until < 1 { throw ValidationError("Steps are counted from 1.") }
    if interactive {
      if scenarios.count != 1 { throw ValidationError("Give one project with --interactive.") }
      if project != nil { throw ValidationError("With --interactive the argument is the project.") }
      if all || until != nil || user != nil || caseName != nil {
        throw ValidationError("--interactive takes no --all, --until, --user or --case; type `state` to see everything.")
      }
      if format.format == .json { throw ValidationError("--interactive prints for people only.") }
    }
  }

  func run() throws {
    if interactive {
      var session = try InteractiveSession(project: scenarios[0], explains: explain)
      return try session.run()
    }
    let options = SimulationOptions(
      contents: all ? .all : format.format == .text ? .none : .changed, explains: explain, until: until)
    let runs = scenarios.map { ScenarioRunner.run($0, project: project, options: options) }
    let filter = TimelineFilter(user: user, caseName: caseName)
    try checkNames(runs)
    noteEnds(runs)
    switch format.format {
    case .json: Output.write(TimelineJSON.render(runs, filter: filter))
    case .text:
      for (number, run) in runs.enumerated() {
        if number > 0 { Output.write([0x0A]) }
        Output.write(TimelineText.render(run, filter: filter, showsContents: all))
        if !run.diagnostics.isEmpty {
          Output.writeError(DiagnosticText.render(run.diagnostics, sources: run.sources))
        }
      }
    }
    if runs.contains(where: { $0.state == nil }) { throw ExitStatus.couldNotRun.asError }
    if !runs.allSatisfy(\.passes) { throw ExitStatus.findings.asError }
  }

  /// A step beyond the end may be a slip: that all steps are played is said.
  private func noteEnds(_ runs: [ScenarioRun]) {
    guard let until else { return }
    for run in runs {
      guard let count = run.scenario?.steps.count, count < until else { continue }
      let steps = "\(count) step\(count == 1 ? "" : "s")"
      let note = "note: `\(run.path)` has \(steps), fewer than --until \(until): all are played"
      Output.writeError(Array((PlainText.safe(note) + "\n").utf8))
    }
  }

  /// A name that no scenario has is an error, never an empty answer.
  private func checkNames(_ runs: [ScenarioRun]) throws {
    let states = runs.compactMap(\.state)
    guard states.count == runs.count else { return }
    if let user { try check(user, "user", states.flatMap(\.users)) }
    if let caseName { try check(caseName, "case", states.flatMap(\.cases)) }
  }

  private func check(_ name: String, _ kind: String, _ known: [String]) throws {
    if known.contains(name) { return }
    let hint = Suggestion.nearest(to: name, among: known).map { "; did you mean `\($0)`?" } ?? ""
    Output.error("there is no \(kind) `\(name)`\(hint)")
    throw ExitStatus.couldNotRun.asError
  }
}
