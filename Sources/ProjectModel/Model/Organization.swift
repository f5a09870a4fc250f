import Diagnostics
import YAMLSource

/// An organization level.
public struct Level: Sendable {
  /// The level's code.
  public var key: Symbol
  public var name: Symbol
  public var parent: LevelID?
  /// *Owns Cases*.
  public var sharesCases = false
  /// *View Child Data*.
  public var viewDescendants = false
  /// *View Child Data to Level*; counts only with the feature switch (semantics 1.6).
  public var expandViewChildDataTo: LevelID?
  public var hasUsers = true
  /// How many levels are above it.
  public var depth: Int32 = 0
  public var span: SourceSpan
  public var parentSpan: SourceSpan?
  public var sharesCasesSpan: SourceSpan?
  public var viewDescendantsSpan: SourceSpan?
  public var expandViewChildDataToSpan: SourceSpan?
}

/// A location.
public struct Location: Sendable {
  /// The site code.
  public var key: Symbol
  public var name: Symbol
  /// HQ's id, which is also the id of its case sharing group; empty where it is not declared.
  public var id = Symbol.empty
  public var level: LevelID
  public var parent: LocationID?
  /// Archived by itself; what is below an archived location is archived too.
  public var isArchived = false
  /// Where that is written.
  public var archivedSpan: SourceSpan?
  public var span: SourceSpan
  public var nameSpan: SourceSpan
  public var levelSpan: SourceSpan
  public var parentSpan: SourceSpan?
}
