import Diagnostics

/// A user fills in a form.
public struct Submission: Sendable {
  public var user: Written
  /// `APP/MENU/FORM`.
  public var form: Written
  /// The case picked from the menu's list, for forms that require one.
  public var selectedCase: Written?
  public var answers: [Answer]
  /// The properties that are saved to the selected case, or to the main case that the form opens.
  public var set: [PropertyValue]
  /// Whether a conditional `closes` comes true.
  public var closes: WrittenFlag?
  /// Whether conditional `updates` come true; without it, they do if `set` is there.
  public var updates: WrittenFlag?
  /// The names of the cases that the form opens.
  public var creates: [NewCase]
  /// How it is expected to end; without it, the form is expected to open and to be saved.
  public var outcome: Written?
  /// The expected reason, for a form that stops or fails.
  public var reason: Written?

  public init(
    user: Written, form: Written, selectedCase: Written? = nil, answers: [Answer] = [], set: [PropertyValue] = [],
    closes: WrittenFlag? = nil, updates: WrittenFlag? = nil, creates: [NewCase] = [], outcome: Written? = nil,
    reason: Written? = nil
  ) {
    (self.user, self.form, self.selectedCase, self.answers, self.set) = (user, form, selectedCase, answers, set)
    (self.closes, self.updates, self.creates) = (closes, updates, creates)
    (self.outcome, self.reason) = (outcome, reason)
  }
}

/// `true` or `false`, with its place.
public struct WrittenFlag: Hashable, Sendable {
  public var value: Bool
  public var span: SourceSpan

  public init(_ value: Bool, _ span: SourceSpan) {
    self.value = value
    self.span = span
  }
}

/// The answer to a question.
public struct Answer: Sendable {
  public var question: Written
  /// What is chosen or typed in: owners as `kind:name`, other values as they are. Several only in a checkbox question,
  /// none if the question is left out.
  public var values: [Written]

  public init(_ question: Written, _ values: [Written]) {
    self.question = question
    self.values = values
  }
}

/// A property and its value.
public struct PropertyValue: Hashable, Sendable {
  public var name: Written
  public var value: Written

  public init(_ name: Written, _ value: Written) {
    self.name = name
    self.value = value
  }
}

/// The name that a new case gets in the scenario, and which of the form's actions opens it.
public struct NewCase: Sendable {
  public var name: Written
  /// Its case type, which finds the action.
  public var caseType: Written?
  /// The number of the action in `opens`, from 1, where the case type does not tell.
  public var action: Written?
  /// The properties that are saved to it.
  public var set: [PropertyValue]
  /// Answers given for this case alone, in a repeat group.
  public var answers: [Answer]
  /// The owner, where the project does not let it be known.
  public var owner: Written?

  public init(
    _ name: Written, caseType: Written? = nil, action: Written? = nil, set: [PropertyValue] = [], answers: [Answer] = [],
    owner: Written? = nil
  ) {
    (self.name, self.caseType, self.action) = (name, caseType, action)
    (self.set, self.answers, self.owner) = (set, answers, owner)
  }
}
