import ArgumentParser
import Diagnostics
import Policy
import ProjectModel
import Reporting

struct Rules: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "List the rules that judge projects, explain them, and try a policy's own examples.",
    discussion: """
      Without arguments: the rules of all shipped policies. With codes or names: why each rule is there, how to mend \
      what it finds, and a project in which it fires and one in which it does not.

      Examples:
        caseload rules
        caseload rules ENTRY002
        caseload rules --policy policies/confidentiality.yaml
        caseload rules --project . --format json        the rules as they judge this project
        caseload rules --print confidential > policies/confidential.yaml
        caseload rules --test policies/confidential.yaml

      Exit codes: 0 done, 1 an example of --test is not as it should be, 2 there is no such rule or policy, or the \
      policy has errors.
      """)

  @Argument(help: "Codes or names of rules to explain.")
  var rules: [String] = []

  @Option(
    help: ArgumentHelp(
      "Rules of this policy instead: a shipped one's name, or a file. Several may be given.", valueName: "policy"),
    completion: .file(extensions: ["yaml", "yml"]))
  var policy: [String] = []

  @Option(help: "The rules that judge this project, at the levels it sets.", completion: .file(extensions: ["yaml", "yml"]))
  var project: String?

  @Option(help: ArgumentHelp("Print the file of a shipped policy, as a start for one's own.", valueName: "policy"))
  var print: String?

  @Option(
    name: .customLong("test"),
    help: ArgumentHelp("Try the good and bad examples of this policy's rules.", valueName: "policy"),
    completion: .file(extensions: ["yaml", "yml"]))
  var tested: String?

  @OptionGroup var format: FormatOption

  func validate() throws {
    if print != nil || tested != nil, !rules.isEmpty || !policy.isEmpty || project != nil {
      throw ValidationError("--print and --test stand alone")
    }
    if print != nil, tested != nil { throw ValidationError("Give --print or --test, not both.") }
    if project != nil, !policy.isEmpty { throw ValidationError("Give --project or --policy, not both.") }
  }

  func run() throws {
    if let print { return try printPolicy(print) }
    if let tested { return try test(tested) }
    let set = try load()
    let shown = try rules.isEmpty ? set.rules : rules.map { try rule($0, in: set) }
    let report = RulesReport(set, rules: shown)
    switch format.format {
    case .json: Output.write(report.json(explained: !rules.isEmpty))
    case .text: Output.write(rules.isEmpty ? report.list : report.explanation)
    }
  }

  private func load() throws -> PolicySet {
    let set: PolicySet
    var sources = SourceMap()
    if let project {
      let loaded = ProjectLoader.load(project)
      guard let compiled = loaded.project else {
        Output.writeError(DiagnosticText.render(loaded.diagnostics, sources: loaded.sources))
        throw ExitStatus.couldNotRun.asError
      }
      sources = loaded.sources
      set = PolicySet(of: compiled)
    } else {
      set = PolicySet((policy.isEmpty ? ShippedPolicies.names : policy).map { PolicyRequest($0, at: .path($0)) })
    }
    try stop(set, sources)
    return set
  }

  /// Ends the program if something is wrong with the policies.
  private func stop(_ set: PolicySet, _ sources: SourceMap = SourceMap()) throws {
    if set.isUsable { return }
    var sources = sources
    let all = set.requestDiagnostics + sources.merge(set.sources, set.diagnostics)
    Output.writeError(DiagnosticText.render(all.inOutputOrder(sources), sources: sources))
    throw ExitStatus.couldNotRun.asError
  }

  private func rule(_ name: String, in set: PolicySet) throws -> Rule {
    if let rule = set.rule(name) { return rule }
    let known = set.rules.flatMap { [$0.code, $0.name] }
    let nearest = Suggestion.nearest(to: name, among: known)
    Output.error("no rule has the code or name `\(name)`" + (nearest.map { "; did you mean `\($0)`?" } ?? ""))
    throw ExitStatus.couldNotRun.asError
  }

  private func printPolicy(_ name: String) throws {
    guard let source = ShippedPolicies.source(name) else {
      let known = ShippedPolicies.names
      let nearest = Suggestion.nearest(to: name, among: known) ?? known.joined(separator: ", ")
      Output.error("no policy `\(name)` comes with the program; did you mean \(nearest)?")
      throw ExitStatus.couldNotRun.asError
    }
    Output.write(source.bytes)
  }

  private func test(_ name: String) throws {
    let set = PolicySet([PolicyRequest(name, at: .path(name))])
    try stop(set)
    let trial = ExampleTrial(set, policy: set.policies.last?.name ?? name)
    switch format.format {
    case .json: Output.write(ExampleTrialReport(trial).json)
    case .text: Output.write(ExampleTrialReport(trial).text)
    }
    if !trial.failures.isEmpty { throw ExitStatus.findings.asError }
  }
}
