/// The keys of a policy file: the one description from which its reading, its diagnostics and the manual are made.
public enum PolicyKey: String, CaseIterable, Sendable {
  case policy, summary, extends, rules

  /// What it means, as one or two sentences.
  public var about: String {
    switch self {
    case .policy: "The policy's name. Required."
    case .summary: "What the policy is for, in one line."
    case .extends: "Policies that hold as well: names of shipped ones, or paths relative to this file. One, or a list."
    case .rules: "The rules by name."
    }
  }
}

/// The keys of a rule.
public enum RuleKey: String, CaseIterable, Sendable {
  case code, severity, summary
  case forEach = "for_each"
  case `where`, require, message, at
  case groupBy = "group_by"
  case related, because, mend, fix, examples

  /// What it means, as one or two sentences.
  public var about: String {
    switch self {
    case .code: "The rule's stable code: 2 to 12 capital letters, then 1 to 6 digits, such as `LOCAL001`. Required."
    case .severity: "`error`, `warning`, `info` or `off`. By default `warning`."
    case .summary: "What is wrong where the rule fires, in one line. Required."
    case .forEach: "The kind of facts that the rule ranges over. Required; within expressions the fact has the kind's name."
    case .where: "A condition: only facts of which it is true are judged. By default all are."
    case .require:
      "What must hold of the facts that `where` lets through: where it is false, there is a finding. Without it every one of these facts is a finding."
    case .message:
      "What the finding says: a text with expressions in braces. Beside the fact there are `which` (the users, or else the facts, that the finding stands for) and `count` (how many). Required."
    case .at:
      "The thing at whose declaration the finding stands, an object. Facts with the same one are one finding. By default the form of an attempt, the owner of a sight, else the fact itself."
    case .groupBy: "A value by which facts at one place are kept apart: each value is a finding of its own."
    case .related: "An object or a list of objects to point to as well."
    case .because: "The reasoning, in paragraphs; `caseload rules CODE` shows it."
    case .mend: "How to mend it; shown with each finding."
    case .fix:
      "The edit by which `caseload check --fix` mends it, where that is the one right thing to do: one of a few words (below)."
    case .examples: "`good`, a project that the rule accepts, and `bad`, one in which it fires; `caseload rules --test` runs both."
    }
  }

  static let required: [RuleKey] = [.code, .summary, .forEach, .message]

  /// Whether its value is an expression of the rule language.
  var isExpression: Bool { [.where, .require, .at, .groupBy, .related].contains(self) }
}

/// The keys of a rule's examples.
enum ExampleKey: String, CaseIterable, Sendable {
  case good, bad
}
