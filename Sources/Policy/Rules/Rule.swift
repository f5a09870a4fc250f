import Diagnostics
import RuleLanguage

/// How loudly a rule speaks; `off` rules are not judged.
public enum RuleLevel: String, Sendable, CaseIterable {
  case off, info, warning, error

  /// The severity of the rule's findings; nil if it is off.
  public var severity: Severity? {
    switch self {
    case .off: nil
    case .info: .info
    case .warning: .warning
    case .error: .error
    }
  }
}

/// A rule of a policy, compiled: it ranges over one kind of facts and says what must hold.
public struct Rule: Sendable {
  /// The key in the policy, such as `no-sharing-group`.
  public let name: String
  /// The stable code, such as `ENTRY001`.
  public let code: String
  /// The name of the policy it stands in.
  public let policy: String
  /// What is wrong where it fires, in one line.
  public let summary: String
  /// The reasoning, as paragraphs; may be empty.
  public let because: String
  /// How to mend what it finds; may be empty.
  public let mend: String
  /// How loud it is: by the policy, then by the project and the command line.
  public var level: RuleLevel
  /// What it ranges over.
  public let kind: FactKind
  /// A small project that it accepts, and one in which it fires.
  public let examples: (good: Example?, bad: Example?)
  /// The texts of its expressions by key, for explaining.
  public let texts: [(key: RuleKey, text: String)]
  /// Where its name stands in the policy.
  public let span: SourceSpan

  /// The parts of `where`, each of which must be true of a fact.
  let conditions: [LocatedExpression]
  /// What must not be false of the facts that the conditions let through; nil if each of them is a finding.
  var requirement: LocatedExpression?
  let message: LocatedMessage
  var at: LocatedExpression?
  var groupBy: LocatedExpression?
  let related: LocatedExpression?
  /// The edit that mends what it finds, if there is exactly one.
  public let fix: RuleFix?

  /// The text of an example, and where it stands.
  public struct Example: Sendable {
    public let text: String
    public let span: SourceSpan
  }
}

/// An expression, and the scalar it was read from.
struct LocatedExpression: Sendable {
  let expression: RuleExpression
  let scalar: SourceSpan
  /// The scalar's value.
  let text: String
}

/// A message, and the scalar it was read from.
struct LocatedMessage: Sendable {
  let template: MessageTemplate
  let scalar: SourceSpan
}
