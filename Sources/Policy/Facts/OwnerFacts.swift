import OwnershipGraph
import ProjectModel
import RuleLanguage
import YAMLSource

extension FactView {
  func owner(_ i: Int) -> Owner { Owner(rawValue: UInt32(i)) }
}

extension FactLanguage {
  static let ownerFields: [FactField] = [
    FactField("name", .string, "`user:NAME`, `group:NAME` or `location:SITE_CODE`") { v, i in .text(v.project.name(of: v.owner(i))) },
    FactField("kind", .string, "`user`, `group` or `location`") { v, i in
      switch v.owner(i).reference {
      case .user: .text("user")
      case .group: .text("group")
      case .location: .text("location")
      }
    },
    FactField("user", .nullable(object(.user)), "the user, or null") { v, i in
      if case .user(let id) = v.owner(i).reference { .user(id) } else { .null }
    },
    FactField("group", .nullable(object(.group)), "the group, or null") { v, i in
      if case .group(let id) = v.owner(i).reference { .group(id) } else { .null }
    },
    FactField("location", .nullable(object(.location)), "the location, or null") { v, i in
      if case .location(let id) = v.owner(i).reference { .location(id) } else { .null }
    },
    FactField("can_own", .bool, "whether cases can reach anybody through it: a user, a sharing group, a location of an owning level") { v, i in
      switch v.owner(i).reference {
      case .user: .bool(true)
      case .group(let id): .bool(v.project.groups[id].caseSharing)
      case .location(let id): .bool(v.project.levels[v.project.locations[id].level].sharesCases)
      }
    },
    FactField("archived", .bool, "whether it is an archived location") { v, i in
      if case .location(let id) = v.owner(i).reference { .bool(v.graph.tree.isArchived(id)) } else { .bool(false) }
    },
    FactField("viewers", .int, "how many active users have it among their owner ids") { v, i in .number(v.facts.viewerCount(v.owner(i))) },
    FactField("cases", .int, "how many declared cases it owns") { v, i in .number(v.facts.usage.caseCount(v.owner(i))) },
    FactField("used_by", list(.form), "the forms that name it as a fixed owner") { v, i in
      .list(v.facts.usage.forms(v.owner(i)).map { .form($0) })
    },
  ]
}

/// Who is where, and what is used as an owner: counted once for all rules.
final class OwnerUsage {
  private let project: Project
  private let caseCounts: [Owner: Int]
  private let formsByOwner: [Owner: [FormID]]
  private let membersOf: Links<UserID>
  private let usersAt: Links<UserID>
  private let typesOfApps: [[CaseTypeID]]
  private let groupsByName: [Symbol: [Int]]
  let locationsOfLevel: [Int]
  let usersOfLevel: [Int]
  /// The owners that cases or forms use, ascending.
  let used: [Owner]

  init(_ graph: OwnershipGraph) {
    let project = graph.project
    self.project = project
    var caseCounts: [Owner: Int] = [:]
    for declared in project.cases {
      if case .reference(let reference) = declared.owner { caseCounts[Owner(reference), default: 0] += 1 }
    }
    var formsByOwner: [Owner: [FormID]] = [:]
    for id in project.forms.ids {
      let form = project.forms[id]
      var owners = graph.activeOpens(id).map { form.opens[$0].owner }
      if let updates = form.updates, updates.condition != .never { owners.append(updates.owner) }
      for case .fixed(let reference)? in owners.map({ $0?.source }) where formsByOwner[Owner(reference)]?.last != id {
        formsByOwner[Owner(reference), default: []].append(id)
      }
    }
    var members: [(source: Int32, element: UserID)] = []
    var assigned: [(source: Int32, element: UserID)] = []
    var usersOfLevel = [Int](repeating: 0, count: project.levels.count)
    for user in project.users.ids {
      for membership in project.memberships[user.index] where !membership.isRepetition {
        members.append((membership.target.raw, user))
      }
      for assignment in project.assignments[user.index] where !assignment.isRepetition {
        assigned.append((assignment.target.raw, user))
        usersOfLevel[project.locations[assignment.target].level.index] += 1
      }
    }
    var locationsOfLevel = [Int](repeating: 0, count: project.levels.count)
    for location in project.locations { locationsOfLevel[location.level.index] += 1 }
    typesOfApps = project.apps.ids.map { app in
      var types: Set<CaseTypeID> = []
      for menu in project.apps[app].menus {
        types.formUnion(project.menus[menu].caseTypes)
        for form in project.menus[menu].forms {
          for index in graph.activeOpens(FormID(form)) { types.insert(project.forms[form].opens[index].caseType) }
        }
      }
      return types.sorted()
    }
    var groupsByName: [Symbol: [Int]] = [:]
    for (i, group) in project.groups.enumerated() { groupsByName[group.name, default: []].append(i) }
    self.caseCounts = caseCounts
    self.formsByOwner = formsByOwner
    membersOf = Links(sourceCount: project.groups.count, edges: members)
    usersAt = Links(sourceCount: project.locations.count, edges: assigned)
    self.groupsByName = groupsByName
    self.locationsOfLevel = locationsOfLevel
    self.usersOfLevel = usersOfLevel
    used = Set(caseCounts.keys).union(formsByOwner.keys).sorted()
  }

  func caseCount(_ owner: Owner) -> Int { caseCounts[owner] ?? 0 }
  func forms(_ owner: Owner) -> [FormID] { formsByOwner[owner] ?? [] }
  func members(_ group: Int) -> ArraySlice<UserID> { membersOf[group] }
  func users(ofLocation location: Int) -> ArraySlice<UserID> { usersAt[location] }
  func caseTypes(ofApp app: AppID) -> [CaseTypeID] { typesOfApps[app.index] }

  /// Earlier groups of the same name.
  func namesakes(_ group: Int) -> [Int] { (groupsByName[project.groups[group].name] ?? []).filter { $0 < group } }
}
