import OwnershipGraph
import ProjectModel

/// What of a project can be touched, by the names that scenarios use.
struct TouchableNames {
  /// Users who can log in, by what they are members of and assigned to.
  let classes: [[UserID]]
  private let project: Project
  private var forms: [String: FormID] = [:]
  private var caseTypes: [String: CaseTypeID] = [:]
  private var owners: [String: OwnerReference] = [:]
  /// By user; nil for those who cannot log in.
  private let classOfUser: [Int?]

  init(_ project: Project) {
    self.project = project
    for form in project.forms.ids { forms[project.path(of: form)] = form }
    for type in project.caseTypes.ids { caseTypes[project.text(project.caseTypes[type].key)] = type }
    for user in project.users.ids { owners["user:" + project.text(project.users[user].key)] = .user(user) }
    for group in project.groups.ids { owners["group:" + project.text(project.groups[group].key)] = .group(group) }
    for location in project.locations.ids {
      owners["location:" + project.text(project.locations[location].key)] = .location(location)
    }
    let numbers = OwnershipGraph(project).classes
    var members = [[UserID]](repeating: [], count: numbers.count)
    for user in project.users.ids where project.users[user].isActive { members[numbers[user].index].append(user) }
    classes = members.filter { !$0.isEmpty }
    var classOfUser = [Int?](repeating: nil, count: project.users.count)
    for (number, members) in classes.enumerated() {
      for user in members { classOfUser[user.index] = number }
    }
    self.classOfUser = classOfUser
  }

  /// What a scenario has touched of it. Names that its own edits have brought are passed over.
  func things(_ touched: Touched) -> TouchedThings {
    var things = TouchedThings(classOfUser: classOfUser)
    for form in touched.forms { if let form = forms[form] { things.forms.insert(form) } }
    for type in touched.caseTypes { if let type = caseTypes[type] { things.caseTypes.insert(type) } }
    for owner in touched.owners {
      guard let owner = owners[owner] else { continue }
      things.owners.insert(owner)
      if case .location(let location) = owner { things.levels.insert(project.locations[location].level) }
    }
    for user in touched.users {
      guard case .user(let id)? = owners["user:" + user], let number = classOfUser[id.index] else { continue }
      things.classes.insert(number)
    }
    return things
  }
}

/// What of a project a scenario has touched.
struct TouchedThings {
  var forms: Set<FormID> = []
  var caseTypes: Set<CaseTypeID> = []
  var owners: Set<OwnerReference> = []
  var levels: Set<LevelID> = []
  /// Users with the same memberships, by their number.
  var classes: Set<Int> = []
  fileprivate let classOfUser: [Int?]

  fileprivate init(classOfUser: [Int?]) { self.classOfUser = classOfUser }

  /// Whether the users of somebody's kind are touched.
  func contains(_ user: UserID) -> Bool { classOfUser[user.index].map(classes.contains) ?? false }

  func contains(_ thing: CoverableThing) -> Bool {
    (thing.forms?.contains(where: forms.contains) ?? true) && (thing.caseTypes?.contains(where: caseTypes.contains) ?? true)
      && (thing.levels?.contains(where: levels.contains) ?? true) && (thing.users?.contains(where: contains) ?? true)
      && (thing.owners?.contains(where: owners.contains) ?? true)
  }
}
