import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactLanguage {
  static let caseFields: [FactField] = [
    FactField("name", .string, "the name in the configuration") { v, i in .word(v.project.cases[i].key) },
    FactField("case_type", object(.case_type), "its type") { v, i in .ref(.case_type, v.project.cases[i].caseType.index)
    },
    FactField("owner", .nullable(object(.owner)), "its owner, or null if it is unowned or the owner is nobody's id") {
      v, i in
      if case .reference(let reference) = v.project.cases[i].owner { .ref(Owner(reference)) } else { .null }
    },
    FactField("owner_text", .string, "the owner id where it is nobody's, `-` where it is unowned, or empty") { v, i in
      switch v.project.cases[i].owner {
      case .reference: .text("")
      case .unowned: .text("-")
      case .text(let symbol): .word(symbol)
      }
    },
    FactField("closed", .bool, "whether it is closed") { v, i in .bool(v.project.cases[i].isClosed) },
    FactField("is_extension", .bool, "whether it has an extension index and no child index") { v, i in
      let indices = v.project.caseIndices[i]
      return .bool(!indices.isEmpty && indices.allSatisfy { $0.relationship == .extension })
    },
    FactField("parents", list(.case), "the cases that it is a child or an extension of") { v, i in
      .list(v.project.caseIndices[i].map { .ref(.case, $0.target.index) })
    },
    FactField("viewers", list(.user), "the users on whose device it stays; dear to find out for many cases") { v, i in
      .list(v.facts.sights.viewers(of: CaseID(i)).map { .user($0) })
    },
    FactField(
      "sent_in_vain", list(.user),
      """
      the users to whom the server sends it and whose device drops it: an open child of one case that is also an \
      extension of another, closed one (Semantics 4)
      """
    ) { v, i in
      .list(v.facts.relations.sentInVain(CaseID(i)).map { .user($0) })
    },
    FactField("leaks_to", list(.user), "the users who do not own it, and get it because they own an open case below it")
    { v, i in
      .list(v.facts.relations.leaks(CaseID(i)).map { .user($0) })
    },
  ]

  static let sightFields: [FactField] = [
    FactField("user", object(.user), "the user, or one of a class of users with the same memberships and role") {
      v, i in
      .user(v.user ?? UserID(0))
    },
    FactField("owner", object(.owner), "an owner among the user's owner ids") { v, i in .ref(SightNumber(i).owner) },
    FactField("case_type", .string, "a case type; compare it with its name") { v, i in
      .word(v.project.caseTypes[SightNumber(i).caseType].key)
    },
    FactField("because", .string, "`own id`, `group`, `location` or `viewing`", words: FactWords.sightReason) { v, i in
      let owner = SightNumber(i).owner
      switch owner.reference {
      case .user: return .text("own id")
      case .group: return .text("group")
      case .location(let location):
        let assigned = v.user.map { v.owners($0.index).assigned.contains(location) } ?? false
        return .text(assigned ? "location" : "viewing")
      }
    },
  ]
}
