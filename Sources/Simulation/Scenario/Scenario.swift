import Diagnostics

/// A name or value as it is written in a scenario, with its place.
public struct Written: Hashable, Sendable {
  public var text: String
  /// Where it stands in the scenario's file.
  public var span: SourceSpan

  public init(_ text: String, _ span: SourceSpan) {
    self.text = text
    self.span = span
  }
}

/// A scenario as it is written: what happens to a project over time, and what is expected to come of it. Names are not
/// resolved yet: which of them exist depends on what the steps before have made and changed.
public struct Scenario: Sendable {
  /// The text of `scenario`.
  public var name: String
  /// The path of the scenario's file, as it is shown.
  public var path: String
  /// The project's file or folder, relative to the working directory; nil if the caller has to give one.
  public var project: String?
  /// Where the project is named.
  public var projectSpan: SourceSpan?
  /// The users who work in Web Apps, which sync around each form; all others have phones that sync when told.
  public var webApps: [Written]
  /// What the scenario teaches, as free text; empty if there is none.
  public var explanation: String
  /// The steps, in order.
  public var steps: [Step]
  /// Where the scenario's name stands.
  public var span: SourceSpan

  public init(
    name: String, path: String, project: String? = nil, projectSpan: SourceSpan? = nil, webApps: [Written] = [],
    explanation: String = "", steps: [Step] = [], span: SourceSpan
  ) {
    (self.name, self.path, self.project, self.projectSpan) = (name, path, project, projectSpan)
    (self.webApps, self.explanation, self.steps, self.span) = (webApps, explanation, steps, span)
  }
}

/// One step of a scenario.
public struct Step: Sendable {
  /// What happens.
  public enum Kind: Sendable {
    /// Devices send their unsent forms and fetch what the server has for them, in the order of the list.
    case sync([Written])
    /// Devices lose the network.
    case offline([Written])
    /// Devices get the network back and send their unsent forms, in the order of the list; then each one syncs, unless
    /// `syncs` is false.
    case online([Written], syncs: Bool)
    case submit(Submission)
    /// An administrator edits the project.
    case change(ProjectEdit)
    case expect([Expectation])
  }

  public var kind: Kind
  /// Where the step's word stands, such as `sync`.
  public var span: SourceSpan
  /// The text of `at`, as it is written; the clock is the scenario's.
  public var time: Written?

  public init(_ kind: Kind, span: SourceSpan, time: Written? = nil) {
    self.kind = kind
    self.span = span
    self.time = time
  }

  /// The step's word: `sync`, `offline`, `online`, `submit`, `change` or `expect`.
  public var word: String {
    switch kind {
    case .sync: "sync"
    case .offline: "offline"
    case .online: "online"
    case .submit: "submit"
    case .change: "change"
    case .expect: "expect"
    }
  }
}
