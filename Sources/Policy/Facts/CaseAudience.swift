import OwnershipGraph
import ProjectModel

/// Who works with the cases that forms open, judged by people: who may open the form, whose cases it takes, who has a
/// list. Each question is answered once.
///
/// Where an owner cannot be known, anybody may be meant: then nothing is said.
final class CaseAudience {
  unowned let facts: Facts
  private var hosts: [Int: Set<Owner>?] = [:]
  private var unseen: [Int: [UserID]] = [:]
  private var makers: [FormID: [UserID]] = [:]
  lazy var relations = TypeRelations(facts)
  /// By opening: the types of the cases above its case, once asked.
  var above: [Int: Set<CaseTypeID>] = [:]
  /// By opening: the owners of hosts whose extensions reach nobody with a list, once asked.
  var stranded: [Int: Set<Owner>] = [:]
  /// By menu: the owners of the cases that can be selected in it, once asked; nil where anybody may be one.
  var owned: [MenuID: OwnerCrowd?] = [:]
  /// By case type: the owners of declared cases below such cases. Read only for a finding that these may prevent.
  lazy var ownersOfDeclaredBelow: [Set<Owner>] = {
    let project = facts.project
    var owners = [Set<Owner>](repeating: [], count: project.caseTypes.count)
    for id in project.cases.ids {
      guard case .reference(let reference) = project.cases[id].owner else { continue }
      for index in project.caseIndices[id.index] {
        owners[project.cases[index.target].caseType.index].insert(Owner(reference))
      }
    }
    return owners
  }()

  init(_ facts: Facts) { self.facts = facts }

  var graph: OwnershipGraph { facts.graph }

  /// The active users for whom a form opens.
  func makers(_ form: FormID) -> [UserID] {
    if let known = makers[form] { return known }
    let users = facts.attempts.byForm[form.index].filter { $0.key.outcome == .opens }.flatMap(\.members)
      .flatMap { facts.users(of: $0) }
    makers[form] = users
    return users
  }

  /// The active users who may look at a list of a case type.
  func listers(_ type: CaseTypeID) -> [UserID] {
    let apps = Set(facts.apps.listedIn[type.index].map { facts.project.menus[$0].app })
    guard !apps.isEmpty else { return [] }
    return facts.buckets.all.flatMap { bucket in
      // A web user without declared apps may look at all of them: asked one by one, as they are few.
      facts.buckets.appLists[bucket.appList].contains(where: apps.contains)
        ? bucket.users
        : bucket.users.filter { facts.project.users[$0].isWebUser && graph.listingApps(of: $0).contains(where: apps.contains) }
    }
  }

  // MARK: Unowned extensions

  /// The owners of the cases that an opening's new case can be a child or an extension of, as far as those for whom
  /// the form opens have them; nil if they cannot be known, or there are none.
  func hostOwners(_ opening: Int) -> Set<Owner>? {
    if let known = hosts[opening] { return known }
    let result = findHostOwners(opening)
    hosts[opening] = .some(result)
    return result
  }

  private func findHostOwners(_ opening: Int) -> Set<Owner>? {
    let makers = makers(facts.openings[opening].form)
    guard !makers.isEmpty else { return nil }
    var owners: Set<Owner> = []
    let targets = facts.openings[opening].action(facts.project).indices.map(\.target)
    if targets.contains(.openedCase) {
      // The main case of the same form: whoever it is given to.
      for index in facts.apps.openingsOfForm[facts.openings[opening].form.index]
      where facts.openings[index].action(facts.project).indices.isEmpty {
        guard let given = givenOwners(index) else { return nil }
        owners.formUnion(given)
      }
    }
    for type in rootTypes(of: opening) {
      // What is handed over takes its extensions along.
      guard let handed = handedOwners(type) else { return nil }
      owners.formUnion(handed)
      guard targets.contains(.selectedCase) else { continue }
      guard !facts.possibleOwners.isOpen[type.index] else { return nil }
      let known = facts.possibleOwners.known[type.index]
      if relations.mayBePulled.contains(type) {
        // Others than its owners can have such a case on the device, and select it.
        owners.formUnion(known)
      } else {
        owners.formUnion(OwnerCrowd(known, graph).seen(by: makers))
      }
    }
    return owners.isEmpty ? nil : owners
  }

  /// The owners that forms can give selected cases of a type; nil if they cannot be known.
  private func handedOwners(_ type: CaseTypeID) -> Set<Owner>? {
    var owners: Set<Owner> = []
    for menu in facts.apps.listedIn[type.index] {
      for form in facts.project.menus[menu].forms.map({ FormID($0) }) {
        guard let updates = facts.project.forms[form].updates, updates.savesOwner, updates.condition != .never,
          facts.project.forms[form].requiresCase
        else { continue }
        switch updates.owner?.source {
        case .fixed(let reference): owners.insert(Owner(reference))
        case .currentUser: owners.formUnion(makers(form).lazy.map { Owner($0) })
        case .unowned: break
        default: return nil
        }
      }
    }
    return owners
  }

