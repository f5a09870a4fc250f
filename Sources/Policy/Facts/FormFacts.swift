import OwnershipGraph
import ProjectModel
import RuleLanguage

/// An open action of a form that is not switched off.
struct Opening: Sendable {
  let form: FormID
  let index: Int

  func action(_ project: Project) -> OpenAction { project.forms[form].opens[index] }

  static func all(_ graph: OwnershipGraph) -> [Opening] {
    graph.project.forms.ids.flatMap { form in graph.activeOpens(form).map { Opening(form: form, index: $0) } }
  }
}

/// A question of a form.
struct QuestionFact: Sendable {
  let form: FormID
  let index: Int

  func question(_ project: Project) -> Question { project.forms[form].questions[index] }

  static func all(_ project: Project) -> [QuestionFact] {
    project.forms.ids.flatMap { form in
      // A shadow form's questions are its source's.
      project.forms[form].source == nil
        ? project.forms[form].questions.indices.map { QuestionFact(form: form, index: $0) } : []
    }
  }
}

extension FactView {
  func opening(_ i: Int) -> Opening { facts.openings[i] }

  func ownerValue(_ i: Int) -> OwnerValue? {
    if case .declared(let value) = graph.ownerRule(opening(i).form, action: opening(i).index) { return value }
    return nil
  }

  func question(_ i: Int) -> Question { facts.questions[i].question(project) }

  /// The number of a form's question among all.
  func questionNumber(_ form: FormID, _ index: Int) -> Int? {
    var original = form
    // A shadow of a shadow has its questions from the first; a circle was reported when the project was read.
    for _ in 0..<10 { original = project.forms[original].source ?? original }
    return project.forms[original].questions.indices.contains(index)
      ? facts.apps.firstQuestion[original.index] + index : nil
  }

  /// The names of the properties that a form saves, `owner_id` included.
  func savedNames(_ i: Int) -> [String] {
    let form = project.forms[i]
    var names = form.opens.flatMap { $0.properties.map { project.text($0.key) } }
    names += form.updates?.properties.map { project.text($0.key) } ?? []
    if form.opens.contains(where: { $0.owner != nil }) || form.updates?.savesOwner == true { names.append("owner_id") }
    return names
  }

  /// The types of the cases that an opening refers to.
  func hostTypes(_ i: Int) -> [CaseTypeID] {
    let opening = opening(i)
    let form = project.forms[opening.form]
    var types: Set<CaseTypeID> = []
    for index in opening.action(project).indices {
      switch index.target {
      case .selectedCase: types.formUnion(project.menus[form.menu].caseTypes)
      case .openedCase: types.formUnion(form.opens.filter { $0.indices.isEmpty }.map(\.caseType))
      }
    }
    return types.sorted()
  }

  /// The declared field of user data, or HQ's own, that has nearly the name of one that a value reads and nobody has.
  func nearestUserData(_ value: OwnerValue?) -> String {
    let keys: [String]
    switch value?.source {
    case .userData(let key)?: keys = [project.text(key)]
    case .xpath(let expression, _)?: keys = expression.reads.userData.sorted()
    default: keys = []
    }
    return keys.lazy.compactMap { self.facts.userDataKeys.nearest(to: $0) }.first ?? ""
  }

  /// The types of the child and extension cases of a form, each once, that make it carry the group-count check: first
  /// those that it can open. One that is never opened counts as well (semantics 3.3, 3.4).
  func checkedChildren(_ id: FormID) -> [CaseTypeID] {
    let form = project.forms[id]
    let checked = form.opens.indices.filter { index in
      guard !form.opens[index].indices.isEmpty, case .theGroup = graph.ownerRule(id, action: index) else { return false }
      return true
    }
    var seen: Set<CaseTypeID> = []
    return (checked.filter { form.opens[$0].condition != .never } + checked.filter { form.opens[$0].condition == .never })
      .map { form.opens[$0].caseType }.filter { seen.insert($0).inserted }
  }

  /// The word for how an owner comes about.
  static func word(_ source: OwnerValue.Source?) -> String {
    switch source {
    case nil: "none"
    case .currentUser: "current_user"
    case .unowned: "unowned"
    case .fixed: "fixed"
    case .question: "question"
    case .userData: "user_data"
    case .sameAsSelectedCase: "same_as"
    case .xpath: "xpath"
    case .undeclared: "undeclared"
    }
  }

  /// Whether a lookup table question reads the user-groups table, by its instance or HQ's own.
  func readsUserGroups(_ lookup: LookupTable) -> Bool { lookup.readsUserGroups(project) }
}

