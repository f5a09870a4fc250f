import Diagnostics
import ProjectModel
import Reporting
import Simulation

/// A scenario typed step by step: reads lines, plays them, and prints what came of each.
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
      let completion = Completion(session.state)
      let line = editor.line(prompt: "> ") { completion.candidates(for: $0) }
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

  private mutating func play(_ text: String) {
    let first = text.prefix { $0 != " " && $0 != ":" }
    guard text.contains(":") || InteractiveCommand.words.contains(String(first)) else {
      let nearest = Suggestion.nearest(to: String(first), among: InteractiveCommand.words)
      let help = nearest.map { "did you mean `\($0)`?" } ?? "`help` lists them"
      return fail("`\(first)` is no step and no command; \(help)")
    }
    let outcome = session.play(TypedStep.yaml(text, project: session.state.project))
    if let result = outcome.result { Output.write(TimelineText.render(result, sources: outcome.sources)) }
    if !outcome.diagnostics.isEmpty {
      Output.write(DiagnosticText.render(outcome.diagnostics, sources: outcome.sources, color: Output.wantsColor))
    }
    if !outcome.isKept {
      Output.write(Array("not kept as a step\n".utf8))
      hasFailed = true
    }
  }

  private mutating func obey(_ command: InteractiveCommand) {
    switch command {
    case .help: Output.write(Array(InteractiveCommand.helpText.utf8))
    case .state: Output.write(TimelineText.render(session.state))
    case .steps:
      for (number, step) in session.steps.enumerated() { say("\(number + 1). \(step)") }
    case .undo:
      if let step = session.undo() { say("taken back: \(step)") } else { fail("there is no step to take back") }
    case .save(let path, let name, let replacing): save(path, name: name, replacing: replacing)
    case .incomplete(let usage): fail("write `\(usage)`")
    case .quit: break
    }
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
    } catch {
      fail("`\(path)` cannot be written: \(error.reason)\(error.isTaken ? "; `save!` writes over it" : "")")
    }
  }

  private func say(_ text: String) { Output.write(Array((PlainText.safe(text) + "\n").utf8)) }

  private mutating func fail(_ text: String) {
    say("error: " + text)
    hasFailed = true
  }
}
