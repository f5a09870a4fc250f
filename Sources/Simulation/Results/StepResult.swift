import Diagnostics
import ProjectModel

/// What came of one step.
public struct StepResult: Sendable {
  /// The number of the step, from 1.
  public var index: Int
  /// Where the step stands.
  public var span: SourceSpan
  /// The step's word: `sync`, `submit`, …
  public var word: String
  /// The time of the step, if it has one.
  public var time: String?
  /// What happens, as a sentence without subject or full stop, such as `david submits worker/patients/visit`.
  public var title: String
  public var outcome: StepOutcome = .done
  /// What has changed on devices, by user name.
  public var devices: [DeviceChange] = []
  /// What has changed on the server, in the order in which it happened.
  public var server: [ServerEvent] = []
  /// What a `change` step changes in the project, in its own order.
  public var changes: [ProjectChange] = []
  /// Expectations that do not hold, in the order of the text; also a form that stops in a `submit` step where nothing
  /// says that it should.
  public var failures: [ExpectationFailure] = []
  /// What is wrong with the step itself: what it is wrong with had no effect then. Places are in ``SimulationState/sources``.
  public var diagnostics: [Diagnostic] = []
  /// What else matters, such as what cannot be known.
  public var notes: [String] = []

  init(index: Int, span: SourceSpan, word: String, time: String?, title: String) {
    (self.index, self.span, self.word, self.time, self.title) = (index, span, word, time, title)
  }

  /// Whether nothing is wrong.
  public var passes: Bool { failures.isEmpty && !diagnostics.contains { $0.severity == .error } }
}

/// How a step ended.
public enum StepOutcome: Hashable, Sendable {
  /// It took place; of `expect`, everything holds.
  case done
  /// A form was saved and waits on the device for the network.
  case queued
  /// A form did not open, or could not be saved: what happened, and the reason's word (`no_group`, …).
  case stopped(FormOutcome)
  /// An expectation does not hold.
  case missed
  /// The step cannot take place; the diagnostics say why.
  case refused

  /// The word of the JSON contract.
  public var word: String {
    switch self {
    case .done: "done"
    case .queued: "queued"
    case .stopped(let outcome): outcome.word
    case .missed: "missed"
    case .refused: "refused"
    }
  }
}

/// What happens when a form is opened, answered and saved on a device (semantics 3).
public struct FormOutcome: Hashable, Sendable {
  /// `opens`, `stops` (the group-count check), `fails` (an owner expression, or an empty owner).
  public var word: String
  /// `no_group`, `several_groups`, `several_nodes`, `no_such_node`, `unsupported_function`, `expression_error`,
  /// `empty_owner`; nil if it opens.
  public var reason: String?
  /// In words, such as `the user-groups table has 2 rows: group:village-1, group:village-2`.
  public var detail: String
  /// The form and the memberships behind it, with places; only if explanations were asked for.
  public var explanation: [ExplainedStep] = []

  public init(word: String, reason: String? = nil, detail: String = "") {
    (self.word, self.reason, self.detail) = (word, reason, detail)
  }
}

/// Something that happened on the server.
public struct ServerEvent: Hashable, Sendable {
  public enum Kind: String, Hashable, Sendable {
    case received, failed, opened, updated, closed, owner, deleted, reassigned
  }

  public var kind: Kind
  /// The case, or the form for `received` and `failed`.
  public var name: String
  /// The user whose form did it; nil for an administrator.
  public var user: String?
  /// In words: `group:village-1 → group:clinic`, `weight: 61`, or why a form failed.
  public var detail: String
}
