import Diagnostics

/// One statement of an `expect` step.
public struct Expectation: Sendable {
  /// What is stated.
  public enum Statement: Sendable {
    /// A case as the server has it.
    case state(of: Written, [StateFact])
    /// The cases on a user's device.
    case sees(user: Written, NameList)
    /// The users on whose devices a case is.
    case seenBy(case: Written, NameList)
    /// The cases in the list of a menu, `APP/MENU`, on a user's device.
    case listed(user: Written, menu: Written, NameList)
    /// The rows of the user-groups table on a user's device.
    case groups(user: Written, NameList)
    /// What happens when a user opens a form.
    case form(FormExpectation)
    /// The owners that the cases which a form opens can get.
    case owners(OwnersExpectation)
    /// What the next sync of a user would send and purge, and what a fresh one would send.
    case nextSync(user: Written, sends: NameList?, purges: NameList?, fresh: NameList?)
  }

  public var statement: Statement
  /// Whether it stands under `not`. Of a list, none must then hold.
  public var isNegated: Bool
  /// Where it stands.
  public var span: SourceSpan

  public init(_ statement: Statement, isNegated: Bool = false, span: SourceSpan) {
    self.statement = statement
    self.isNegated = isNegated
    self.span = span
  }
}

/// Names that are expected: exactly these, or at least some and not others.
public struct NameList: Sendable {
  /// The whole list; nil if only `includes` and `excludes` are given.
  public var exactly: [Written]?
  public var includes: [Written]
  public var excludes: [Written]

  public init(exactly: [Written]? = nil, includes: [Written] = [], excludes: [Written] = []) {
    (self.exactly, self.includes, self.excludes) = (exactly, includes, excludes)
  }

  /// Every name that is written.
  public var all: [Written] { (exactly ?? []) + includes + excludes }
}

/// A fact of a case: its state or a property.
public struct StateFact: Sendable {
  public enum Subject: Hashable, Sendable {
    /// Whether the server has it, and it is not deleted.
    case exists
    case closed
    case owner
    case caseType
    /// The user who opened it, or changed it last.
    case openedBy
    case modifiedBy
    case property(String)
  }

  public var subject: Subject
  public var value: Written
  /// Where the fact's name stands.
  public var span: SourceSpan

  public init(_ subject: Subject, _ value: Written, span: SourceSpan) {
    self.subject = subject
    self.value = value
    self.span = span
  }
}

/// What is expected to happen when a user opens a form.
public struct FormExpectation: Sendable {
  public var user: Written
  public var form: Written
  /// The case that is selected; any if the form requires one and none is given.
  public var selectedCase: Written?
  public var answers: [Answer]
  /// `opens`, `stops` or `fails`.
  public var outcome: Written
  /// `no_group`, `several_groups`, …
  public var reason: Written?

  public init(
    user: Written, form: Written, selectedCase: Written? = nil, answers: [Answer] = [], outcome: Written,
    reason: Written? = nil
  ) {
    (self.user, self.form, self.selectedCase) = (user, form, selectedCase)
    (self.answers, self.outcome, self.reason) = (answers, outcome, reason)
  }
}

/// The owners that are expected for the new cases of a form.
public struct OwnersExpectation: Sendable {
  public var user: Written
  public var form: Written
  public var selectedCase: Written?
  public var answers: [Answer]
  /// The case type of the new case, where the form opens several.
  public var caseType: Written?
  public var owners: NameList

  public init(
    user: Written, form: Written, selectedCase: Written? = nil, answers: [Answer] = [], caseType: Written? = nil,
    owners: NameList
  ) {
    (self.user, self.form, self.selectedCase) = (user, form, selectedCase)
    (self.answers, self.caseType, self.owners) = (answers, caseType, owners)
  }
}
