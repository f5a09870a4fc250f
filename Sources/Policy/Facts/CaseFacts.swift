import OwnershipGraph
import ProjectModel
import RuleLanguage

extension FactLanguage {
  static let caseFields: [FactField] = [
    FactField("name", .string, "the name in the configuration") { v, i in .word(v.project.cases[i].key) },
    FactField("case_type", object(.case_type), "its type") { v, i in .ref(.case_type, v.project.cases[i].caseType.index) },
    FactField("owner", .nullable(object(.owner)), "its owner, or null if it is unowned or the owner is nobody's id") { v, i in
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
    FactField("viewers", list(.user), "the users on whose device it stays") { v, i in
      .list(v.facts.relations.viewers(CaseID(i)).see.map { .user($0) })
    },
    FactField("sent_in_vain", list(.user), "the users to whom the server sends it and whose device drops it (Semantics 4)") { v, i in
      .list(v.facts.relations.viewers(CaseID(i)).vain.map { .user($0) })
    },
    FactField("leaks_to", list(.user), "users who see it only through a child or extension that they own") { v, i in
      .list(v.facts.relations.leaks(CaseID(i)).map { .user($0) })
    },
  ]

  static let sightFields: [FactField] = [
    FactField("user", object(.user), "the user, or one of a class of users with the same memberships and role") { v, i in
      .user(v.user ?? UserID(0))
    },
    FactField("owner", object(.owner), "an owner among the user's owner ids") { v, i in .ref(SightNumber(i).owner) },
    FactField("case_type", .string, "a case type; compare it with its name") { v, i in
      .word(v.project.caseTypes[SightNumber(i).caseType].key)
    },
    FactField("because", .string, "`own id`, `group`, `location` or `viewing`") { v, i in
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

/// What indices between declared cases do: found out once a case.
final class CaseRelations {
  private unowned let facts: Facts
  private var known: [CaseID: (see: [UserID], vain: [UserID])] = [:]
  private let isReferredTo: Set<CaseID>

  init(_ facts: Facts) {
    self.facts = facts
    isReferredTo = Set(facts.project.caseIndices.all.map(\.target))
  }

  func viewers(_ id: CaseID) -> (see: [UserID], vain: [UserID]) {
    if let answer = known[id] { return answer }
    let answer = facts.viewers.users(of: id, &facts.sight)
    known[id] = (answer.see, answer.sentInVain)
    return (answer.see, answer.sentInVain)
  }

  /// Users who see a case without owning it, only because others refer to it.
  func leaks(_ id: CaseID) -> [UserID] {
    guard isReferredTo.contains(id), case .reference(let reference) = facts.project.cases[id].owner else { return [] }
    let owner = Owner(reference)
    return viewers(id).see.filter { !facts.graph.owns($0, owner) }
  }
}

extension Facts {
  /// The largest number of declared cases of one type that a fresh sync sends a user.
  func largestRestore(_ user: UserID) -> Int {
    var counts: [CaseTypeID: Int] = [:]
    for id in sight.sight(of: user).sent { counts[project.cases[id].caseType, default: 0] += 1 }
    return counts.values.max() ?? 0
  }
}