  /// The owners that a form gives the cases of one of its open actions; nil if not all can be known.
  func givenOwners(_ opening: Int) -> Set<Owner>? {
    let form = facts.openings[opening].form
    let place = opening - facts.apps.openingsOfForm[form.index].lowerBound
    var owners: Set<Owner> = []
    for cell in facts.attempts.byForm[form.index] where cell.key.outcome == .opens {
      for member in cell.members {
        let users = facts.users(of: member)
        let forecast = facts.judge.attempt(users[0], form).opened[place].forecast
        if forecast.unknown != nil { return nil }
        for owner in forecast.owners {
          switch owner {
          case .owner(let owner): owners.insert(owner)
          case .submittingUser: owners.formUnion(users.lazy.map { Owner($0) })
          case .unowned, .text: break
          }
        }
      }
    }
    return owners
  }

  /// The types of the cases that a new case goes with: its hosts, or their hosts where these are unowned extensions
  /// themselves.
  func rootTypes(of opening: Int) -> Set<CaseTypeID> {
    var types = Set(FactView(facts).hostTypes(opening))
    var next = types
    while !next.isEmpty {
      next = Set(next.flatMap { relations.unownedBelow[$0.index] }).subtracting(types)
      types.formUnion(next)
    }
    return types
  }

  /// The active users who may look at a list of such cases, and whom the case of an unowned extension's opening never
  /// reaches, nor another of its type: none of them has an owner id of a host, of such a case or of one below.
  func unseenBy(_ opening: Int) -> [UserID] {
    if let known = unseen[opening] { return known }
    let result = findUnseenBy(opening)
    unseen[opening] = result
    return result
  }

  private func findUnseenBy(_ opening: Int) -> [UserID] {
    let view = FactView(facts)
    guard view.isUnownedExtension(opening) else { return [] }
    let type = facts.openings[opening].action(facts.project).caseType
    guard !facts.apps.listedIn[type.index].isEmpty, let hosts = hostOwners(opening),
      let others = reachingOwners(type, and: Set(view.hostTypes(opening)))
    else { return [] }
    let crowd = OwnerCrowd(hosts.union(others), graph)
    return listers(type).filter { isMeant($0) && !crowd.isSeen(by: $0) }.sorted()
  }

  /// Whether an empty list of a user's is a sign of a case in the wrong place: not where the user shares no cases at
  /// all, and not of a web user who may look at every app.
  func isMeant(_ user: UserID) -> Bool {
    let record = facts.project.users[user]
    return graph.groupCount(of: user) > 0 && !(record.isWebUser && record.opensEveryApp)
  }

  /// The owners through whom cases of a type reach anybody: their own, and those of cases below them or below cases of
  /// the other types, and of what these are extensions of; nil if they cannot be known.
  private func reachingOwners(_ type: CaseTypeID, and others: Set<CaseTypeID>) -> Set<Owner>? {
    var meant: Set<CaseTypeID> = [type]
    var next = others.union([type])
    var seen = next
    while !next.isEmpty {
      var reached = Set(next.flatMap { relations.typesBelow[$0.index] })
      for here in next {
        // A host brings its extensions. What leads back to the other types themselves is the opening's to say.
        let above = relations.hostsOfExtensions[here.index]
        reached.formUnion(others.contains(here) ? above : above.subtracting(others))
      }
      meant.formUnion(reached)
      next = reached.subtracting(seen)
      seen.formUnion(reached)
    }
    var owners: Set<Owner> = []
    for type in meant {
      guard !facts.possibleOwners.isOpenBySelection[type.index] else { return nil }
      owners.formUnion(facts.possibleOwners.knownBySelection[type.index])
    }
    return owners
  }

  /// The forms that close a case which an opening's new case is an extension of, and that open for somebody who has
  /// such cases.
  func hostClosers(_ opening: Int) -> [FormID] {
    let crowd = hostOwners(opening).map { OwnerCrowd($0, graph) }
    var seen: Set<FormID> = []
    return FactView(facts).hostTypes(opening).flatMap { facts.apps.closedBy[$0.index] }.filter { form in
      seen.insert(form).inserted && makers(form).contains { user in crowd?.isSeen(by: user) ?? true }
    }
  }

  // MARK: Lists

  /// Whether somebody whom cases of a type reach may look at a list of them; true where that cannot be known, and
  /// where nobody can open one or nobody has a list.
  func isListedForViewers(_ type: CaseTypeID) -> Bool {
    let listed = Set(facts.apps.listedIn[type.index].map { facts.project.menus[$0].app })
    let openings = relations.openings[type.index]
    if listed.isEmpty || openings.isEmpty { return true }
    // Nearly always the first who opens the form has the list and keeps the case.
    for opening in openings where isListedForFirst(opening, listed) { return true }
    let listers = listers(type)
    if listers.isEmpty || facts.possibleOwners.isOpenBySelection[type.index] { return true }
    guard var owners = reachingOwners(type, and: []) else { return true }
    let view = FactView(facts)
    for opening in openings where view.isUnownedExtension(opening) {
      guard let hosts = hostOwners(opening) else { return true }
      owners.formUnion(hosts)
    }
    if owners.isEmpty { return true }
    let crowd = OwnerCrowd(owners, graph)
    return listers.contains { crowd.isSeen(by: $0) }
  }

