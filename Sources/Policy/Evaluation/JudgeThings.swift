import OwnershipGraph
import ProjectModel
import RuleLanguage

extension RuleJudge {
  /// Judges a rule over the things that the project declares, one by one.
  mutating func judgeThings() {
    let owners = rule.kind == .owner
    var tests = tests
    for index in 0..<view.facts.count(of: rule.kind) where !isStopped {
      let number = owners ? UInt64(view.facts.owner(at: index).rawValue) : UInt64(index)
      let object = ObjectRef(type: rule.kind.rawValue, index: number)
      view.fact = .object(object)
      guard settles(verdict(&tests)), let key = key(standard: object) else { continue }
      findings.add(key, view, fact: object)
    }
  }
}

extension Facts {
  /// How many things of a kind there are; none of attempts and sights, which are no things.
  func count(of kind: FactKind) -> Int {
    switch kind {
    case .project: 1
    case .app: project.apps.count
    case .menu: project.menus.count
    case .form: project.forms.count
    case .opening: openings.count
    case .question: questions.count
    case .case_type: project.caseTypes.count
    case .user: project.users.count
    case .group: project.groups.count
    case .level: project.levels.count
    case .location: project.locations.count
    case .owner: project.users.count + project.groups.count + project.locations.count
    case .case: project.cases.count
    case .attempt, .sight: 0
    }
  }

  /// The owners as users, groups, locations.
  func owner(at index: Int) -> Owner {
    let (users, groups) = (project.users.count, project.groups.count)
    if index < users { return Owner(UserID(index)) }
    return index < users + groups ? Owner(GroupID(index - users)) : Owner(LocationID(index - users - groups))
  }
}
