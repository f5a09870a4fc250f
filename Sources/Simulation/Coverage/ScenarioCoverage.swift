import Diagnostics
import ProjectModel

/// What of projects the scenarios of one run touch, and what none does, in the projects' own terms.
public struct ScenarioCoverage: Sendable {
  /// What can be touched.
  public enum Kind: String, CaseIterable, Sendable {
    /// A form that is submitted, or that an expectation is about.
    case form
    /// Cases of it are opened, changed or expected.
    case caseType = "case type"
    /// It owns a case that is opened or changed, or is in the user-groups table of a device that syncs.
    case group
    /// One of its locations is touched as a group is.
    case level
    /// Users with the same memberships: one of them syncs or submits.
    case users
    /// A rule that judges something that is touched.
    case rule
  }

  /// One thing of a project.
  public struct Item: Sendable {
    public var kind: Kind
    /// Its name; of users, the first one and how many are like that one; of rules, the code and the name.
    public var name: String
    /// Where it is declared; of rules that come with the program, what they judge first.
    public var span: SourceSpan
    /// How many scenarios touch it.
    public var scenarioCount = 0

    public var isCovered: Bool { scenarioCount > 0 }
  }

  /// A project with its items, sorted by kind and then in the order of declaration.
  public struct ProjectItems: Sendable {
    /// The project's path, as it is shown.
    public var path: String
    public var items: [Item]
    /// The files of the project, and of the policies whose rules are counted.
    public var sources: SourceMap
    /// What keeps rules from being counted; places are in ``sources``.
    public var problems: [Diagnostic]
  }

  /// The projects that compile, in the order in which scenarios name them first.
  public private(set) var projects: [ProjectItems] = []

  /// Reads each project once more, as it is before any change.
  ///
  /// - Parameters:
  ///   - runs: scenarios that were played; those that could not be are passed over.
  ///   - project: the project that all were played against; nil for the one that each names.
  ///   - rules: the rules that judge a project; without, none is counted.
  public init(
    _ runs: [ScenarioRun], project: String? = nil,
    rules: (Project, SourceMap) -> CoverableRules = { CoverableRules([], sources: $1) }
  ) {
    var touched: [String: [Touched]] = [:]
    var paths: [String] = []
    for run in runs {
      guard let state = run.state, let path = project ?? run.scenario?.project else { continue }
      if touched[path] == nil { paths.append(path) }
      touched[path, default: []].append(state.touched)
    }
    /// By what tells one file from another: a folder and the file in it are one project, by whatever way they are named.
    var scenarios: [String: (loaded: LoadedProject, touched: [Touched])] = [:]
    var order: [String] = []
    for path in paths {
      let main = FileReader.simplified(ProjectLoader.mainFile(path))
      let identity = FileReader.identity(of: main)
      if scenarios[identity] == nil {
        let loaded = ProjectLoader.load(main)
        guard loaded.project != nil else { continue }
        order.append(identity)
        scenarios[identity] = (loaded, [])
      }
      scenarios[identity]?.touched += touched[path] ?? []
    }
    for identity in order {
      guard let (loaded, touched) = scenarios[identity], let project = loaded.project else { continue }
      projects.append(Self.count(touched, project, loaded, rules(project, loaded.sources)))
    }
  }

  private static func count(
    _ touched: [Touched], _ project: Project, _ loaded: LoadedProject, _ rules: CoverableRules
  ) -> ProjectItems {
    let names = TouchableNames(project)
    let scenarios = touched.map { names.things($0) }
    var items: [Item] = []
    func add(_ kind: Kind, _ name: String, _ span: SourceSpan, _ isTouched: (TouchedThings) -> Bool) {
      items.append(Item(kind: kind, name: name, span: span, scenarioCount: scenarios.count(where: isTouched)))
    }
    for form in project.forms.ids {
      add(.form, project.path(of: form), project.forms[form].span) { $0.forms.contains(form) }
    }
    for type in project.caseTypes.ids {
      let declared = project.caseTypes[type]
      add(.caseType, project.text(declared.key), declared.span) { $0.caseTypes.contains(type) }
    }
    for group in project.groups.ids {
      let declared = project.groups[group]
      add(.group, project.text(declared.key), declared.span) { $0.owners.contains(.group(group)) }
    }
    for level in project.levels.ids {
      let declared = project.levels[level]
      add(.level, project.text(declared.key), declared.span) { $0.levels.contains(level) }
    }
    for (number, members) in names.classes.enumerated() {
      let first = project.users[members[0]]
      let others = members.count - 1
      let more = others == 0 ? "" : " and \(others) with the same memberships"
      add(.users, project.text(first.key) + more, first.span) { $0.classes.contains(number) }
    }
    for rule in rules.rules {
      add(.rule, rule.name, rule.span) { scenario in rule.things.contains { scenario.contains($0) } }
    }
    return ProjectItems(path: loaded.path, items: items, sources: rules.sources, problems: rules.problems)
  }

  /// How many items there are.
  public var total: Int { projects.reduce(0) { $0 + $1.items.count } }

  /// How many are touched by any scenario.
  public var covered: Int { projects.reduce(0) { $0 + $1.items.count(where: \.isCovered) } }

  /// Whether so many per cent are covered; nothing at all is covered in full.
  public func isAtLeast(percent: Int) -> Bool { covered * 100 >= total * percent }

  /// Whole per cent, rounded down; 100 only if everything is covered.
  public var percent: Int { total == 0 ? 100 : covered * 100 / total }
}
