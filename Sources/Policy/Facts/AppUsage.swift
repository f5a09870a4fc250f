import OwnershipGraph
import ProjectModel

/// What apps do with case types, and who may open them: counted once for all rules.
final class AppUsage {
  /// By form: its openings among all.
  let openingsOfForm: [Range<Int>]
  /// By form: where its questions begin among all; those of a shadow form are its source's.
  let firstQuestion: [Int]
  /// By app: the case types that it lists or opens, ascending.
  let typesOfApp: [[CaseTypeID]]
  /// By app: the case types that it opens for the submitting user, since its case sharing is off.
  let typesForSubmitter: [[CaseTypeID]]
  /// By app: the forms that carry the group-count check.
  let checkedForms: [[FormID]]
  /// By case type: the forms that open such cases.
  let openedBy: [[FormID]]
  /// By case type: the menus that list such cases.
  let listedIn: [[MenuID]]
  /// By case type: the forms that close such cases.
  let closedBy: [[FormID]]
  /// By case type: whether a form gives such cases to a user, or may: nothing says that it does not.
  let belongsToUsers: [Bool]
  /// By app: how many active users may open its forms.
  let userCount: [Int]
  /// By app: how many active users may look at its lists.
  let lookerCount: [Int]
  /// By app: whether all users who may open it supervise, and there is one.
  private let onlySupervisors: [Bool]

  init(_ graph: OwnershipGraph, _ openings: [Opening], _ questions: [QuestionFact]) {
    let project = graph.project
    let typeCount = project.caseTypes.count
    var ofForm = [Range<Int>](repeating: 0..<0, count: project.forms.count)
    var openedBy = [[FormID]](repeating: [], count: typeCount)
    var belongs = [Bool](repeating: false, count: typeCount)
    var forSubmitter = [Set<CaseTypeID>](repeating: [], count: project.apps.count)
    var types = [Set<CaseTypeID>](repeating: [], count: project.apps.count)
    for (i, opening) in openings.enumerated() {
      ofForm[opening.form.index] =
        ofForm[opening.form.index].isEmpty ? i..<i + 1 : ofForm[opening.form.index].lowerBound..<i + 1
      let type = opening.action(project).caseType
      let app = project.menus[project.forms[opening.form].menu].app
      types[app.index].insert(type)
      if openedBy[type.index].last != opening.form { openedBy[type.index].append(opening.form) }
      switch graph.ownerRule(opening.form, action: opening.index) {
      case .theGroup, .unowned: break
      case .submittingUser:
        belongs[type.index] = true
        forSubmitter[app.index].insert(type)
      case .declared(let value):
        if !Self.isNoUser(value.source, project.forms[opening.form], project) { belongs[type.index] = true }
      }
    }
    var listedIn = [[MenuID]](repeating: [], count: typeCount)
    var closedBy = [[FormID]](repeating: [], count: typeCount)
    for menu in project.menus.ids {
      let record = project.menus[menu]
      for type in record.caseTypes {
        listedIn[type.index].append(menu)
        types[record.app.index].insert(type)
        for form in record.forms where project.forms[form].closes != .never {
          closedBy[type.index].append(FormID(form))
        }
      }
    }
    var first = [Int](repeating: 0, count: project.forms.count)
    for (i, fact) in questions.enumerated() where fact.index == 0 { first[fact.form.index] = i }
    openingsOfForm = ofForm
    firstQuestion = first
    typesOfApp = types.map { $0.sorted() }
    typesForSubmitter = forSubmitter.map { $0.sorted() }
    checkedForms = project.apps.map { app in
      app.menus.flatMap { project.menus[$0].forms.map { FormID($0) }.filter { graph.carriesCheck($0) } }
    }
    self.openedBy = openedBy
    self.listedIn = listedIn
    self.closedBy = closedBy
    belongsToUsers = belongs
    (userCount, lookerCount, onlySupervisors) = Self.users(graph)
  }

  /// Whether a declared owner can be no user: a group, a location, nobody, or a row of the user-groups table.
  private static func isNoUser(_ source: OwnerValue.Source, _ form: Form, _ project: Project) -> Bool {
    switch source {
    case .fixed(.user), .currentUser, .userData, .sameAsSelectedCase, .xpath, .undeclared: false
    case .question(let index): form.questions[index].lookup?.readsUserGroups(project) ?? false
    case .fixed(.group), .fixed(.location), .unowned: true
    }
  }

  private static func users(_ graph: OwnershipGraph) -> (may: [Int], look: [Int], onlySupervisors: [Bool]) {
    let project = graph.project
    var may = [Int](repeating: 0, count: project.apps.count)
    var look = may
    var others = may
    // Most users of large projects may open every app: counted apart.
    var (everyMay, everyLook, everyOther) = (0, 0, 0)
    for user in project.users.ids where project.users[user].isActive {
      let supervises =
        project.memberships[user.index].contains { $0.origin == .supervisor }
        || project.assignments[user.index].contains { $0.origin == .supervisor }
      if project.users[user].opensEveryApp {
        everyLook += 1
        if !project.users[user].isWebUser {
          everyMay += 1
          if !supervises { everyOther += 1 }
        }
        continue
      }
      for app in project.userApps[user.index] {
        may[app.index] += 1
        look[app.index] += 1
        if !supervises { others[app.index] += 1 }
      }
    }
    return (
      may.map { $0 + everyMay }, look.map { $0 + everyLook },
      may.indices.map { may[$0] + everyMay > 0 && others[$0] + everyOther == 0 }
    )
  }

  /// Whether an app seems meant for review: all who may open it supervise, and what it opens is opened in another app
  /// as well.
  func isForReview(_ app: AppID, _ project: Project) -> Bool {
    guard onlySupervisors[app.index] else { return false }
    let opened = project.apps[app].menus.flatMap { project.menus[$0].forms }.flatMap {
      project.forms[$0].opens.map(\.caseType)
    }
    return !opened.isEmpty
      && opened.allSatisfy { type in openedBy[type.index].contains { project.menus[project.forms[$0].menu].app != app }
      }
  }
}

/// Case types whose names are nearly the same.
struct SimilarNames {
  /// By case type: the earlier ones whose name differs only by case or one letter.
  let caseTypes: [[Int]]

  init(_ project: Project) {
    let names = project.caseTypes.map { Array(project.text($0.key).lowercased().unicodeScalars) }
    caseTypes = names.indices.map { i in
      // Two thousand case types are more than any project has; beyond, names are not compared.
      i > 2000 ? [] : (0..<i).filter { Self.areNear(names[$0], names[i]) }
    }
  }

  /// Whether one letter more, less or other, or two that changed places, make the difference, or none; of short names only the case may differ. A
  /// digit makes another name: `visit1` and `visit2` are two on purpose.
  static func areNear(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    if a == b { return true }
    guard min(a.count, b.count) > 3, abs(a.count - b.count) <= 1 else { return false }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let rest = min(a.count, b.count) - head
    let tail = zip(a.reversed(), b.reversed()).prefix(rest).prefix { $0 == $1 }.count
    // Two neighbours that have changed places.
    if a.count == b.count, rest - tail == 2, a[head] == b[head + 1], a[head + 1] == b[head] { return true }
    guard head + tail >= max(a.count, b.count) - 1 else { return false }
    let differing = a[head..<(a.count - tail)] + b[head..<(b.count - tail)]
    return !differing.contains { $0.properties.numericType != nil }
  }
}
