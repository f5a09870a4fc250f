import OwnershipGraph
import ProjectModel

/// What comes along with a case, and whom it never reaches, by what forms and declared cases put above and below
/// others (semantics 4).
extension CaseAudience {
  /// The types of all cases above an opening's new case: its parents and hosts, theirs, and so on.
  func typesAbove(_ opening: Int) -> Set<CaseTypeID> {
    if let known = above[opening] { return known }
    var types = Set(FactView(facts).hostTypes(opening))
    var next = types
    while !next.isEmpty {
      next = Set(next.flatMap { relations.typesAbove[$0.index] }).subtracting(types)
      types.formUnion(next)
    }
    above[opening] = types
    return types
  }

  /// The types of the cases that whoever owns an opening's new case gets with it: all above it, and the extensions of
  /// these and of its own.
  func typesBrought(_ opening: Int) -> Set<CaseTypeID> {
    var types = typesAbove(opening)
    var next = types.union([facts.openings[opening].action(facts.project).caseType])
    while !next.isEmpty {
      next = Set(next.flatMap { relations.extensionsOf[$0.index] }).subtracting(types)
      types.formUnion(next)
    }
    return types
  }

  // MARK: Hosts whose extensions nobody works on

  /// Of an unowned extension that some have a list for: the owners of hosts that those see for whom the form opens,
  /// whose extensions reach nobody with a list. None where that cannot be known.
  func strandedOwners(_ opening: Int) -> Set<Owner> {
    if let known = stranded[opening] { return known }
    let result = findStrandedOwners(opening)
    stranded[opening] = result
    return result
  }

  private func findStrandedOwners(_ opening: Int) -> Set<Owner> {
    let view = FactView(facts)
    guard view.isUnownedExtension(opening), let hosts = hostOwners(opening) else { return [] }
    let action = facts.openings[opening].action(facts.project)
    let listers = listers(action.caseType)
    guard listers.contains(where: { isMeant($0) }) else { return [] }
    var stranded = hosts.subtracting(OwnerCrowd(hosts, graph).seen(by: listers))
    if !action.indices.contains(where: { $0.target == .openedCase }) {
      stranded = OwnerCrowd(stranded, graph).seen(by: makers(facts.openings[opening].form))
    }
    if stranded.isEmpty { return [] }
    let roots = rootTypes(of: opening)
    let family = family(of: action.caseType, roots)
    // What its hosts are extensions of takes them along; a declared case below may belong to those with a list.
    var others: Set<Owner> = []
    for type in family.above {
      guard !facts.possibleOwners.isOpen[type.index] else { return [] }
      others.formUnion(facts.possibleOwners.known[type.index])
    }
    for type in family.all { others.formUnion(ownersOfDeclaredBelow[type.index]) }
    let crowd = OwnerCrowd(others, graph)
    if listers.contains(where: { crowd.isSeen(by: $0) }) { return [] }
    // Those who can open a case below such a case, or hand one over, may so bring it to people with a list.
    let ways = ways(family.all)
    guard ways.contains(where: { reaches($0.owners, listers) }) else { return stranded }
    for form in Set(ways.map(\.form)) {
      stranded.subtract(OwnerCrowd(stranded, graph).seen(by: makers(form)))
    }
    return stranded
  }

  /// The types of cases that can be on a device because of a host, or make a host be on it.
  private func family(
    of type: CaseTypeID, _ roots: Set<CaseTypeID>
  ) -> (above: Set<CaseTypeID>, all: Set<CaseTypeID>) {
    var above: Set<CaseTypeID> = []
    var next = roots
    while !next.isEmpty {
      next = Set(next.flatMap { relations.hostsOfExtensions[$0.index] }).subtracting(roots).subtracting(above)
      above.formUnion(next)
    }
    var all = roots.union(above).union([type])
    next = all
    while !next.isEmpty {
      next = Set(next.flatMap { relations.typesBelow[$0.index] }).subtracting(all)
      all.formUnion(next)
    }
    return (above, all)
  }

