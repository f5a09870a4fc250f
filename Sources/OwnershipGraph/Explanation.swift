import Diagnostics

/// A step of a path from a user to an owner or case, with the place where it is written.
public struct ExplanationStep: Hashable, Sendable {
  /// A clause such as `david is a member of group:village-1`.
  public var text: String
  public var span: SourceSpan?

  init(_ text: String, _ span: SourceSpan?) {
    self.text = text
    self.span = span
  }
}

/// What stands between a user and an owner or case, and which line to change.
public struct Obstacle: Hashable, Sendable {
  public var text: String
  public var span: SourceSpan?
  /// What to change, as an instruction; the place is where.
  public var mend: String

  init(_ text: String, _ span: SourceSpan?, mend: String) {
    self.text = text
    self.span = span
    self.mend = mend
  }
}

/// Why a user sees something, or why not.
public struct Explanation: Sendable {
  /// Whether the user sees it.
  public var holds: Bool
  /// Every path that leads to it; if it does not hold, paths by which the server sends what the device then drops.
  public var paths: [[ExplanationStep]] = []
  /// The nearest reasons why it does not hold; empty if it does.
  public var obstacles: [Obstacle] = []
  /// What else matters, such as an inactive user.
  public var notes: [String] = []
}
