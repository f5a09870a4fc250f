import Diagnostics
import ProjectModel
import Reporting
import Simulation

/// A scenario typed step by step: reads lines, plays them, and prints what came of each.
///
/// On a terminal everything is one dialogue, on standard output. From a pipe, what is wrong goes to standard error, with
/// the number of the line.
struct InteractiveSession {
  private var session: ScenarioSession
  private var editor: LineEditor
  private let projectPath: String
  /// Whether anything could not be done, which matters where nobody watches.
  private var hasFailed = false

  /// Loads the project; if it does not compile, its diagnostics go to standard error and the program ends.
  init(project path: String, explains: Bool) throws {
    let patchable = PatchableProject.load(path)
    let options = SimulationOptions(contents: .none, explains: explains)
    guard let session = ScenarioSession(patchable, options: options) else {
      // Easily confused: elsewhere the argument is a scenario.
      if let scenario = ScenarioReader.load(path).scenario, let project = scenario.project {
        Output.error("`\(path)` is a scenario; --interactive takes a project, such as `\(project)`")
        throw ExitStatus.couldNotRun.asError
      }
      Output.writeError(DiagnosticText.render(patchable.loaded.diagnostics, sources: patchable.loaded.sources))
      throw ExitStatus.couldNotRun.asError
    }
    self.session = session
    projectPath = patchable.loaded.path
    editor = LineEditor()
  }

  /// Reads to the end of the input or to `quit`.
  mutating func run() throws {
    defer { editor.end() }
    if editor.isTerminal { Output.write(Array("`help` says what can be typed\n".utf8)) }
    while true {
      let state = session.state
      let line = editor.line(prompt: "> ") { Completion(state).offer(for: $0) }
      guard let text = line.map(Self.trimmed) else { break }
      // A pipe's own comments.
      if text.isEmpty || text.hasPrefix("#") { continue }
      guard let command = InteractiveCommand(text) else {
        play(text)
        continue
      }
      if command == .quit { break }
      obey(command)
    }
    if hasFailed, !editor.isTerminal { throw ExitStatus.findings.asError }
  }

  private static func trimmed(_ text: String) -> String {
    let head = text.drop { $0 == " " || $0 == "\t" }
    guard let last = head.lastIndex(where: { $0 != " " && $0 != "\t" }) else { return "" }
    return String(head[...last])
  }

  private mutating func play(_ line: String) {
    // A step that was copied from a scenario.
    let text = line.hasPrefix("- ") ? Self.trimmed(String(line.dropFirst(2))) : line
    let first = text.prefix { $0 != " " && $0 != ":" && $0 != "{" && $0 != "[" }
    guard text.contains(":") || InteractiveCommand.words.contains(String(first)) else {
      let nearest = Suggestion.nearest(to: String(first), among: InteractiveCommand.words)
      let help = nearest.map { "did you mean `\($0)`?" } ?? "`help` lists them"
      return fail("`\(first)` is no step and no command; \(help)")
    }
    let step = TypedStep.yaml(text, project: session.state.project)
    if let usage = Self.usage[step] ?? Self.usage[String(step.prefix { $0 != " " })] { return fail("write `\(usage)`") }
    show(session.play(step))
  }

  /// How steps are written of which nothing can be made without a mapping.
  private static let usage = [
    "expect": "expect sees: {USER: [CASE]}", "change": "change groups: {NAME: {case_sharing: false}}",
    "submit: {}": "submit USER APP/MENU/FORM case=CASE", "sync: []": "sync USER", "offline: []": "offline USER",
    "online: []": "online USER",
  ]

  private mutating func show(_ outcome: ScenarioSession.Outcome) {
    if let result = outcome.result { Output.write(TimelineText.render(result, sources: outcome.sources)) }
    if !outcome.diagnostics.isEmpty {
      let color = editor.isTerminal && Output.wantsColor
      complain(DiagnosticText.render(outcome.diagnostics, sources: outcome.sources, color: color))
    }
    if !outcome.isKept { fail("not kept as a step", isShort: true) }
  }

  private mutating func obey(_ command: InteractiveCommand) {
    switch command {
    case .help: Output.write(Array(InteractiveCommand.helpText.utf8))
    case .state: Output.write(TimelineText.render(session.state))
    case .steps:
      if !session.webApps.isEmpty { say("in Web Apps: \(session.webApps.joined(separator: ", "))") }
      for (number, step) in session.steps.enumerated() { say("\(number + 1). \(step)") }
      if session.steps.isEmpty { say("no steps yet") }
    case .undo(let count):
      for _ in 0..<count {
        guard let step = session.undo() else { return fail("there is no step to take back") }
        say("taken back: \(step)")
      }
    case .redo(let count):
      for _ in 0..<count {
        guard let step = session.redo() else { return fail("there is nothing to do again") }
        say("done again: \(step)")
      }
    case .webApps(let names): workInWebApps(names)
    case .save(let path, let name, let replacing): save(path, name: name, replacing: replacing)
    case .wrong(let usage): fail("write `\(usage)`")
    case .quit: break
    }
  }

  private mutating func workInWebApps(_ names: [String]) {
    if names.isEmpty {
      return say(session.webApps.isEmpty ? "nobody works in Web Apps" : "in Web Apps: \(session.webApps.joined(separator: ", "))")
    }
    let users = session.state.users
    for name in names where !users.contains(name) {
      let help = Suggestion.nearest(to: name, among: users).map { "; did you mean `\($0)`?" } ?? ""
      return fail("there is no user `\(name)`\(help)")
    }
    let new = names.filter { !session.webApps.contains($0) }
    guard !new.isEmpty else { return say("in Web Apps: \(session.webApps.joined(separator: ", "))") }
    if let (step, outcome) = session.workInWebApps(new) {
      if !outcome.diagnostics.isEmpty {
        complain(DiagnosticText.render(outcome.diagnostics, sources: outcome.sources))
      }
      return fail("a step that has been typed could not take place then: \(step)")
    }
    let played = session.steps.isEmpty ? "" : "; the steps were played anew"
    say("in Web Apps: \(session.webApps.joined(separator: ", "))\(played)")
  }

  private mutating func save(_ path: String, name: String, replacing: Bool) {
    let text = session.scenarioText(name: name, project: RelativePath.of(projectPath, fromFolderOf: path))
    do {
      if replacing {
        try OutputFile.replace(path, with: Array(text.utf8))
      } else {
        try OutputFile.create(path, Array(text.utf8))
      }
      say("wrote \(session.steps.count) step\(session.steps.count == 1 ? "" : "s") to `\(path)`")
      if !ScenarioFiles.isFound(path) {
        say("`caseload test` finds scenarios in folders only as `NAME.scenario.yaml`, or below a folder `scenarios`")
      }
    } catch {
      fail("`\(path)` cannot be written: \(error.reason)\(error.isTaken ? "; `save!` writes over it" : "")")
    }
  }

  private func say(_ text: String) { Output.write(Array((PlainText.safe(text) + "\n").utf8)) }

  /// Says what is wrong.
  private func complain(_ bytes: [UInt8]) {
    if editor.isTerminal { Output.write(bytes) } else { Output.writeError(bytes) }
  }

  /// - Parameter isShort: whether the reason has been given already.
  private mutating func fail(_ text: String, isShort: Bool = false) {
    hasFailed = true
    let line = editor.isTerminal ? "" : " (line \(editor.lineCount) of the input)"
    complain(Array(PlainText.safe((isShort ? "" : "error: ") + text + line).utf8) + [0x0A])
  }
}
