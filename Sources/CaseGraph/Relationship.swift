/// How an index ties a case to another one, in CommCare HQ's own words.
public enum Relationship: String, Hashable, Sendable, CaseIterable {
  /// The index points at a parent.
  case child
  /// The index points at a host.
  case `extension`
}

/// An index of a case: it is stored on the child or extension and points at the parent or host.
public struct CaseIndex: Hashable, Sendable {
  /// The child or the extension.
  public var from: Int32
  /// The parent or the host.
  public var to: Int32
  /// What `from` is to `to`.
  public var relationship: Relationship

  public init(from: Int32, to: Int32, _ relationship: Relationship) {
    self.from = from
    self.to = to
    self.relationship = relationship
  }
}

/// All relationships of the indices from one case to another.
struct Relationships: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  static let child = Relationships(rawValue: 1)
  static let `extension` = Relationships(rawValue: 2)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(_ relationship: Relationship) {
    self =
      switch relationship {
      case .child: .child
      case .extension: .extension
      }
  }
}
