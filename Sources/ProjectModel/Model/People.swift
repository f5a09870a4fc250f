import Diagnostics
import YAMLSource

/// A group of mobile workers.
public struct Group: Sendable {
  /// The name by which the configuration refers to it.
  public var key: Symbol
  /// The name on HQ's screens.
  public var name: Symbol
  /// HQ's id; empty where it is not declared.
  public var id = Symbol.empty
  /// *Case Sharing*: whether it owns cases (semantics 1.2b). Off by default, as in HQ.
  public var caseSharing = false
  /// *Reporting*: without influence on cases.
  public var reporting = true
  /// Where it is declared: its key.
  public var span: SourceSpan
  /// Where `case_sharing` is written, if it is.
  public var caseSharingSpan: SourceSpan?
}

/// A mobile worker or a web user.
public struct User: Sendable {
  /// The username.
  public var key: Symbol
  /// The name of the person.
  public var name: Symbol
  /// HQ's id; empty where it is not declared.
  public var id = Symbol.empty
  public var role = Symbol.empty
  /// Web users have no groups (semantics 1.9).
  public var isWebUser: Bool
  /// Inactive users cannot log in (semantics 1.11).
  public var isActive = true
  /// Whether no `apps` are declared: every app may be opened.
  public var opensEveryApp: Bool
  /// Where the user is declared: the key.
  public var span: SourceSpan
}

/// A user's membership of a group or assignment to a location.
public struct Membership<Target>: Sendable {
  public var target: EntityID<Target>
  /// Where it is written.
  public var span: SourceSpan
  public var origin: MembershipOrigin
  /// Whether an earlier entry of the same user says the same: it then changes nothing.
  public var isRepetition = false
}

/// In which part of the configuration a membership is written; in the order in which they come.
public enum MembershipOrigin: UInt8, Sendable {
  /// The user's own `groups` or `locations`.
  case own
  /// The group's `members`.
  case members
  /// The `supervisors` section.
  case supervisor
}

/// A field of custom data.
public struct DataField: Sendable {
  public var key: Symbol
  public var value: Symbol
  public var span: SourceSpan
}
