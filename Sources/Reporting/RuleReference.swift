import Policy

/// The manual's page of the shipped rules, made from the policies themselves.
public enum RuleReference {
  /// The page's path from the root of the repository.
  public static let path = "Documentation/Rulebook.md"

  /// The page as Markdown: the same text on every run.
  public static var markdown: String {
    let policies = PolicySet(ShippedPolicies.names.map { PolicyRequest($0, at: .path($0)) })
    var parts = [header]
    for policy in policies.policies {
      let rules = policies.rules.filter { $0.policy == policy.name }
      parts.append("## \(policy.name)")
      if !policy.summary.isEmpty { parts.append(ConfigurationReference.wrapped(policy.summary)) }
      parts.append(
        "| Code | Severity | Name | Summary |\n| --- | --- | --- | --- |\n"
          + rules.map { "| [\($0.code)](#\($0.code.lowercased())) | \($0.level.rawValue) | `\($0.name)` | \(cell($0.summary)) |" }
          .joined(separator: "\n"))
      parts += rules.map(section)
    }
    return parts.joined(separator: "\n\n") + "\n"
  }

  private static let header = """
    # The rulebook

    <!-- This page is made from the files of policies/. Change a rule there;
         CASELOAD_RECORD=1 swift test --filter RuleReferenceTests writes the page anew. -->

    The rules that come with the program. `recommended` judges every project that names no policies; `strict` extends
    it; `confidential` is a template to copy. [Rules](Rules.md) says how to write rules of your own and how to set the
    level of these; `caseload rules CODE` shows a rule with examples.
    """

  private static func section(_ rule: Rule) -> String {
    var parts = ["### \(rule.code)", "**\(rule.summary)** (`\(rule.name)`, \(rule.level.rawValue))"]
    parts += paragraphs(rule.because)
    if !rule.mend.isEmpty { parts += paragraphs("*How to mend it:* " + rule.mend) }
    if let fix = rule.fix { parts += paragraphs("*`check --fix`:* " + fix.about) }
    return parts.joined(separator: "\n\n")
  }

  private static func paragraphs(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).split { $0.allSatisfy(\.isWhitespace) }.map { lines in
      ConfigurationReference.wrapped(lines.joined(separator: " "))
    }
  }

  /// A text inside a table.
  static func cell(_ text: String) -> String { text.replacing("|", with: "\\|") }
}
