import Diagnostics

/// A policy that somebody asks for.
public struct PolicyRequest: Sendable {
  /// A shipped policy's name, or a path.
  public let name: String
  /// Where it is named.
  public let place: Place
  /// The folder that a path is relative to.
  public let folder: String
  /// The folder that the file must be in, and what it extends; nil if it may be anywhere.
  public let root: String?

  public init(_ name: String, at place: Place, folder: String = ".", within root: String? = nil) {
    self.name = name
    self.place = place
    self.folder = folder
    self.root = root
  }
}

/// A rule that is to speak louder or softer than its policy says.
public struct RuleSetting: Sendable {
  /// The rule's code or name.
  public let rule: String
  public let level: RuleLevel
  /// Where it is set.
  public let place: Place

  public init(_ rule: String, _ level: RuleLevel, at place: Place) {
    self.rule = rule
    self.level = level
    self.place = place
  }
}
