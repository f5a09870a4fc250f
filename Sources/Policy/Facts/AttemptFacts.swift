import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactView {
  /// The attempt that is judged now; the number is its form's.
  func attempt(_ i: Int) -> Attempt { facts.judge.attempt(attemptUser(i), FormID(i)) }

  /// The user that stands for an attempt's users now.
  func attemptUser(_ i: Int) -> UserID { user ?? UserID(0) }
}

extension FactLanguage {
  static let attemptFields: [FactField] = [
    FactField("form", object(.form), "the form") { v, i in .form(FormID(i)) },
    FactField("user", object(.user), "the user, or one of a class of users who behave alike") { v, i in
      .user(v.attemptUser(i))
    },
    FactField("outcome", .string, "`opens`, `stops` or `fails`", words: FactWords.outcome) { v, i in
      .text(v.cell.outcome.word)
    },
    FactField(
      "reason", .string,
      """
      empty, `no_group`, `several_groups`, `several_nodes`, `no_such_node`, `unsupported_function` or \
      `expression_error`
      """,
      words: FactWords.reason
    ) { v, i in .text(v.cell.outcome.reason ?? "") },
    FactField(
      "cause", .string,
      """
      what stops or fails the form: empty, `no_group`, `several_groups`, `several_locations`, `group_and_location` \
      (one of each), `groups_and_locations`, `viewing_supervisor` (only locations viewed from above), \
      `owns_and_views` (an assigned location and those below it), `counted_twice` (a location that is assigned and \
      viewed) or `expression`
      """,
      words: FactWords.cause
    ) { v, i in .text(v.cell.cause) },
    FactField("expression", .string, "the path or function that fails, or empty") { v, i in
      if case .fails(_, let path) = v.cell.outcome { .text(path) } else { .text("") }
    },
    FactField("carries_check", .bool, "whether the form carries the group-count check") { v, i in
      .bool(v.graph.carriesCheck(FormID(i)))
    },
    FactField("group_count", .int, "the number of rows of the user-groups table") { v, i in .number(v.cell.groupCount)
    },
    FactField("owners", list(.owner), "the owners that the new cases could get") { v, i in
      .list(v.possibleOwners(i).map { .ref($0) })
    },
    FactField("outside_owners", list(.owner), "those of them whose cases the user does not see") { v, i in
      let user = v.attemptUser(i)
      return .list(v.possibleOwners(i).filter { !v.graph.owns(user, $0) }.map { .ref($0) })
    },
    FactField(
      "lost_owners", list(.owner),
      """
      owners that a new case without an index could get, and whose cases the user does not see: the case leaves the \
      device at the next sync
      """
    ) { v, i in
      let user = v.attemptUser(i)
      return .list(
        v.owners(i) { $0.action(v.project).indices.isEmpty && !v.takesTableRow($0) }
          .filter { v.canOwn($0) && !v.graph.owns(user, $0) }.map { .ref($0) })
    },
    FactField(
      "dead_owners", list(.owner),
      """
      groups that do not share and locations of levels that own no cases, to which user data, an expression or a \
      calculated question leads
      """
    ) { v, i in
      .list(v.owners(i) { v.isComputed($0) && !v.takesTableRow($0) }.filter { !v.canOwn($0) }.map { .ref($0) })
    },
    FactField(
      "texts", .list(.string),
      """
      owners that a new case could get and that are the id of nothing declared; choices from a lookup table, and \
      several ids in one text, left out
      """
    ) { v, i in
      .list(
        v.opened(i).filter { !v.takesTableRow($0.opening) && !v.isJoined($0) }.flatMap(\.forecast.owners).compactMap {
          if case .text(let text) = $0 { .text(text) } else { nil }
        })
    },
    FactField(
      "handed_to", list(.owner),
      """
      owners that the form can give the selected case, and whose cases the user does not see: the case leaves the \
      device at the next sync. Empty for users who own no case of the menu's types, and so have it only by another
      """
    ) { v, i in
      let user = v.attemptUser(i)
      let owners = v.handedTo(FormID(i)).filter { v.canOwn($0) && !v.graph.owns(user, $0) }
      // Whoever has the case only by one below it keeps it.
      guard !owners.isEmpty, v.facts.audience.mayOwn(user, in: v.project.forms[i].menu) else { return .list([]) }
      return .list(owners.map { .ref($0) })
    },
    FactField(
      "handed_to_nobody", .list(.string),
      """
      owners that the form can give the selected case by user data, an expression or a text among choices, and that \
      nobody has: several ids in one text, the id of nothing declared, a group that does not share, a location of a \
      level that owns no cases
      """
    ) { v, i in .list(v.handedToNobody(i).map { .text($0) }) },
    FactField(
      "unknown_hand_over", .string,
      "why the owner that the form gives the selected case cannot be known, or empty; `same_as` left out"
    ) { v, i in .text(v.unknownHandOver(FormID(i))) },
    FactField("unknown", .string, "why the owner of a new case cannot be known, or empty") { v, i in
      .text(v.cell.unknown)
    },
    FactField("unknown_openings", list(.opening), "the new cases whose owner cannot be known") { v, i in
      .list(
        zip(v.facts.apps.openingsOfForm[i], v.attempt(i).opened).compactMap {
          $1.forecast.unknown == nil ? nil : .ref(.opening, $0)
        })
    },
    FactField(
      "empty_openings", list(.opening),
      """
      the new cases that certainly get no owner: the expression finds nothing, or there is nothing to choose from; \
      none of an attempt that stops or fails
      """
    ) { v, i in
      guard v.cell.outcome == .opens else { return .list([]) }
      return .list(
        zip(v.facts.apps.openingsOfForm[i], v.attempt(i).opened).compactMap {
          $1.forecast.owners.isEmpty && $1.forecast.unknown == nil ? .ref(.opening, $0) : nil
        })
    },
    FactField(
      "joined_openings", list(.opening),
      "the new cases whose owner is several ids in one text, by user data, an expression or a calculated question"
    ) { v, i in
      .list(
        zip(v.facts.apps.openingsOfForm[i], v.attempt(i).opened).compactMap {
          v.isJoined((v.facts.openings[$0], $1.forecast)) ? .ref(.opening, $0) : nil
        })
    },
    FactField(
      "single_choices", list(.opening),
      "the new cases whose owner is asked by a question over the user-groups table that offers exactly one group"
    ) { v, i in
      guard v.cell.outcome == .opens else { return .list([]) }
      return .list(
        zip(v.facts.apps.openingsOfForm[i], v.attempt(i).opened).compactMap {
          $1.forecast.owners.count == 1 && $1.forecast.unknown == nil && v.takesTableRow(v.facts.openings[$0])
            ? .ref(.opening, $0) : nil
        })
    },
    FactField("asks_owner", .bool, "whether a question over the user-groups table gives an owner") { v, i in
      .bool(
        v.facts.apps.openingsOfForm[i].contains { v.takesTableRow(v.facts.openings[$0]) })
    },
    FactField(
      "takes_primary_location", .bool,
      """
      whether the owner of a new case is the primary location, by the user data field `commcare_location_id`: by itself, \
      or in an expression
      """
    ) { v, i in
      guard let primary = v.assigned(v.attemptUser(i).index).first else { return .bool(false) }
      return .bool(
        v.opened(i).contains { opened in
          opened.forecast.owners == [.owner(Owner(primary))] && v.readsPrimaryLocation(opened.opening)
        })
    },
    FactField("depends_on_single_child", .bool, "whether it opens only because exactly one location below is viewed") {
      v, i in
      let owners = v.owners(v.attemptUser(i).index)
      return .bool(
        v.cell.outcome == .opens && v.graph.carriesCheck(FormID(i)) && owners.assigned.isEmpty && owners.groups.isEmpty
          && !owners.viewed.isEmpty)
    },
  ]
}

extension FactView {
  /// The owners that an attempt's new cases could get, each once.
  func possibleOwners(_ i: Int) -> [Owner] {
    var seen: Set<Owner> = []
    return attempt(i).opened.flatMap(\.forecast.owners).compactMap { possible in
      switch possible {
      case .submittingUser: Owner(attemptUser(i))
      case .owner(let owner): owner
      case .unowned, .text: nil
      }
    }.filter { seen.insert($0).inserted }
  }
}
