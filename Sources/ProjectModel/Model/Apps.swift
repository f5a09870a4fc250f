import Diagnostics
import XPath
import YAMLSource

/// A kind of case.
public struct CaseType: Sendable {
  public var key: Symbol
  public var label: Symbol
  /// How many cases of it an owner is expected to have; 0 if that is not declared.
  public var expectedPerOwner = 0
  public var span: SourceSpan
}

/// An application.
public struct App: Sendable {
  public var key: Symbol
  public var name: Symbol
  /// *Case Sharing* in the app's settings; off by default.
  public var caseSharing = false
  public var addOns: [Symbol] = []
  /// Its menus, which are adjacent in ``Project/menus``.
  public var menus: Range<Int> = 0..<0
  public var span: SourceSpan
  public var caseSharingSpan: SourceSpan?
}

/// A menu: a case list and forms.
public struct Menu: Sendable {
  public var app: AppID
  public var key: Symbol
  public var name: Symbol
  public var type = MenuType.basic
  /// The case types that it lists.
  public var caseTypes: [CaseTypeID] = []
  /// Whether its case list has a filter, which is not evaluated.
  public var hasFilter = false
  /// Its forms, which are adjacent in ``Project/forms``; a shadow menu's are copies of its source's.
  public var forms: Range<Int> = 0..<0
  public var span: SourceSpan
}

/// A form: what it does to cases.
public struct Form: Sendable {
  public var menu: MenuID
  public var key: Symbol
  public var name: Symbol
  /// By which rule the group-count check is put on it (semantics 3.3, 3.4).
  public var rule = FormRule.basic
  /// Whether the worker selects a case first.
  public var requiresCase = false
  public var questions: [Question] = []
  public var opens: [OpenAction] = []
  /// What it saves to the selected or opened case.
  public var updates: Updates?
  public var closes = Condition.never
  /// For a shadow form, the form whose open actions it has.
  public var source: FormID?
  public var span: SourceSpan
}

/// The two rules that decide which forms carry the group-count check.
public enum FormRule: Sendable { case basic, advanced }

/// A case that a form opens.
public struct OpenAction: Sendable {
  public var caseType: CaseTypeID
  public var indices: [ActionIndex] = []
  /// The declared `owner_id`, if there is one.
  public var owner: OwnerValue?
  /// The names of the other properties that are saved.
  public var properties: [DataField] = []
  public var condition = Condition.always
  public var isRepeated = false
  public var span: SourceSpan
}

/// A reference from a new case.
public struct ActionIndex: Sendable {
  public enum Target: Sendable { case selectedCase, openedCase }
  public enum Relationship: Sendable { case child, `extension`, byQuestion(Int) }

  public var target: Target
  public var relationship: Relationship
  public var span: SourceSpan
}

/// What a form saves to a case.
public struct Updates: Sendable {
  /// The declared new `owner_id`, if there is one.
  public var owner: OwnerValue?
  /// Whether `owner_id` is saved, even if its value is not declared.
  public var savesOwner = false
  public var properties: [DataField] = []
  public var condition = Condition.always
  public var span: SourceSpan
}

/// A thing that can own cases.
public enum OwnerReference: Hashable, Sendable {
  case user(UserID)
  case group(GroupID)
  case location(LocationID)
}

/// A declared value of `owner_id`.
public struct OwnerValue: Sendable {
  public enum Source: Sendable {
    case currentUser
    /// The text `-`.
    case unowned
    case fixed(OwnerReference)
    /// The answer to a question of the form, by its index.
    case question(Int)
    case userData(Symbol)
    case sameAsSelectedCase
    case xpath(XPathExpression, Symbol)
    /// The property is saved, and nothing is known of its value.
    case undeclared
  }

  public var source: Source
  public var span: SourceSpan
}

/// A question of a form.
public struct Question: Sendable {
  public var key: Symbol
  public var label: Symbol
  public var type = QuestionType.multipleChoice
  public var isRequired = false
  public var lookup: LookupTable?
  /// Fixed choices.
  public var choices: [QuestionChoice] = []
  public var calculate: XPathExpression?
  public var span: SourceSpan
}

/// A fixed choice of a question.
public enum QuestionChoice: Sendable {
  case currentUser
  /// The text `-`.
  case unowned
  case owner(OwnerReference)
  case text(Symbol)
}

/// A question's choices from a lookup table.
public struct LookupTable: Sendable {
  public var query: XPathExpression
  public var queryText: Symbol
  public var querySpan: SourceSpan
  public var instanceID = Symbol.empty
  public var instanceURI = Symbol.empty
  public var value: Symbol
  public var valueSpan: SourceSpan
  public var label: Symbol
  public var labelSpan: SourceSpan?
}
