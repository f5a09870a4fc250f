import Policy

/// The rules of policies: as a list, and each explained.
public struct RulesReport {
  private let policies: PolicySet
  private let rules: [Rule]

  /// - Parameter rules: those to show, in the order of showing.
  public init(_ policies: PolicySet, rules: [Rule]) {
    self.policies = policies
    self.rules = rules
  }

  // MARK: JSON

  /// `{"rules": [{"code": …}]}`; explained, each has its reasoning, expressions and examples as well.
  public func json(explained: Bool) -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.arrayField("rules") { json in
        for rule in rules {
          json.object { json in
            json.field("code", rule.code)
            json.field("name", rule.name)
            json.field("policy", rule.policy)
            json.field("severity", rule.level.rawValue)
            json.field("summary", rule.summary)
            json.field("for_each", rule.kind.name)
            if explained { explain(rule, &json) }
          }
        }
      }
    }
    return json.bytes
  }

  private func explain(_ rule: Rule, _ json: inout JSONWriter) {
    json.field("because", rule.because)
    json.field("mend", rule.mend)
    json.field("fix", orNull: rule.fix?.rawValue)
    json.field("fix_about", orNull: rule.fix?.about)
    for (key, text) in rule.texts where Self.expressions.contains(key) { json.field(key.rawValue, text) }
    json.field("good", orNull: rule.examples.good?.text)
    json.field("bad", orNull: rule.examples.bad?.text)
  }

  private static let expressions: [RuleKey] = [.where, .require, .message, .at, .groupBy, .related]

  // MARK: Text

  /// A table of the rules, policy by policy.
  public var list: [UInt8] {
    var lines: [String] = []
    for policy in policies.policies {
      let own = rules.filter { $0.policy == policy.name }
      if own.isEmpty { continue }
      if !lines.isEmpty { lines.append("") }
      lines.append("\(SafeText.escaped(policy.name)) (\(SafeText.escaped(policy.path)))")
      var table = TextTable()
      for rule in own { table.row(1, rule.code, rule.level.rawValue, rule.name, rule.summary) }
      lines += table.lines()
    }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  /// Everything about the rules.
  public var explanation: [UInt8] {
    Array((rules.map(explained).joined(separator: "\n\n") + "\n").utf8)
  }

  private func explained(_ rule: Rule) -> String {
    var parts = [
      "\(rule.code) \(rule.name) (\(rule.level.rawValue), of the policy \(rule.policy))\n\(rule.summary)",
    ]
    if !rule.because.isEmpty { parts.append("Because\n" + indented(rule.because)) }
    if !rule.mend.isEmpty { parts.append("How to mend it\n" + indented(rule.mend)) }
    if let fix = rule.fix { parts.append("`check --fix` mends it (\(fix.rawValue))\n" + indented(fix.about)) }
    let expressions = rule.texts.filter { Self.expressions.contains($0.key) }
    parts.append(
      "The rule\n  for_each: \(rule.kind.name)\n"
        + expressions.map { "  \($0.key.rawValue): " + indented($0.text).dropFirst(2) }.joined(separator: "\n"))
    if let bad = rule.examples.bad { parts.append("It fires in\n" + indented(bad.text)) }
    if let good = rule.examples.good { parts.append("It is silent in\n" + indented(good.text)) }
    return parts.map { SafeText.escapedLines($0) }.joined(separator: "\n\n")
  }

  private func indented(_ text: String) -> String {
    text.split(separator: "\n", omittingEmptySubsequences: false).map { $0.isEmpty ? "" : "  " + $0 }
      .joined(separator: "\n").trimmingEnd()
  }
}

extension String {
  fileprivate func trimmingEnd() -> String {
    var text = self
    while text.last?.isWhitespace == true { text.removeLast() }
    return text
  }
}
