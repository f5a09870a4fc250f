/// What has changed on a device.
public struct DeviceChange: Sendable {
  public var user: String
  /// Cases that were not there before.
  public var appears: [CaseNote] = []
  /// Cases that are gone.
  public var disappears: [CaseNote] = []
  /// Cases that the server sent and the device dropped again at the end of the sync, by its own rule; said once, when it
  /// begins.
  public var drops: [CaseNote] = []
  /// Cases that stay although the user does not own them (any more): pulled by others, or made by the user; or although
  /// the server does not send them any more.
  public var stays: [CaseNote] = []
  /// Cases on the device before and after whose state on the device is another one: closed, owner, properties.
  public var changes: [CaseNote] = []
  /// Rows of the user-groups table that were added and removed; nil if the table is the same.
  public var groups: (added: [String], removed: [String])?
  /// Rows of that table whose name is another one.
  public var renamedGroups: [RenamedGroup] = []
  /// Forms that stop, fail or open from now on, where it was otherwise before.
  public var forms: [FormChange] = []
  /// The whole content, if it was asked for.
  public var content: DeviceContent?

  init(user: String) { self.user = user }

  /// Whether anything differs.
  public var isEmpty: Bool {
    appears.isEmpty && disappears.isEmpty && drops.isEmpty && stays.isEmpty && changes.isEmpty && groups == nil
      && renamedGroups.isEmpty && forms.isEmpty
  }
}

/// A row of the user-groups table that stays under another name.
public struct RenamedGroup: Hashable, Sendable {
  /// `group:NAME` or `location:SITE_CODE`.
  public var group: String
  /// The name in the table from now on.
  public var name: String
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
  /// Whether it only says more of the step before: a reason in a few words leaves it out.
  public var isDetail: Bool

  public init(_ text: String, _ place: TextPlace? = nil, isDetail: Bool = false) {
    self.text = text
    self.place = place
    self.isDetail = isDetail
  }

  var asDetail: ExplainedStep { ExplainedStep(text, place, isDetail: true) }
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
