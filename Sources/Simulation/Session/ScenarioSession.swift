import Diagnostics
import ProjectModel

/// A scenario that is typed step by step: what has been typed, what came of it, and every earlier state.
///
/// The steps are kept as the text of a scenario that grows at its end, so that places in it stay right.
public struct ScenarioSession: Sendable {
  /// The state after the last step.
  public private(set) var state: SimulationState
  private var text: String
  /// The text and the state before each step.
  private var earlier: [(text: String, state: SimulationState)] = []
  private let projectPath: String

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
    projectPath = patchable.loaded.path
    text = "steps:\n"
    state = SimulationState(
      project: project, sources: patchable.loaded.sources, scenario: SourceFile(path: Self.path, bytes: []),
      options: options, compile: ScenarioRunner.compile(patchable))
  }

  /// What the typed text is called in messages.
  private static let path = "typed"

  /// The steps as YAML, each with a line.
  public var steps: [String] {
    text.split(separator: "\n").dropFirst().map { String($0.dropFirst(4)) }
  }

  /// Plays a step as it stands in the list of `steps`, in one line: `sync: [david, maria]`.
  public mutating func play(_ line: String) -> Outcome {
    var outcome = play(line, in: state)
    // What the scenario says must come true when it is played again: how a form ended is written down.
    if let result = outcome.result, case .stopped(let form) = result.outcome, !outcome.isKept, result.word == "submit",
      let completed = Self.adding(form, to: line)
    {
      outcome = play(completed, in: state)
    }
    return outcome
  }

  private mutating func play(_ line: String, in before: SimulationState) -> Outcome {
    let longer = text + "  - " + line + "\n"
    let source = SourceFile(path: Self.path, bytes: Array(("scenario: typed\n" + longer).utf8))
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
      earlier.append((text, before))
      text = longer
      state = after
    }
    var sources = SourceMap()
    _ = sources.add(source)
    for file in after.sources.files.dropFirst() { _ = sources.add(file) }
    return Outcome(result: result, diagnostics: result.diagnostics, sources: sources, isKept: isKept)
  }

  /// Takes back the last step, and returns its text; nil if there is none.
  public mutating func undo() -> String? {
    guard let last = earlier.popLast() else { return nil }
    let step = steps.last
    (text, state) = last
    return step
  }

  /// The scenario as a file's text.
  ///
  /// - Parameters:
  ///   - name: the scenario's name.
  ///   - project: the project's path, relative to the file's folder.
  public func scenarioText(name: String, project: String) -> String {
    let steps = earlier.isEmpty ? "steps: []\n" : text
    return "scenario: \(Self.quoted(name))\nproject: \(Self.quoted(project))\n" + steps
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
