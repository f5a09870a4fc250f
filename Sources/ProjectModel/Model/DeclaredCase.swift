import Diagnostics
import YAMLSource

/// A real or sample case.
public struct DeclaredCase: Sendable {
  /// The name by which the configuration refers to it.
  public var key: Symbol
  public var name: Symbol
  /// Its case id; the key where none is declared.
  public var id: Symbol
  public var caseType: CaseTypeID
  public var owner: CaseOwner
  public var isClosed = false
  public var createdBy: UserID?
  public var span: SourceSpan
  public var ownerSpan: SourceSpan
  public var closedSpan: SourceSpan?
}

/// Who owns a case.
public enum CaseOwner: Hashable, Sendable {
  case reference(OwnerReference)
  /// The text `-`.
  case unowned
  /// An id that belongs to nothing that is declared: nobody sees the case (semantics 3.9).
  case text(Symbol)
}

/// A reference from a declared case to another.
public struct DeclaredIndex: Sendable {
  public enum Relationship: Sendable { case child, `extension` }

  /// The parent or host.
  public var target: CaseID
  public var relationship: Relationship
  public var span: SourceSpan
}
