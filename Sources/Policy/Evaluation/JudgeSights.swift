import OwnershipGraph
import ProjectModel
import RuleLanguage

extension RuleJudge {
  /// Judges a rule over sights. What reads only the case type, only the owner or only the user is tried first and once;
  /// users who see the same are judged once.
  mutating func judgeSights() {
    let ofType = tests.filter { $0.scope == .place }
    let ofOwner = tests.filter { $0.scope == .cell }
    let ofUser = tests.filter { test in
      test.scope >= .bucket && test.located.expression.reads.allSatisfy { $0.fields.first == "user" }
    }
    let ofBoth = tests.filter { test in
      test.scope >= .bucket && !test.located.expression.reads.allSatisfy { $0.fields.first == "user" }
    }
    let isPersonal = tests.contains { $0.scope == .user } || groupingScope == .user
    let types = view.project.caseTypes.indices.filter { type in
      meet(Owner(rawValue: 0), type, nil)
      return passes(ofType)
    }
    if types.isEmpty { return }
    /// By owner: whether it passes what reads only the owner.
    var ownersThatPass: [Owner: Bool] = [:]
    for bucket in view.facts.buckets.all {
      for alike in isPersonal ? bucket.users.map({ [$0] }) : [bucket.users] {
        meet(Owner(alike[0]), types[0], alike[0])
        guard passes(ofUser) else { continue }
        view.facts.forEachSharedOwner(of: alike[0]) { owner in
          judge(owner, types, alike, ofOwner, ofBoth, &ownersThatPass)
        }
        // The own id is another owner for each user.
        for user in alike { judge(Owner(user), types, [user], ofOwner, ofBoth, &ownersThatPass) }
      }
    }
  }

  private mutating func judge(
    _ owner: Owner, _ types: [Int], _ users: [UserID], _ ofOwner: [Test], _ ofBoth: [Test],
    _ ownersThatPass: inout [Owner: Bool]
  ) {
    let possible = view.facts.possibleOwners
    for type in types where possible.isOpen[type] || possible.known[type].contains(owner) {
      meet(owner, type, users[0])
      if !ofOwner.isEmpty {
        let passesOwner = ownersThatPass[owner] ?? passes(ofOwner)
        ownersThatPass[owner] = passesOwner
        if !passesOwner { return }
      }
      guard passes(ofBoth) else { continue }
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
