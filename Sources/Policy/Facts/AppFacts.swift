import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactLanguage {
  /// The way from any fact to the project, of which there is one.
  static let project = FactField("project", object(.project), "the project as a whole") { _, _ in .ref(.project, 0) }

  static let projectFields: [FactField] = [
    FactField("name", .string, "the project space's name") { v, _ in .word(v.project.name) },
    FactField(
      "plan", .string, "the declared software plan, such as `pro`; empty if none is declared", words: FactWords.plan
    ) { v, _ in
      .text(v.project.plan?.rawValue ?? "")
    },
    FactField(
      "missing_features", .list(.string),
      """
      what the project has and its declared plan does not include, of `case sharing groups`, `child cases` and \
      `locations` (Semantics 6)
      """,
      words: FactWords.features
    ) { v, _ in .list(v.missingFeatures().map { .text($0) }) },
    FactField("apps", list(.app), "the apps") { v, _ in .list(v.project.apps.indices.map { .ref(.app, $0) }) },
    FactField("case_types", list(.case_type), "the case types") { v, _ in
      .list(v.project.caseTypes.indices.map { .ref(.case_type, $0) })
    },
    FactField("sharing_apps", .int, "how many apps have case sharing on") { v, _ in
      .number(v.project.apps.count { $0.caseSharing })
    },
    FactField("active_users", .int, "how many users can log in, web users included") { v, _ in
      .number(v.facts.usage.activeUsers)
    },
    FactField("sharing_groups", .int, "how many groups share cases") { v, _ in
      .number(v.project.groups.count { $0.caseSharing })
    },
    FactField("groups_in_use", .int, "how many groups share cases and have an active mobile worker") { v, _ in
      .number(v.facts.usage.groupsInUse)
    },
    FactField("group_count", .int, "how many groups there are") { v, _ in .number(v.project.groups.count) },
    FactField("owning_locations", .int, "how many locations have a level that owns cases") { v, _ in
      .number(v.project.locations.count { v.project.levels[$0.level].sharesCases })
    },
    FactField("locations_in_use", .int, "how many of them are not archived and have an active user") { v, _ in
      .number(v.facts.usage.locationsInUse)
    },
    FactField("location_count", .int, "how many locations there are") { v, _ in .number(v.project.locations.count) },
    FactField("child_cases", .int, "how many open actions make a child or extension case") { v, _ in
      .number(v.facts.openings.count { !$0.action(v.project).indices.isEmpty })
    },
    FactField(
      "opens_for_submitter", list(.case_type),
      "the case types of which an app with case sharing off gives new cases to the user who submits the form"
    ) { v, _ in
      .list(Set(v.facts.apps.typesForSubmitter.joined()).sorted().map { .ref(.case_type, $0.index) })
    },
    FactField(
      "restore_location_restriction", .bool,
      "whether the feature switch is on without which *View Child Data to Level* does nothing"
    ) { v, _ in
      .bool(v.project.features.restoreLocationRestriction)
    },
  ]

  static let appFields: [FactField] = [
    FactField("name", .string, "the name in the configuration") { v, i in .word(v.project.apps[i].key) },
    FactField("title", .string, "the name on HQ's screens") { v, i in .word(v.project.apps[i].name) },
    FactField("case_sharing", .bool, "whether case sharing is on") { v, i in .bool(v.project.apps[i].caseSharing) },
    FactField("add_ons", .list(.string), "the add-ons that are turned on") { v, i in
      .list(v.project.apps[i].addOns.map { .word($0) })
    },
    FactField("menus", list(.menu), "its menus") { v, i in .list(v.project.apps[i].menus.map { .ref(.menu, $0) }) },
    FactField("forms", list(.form), "the forms of its menus") { v, i in
      .list(v.project.apps[i].menus.flatMap { v.project.menus[$0].forms.map { .ref(.form, $0) } })
    },
    FactField("case_types", list(.case_type), "the case types that its menus list or its forms open") { v, i in
      .list(v.facts.apps.typesOfApp[i].map { .ref(.case_type, $0.index) })
    },
    FactField(
      "opens_for_submitter", list(.case_type),
      "the case types of which new cases belong to the user who submits the form, because its case sharing is off"
    ) { v, i in .list(v.facts.apps.typesForSubmitter[i].map { .ref(.case_type, $0.index) }) },
    FactField(
      "sharing_partners", list(.app),
      "apps with case sharing on that list or open a case type which this one opens for the user who submits the form"
    ) { v, i in
      let types = Set(v.facts.apps.typesForSubmitter[i])
      return .list(
        v.project.apps.indices.filter {
          $0 != i && v.project.apps[$0].caseSharing && !types.isDisjoint(with: v.facts.apps.typesOfApp[$0])
        }.map { .ref(.app, $0) })
    },
    FactField("user_count", .int, "how many active users may open its forms") { v, i in
      .number(v.facts.apps.userCount[i])
    },
    FactField(
      "is_for_review", .bool,
      """
      whether it seems meant for review: everybody who may open it supervises (section `supervisors`), and every \
      case type that it opens is opened in another app as well
      """
    ) { v, i in .bool(v.facts.apps.isForReview(AppID(i), v.project)) },
    project,
  ]

  static let menuFields: [FactField] = [
    FactField("name", .string, "the name in the configuration") { v, i in .word(v.project.menus[i].key) },
    FactField("path", .string, "`APP/MENU`") { v, i in .text(v.project.path(of: MenuID(i))) },
    FactField("app", object(.app), "its app") { v, i in .ref(.app, v.project.menus[i].app.index) },
    FactField("type", .string, "`basic`, `advanced` or `shadow`", words: FactWords.menuType) { v, i in
      .text(v.project.menus[i].type.rawValue)
    },
    FactField("case_types", list(.case_type), "the case types that it lists") { v, i in
      .list(v.project.menus[i].caseTypes.map { .ref(.case_type, $0.index) })
    },
    FactField("has_filter", .bool, "whether its list has a filter") { v, i in .bool(v.project.menus[i].hasFilter) },
    FactField("forms", list(.form), "its forms") { v, i in .list(v.project.menus[i].forms.map { .ref(.form, $0) }) },
  ]

  static let caseTypeFields: [FactField] = [
    FactField("name", .string, "the name, which apps must share to the letter") { v, i in
      .word(v.project.caseTypes[i].key)
    },
    FactField("label", .string, "what people call it") { v, i in .word(v.project.caseTypes[i].label) },
    FactField(
      "expected_per_owner", .int, "how many cases of it an owner is expected to have; 0 if that is not declared"
    ) { v, i in
      .number(v.project.caseTypes[i].expectedPerOwner)
    },
    FactField("opened_by", list(.form), "the forms that open such cases") { v, i in
      .list(v.facts.apps.openedBy[i].map { .form($0) })
    },
    FactField("closed_by", list(.form), "the forms that close such cases, perhaps only under a condition") { v, i in
      .list(v.facts.apps.closedBy[i].map { .form($0) })
    },
    FactField("listed_in", list(.menu), "the menus that list such cases") { v, i in
      .list(v.facts.apps.listedIn[i].map { .ref(.menu, $0.index) })
    },
    FactField("used_lists", list(.menu), "those of them that an active user may look at") { v, i in
      .list(
        v.facts.apps.listedIn[i].filter { v.facts.apps.lookerCount[v.project.menus[$0].app.index] > 0 }
          .map { .ref(.menu, $0.index) })
    },
    FactField("listing_apps", list(.app), "the apps with a menu that lists such cases") { v, i in
      .list(Set(v.facts.apps.listedIn[i].map { v.project.menus[$0].app }).sorted().map { .ref(.app, $0.index) })
    },
    FactField(
      "listed_for_viewers", .bool,
      """
      whether somebody may look at a list of such cases who gets one: who has the owner id of one that a form may open \
      or that is declared, or of a case below one; also where that cannot be known, and where nobody has a list at all
      """
    ) { v, i in .bool(v.facts.audience.isListedForViewers(CaseTypeID(i))) },
    FactField("cases", .int, "how many declared cases have it") { v, i in .number(v.facts.casesOfType[i]) },
    FactField(
      "belongs_to_users", .bool,
      """
      whether a form gives such cases to a user, or might: by `current_user`, with case sharing off, or by a value \
      that is only known when the form is filled in
      """
    ) { v, i in .bool(v.facts.apps.belongsToUsers[i]) },
    FactField("resembles", list(.case_type), "case types whose name differs only by case or by one letter") { v, i in
      .list(
        v.facts.similar.caseTypes.indices.filter {
          v.facts.similar.caseTypes[$0].contains(i) || v.facts.similar.caseTypes[i].contains($0)
        }.map { .ref(.case_type, $0) })
    },
    FactField("similar", list(.case_type), "those of them that are declared earlier") { v, i in
      .list(v.facts.similar.caseTypes[i].map { .ref(.case_type, $0) })
    },
    project,
  ]
}

extension FactView {
  /// What the declared plan does not include (Semantics 6).
  func missingFeatures() -> [String] {
    guard let plan = project.plan else { return [] }
    var missing: [String] = []
    if plan == .free || plan == .standard {
      if project.groups.contains(where: \.caseSharing) { missing.append("case sharing groups") }
      if facts.openings.contains(where: { !$0.action(project).indices.isEmpty }) { missing.append("child cases") }
    }
    if plan != .advanced, plan != .enterprise, !project.locations.isEmpty { missing.append("locations") }
    return missing
  }
}
