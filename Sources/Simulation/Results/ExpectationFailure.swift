import Diagnostics

/// An expectation that does not hold.
public struct ExpectationFailure: Sendable {
  /// What was expected, such as `cases on the device of david`.
  public var subject: String
  /// The differences, sorted: what is missing first, then what is unexpected, then what is unknown; each by name.
  public var differences: [Difference]
  /// Where the expectation stands.
  public var span: SourceSpan
}

/// One difference between what is expected and what is.
public struct Difference: Hashable, Sendable {
  public enum Kind: String, Hashable, Comparable, Sendable {
    case missing, unexpected, unknown

    /// The sign before a line: `-`, `+` or `?`.
    public var sign: String {
      switch self {
      case .missing: "-"
      case .unexpected: "+"
      case .unknown: "?"
      }
    }

    public static func < (a: Kind, b: Kind) -> Bool { a.rank < b.rank }

    private var rank: Int {
      switch self {
      case .missing: 0
      case .unexpected: 1
      case .unknown: 2
      }
    }
  }

  public var kind: Kind
  /// The case, user, group or value, such as `monica` or `weight: 61`.
  public var name: String
  /// Why it is so.
  public var reason: String
  /// The way that explains it, with places; only if explanations were asked for.
  public var explanation: [ExplainedStep]
  /// Where the name is written, if it is.
  public var span: SourceSpan?
}
