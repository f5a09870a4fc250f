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
    let settings = rules.map { RuleSetting($0.rule, $0.level, at: .path($0.option)) }
    let requests = policies.map { PolicyRequest($0, at: .path(Self.option($0))) }
    guard let project = loaded.project else { return PolicySet(requests) }
    return PolicySet(of: project, and: requests, settings: settings)
  }

  /// What is wrong with these options stands at the project that they are for: services look for files.
  ///
  /// - Parameter path: the project's main file, as it is shown.
  func placed(_ diagnostics: [Diagnostic], at path: String) -> [Diagnostic] {
    let options = Set(rules.map(\.option) + policies.map(Self.option))
    return diagnostics.map { diagnostic in
      guard case .path(let option) = diagnostic.place, options.contains(option) else { return diagnostic }
      var diagnostic = diagnostic
      diagnostic.place = .path(path)
      diagnostic.notes.append("the command says `\(option.prefix(200))`")
      return diagnostic
    }
  }

  private static func option(_ policy: String) -> String { "--policy \(policy)" }
}

/// `CODE=level` on the command line.
struct RuleArgument: ExpressibleByArgument {
  let rule: String
  let level: RuleLevel
  let text: String

  /// The option as it was given.
  var option: String { "--rule \(text)" }

  init?(argument: String) {
    guard let equals = argument.lastIndex(of: "="), equals != argument.startIndex,
      let level = RuleLevel(rawValue: String(argument[argument.index(after: equals)...]))
    else { return nil }
    rule = String(argument[..<equals])
    self.level = level
    text = argument
  }
}
