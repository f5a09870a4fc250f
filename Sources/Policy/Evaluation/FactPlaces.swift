import Diagnostics
import OwnershipGraph
import ProjectModel
import RuleLanguage

/// Where facts are declared, and what they are called in baselines.
extension FactView {
  /// Where a thing is declared: the place at which a finding about it stands.
  func span(of object: ObjectRef) -> SourceSpan {
    let index = Int(object.index)
    switch FactKind(rawValue: object.type) {
    case .app: return project.apps[index].span
    case .menu: return project.menus[index].span
    case .form: return project.forms[index].span
    case .opening:
      let opening = facts.openings[index]
      let action = opening.action(project)
      return action.owner?.span ?? action.span
    case .question: return facts.questions[index].question(project).span
    case .case_type: return project.caseTypes[index].span
    case .user: return project.users[index].span
    case .group: return project.groups[index].span
    case .level: return project.levels[index].span
    case .location: return project.locations[index].span
    case .case: return project.cases[index].span
    case .owner: return span(of: Owner(rawValue: UInt32(truncatingIfNeeded: index)))
    case .attempt: return project.forms[FormID(index)].span
    case .sight: return span(of: SightNumber(index).owner)
    case .project, nil: return project.nameSpan
    }
  }

  private func span(of owner: Owner) -> SourceSpan {
    switch owner.reference {
    case .user(let id): project.users[id].span
    case .group(let id): project.groups[id].span
    case .location(let id): project.locations[id].span
    }
  }

  /// A path that stays the same when lines move, such as `form:worker/patients/register`.
  func subject(of object: ObjectRef) -> String {
    let index = Int(object.index)
    switch FactKind(rawValue: object.type) {
    case .app: return "app:" + name(of: object)
    case .menu: return "menu:" + name(of: object)
    case .form: return "form:" + name(of: object)
    case .opening:
      let opening = facts.openings[index]
      return "form:" + project.path(of: opening.form) + "/opens:\(opening.index)"
    case .question:
      return "form:" + project.path(of: facts.questions[index].form) + "/question:" + name(of: object)
    case .case_type: return "case_type:" + name(of: object)
    case .user: return "user:" + name(of: object)
    case .level: return "level:" + name(of: object)
    case .attempt: return "form:" + project.path(of: FormID(index))
    case .sight: return project.name(of: SightNumber(index).owner)
    case .project, nil: return "project"
    // Their names say what they are.
    case .group, .location, .owner, .case: return name(of: object)
    }
  }
}