  /// The forms that give an owner to cases below those of some types, or hand such a case over; no owners if they
  /// cannot be known.
  private func ways(_ types: Set<CaseTypeID>) -> [(form: FormID, owners: Set<Owner>?)] {
    let view = FactView(facts)
    var ways: [(form: FormID, owners: Set<Owner>?)] = []
    for index in facts.openings.indices where !types.isDisjoint(with: view.hostTypes(index)) {
      if view.isUnownedExtension(index) { continue }
      // The owner of the case above, who is looked at there.
      if case .sameAsSelectedCase? = view.ownerValue(index)?.source { continue }
      ways.append((facts.openings[index].form, givenOwners(index)))
    }
    for menu in Set(types.flatMap { facts.apps.listedIn[$0.index] }) {
      for form in facts.project.menus[menu].forms.map({ FormID($0) }) {
        let record = facts.project.forms[form]
        guard let updates = record.updates, updates.savesOwner, updates.condition != .never, record.requiresCase else {
          continue
        }
        switch updates.owner?.source {
        case .fixed(let reference): ways.append((form, [Owner(reference)]))
        case .currentUser: ways.append((form, Set(makers(form).lazy.map { Owner($0) })))
        case .unowned, .sameAsSelectedCase: break
        default: ways.append((form, nil))
        }
      }
    }
    return ways
  }

  private func reaches(_ owners: Set<Owner>?, _ listers: [UserID]) -> Bool {
    guard let owners else { return true }
    let crowd = OwnerCrowd(owners, graph)
    return listers.contains { crowd.isSeen(by: $0) }
  }

  // MARK: Handing over

  /// Whether a user may own a case that can be selected in a menu; true where that cannot be known, and where cases
  /// belong to single users, since those who are alike are judged at once.
  func mayOwn(_ user: UserID, in menu: MenuID) -> Bool {
    if owned[menu] == nil { owned[menu] = .some(ownersInMenu(menu)) }
    guard let crowd = owned[menu] ?? nil else { return true }
    return crowd.isSeen(by: user)
  }

  private func ownersInMenu(_ menu: MenuID) -> OwnerCrowd? {
    var owners: Set<Owner> = []
    for type in facts.project.menus[menu].caseTypes {
      if facts.possibleOwners.isOpen[type.index] || facts.apps.belongsToUsers[type.index] { return nil }
      owners.formUnion(facts.possibleOwners.known[type.index])
    }
    let someAreUsers = owners.contains { if case .user = $0.reference { true } else { false } }
    return owners.isEmpty || someAreUsers ? nil : OwnerCrowd(owners, graph)
  }
}

extension FactView {
  /// The fixed owner of an opening, or the declared ones among the choices of the question that gives it.
  func namedOwners(_ i: Int) -> [Owner] {
    switch ownerValue(i)?.source {
    case .fixed(let reference)?: return [Owner(reference)]
    case .question(let index)?:
      let form = opening(i).form
      let questions = project.forms[project.forms[form].source ?? form].questions
      guard questions.indices.contains(index) else { return [] }
      return questions[index].choices.compactMap { choice in
        if case .owner(let reference) = choice { Owner(reference) } else { nil }
      }
    default: return []
    }
  }

  /// The types above an opening's case that none of the apps lists which the users of one of its named owners may open.
  func unlistedAbove(_ i: Int) -> [CaseTypeID] {
    let owners = namedOwners(i).filter(canOwn)
    guard !owners.isEmpty else { return [] }
    let above = facts.audience.typesAbove(i)
    guard !above.isEmpty else { return [] }
    let apps = owners.map { Set(facts.appsOfViewers($0)) }.filter { !$0.isEmpty }
    return above.sorted().filter { type in
      let listing = facts.apps.listedIn[type.index].map { project.menus[$0].app }
      return apps.contains { $0.isDisjoint(with: listing) }
    }
  }
}
