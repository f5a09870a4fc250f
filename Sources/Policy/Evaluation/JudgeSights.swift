import OwnershipGraph
import ProjectModel
import RuleLanguage

extension RuleJudge {
  /// Judges a rule over sights. What reads only the case type, only the owner or only the user is tried first and once;
  /// users who see the same are judged once.
  mutating func judgeSights() {
    var parts = SightTests(tests)
    let isPersonal = tests.contains { $0.scope == .user } || groupingScope == .user
    var types: [(number: Int, verdict: Verdict)] = []
    for type in view.project.caseTypes.indices {
      meet(Owner(rawValue: 0), type, nil)
      let verdict = verdict(&parts.ofType)
      if !verdict.isFailed { types.append((type, verdict)) }
    }
    if types.isEmpty { return }
    /// By owner: what is said of it by what reads only the owner.
    var owners: [Owner: Verdict] = [:]
    for bucket in view.facts.buckets.all {
      for alike in isPersonal ? bucket.users.map({ [$0] }) : [bucket.users] {
        if isStopped { return }
        meet(Owner(alike[0]), types[0].number, alike[0])
        let verdict = verdict(&parts.ofUser)
        if verdict.isFailed { continue }
        view.facts.forEachSharedOwner(of: alike[0]) { owner in
          judge(owner, types, alike, verdict, &parts, &owners)
        }
        // The own id is another owner for each user.
        for user in alike { judge(Owner(user), types, [user], verdict, &parts, &owners) }
      }
    }
  }

  /// The tests of a rule over sights, by what they read.
  private struct SightTests {
    var ofType: [Test] = []
    var ofOwner: [Test] = []
    var ofUser: [Test] = []
    var ofSeveral: [Test] = []

    init(_ tests: [Test]) {
      for test in tests {
        let fields = Set(test.located.expression.reads.map { $0.fields.first })
        if fields.isSubset(of: ["case_type"]) {
          ofType.append(test)
        } else if fields == ["owner"] {
          ofOwner.append(test)
        } else if fields == ["user"] {
          ofUser.append(test)
        } else {
          ofSeveral.append(test)
        }
      }
    }
  }

  private mutating func judge(
    _ owner: Owner, _ types: [(number: Int, verdict: Verdict)], _ users: [UserID], _ userVerdict: Verdict,
    _ parts: inout SightTests, _ owners: inout [Owner: Verdict]
  ) {
    let possible = view.facts.possibleOwners
    for (type, typeVerdict) in types where possible.isOpen[type] || possible.known[type].contains(owner) {
      meet(owner, type, users[0])
      var result = userVerdict.and(typeVerdict)
      if !parts.ofOwner.isEmpty {
        let ownerVerdict = owners[owner] ?? verdict(&parts.ofOwner)
        owners[owner] = ownerVerdict
        if ownerVerdict.isFailed { return }
        result = result.and(ownerVerdict)
      }
      guard settles(verdict(&parts.ofSeveral, after: result)) else { continue }
      let standard = ObjectRef(type: FactKind.owner.rawValue, index: UInt64(owner.rawValue))
      let caseType = ObjectRef(type: FactKind.case_type.rawValue, index: UInt64(type))
      guard let key = key(standard: standard, standardValue: .object(caseType)) else { continue }
      findings.add(key, view, users: users)
    }
  }

  private func meet(_ owner: Owner, _ type: Int, _ user: UserID?) {
    let number = SightNumber(owner: owner, caseType: type).number
    view.fact = .object(ObjectRef(type: FactKind.sight.rawValue, index: UInt64(number)))
    view.user = user
  }
}

extension Facts {
  /// Calls `body` with each owner that a user has beside the own id, each once.
  func forEachSharedOwner(of user: UserID, _ body: (Owner) -> Void) {
    let owners = graph.owners(of: user)
    for group in owners.groups { body(Owner(group)) }
    for location in owners.assigned { body(Owner(location)) }
    for range in owners.viewed {
      for position in range where graph.tree.isViewable(position: position) {
        let location = graph.tree.order[Int(position)]
        if owners.maximumDepth.map({ graph.tree.depth(location) <= $0 }) ?? true, !owners.assigned.contains(location) {
          body(Owner(location))
        }
      }
    }
  }
}
