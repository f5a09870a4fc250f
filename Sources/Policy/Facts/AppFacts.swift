import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactLanguage {
  static let projectFields: [FactField] = [
    FactField("name", .string, "the project space's name") { v, _ in .word(v.project.name) },
    FactField("plan", .string, "the declared plan, empty if none is declared") { v, _ in .text(v.project.plan?.rawValue ?? "") },
    FactField("apps", list(.app), "the apps") { v, _ in .list(v.project.apps.indices.map { .ref(.app, $0) }) },
    FactField("sharing_apps", .int, "how many apps have case sharing on") { v, _ in
      .number(v.project.apps.count { $0.caseSharing })
    },
    FactField("sharing_groups", .int, "how many groups share cases") { v, _ in .number(v.project.groups.count { $0.caseSharing }) },
    FactField("group_count", .int, "how many groups there are") { v, _ in .number(v.project.groups.count) },
    FactField("owning_locations", .int, "how many locations have a level that owns cases") { v, _ in
      .number(v.project.locations.count { v.project.levels[$0.level].sharesCases })
    },
    FactField("location_count", .int, "how many locations there are") { v, _ in .number(v.project.locations.count) },
    FactField("child_cases", .int, "how many open actions make a child or extension case") { v, _ in
      .number(v.facts.openings.count { !$0.action(v.project).indices.isEmpty })
    },
    FactField("restore_location_restriction", .bool, "whether the switch of View Child Data to Level is on") { v, _ in
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
      .list(v.facts.usage.caseTypes(ofApp: AppID(i)).map { .ref(.case_type, $0.index) })
    },
    FactField("unshared_partners", list(.app), "apps with case sharing off that list or open a case type of this one") { v, i in
      let own = Set(v.facts.usage.caseTypes(ofApp: AppID(i)))
      return .list(
        v.project.apps.ids.filter { other in
          other.index != i && !v.project.apps[other].caseSharing
            && !own.isDisjoint(with: v.facts.usage.caseTypes(ofApp: other))
        }.map { .ref(.app, $0.index) })
    },
  ]

  static let menuFields: [FactField] = [
    FactField("name", .string, "the name in the configuration") { v, i in .word(v.project.menus[i].key) },
    FactField("path", .string, "`APP/MENU`") { v, i in .text(v.project.path(of: MenuID(i))) },
    FactField("app", object(.app), "its app") { v, i in .ref(.app, v.project.menus[i].app.index) },
    FactField("type", .string, "`basic`, `advanced` or `shadow`") { v, i in .text(v.project.menus[i].type.rawValue) },
    FactField("case_types", list(.case_type), "the case types that it lists") { v, i in
      .list(v.project.menus[i].caseTypes.map { .ref(.case_type, $0.index) })
    },
    FactField("has_filter", .bool, "whether its list has a filter") { v, i in .bool(v.project.menus[i].hasFilter) },
    FactField("forms", list(.form), "its forms") { v, i in .list(v.project.menus[i].forms.map { .ref(.form, $0) }) },
  ]

  static let caseTypeFields: [FactField] = [
    FactField("name", .string, "the name, which apps must share to the letter") { v, i in .word(v.project.caseTypes[i].key) },
    FactField("label", .string, "what people call it") { v, i in .word(v.project.caseTypes[i].label) },
    FactField("opened_by", list(.form), "the forms that open such cases") { v, i in
      .list(v.facts.openings.filter { $0.action(v.project).caseType.index == i }.map { .form($0.form) })
    },
    FactField("listed_in", list(.menu), "the menus that list such cases") { v, i in
      .list(v.project.menus.indices.filter { v.project.menus[$0].caseTypes.contains(CaseTypeID(i)) }.map { .ref(.menu, $0) })
    },
    FactField("cases", .int, "how many declared cases have it") { v, i in
      .number(v.project.cases.count { $0.caseType.index == i })
    },
    FactField("similar", list(.case_type), "earlier case types whose name differs only by case or one letter") { v, i in
      .list(v.facts.similar.caseTypes[i].map { .ref(.case_type, $0) })
    },
  ]
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

  /// Whether one letter more, less or other makes the difference, or none; of short names only the case may differ.
  static func areNear(_ a: [Unicode.Scalar], _ b: [Unicode.Scalar]) -> Bool {
    if a == b { return true }
    guard min(a.count, b.count) > 3, abs(a.count - b.count) <= 1 else { return false }
    let head = zip(a, b).prefix { $0 == $1 }.count
    let tail = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    return head + tail >= max(a.count, b.count) - 1
  }
}
