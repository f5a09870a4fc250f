import Diagnostics
import ProjectModel

/// A server, the devices of its users and the project as its administrators have left it: a value, so that an earlier
/// state is kept by keeping it.
public struct SimulationState: Sendable {
  /// The files of every version of the project and of the scenario.
  public private(set) var sources: SourceMap
  public private(set) var touched = Touched()

  /// Starts with a project: its declared cases on the server, no device synced yet.
  ///
  /// - Parameters:
  ///   - project: the loaded project, with its files.
  ///   - scenario: the file of the steps; their spans refer to it as file 0.
  ///   - webApps: the users who work in Web Apps.
  ///   - compile: loads the project with patches, for `change` steps.
  ///   - diagnostics: receives what is wrong with `webApps`.
  public init(project: Project, scenario: SourceFile, webApps: [Written] = [], options: SimulationOptions = SimulationOptions()) {
    sources = SourceMap()
    _ = sources.add(scenario)
  }

  /// Plays one step. A step that cannot take place changes nothing, and says why.
  public mutating func apply(_ step: Step) -> StepResult {
    StepResult(index: 0, span: step.span, word: step.word, time: step.time?.text, title: step.word)
  }

  /// What a user's device holds; nil for an unknown user.
  public func content(of user: String) -> DeviceContent? { nil }

  /// The names of all users of today's project, sorted.
  public var users: [String] { [] }
}
