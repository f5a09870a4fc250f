import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactView {
  func userID(_ i: Int) -> UserID { UserID(i) }
  func owners(_ i: Int) -> OwnerSet { graph.owners(of: UserID(i)) }

  /// The locations a user is assigned to, each once.
  func assigned(_ i: Int) -> [LocationID] {
    project.assignments[i].filter { !$0.isRepetition }.map(\.target)
  }

  /// The members of a group who share cases in no way, although they are meant to by an app of theirs. Where no app is
  /// declared nothing says what they are meant to.
  func stranded(_ i: Int) -> [UserID] {
    facts.usage.members(i).filter { user in
      project.users[user].isActive && !project.users[user].isWebUser && graph.groupCount(of: user) == 0
        && (project.apps.isEmpty || graph.listingApps(of: user).contains { project.apps[$0].caseSharing })
        && !facts.usage.isUsed(Owner(user))
    }
  }

  /// Locations that a user's table holds twice (Semantics 1.3).
  func countedTwice(_ i: Int) -> [LocationID] {
    owners(i).countedTwice(in: graph.tree)
  }
}

extension FactLanguage {
  static let userFields: [FactField] = [
    FactField("name", .string, "the username") { v, i in .word(v.project.users[i].key) },
    FactField("title", .string, "the person's name") { v, i in .word(v.project.users[i].name) },
    FactField("role", .string, "the role, or empty") { v, i in .word(v.project.users[i].role) },
    FactField("active", .bool, "whether the user can log in") { v, i in .bool(v.project.users[i].isActive) },
    FactField("is_web_user", .bool, "whether it is a web user") { v, i in .bool(v.project.users[i].isWebUser) },
    FactField("apps", list(.app), "the apps that the user may open") { v, i in
      .list(v.graph.apps(of: v.userID(i)).map { .ref(.app, $0.index) })
    },
    FactField("groups", list(.group), "the groups the user is a member of, sharing or not") { v, i in
      .list(v.project.memberships[i].filter { !$0.isRepetition }.map { .group($0.target) })
    },
    FactField("sharing_groups", list(.group), "those of them that share cases and count") { v, i in
      .list(v.owners(i).groups.map { .group($0) })
    },
    FactField("locations", list(.location), "the assigned locations, the primary one first") { v, i in
      .list(v.assigned(i).map { .location($0) })
    },
    FactField("owning_locations", list(.location), "the assigned locations that own cases") { v, i in
      .list(v.owners(i).assigned.map { .location($0) })
    },
    FactField("viewed_count", .int, "how many owning locations below the assigned ones the user views") { v, i in
      let owners = v.owners(i)
      return .number(owners.groupCount - owners.assigned.count - owners.groups.count)
    },
    FactField("group_count", .int, "the number of rows of the user-groups table: what the check counts") { v, i in
      .number(v.graph.groupCount(of: v.userID(i)))
    },
    FactField(
      "counted_twice", list(.location), "locations that count twice: assigned, and viewed from above (Semantics 1.3)"
    ) { v, i in
      .list(v.countedTwice(i).map { .location($0) })
    },
    FactField("is_supervisor", .bool, "whether the `supervisors` section names the user") { v, i in
      .bool(
        v.project.memberships[i].contains { $0.origin == .supervisor }
          || v.project.assignments[i].contains { $0.origin == .supervisor })
    },
    FactField(
      "supervised_blind", list(.location),
      """
      supervised locations whose level does not view child data, although owning locations are below or the level \
      owns no cases itself
      """
    ) { v, i in
      .list(
        v.project.assignments[i].filter { assignment in
          let level = v.project.levels[v.project.locations[assignment.target].level]
          return assignment.origin == .supervisor && !level.viewDescendants
            && (!level.sharesCases || v.graph.tree.owningCount(below: assignment.target) > 0)
        }.map { .location($0.target) })
    },
    FactField("archived_locations", list(.location), "assigned locations that are archived") { v, i in
      .list(v.assigned(i).filter { v.graph.tree.isArchived($0) }.map { .location($0) })
    },
    FactField("userless_locations", list(.location), "assigned locations whose level is to hold no users") { v, i in
      .list(v.assigned(i).filter { !v.project.levels[v.project.locations[$0].level].hasUsers }.map { .location($0) })
    },
    FactField("owned_cases", .int, "how many declared cases the user's own id owns") { v, i in
      .number(v.facts.usage.caseCount(Owner(v.userID(i))))
    },
    FactField("used", .bool, "whether a form names the user as an owner, or the user's own id owns an open case") {
      v, i in
      .bool(v.facts.usage.isUsed(Owner(v.userID(i))))
    },
    FactField("checked_forms", list(.form), "the forms with the group-count check that the user may open") { v, i in
      .list(v.graph.apps(of: v.userID(i)).flatMap { v.facts.apps.checkedForms[$0.index] }.map { .form($0) })
    },
    FactField("level", .nullable(object(.level)), "the level of the primary location, or null") { v, i in
      v.assigned(i).first.map { .ref(.level, v.project.locations[$0].level.index) } ?? .null
    },
    FactField(
      "largest_restore", .int,
      """
      how many open cases the user's owner ids own of the type of which they own most: as declared, or as the type's \
      `expected_per_owner` says if that is more
      """
    ) { v, i in .number(v.facts.restores.largest(v.userID(i))?.count ?? 0) },
    FactField("largest_restore_types", list(.case_type), "that type; none if there are no cases") { v, i in
      .list(v.facts.restores.largest(v.userID(i)).map { [.ref(.case_type, $0.type.index)] } ?? [])
    },
    project,
  ]

