import Diagnostics
import OwnershipGraph
import Policy
import ProjectModel
import Simulation

extension ScenarioCoverage {
  /// Coverage in which the rules of each project's policies are counted as well: those that have something to judge.
  ///
  /// - Parameters:
  ///   - runs: scenarios that were played.
  ///   - project: the project that all were played against; nil for the one that each names.
  public static func countingRules(_ runs: [ScenarioRun], project: String? = nil) -> ScenarioCoverage {
    ScenarioCoverage(runs, project: project) { CoverableRules(of: $0, $1) }
  }

  /// Whether a file of the sources is a policy inside the program, and none on the disk.
  public static func comesWithTheProgram(_ file: SourceFile) -> Bool { ShippedPolicies.isShipped(file) }
}

extension CoverableRules {
  /// The rules of a project's policies.
  init(of project: Project, _ files: SourceMap) {
    let policies = PolicySet(of: project)
    let (reaches, failures) = RuleReach.all(OwnershipGraph(project), policies)
    // One list, so that the policies' files are added once.
    var sources = files
    let problems = sources.merge(policies.sources, policies.diagnostics + failures) + policies.requestDiagnostics
    let offset = files.files.count
    let rules = reaches.map { reach in
      var span = reach.span
      // A rule of the user's own stands where it is written; of what comes with the program there is no such place.
      if !ShippedPolicies.isShipped(policies.sources[reach.rule.span.file]) {
        span = reach.rule.span
        span.file = FileID(Int(span.file.index) + offset)
      }
      return CoverableRule(
        name: "\(reach.rule.code) \(reach.rule.name)", span: span, things: reach.things.map { CoverableThing($0, project) })
    }
    self.init(rules, sources: sources, problems: problems.filter { $0.severity == .error }.inOutputOrder(sources))
  }
}

extension CoverableThing {
  /// What a scenario must touch for a rule's fact to be touched.
  fileprivate init(_ thing: RuleReach.Thing, _ project: Project) {
    switch thing {
    case .project: self.init()
    case .app(let app): self.init(forms: project.forms.ids.filter { project.menus[project.forms[$0].menu].app == app })
    case .menu(let menu): self.init(forms: project.forms.ids.filter { project.forms[$0].menu == menu })
    case .form(let form): self.init(forms: [form])
    case .caseType(let type): self.init(caseTypes: [type])
    case .user(let user): self.init(users: [user])
    case .group(let group): self.init(owners: [.group(group)])
    case .level(let level): self.init(levels: [level])
    case .location(let location): self.init(owners: [.location(location)])
    case .attempt(let form, let users): self.init(forms: [form], users: users)
    case .sight(_, let type, let users): self.init(caseTypes: [type], users: users)
    case .case(let number):
      let declared = project.cases[number]
      self.init(caseTypes: [declared.caseType])
      if case .reference(let owner) = declared.owner { owners = [owner] }
    }
  }
}