  private func isListedForFirst(_ opening: Int, _ listed: Set<AppID>) -> Bool {
    // The owners of selected cases are looked up among all.
    if facts.isSameAsSelected(opening) { return false }
    let form = facts.openings[opening].form
    let place = opening - facts.apps.openingsOfForm[form.index].lowerBound
    let app = facts.project.menus[facts.project.forms[form].menu].app
    // A few tries, rather than all attempts: those are dear where nothing else asks for them.
    for bucket in facts.buckets.all.prefix(200) where facts.buckets.appLists[bucket.appList].contains(app) {
      let user = bucket.users[0]
      let attempt = facts.judge.attempt(user, form)
      guard attempt.outcome == .opens else { continue }
      let forecast = attempt.opened[place].forecast
      if forecast.unknown != nil { return true }
      for owner in forecast.owners.prefix(20) {
        switch owner {
        case .submittingUser: if graph.listingApps(of: user).contains(where: listed.contains) { return true }
        case .owner(let owner): if facts.appsOfViewers(owner).contains(where: listed.contains) { return true }
        case .unowned, .text: break
        }
      }
    }
    return false
  }
}

/// Which case types are opened, and which below which others: looked up once.
struct TypeRelations {
  /// By case type: the openings of such cases.
  var openings: [[Int]]
  /// By case type: the types of the hosts of such cases, where these are extensions without an owner.
  var unownedBelow: [Set<CaseTypeID>]
  /// By case type: the types of the cases below such cases, opened by a form or declared.
  var typesBelow: [Set<CaseTypeID>]
  /// By case type: the types of the hosts of such cases, where these are extensions, opened by a form or declared.
  var hostsOfExtensions: [Set<CaseTypeID>]
  /// By case type: the types of the cases above such cases.
  private(set) lazy var typesAbove = Self.inverse(typesBelow)
  /// By case type: the types of the extensions of such cases.
  private(set) lazy var extensionsOf = Self.inverse(hostsOfExtensions)
  /// The types of which a case can reach others than those who own it: it has an owned case below, or is an extension.
  var mayBePulled: Set<CaseTypeID> = []

  private static func inverse(_ types: [Set<CaseTypeID>]) -> [Set<CaseTypeID>] {
    var result = [Set<CaseTypeID>](repeating: [], count: types.count)
    for (index, others) in types.enumerated() {
      for other in others { result[other.index].insert(CaseTypeID(index)) }
    }
    return result
  }

  init(_ facts: Facts) {
    let project = facts.project
    let view = FactView(facts)
    openings = Array(repeating: [], count: project.caseTypes.count)
    unownedBelow = Array(repeating: [], count: project.caseTypes.count)
    typesBelow = unownedBelow
    hostsOfExtensions = unownedBelow
    for index in facts.openings.indices {
      let action = facts.openings[index].action(project)
      let type = action.caseType
      openings[type.index].append(index)
      let hosts = view.hostTypes(index)
      for host in hosts { typesBelow[host.index].insert(type) }
      let isExtension = action.indices.contains { if case .child = $0.relationship { false } else { true } }
      if isExtension { hostsOfExtensions[type.index].formUnion(hosts) }
      if view.isUnownedExtension(index) {
        unownedBelow[type.index].formUnion(hosts)
      } else {
        mayBePulled.formUnion(hosts)
        if isExtension { mayBePulled.insert(type) }
      }
    }
    // Cases of a kind stand together: most say what the one before them has said.
    var last: (type: CaseTypeID, host: CaseTypeID, isExtension: Bool)?
    for id in project.cases.ids where project.caseIndices.count(of: id.index) > 0 {
      let type = project.cases[id].caseType
      for index in project.caseIndices[id.index] {
        let host = project.cases[index.target].caseType
        let link = (type: type, host: host, isExtension: index.relationship == .extension)
        if let last, last == link { continue }
        last = link
        typesBelow[host.index].insert(type)
        mayBePulled.insert(host)
        if index.relationship == .extension {
          mayBePulled.insert(type)
          hostsOfExtensions[type.index].insert(host)
        }
      }
    }
  }
}

extension FactView {
  /// Whether an opening's case has no owner of its own and goes where its host is (semantics 3.4, 4).
  func isUnownedExtension(_ i: Int) -> Bool {
    let indices = opening(i).action(project).indices
    guard !indices.isEmpty, indices.allSatisfy({ if case .extension = $0.relationship { true } else { false } }) else {
      return false
    }
    return becomesUnowned(i)
  }

  /// Whether an opening's owner is `-` for everybody: declared, by an expression, or because it is only an extension.
  func becomesUnowned(_ i: Int) -> Bool {
    switch graph.ownerRule(opening(i).form, action: opening(i).index) {
    case .unowned: return true
    case .declared(let value): return isUnowned(value, in: opening(i).form)
    default: return false
    }
  }
}
