import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactLanguage {
  static let openingFields: [FactField] = [
    FactField("form", object(.form), "the form") { v, i in .form(v.opening(i).form) },
    FactField("case_type", object(.case_type), "the new case's type") { v, i in
      .ref(.case_type, v.opening(i).action(v.project).caseType.index)
    },
    FactField("is_main", .bool, "whether it has no index") { v, i in
      .bool(v.opening(i).action(v.project).indices.isEmpty)
    },
    FactField(
      "host_types", list(.case_type),
      """
      the types of the cases that it is a child or extension of: those of the menu's list, or of the main case that \
      the form opens
      """
    ) { v, i in .list(v.hostTypes(i).map { .ref(.case_type, $0.index) }) },
    FactField(
      "types_above", list(.case_type),
      """
      the types of all cases above it, as forms open them or cases are declared: those of `host_types`, and those of \
      the cases that these are children or extensions of, repeatedly (Semantics 4)
      """
    ) { v, i in .list(v.facts.audience.typesAbove(i).sorted().map { .ref(.case_type, $0.index) }) },
    FactField(
      "unlisted_above", list(.case_type),
      """
      those of `types_above` that are in no list of the apps which the users of one of its `owners` may open; owners \
      whose users may open no app, or through whom cases reach nobody, are left out
      """
    ) { v, i in .list(v.unlistedAbove(i).map { .ref(.case_type, $0.index) }) },
    FactField(
      "brings", list(.case_type),
      """
      the types of the cases that whoever owns it can get with it: those of `types_above`, and of the extensions of \
      these and of its own, repeatedly (Semantics 4)
      """
    ) { v, i in .list(v.facts.audience.typesBrought(i).sorted().map { .ref(.case_type, $0.index) }) },
    FactField("is_extension", .bool, "whether all its indices are extensions, and it has one") { v, i in
      let indices = v.opening(i).action(v.project).indices
      return .bool(
        !indices.isEmpty && indices.allSatisfy { if case .extension = $0.relationship { true } else { false } })
    },
    FactField(
      "owner_source", .string,
      "`none`, `current_user`, `unowned`, `fixed`, `question`, `user_data`, `same_as`, `xpath` or `undeclared`",
      words: FactWords.ownerSource
    ) { v, i in .text(FactView.word(v.ownerValue(i)?.source)) },
    FactField(
      "causes_check", .bool,
      """
      whether it alone would make the form carry the group-count check: its owner is left to the one group \
      (Semantics 3.3, 3.4)
      """
    ) { v, i in
      if case .theGroup = v.graph.ownerRule(v.opening(i).form, action: v.opening(i).index) {
        .bool(true)
      } else {
        .bool(false)
      }
    },
    FactField(
      "becomes_unowned", .bool,
      "whether its owner is `-` for everybody: declared, by an expression such as `'-'`, or because it is only an extension"
    ) { v, i in .bool(v.becomesUnowned(i)) },
    FactField(
      "unowned_for", list(.user),
      """
      the active users for whom user data, an expression or a calculated question gives `-` as its owner, where that \
      is not so for everybody
      """
    ) { v, i in .list(v.unownedFor(i).map { .user($0) }) },
    FactField(
      "unseen_by", list(.user),
      """
      of an extension without an owner: the active users who may look at a list of such cases, and see neither this \
      one nor another of its type, since none of their owner ids is that of a host. Hosts are the cases that those have \
      for whom the form opens; empty where their owners cannot be known. Users without any case sharing group, and web \
      users for whom no apps are declared, are left out
      """
    ) { v, i in .list(v.facts.audience.unseenBy(i).map { .user($0) }) },
    FactField(
      "stranded_owners", list(.owner),
      """
      of an extension without an owner: those of `host_owners` of whose hosts it reaches nobody who may look at a list \
      of such cases, although others may; empty where that cannot be known
      """
    ) { v, i in .list(v.facts.audience.strandedOwners(i).sorted().map { .ref($0) }) },
    FactField(
      "host_owners", list(.owner),
      """
      the owners of the cases that it is a child or extension of, as far as those for whom the form opens have them; \
      empty where they cannot be known
      """
    ) { v, i in .list((v.facts.audience.hostOwners(i) ?? []).sorted().map { .ref($0) }) },
    FactField(
      "host_closers", list(.form),
      """
      the forms that close a case which it is a child or extension of, perhaps only under a condition, and that open \
      for somebody who has such cases
      """
    ) { v, i in .list(v.facts.audience.hostClosers(i).map { .form($0) }) },
    FactField("owner", .nullable(object(.owner)), "the fixed owner, or null") { v, i in
      if case .fixed(let reference)? = v.ownerValue(i)?.source { .ref(Owner(reference)) } else { .null }
    },
    FactField(
      "owners", list(.owner), "the fixed owner, or the declared owners among the choices of the question that gives it"
    ) { v, i in
      .list(v.namedOwners(i).map { .ref($0) })
    },
    FactField("question", .nullable(object(.question)), "the question that gives the owner, or null") { v, i in
      guard case .question(let index)? = v.ownerValue(i)?.source,
        let number = v.questionNumber(v.opening(i).form, index)
      else { return .null }
      return .ref(.question, number)
    },
    FactField("user_data", .string, "the user data field that gives the owner, or empty") { v, i in
      if case .userData(let key)? = v.ownerValue(i)?.source { .word(key) } else { .text("") }
    },
    FactField(
      "nearest_user_data", .string,
      """
      where no user has the user data field that gives the owner, or that its expression reads: the declared field, or \
      HQ's own, that has nearly its name; or empty
      """
    ) { v, i in
      .text(v.nearestUserData(v.ownerValue(i)))
    },
    FactField("xpath", .string, "the expression that gives the owner, or empty") { v, i in
      if case .xpath(_, let text)? = v.ownerValue(i)?.source { .word(text) } else { .text("") }
    },
    FactField(
      "needs_one_group", .bool, "whether its expression works with one group and fails with two (Semantics 3.7)"
    ) { v, i in
      guard case .xpath(let expression, _)? = v.ownerValue(i)?.source else { return .bool(false) }
      return .bool(TwoGroups.needsOneGroup(expression))
    },
  ]
}