  static let groupFields: [FactField] = [
    FactField("name", .string, "the name in the configuration") { v, i in .word(v.project.groups[i].key) },
    FactField("title", .string, "the name on HQ's screens") { v, i in .word(v.project.groups[i].name) },
    FactField("case_sharing", .bool, "whether it shares cases") { v, i in .bool(v.project.groups[i].caseSharing) },
    FactField("reporting", .bool, "whether it is for reporting") { v, i in .bool(v.project.groups[i].reporting) },
    FactField("members", list(.user), "its members, web users and inactive ones included") { v, i in
      .list(v.facts.usage.members(i).map { .user($0) })
    },
    FactField("member_count", .int, "how many members it has") { v, i in .number(v.facts.usage.members(i).count) },
    FactField("active_members", .int, "how many of them are active mobile workers") { v, i in
      .number(v.facts.usage.members(i).count { v.project.users[$0].isActive && !v.project.users[$0].isWebUser })
    },
    FactField("web_members", list(.user), "members that are web users, who receive no cases of groups") { v, i in
      .list(v.facts.usage.members(i).filter { v.project.users[$0].isWebUser }.map { .user($0) })
    },
    FactField(
      "stranded", list(.user),
      """
      active mobile workers among its members who are in no sharing group and have no owning location, though they \
      may open an app with case sharing on, and no form or open case has their own id as an owner
      """
    ) { v, i in .list(v.stranded(i).map { .user($0) }) },
    FactField("namesakes", list(.group), "earlier groups with the same name on HQ's screens") { v, i in
      .list(v.facts.usage.namesakes(i).map { .ref(.group, $0) })
    },
    FactField(
      "near_namesakes", list(.group),
      """
      of the last of several groups whose names on HQ's screens differ only by capital letters or blanks: those of \
      another name than its own; empty of the others
      """
    ) { v, i in
      .list(v.facts.usage.nearNamesakes(i).map { .ref(.group, $0) })
    },
    FactField("owned_cases", .int, "how many declared cases it owns") { v, i in
      .number(v.facts.usage.caseCount(Owner(GroupID(i))))
    },
    FactField(
      "used_by", list(.form), "the forms that name it as an owner: a fixed one, or a choice of the owner question"
    ) { v, i in
      .list(v.facts.usage.forms(Owner(GroupID(i))).map { .form($0) })
    },
    FactField("used", .bool, "whether a form names it as an owner, or it owns an open case") { v, i in
      .bool(v.facts.usage.isUsed(Owner(GroupID(i))))
    },
    project,
  ]
}
