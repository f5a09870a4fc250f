import Diagnostics
import ProjectModel

/// A scenario that is typed step by step: what has been typed, what came of it, and every earlier state.
///
/// The steps are kept as the text of a scenario that grows at its end, so that places in it stay right.
public struct ScenarioSession: Sendable {
  /// The state after the last step.
  public private(set) var state: SimulationState
  private let patchable: PatchableProject
  private let project: Project
  private let options: SimulationOptions
  /// What has been typed and holds, in order.
  private var entries: [Entry] = []
  /// The state before each step.
  private var earlier: [SimulationState] = []
  /// What was taken back and can be done again, the next at the end.
  private var undone: [Entry] = []

  /// What was typed.
  private enum Entry {
    /// A step as YAML.
    case step(String)
    /// Users who work in Web Apps, from the beginning.
    case webApps([String])

    var step: String? { if case .step(let line) = self { line } else { nil } }

    var webApps: [String] { if case .webApps(let users) = self { users } else { [] } }

    var text: String {
      switch self {
      case .step(let line): line
      case .webApps(let users): "web_apps: [" + users.map { TypedStep.plain($0) }.joined(separator: ", ") + "]"
      }
    }
  }

  /// The longest step, in bytes of UTF-8.
  static let lineLimit = 100_000

  /// What came of a typed step.
  public struct Outcome: Sendable {
    /// Nil if the text is no step.
    public var result: StepResult?
    /// What is wrong; a step with an error is not kept, nor is an expectation that does not hold.
    public var diagnostics: [Diagnostic]
    /// The files of all places.
    public var sources: SourceMap
    /// Whether the step is part of the scenario now.
    public var isKept: Bool
  }

  /// Starts with a project that has been loaded; nil if it does not compile.
  public init?(_ patchable: PatchableProject, options: SimulationOptions = SimulationOptions(contents: .none)) {
    guard let project = patchable.loaded.project else { return nil }
    (self.patchable, self.project, self.options) = (patchable, project, options)
    state = Self.start(patchable, project, options, webApps: [])
  }

  private static func start(
    _ patchable: PatchableProject, _ project: Project, _ options: SimulationOptions, webApps: [String]
  ) -> SimulationState {
    SimulationState(
      project: project, sources: patchable.loaded.sources, scenario: SourceFile(path: path, bytes: []),
      webApps: Set(webApps), options: options, patchable: patchable)
  }

  /// What the typed text is called in messages.
  private static let path = "typed"

  /// The steps as YAML, each with a line.
  public var steps: [String] { entries.compactMap(\.step) }

  /// The users who work in Web Apps, in the order in which they were named.
  public var webApps: [String] { entries.flatMap(\.webApps) }

  /// The text of the list of steps, with one more.
  private func text(with line: String? = nil) -> String {
    let lines = steps + (line.map { [$0] } ?? [])
    return lines.isEmpty ? "steps: []\n" : "steps:\n" + lines.map { "  - \($0)\n" }.joined()
  }

  // MARK: Steps

  /// Plays a step as it stands in the list of `steps`, in one line: `sync: [david, maria]`.
  public mutating func play(_ line: String) -> Outcome {
    let outcome = tryOut(line)
    if outcome.isKept { undone = [] }
    return outcome
  }

  private mutating func tryOut(_ line: String) -> Outcome {
    let outcome = play(line, in: state)
    // What the scenario says must come true when it is played again: how a form ended is written down.
    if let result = outcome.result, case .stopped(let form) = result.outcome, !outcome.isKept, result.word == "submit",
      let completed = Self.adding(form, to: line)
    {
      return play(completed, in: state)
    }
    return outcome
  }

