import ProjectModel
import Simulation

/// The names that mean something at one point of a session.
struct SessionNames {
  let state: SimulationState
  var project: Project { state.project }

  init(_ state: SimulationState) { self.state = state }

  var users: Set<String> { Set(state.users) }
  var cases: Set<String> { Set(state.cases) }
  var owners: Set<String> { Set(state.owners) }
  var menus: Set<String> { Set(state.menus) }
  var caseTypes: Set<String> { Set(project.caseTypes.map { project.text($0.key) }) }
  /// What can be in a user-groups table.
  var groups: Set<String> { owners.filter { !$0.hasPrefix("user:") } }

  /// The forms of the apps that a user may open; all if there is no such user.
  func forms(of user: String) -> Set<String> {
    guard let id = project.users.ids.first(where: { project.text(project.users[$0].key) == user }),
      !project.users[id].opensEveryApp
    else { return Set(state.forms) }
    let apps = project.userApps[id.index].map { project.text(project.apps[$0].key) + "/" }
    return Set(state.forms.filter { form in apps.contains { form.hasPrefix($0) } })
  }

  /// The cases in the list from which a form's case is picked; all if that is not known.
  func cases(for form: String, of user: String) -> Set<String> {
    guard let slash = form.lastIndex(of: "/"), let content = state.content(of: user) else { return cases }
    let menu = form[..<slash]
    return Set(content.listed.first { $0.menu == menu }?.cases ?? content.cases)
  }

  private func form(_ path: String) -> Form? {
    project.forms.ids.first { project.path(of: $0) == path }.map { project.forms[$0] }
  }

  func questions(of form: String) -> Set<String> {
    Set((self.form(form)?.questions ?? []).map { project.text($0.key) })
  }

  /// The declared properties that a form saves to the case that is picked or opened.
  func properties(of form: String) -> Set<String> {
    guard let form = self.form(form) else { return [] }
    let saved = (form.updates?.properties ?? []) + form.opens.flatMap(\.properties)
    return Set(saved.map { project.text($0.key) })
  }

  /// What can be an answer on a user's device: for an owner question the rows of its user-groups table.
  func answers(of user: String) -> Set<String> {
    guard let rows = state.content(of: user)?.groups, !rows.isEmpty else { return owners }
    return Set(rows)
  }

  // MARK: `submit` in short

  /// What can stand before `=`.
  func keys(of form: String) -> Set<String> {
    questions(of: form).union(properties(of: form))
      .union(["case", "creates", "closes", "updates", "outcome", "reason", "at"])
  }

  /// What can stand behind `=`.
  func values(of key: String, user: String, form: String) -> Set<String> {
    switch key {
    case "case": cases(for: form, of: user)
    case "closes", "updates": Self.truths
    case "outcome": Self.outcomes
    case "reason": Self.reasons
    default: questions(of: form).contains(key) ? answers(of: user) : []
    }
  }

  static let truths: Set = ["true", "false"]
  static let outcomes: Set = ["opens", "stops", "fails"]
  static let reasons: Set = [
    "no_group", "several_groups", "several_nodes", "no_such_node", "unsupported_function", "expression_error",
    "empty_owner",
  ]

  // MARK: The configuration

  /// The names of one kind, as the configuration writes them.
  func names(of kind: EntityKind) -> Set<String> {
    switch kind {
    case .caseType: caseTypes
    case .app: Set(project.apps.map { project.text($0.key) })
    case .group: Set(project.groups.map { project.text($0.key) })
    case .level: Set(project.levels.map { project.text($0.key) })
    case .location: Set(project.locations.map { project.text($0.key) })
    case .user: users
    case .declaredCase: cases
    case .menu, .form, .question: []
    }
  }

  /// The names of the things of a shape that a mapping already has.
  ///
  /// - Parameter path: the keys that lead to it.
  func names(of shape: ShapeName, at path: [String]) -> Set<String> {
    switch shape {
    case .caseType: return names(of: .caseType)
    case .app: return names(of: .app)
    case .group: return names(of: .group)
    case .level: return names(of: .level)
    case .location: return names(of: .location)
    case .worker: return Set(project.users.filter { !$0.isWebUser }.map { project.text($0.key) })
    case .webUser: return Set(project.users.filter(\.isWebUser).map { project.text($0.key) })
    case .supervisor: return users
    case .menu where path.count > 1: return parts(of: state.menus, below: path[1] + "/")
    case .form where path.count > 3: return parts(of: state.forms, below: "\(path[1])/\(path[3])/")
    default: return []
    }
  }

  private func parts(of paths: [String], below prefix: String) -> Set<String> {
    Set(paths.filter { $0.hasPrefix(prefix) }.map { String($0.dropFirst(prefix.count)) })
  }
}
