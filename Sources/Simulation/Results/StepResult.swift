import Diagnostics

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
  /// Expectations that do not hold, in the order of the text; also a form that stops in a `submit` step where nothing
  /// says that it should.
  public var failures: [ExpectationFailure] = []
  /// What is wrong with the step itself: it had no effect then. Places are in ``SimulationState/sources``.
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
  /// `opens`, `stops` (the group-count check), `fails` (an owner expression, or an empty owner) or `unknown`.
  public var word: String
  /// `no_group`, `several_groups`, `several_nodes`, `no_such_node`, `unsupported_function`, `expression_error`,
  /// `empty_owner`; nil if it opens.
  public var reason: String?
  /// In words, such as `the user-groups table has 2 rows: group:village-1, group:village-2`.
  public var detail: String

  public init(word: String, reason: String? = nil, detail: String = "") {
    (self.word, self.reason, self.detail) = (word, reason, detail)
  }
}

/// What has changed on a device.
public struct DeviceChange: Sendable {
  public var user: String
  /// Cases that were not there before.
  public var appears: [CaseNote] = []
  /// Cases that are gone.
  public var disappears: [CaseNote] = []
  /// Cases that stay although the user does not own them (any more): pulled by others, or made by the user.
  public var stays: [CaseNote] = []
  /// Cases on the device before and after whose state on the device is another one: closed, owner, properties.
  public var changes: [CaseNote] = []
  /// Rows of the user-groups table that were added and removed; nil if the table is the same.
  public var groups: (added: [String], removed: [String])?
  /// Forms that stop, fail or open from now on, where it was otherwise before.
  public var forms: [FormChange] = []
  /// The whole content, if it was asked for.
  public var content: DeviceContent?

  init(user: String) { self.user = user }

  /// Whether anything differs.
  public var isEmpty: Bool {
    appears.isEmpty && disappears.isEmpty && stays.isEmpty && changes.isEmpty && groups == nil && forms.isEmpty
  }
}

/// A case in a list of changes, with why.
public struct CaseNote: Hashable, Sendable {
  public var name: String
  /// In a few words; empty where there is nothing to say.
  public var reason: String
  /// The way that explains it, with places; only if explanations were asked for.
  public var explanation: [ExplainedStep]

  public init(_ name: String, _ reason: String = "", explanation: [ExplainedStep] = []) {
    (self.name, self.reason, self.explanation) = (name, reason, explanation)
  }
}

/// A step of an explanation.
public struct ExplainedStep: Hashable, Sendable {
  public var text: String
  /// Where it is written: in the project's files, or in the scenario.
  public var place: TextPlace?

  public init(_ text: String, _ place: TextPlace? = nil) {
    self.text = text
    self.place = place
  }
}

/// A line of a file.
public struct TextPlace: Hashable, Sendable {
  public var path: String
  /// From 1.
  public var line: Int
  /// From 1, in Unicode scalars.
  public var column: Int

  public init(path: String, line: Int, column: Int) {
    (self.path, self.line, self.column) = (path, line, column)
  }
}

/// A form whose outcome on a device has changed.
public struct FormChange: Hashable, Sendable {
  /// `APP/MENU/FORM`.
  public var form: String
  /// Before; nil if the user could not open it, or the device was new.
  public var before: FormOutcome?
  public var after: FormOutcome
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

/// What a device holds.
public struct DeviceContent: Hashable, Sendable {
  public var user: String
  /// Whether it has ever synced.
  public var hasSynced: Bool
  public var isOnline: Bool
  public var isWebApps: Bool
  /// The cases, by name.
  public var cases: [String]
  /// Those of them that are closed on the device, by name.
  public var closed: [String]
  /// By menu (`APP/MENU`), in the order of the apps: the cases in its list, by name; empty lists left out.
  public var listed: [MenuList]
  /// The rows of the user-groups table: `group:NAME` or `location:SITE_CODE`.
  public var groups: [String]
  /// Unsent forms, oldest first.
  public var unsent: [String]
}

/// The list of a menu.
public struct MenuList: Hashable, Sendable {
  /// `APP/MENU`.
  public var menu: String
  public var cases: [String]
  /// Whether the menu has a filter of its own, which is not evaluated: some of these may be missing.
  public var isFiltered: Bool
}

/// An expectation that does not hold.
public struct ExpectationFailure: Sendable {
  /// What was expected, such as `cases on the device of david`.
  public var subject: String
  /// The differences, sorted: what is missing first, then what is unexpected, then what is unknown; each by name.
  public var differences: [Difference]
  /// Where the expectation stands.
  public var span: SourceSpan
}

/// One difference between what is expected and what is.
public struct Difference: Hashable, Sendable {
  public enum Kind: String, Hashable, Comparable, Sendable {
    case missing, unexpected, unknown

    /// The sign before a line: `-`, `+` or `?`.
    public var sign: String {
      switch self {
      case .missing: "-"
      case .unexpected: "+"
      case .unknown: "?"
      }
    }

    public static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .missing: 0
      case .unexpected: 1
      case .unknown: 2
      }
    }
  }

  public var kind: Kind
  /// The case, user, group or value, such as `monica` or `weight: 61`.
  public var name: String
  /// Why it is so.
  public var reason: String
  /// The way that explains it, with places; only if explanations were asked for.
  public var explanation: [ExplainedStep]
  /// Where the name is written, if it is.
  public var span: SourceSpan?
}