  private mutating func play(_ line: String, in before: SimulationState) -> Outcome {
    let source = SourceFile(path: Self.path, bytes: Array(("scenario: typed\n" + text(with: line)).utf8))
    guard line.utf8.count <= Self.lineLimit, !line.contains(where: \.isNewline) else {
      var sources = SourceMap()
      let file = sources.add(SourceFile(path: Self.path, bytes: []))
      let problem = Diagnostic(
        code: "SCEN021", "a step is one line of at most \(Self.lineLimit) bytes",
        at: .span(SourceSpan(file: file, start: 0, length: 0)), help: ["write long steps into a scenario file"])
      return Outcome(result: nil, diagnostics: [problem], sources: sources, isKept: false)
    }
    let loaded = ScenarioReader.read(source)
    guard let scenario = loaded.scenario, scenario.steps.count == earlier.count + 1,
      !loaded.diagnostics.contains(where: { $0.severity == .error }), let step = scenario.steps.last
    else { return Outcome(result: nil, diagnostics: loaded.diagnostics, sources: loaded.sources, isKept: false) }
    var after = before
    let result = after.apply(step)
    let isKept = result.passes
    if isKept {
      earlier.append(before)
      entries.append(.step(line))
      state = after
    }
    var sources = SourceMap()
    _ = sources.add(source)
    for file in after.sources.files.dropFirst() { _ = sources.add(file) }
    return Outcome(result: result, diagnostics: result.diagnostics, sources: sources, isKept: isKept)
  }

  // MARK: Web Apps

  /// Lets users work in Web Apps from the beginning: the steps so far are played anew.
  ///
  /// - Returns: the first step that then cannot take place, with what came of it: nothing is changed then. Nil if all do.
  public mutating func workInWebApps(_ users: [String]) -> (step: String, outcome: Outcome)? {
    let refused = replay(entries + [.webApps(users)])
    if refused == nil { undone = [] }
    return refused
  }

  /// Plays everything anew; if a step cannot take place, everything stays as it was.
  private mutating func replay(_ entries: [Entry]) -> (step: String, outcome: Outcome)? {
    var other = self
    other.entries = entries.filter { $0.step == nil }
    other.earlier = []
    other.state = Self.start(patchable, project, options, webApps: other.webApps)
    for line in entries.compactMap(\.step) {
      let outcome = other.play(line, in: other.state)
      if !outcome.isKept { return (line, outcome) }
    }
    other.entries = entries
    self = other
    return nil
  }

  // MARK: Back and forth

  /// Takes back what was typed last, and returns its text; nil if there is nothing.
  public mutating func undo() -> String? {
    guard let last = entries.popLast() else { return nil }
    switch last {
    case .step: if let before = earlier.popLast() { state = before }
    // Without it everything has taken place once before.
    case .webApps: _ = replay(entries)
    }
    undone.append(last)
    return last.text
  }

  /// Does again what was taken back last, and returns its text; nil if there is nothing, or something was typed since.
  public mutating func redo() -> String? {
    guard let next = undone.popLast() else { return nil }
    switch next {
    case .step(let line): _ = play(line, in: state)
    case .webApps: _ = replay(entries + [next])
    }
    return next.text
  }

  // MARK: Text

  /// The scenario as a file's text.
  ///
  /// - Parameters:
  ///   - name: the scenario's name.
  ///   - project: the project's path, relative to the file's folder.
  public func scenarioText(name: String, project: String) -> String {
    let users = webApps.isEmpty ? "" : Entry.webApps(webApps).text + "\n"
    return "scenario: \(Self.quoted(name))\nproject: \(Self.quoted(project))\n" + users + text()
  }

  /// Adds how a form ended to a `submit` step in flow style.
  private static func adding(_ outcome: FormOutcome, to line: String) -> String? {
    guard let end = line.lastIndex(of: "}"), outcome.word != "opens", !line.contains("outcome:") else { return nil }
    let reason = outcome.reason.map { ", reason: \($0)" } ?? ""
    return line[..<end] + ", outcome: \(outcome.word)\(reason)" + line[end...]
  }

  /// A YAML text in double quotes.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case _ where scalar.value < 0x20 || (0x7F...0x9F).contains(scalar.value) || scalar.value == 0xFEFF:
        let hex = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - hex.count) + hex
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
