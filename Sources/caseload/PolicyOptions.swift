import ArgumentParser
import Diagnostics
import Policy
import ProjectModel

/// The options about the rules that judge a project.
struct PolicyOptions: ParsableArguments {
  @Option(
    name: .customLong("policy"),
    help: ArgumentHelp(
      "A policy that judges as well: a shipped one's name (recommended, strict, confidential) or a file. Several may be given.",
      valueName: "policy"), completion: .file(extensions: ["yaml", "yml"]))
  var policies: [String] = []

  @Option(
    name: .customLong("rule"),
    help: ArgumentHelp(
      "The level of a rule, by its code or name: off, info, warning or error. Several may be given; they win over the project's.",
      valueName: "rule=level"))
  var rules: [RuleArgument] = []

  /// The rules for a project: the project's policies, or `recommended` if it names none, and those of the options.
  func rules(for loaded: LoadedProject) -> PolicySet {
    let settings = rules.map { RuleSetting($0.rule, $0.level, at: .path("--rule \($0.text)")) }
    let requests = policies.map { PolicyRequest($0, at: .path("--policy \($0)")) }
    guard let project = loaded.project else { return PolicySet(requests) }
    return PolicySet(of: project, and: requests, settings: settings)
  }
}

/// `CODE=level` on the command line.
struct RuleArgument: ExpressibleByArgument {
  let rule: String
  let level: RuleLevel
  let text: String

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "="), equals != argument.startIndex,
      let level = RuleLevel(rawValue: String(argument[argument.index(after: equals)...]))
    else { return nil }
    rule = String(argument[..<equals])
    self.level = level
    text = argument
  }
}