extension FactLanguage {
  static let formFields: [FactField] = [
    FactField("name", .string, "the name in the configuration") { v, i in .word(v.project.forms[i].key) },
    FactField("path", .string, "`APP/MENU/FORM`") { v, i in .text(v.project.path(of: FormID(i))) },
    FactField("menu", object(.menu), "its menu") { v, i in .ref(.menu, v.project.forms[i].menu.index) },
    FactField("app", object(.app), "its app") { v, i in .ref(.app, v.project.menus[v.project.forms[i].menu].app.index)
    },
    FactField("carries_check", .bool, "whether it carries the group-count check (Semantics 3.1)") { v, i in
      .bool(v.graph.carriesCheck(FormID(i)))
    },
    FactField("requires_case", .bool, "whether a case is selected first") { v, i in
      .bool(v.project.forms[i].requiresCase)
    },
    FactField(
      "closes", .string, "`always`, `conditional` or `never`: whether it closes the selected case",
      words: FactWords.condition
    ) { v, i in
      .text(v.project.forms[i].closes.rawValue)
    },
    FactField("is_shadow", .bool, "whether its actions are another form's") { v, i in
      .bool(v.project.forms[i].source != nil)
    },
    FactField("openings", list(.opening), "the cases that it opens") { v, i in
      .list(v.facts.apps.openingsOfForm[i].map { .ref(.opening, $0) })
    },
    FactField("saves", .list(.string), "the names of all case properties that it saves, `owner_id` included") { v, i in
      .list(v.savedNames(i).map { .text($0) })
    },
    FactField(
      "nearly_owner_id", .list(.string), "the names among them that are nearly `owner_id`, and so decide nothing"
    ) { v, i in .list(v.savedNames(i).filter { $0.isNearlyOwnerID }.map { .text($0) }) },
    FactField(
      "owner_sources", .list(.string),
      "how the owners of its new cases come about: as `owner_source` of each opening, in order",
      words: FactWords.ownerSource
    ) { v, i in .list(v.facts.apps.openingsOfForm[i].map { .text(FactView.word(v.ownerValue($0)?.source)) }) },
    FactField(
      "computes_owner", .bool,
      """
      whether an owner of a new case comes from user data, an expression, or a question that is not over the \
      user-groups table
      """
    ) { v, i in
      .bool(
        v.facts.apps.openingsOfForm[i].map { v.facts.openings[$0] }.contains {
          (v.isComputed($0) || v.asksChoice($0)) && !v.takesTableRow($0)
        })
    },
    FactField("main_sets_owner", .bool, "whether it opens a main case and saves its `owner_id`") { v, i in
      let form = v.project.forms[i]
      let main = v.graph.activeOpens(FormID(i)).first { form.opens[$0].indices.isEmpty }
      guard let main, case .declared = v.graph.ownerRule(FormID(i), action: main) else { return .bool(false) }
      return .bool(true)
    },
    FactField("hands_over", .bool, "whether it saves a new `owner_id` to the selected case") { v, i in
      let form = v.project.forms[i]
      return .bool(form.requiresCase && form.updates?.savesOwner == true && form.updates?.condition != .never)
    },
    FactField(
      "hands_over_to", .string, "what the new owner of the selected case comes from, as `owner_source` of an opening",
      words: FactWords.ownerSource
    ) { v, i in
      .text(FactView.word(v.project.forms[i].updates?.owner?.source))
    },
    FactField(
      "takes_owner_away", .bool,
      "whether the owner that it saves to the selected case is `-`: declared, or by an expression such as `'-'`"
    ) { v, i in
      let form = v.project.forms[i]
      guard form.requiresCase, let updates = form.updates, updates.condition != .never else { return .bool(false) }
      return .bool(v.isUnowned(updates.owner, in: FormID(i)))
    },
    FactField(
      "unowned_for", list(.user),
      """
      the active users for whom user data, an expression or a calculated question gives `-` as the selected case's new \
      owner, where that is not so for everybody
      """
    ) { v, i in .list(v.handedToNobodyFor(FormID(i)).map { .user($0) }) },
    FactField(
      "nearest_user_data", .string,
      "as `nearest_user_data` of an opening, for the owner that it saves to the selected case"
    ) { v, i in .text(v.nearestUserData(v.project.forms[i].updates?.owner)) },
    FactField(
      "checked_children", list(.case_type),
      """
      the types of the child cases without an `owner_id` that make it carry the group-count check: first those that it \
      can open, then those whose open action is switched off, which counts as well (Semantics 3.3)
      """
    ) { v, i in .list(v.checkedChildren(FormID(i)).map { .ref(.case_type, $0.index) }) },
  ]
}
