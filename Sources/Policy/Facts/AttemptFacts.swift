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
    FactField("user", object(.user), "the user, or one of a class of users who behave alike") { v, i in .user(v.attemptUser(i)) },
    FactField("outcome", .string, "`opens`, `stops` or `fails`") { v, i in .text(v.cell.outcome.word) },
    FactField(
      "reason", .string,
      "empty, `no_group`, `several_groups`, `several_nodes`, `no_such_node`, `unsupported_function` or `expression_error`"
    ) { v, i in .text(v.cell.outcome.reason ?? "") },
    FactField(
      "cause", .string,
      "what makes the number of groups wrong: empty, `no_group`, `several_groups`, `group_and_location`, `groups_and_locations`, `several_locations`, `viewing_supervisor`, `owns_and_views`, `counted_twice` or `expression`"
    ) { v, i in .text(v.cell.cause) },
    FactField("expression", .string, "the path or function that fails, or empty") { v, i in
      if case .fails(_, let path) = v.cell.outcome { .text(path) } else { .text("") }
    },
    FactField("carries_check", .bool, "whether the form carries the group-count check") { v, i in .bool(v.graph.carriesCheck(FormID(i))) },
    FactField("group_count", .int, "the number of rows of the user-groups table") { v, i in .number(v.cell.groupCount) },
    FactField("owners", list(.owner), "the owners that the new cases could get") { v, i in .list(v.possibleOwners(i).map { .ref($0) }) },
    FactField("outside_owners", list(.owner), "those of them whose cases the user does not see") { v, i in
      let user = v.attemptUser(i)
      return .list(v.possibleOwners(i).filter { !v.graph.owns(user, $0) }.map { .ref($0) })
    },
    FactField("texts", .list(.string), "owners that are nobody's id") { v, i in
      .list(
        v.attempt(i).opened.flatMap(\.forecast.owners).compactMap {
          if case .text(let text) = $0 { .text(text) } else { nil }
        })
    },
    FactField("unknown", .string, "why the owner of a new case cannot be known, or empty") { v, i in
      .text(v.cell.unknown)
    },
    FactField("asks_owner", .bool, "whether a question over the user-groups table gives an owner") { v, i in
      let form = FormID(i)
      return .bool(
        v.facts.openings.contains { opening in
          guard opening.form == form, case .declared(let value) = v.graph.ownerRule(form, action: opening.index),
            case .question(let index) = value.source, let lookup = v.project.forms[form].questions[index].lookup
          else { return false }
          return v.readsUserGroups(lookup)
        })
    },
    FactField("depends_on_single_child", .bool, "whether it opens only because exactly one location below is viewed") { v, i in
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
