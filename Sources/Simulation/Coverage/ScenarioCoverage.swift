import Diagnostics
import OwnershipGraph
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
  }

  /// One thing of a project.
  public struct Item: Sendable {
    public var kind: Kind
    /// Its name; of users, the first one and how many are like that one.
    public var name: String
    /// Where it is declared.
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
    public var sources: SourceMap
  }

  /// The projects that compile, in the order in which scenarios name them first.
  public private(set) var projects: [ProjectItems] = []

  /// Reads each project once more, as it is before any change.
  ///
  /// - Parameters:
  ///   - runs: scenarios that were played; those that could not be are passed over.
  ///   - project: the project that all were played against; nil for the one that each names.
  public init(_ runs: [ScenarioRun], project: String? = nil) {
    var touched: [String: [Touched]] = [:]
    var paths: [String] = []
    for run in runs {
      guard let state = run.state, let path = project ?? run.scenario?.project else { continue }
      if touched[path] == nil { paths.append(path) }
      touched[path, default: []].append(state.touched)
    }
    var places: [String: Int] = [:]
    for path in paths {
      let loaded = ProjectLoader.load(path)
      guard let project = loaded.project else { continue }
      // A folder and the file in it are one project.
      let place = places[loaded.path] ?? projects.count
      if place == projects.count {
        places[loaded.path] = place
        projects.append(ProjectItems(path: loaded.path, items: Self.items(of: project), sources: loaded.sources))
      }
      let names = TouchableNames(project)
      for touched in touched[path] ?? [] {
        let counted = names.items(touched)
        for (item, isTouched) in counted.enumerated() where isTouched { projects[place].items[item].scenarioCount += 1 }
      }
    }
  }

  /// How many items there are.
  public var total: Int { projects.reduce(0) { $0 + $1.items.count } }

  /// How many are touched by any scenario.
  public var covered: Int { projects.reduce(0) { $0 + $1.items.count(where: \.isCovered) } }

  /// Whether so many per cent are covered; nothing at all is covered in full.
  public func isAtLeast(percent: Int) -> Bool { covered * 100 >= total * percent }

  /// Whole per cent, rounded down; 100 only if everything is covered.
  public var percent: Int { total == 0 ? 100 : covered * 100 / total }

  private static func items(of project: Project) -> [Item] {
    var items = project.forms.ids.map { Item(kind: .form, name: project.path(of: $0), span: project.forms[$0].span) }
    items += project.caseTypes.map { Item(kind: .caseType, name: project.text($0.key), span: $0.span) }
    items += project.groups.map { Item(kind: .group, name: project.text($0.key), span: $0.span) }
    items += project.levels.map { Item(kind: .level, name: project.text($0.key), span: $0.span) }
    items += TouchableNames.classes(of: project).map { members in
      let first = project.text(project.users[members[0]].key)
      let others = members.count - 1
      let more = others == 0 ? "" : " and \(others) with the same memberships"
      return Item(kind: .users, name: first + more, span: project.users[members[0]].span)
    }
    return items
  }
}

/// Finds out which items of a project a scenario has touched.
struct TouchableNames {
  private let forms: [String]
  private let caseTypes: [String]
  private let groups: [String]
  private let levelCount: Int
  private let levelOfLocation: [String: Int]
  private let classCount: Int
  private let classOfUser: [String: Int]

  init(_ project: Project) {
    forms = project.forms.ids.map { project.path(of: $0) }
    caseTypes = project.caseTypes.map { project.text($0.key) }
    groups = project.groups.map { "group:" + project.text($0.key) }
    levelCount = project.levels.count
    levelOfLocation = Dictionary(
      project.locations.map { ("location:" + project.text($0.key), $0.level.index) }, uniquingKeysWith: { a, _ in a })
    let classes = Self.classes(of: project)
    classCount = classes.count
    var classOfUser: [String: Int] = [:]
    for (number, members) in classes.enumerated() {
      for user in members { classOfUser[project.text(project.users[user].key)] = number }
    }
    self.classOfUser = classOfUser
  }

  /// Users who can log in, by what they are members of and assigned to.
  static func classes(of project: Project) -> [[UserID]] {
    let classes = OwnershipGraph(project).classes
    var members = [[UserID]](repeating: [], count: classes.count)
    for user in project.users.ids where project.users[user].isActive { members[classes[user].index].append(user) }
    return members.filter { !$0.isEmpty }
  }

  /// Whether each item is touched, in the order of the items.
  func items(_ touched: Touched) -> [Bool] {
    var levels = [Bool](repeating: false, count: levelCount)
    for owner in touched.owners {
      if let level = levelOfLocation[owner] { levels[level] = true }
    }
    var classes = [Bool](repeating: false, count: classCount)
    for user in touched.users {
      if let number = classOfUser[user] { classes[number] = true }
    }
    return forms.map { touched.forms.contains($0) } + caseTypes.map { touched.caseTypes.contains($0) }
      + groups.map { touched.owners.contains($0) } + levels + classes
  }
}
