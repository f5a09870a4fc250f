import OwnershipGraph
import ProjectModel
import YAMLSource

/// Who is where, and what is used as an owner: counted once for all rules.
final class OwnerUsage {
  private let project: Project
  private let caseCounts: OwnerTable<Int32>
  private let openCaseCounts: OwnerTable<Int32>
  private let formsByOwner: [Owner: [FormID]]
  private let membersOf: Links<UserID>
  private let usersAt: Links<UserID>
  private let groupsByName: [Symbol: [Int]]
  /// The groups by their names in small letters and without blanks.
  private lazy var groupsByPlainName = Dictionary(grouping: project.groups.indices) { plainName($0) }
  let locationsOfLevel: [Int]
  let usersOfLevel: [Int]
  /// The owners that cases or forms use, ascending.
  let used: [Owner]
  /// How many users can log in.
  let activeUsers: Int
  /// How many sharing groups have an active mobile worker.
  let groupsInUse: Int
  /// How many owning, unarchived locations have an active user.
  let locationsInUse: Int

  init(_ graph: OwnershipGraph) {
    let project = graph.project
    self.project = project
    var caseCounts = OwnerTable<Int32>(project, repeating: 0)
    var openCaseCounts = OwnerTable<Int32>(project, repeating: 0)
    for declared in project.cases {
      guard case .reference(let reference) = declared.owner else { continue }
      caseCounts[reference] += 1
      if !declared.isClosed { openCaseCounts[reference] += 1 }
    }
    var members: [(source: Int32, element: UserID)] = []
    var assigned: [(source: Int32, element: UserID)] = []
    var usersOfLevel = [Int](repeating: 0, count: project.levels.count)
    var groupsInUse: Set<GroupID> = []
    var locationsInUse: Set<LocationID> = []
    for user in project.users.ids {
      let isActive = project.users[user].isActive
      for membership in project.memberships[user.index] where !membership.isRepetition {
        members.append((membership.target.raw, user))
        if isActive, !project.users[user].isWebUser, project.groups[membership.target].caseSharing {
          groupsInUse.insert(membership.target)
        }
      }
      for assignment in project.assignments[user.index] where !assignment.isRepetition {
        assigned.append((assignment.target.raw, user))
        usersOfLevel[project.locations[assignment.target].level.index] += 1
        if isActive, graph.tree.isViewable(position: graph.tree.position(assignment.target)) {
          locationsInUse.insert(assignment.target)
        }
      }
    }
    var locationsOfLevel = [Int](repeating: 0, count: project.levels.count)
    for location in project.locations { locationsOfLevel[location.level.index] += 1 }
    var groupsByName: [Symbol: [Int]] = [:]
    for (i, group) in project.groups.enumerated() { groupsByName[group.name, default: []].append(i) }
    self.caseCounts = caseCounts
    self.openCaseCounts = openCaseCounts
    formsByOwner = Self.formsByOwner(graph)
    membersOf = Links(sourceCount: project.groups.count, edges: members)
    usersAt = Links(sourceCount: project.locations.count, edges: assigned)
    self.groupsByName = groupsByName
    self.locationsOfLevel = locationsOfLevel
    self.usersOfLevel = usersOfLevel
    used = Set(caseCounts.owners { $0 > 0 }).union(formsByOwner.keys).sorted()
    activeUsers = project.users.count { $0.isActive }
    self.groupsInUse = groupsInUse.count
    self.locationsInUse = locationsInUse.count
  }

  /// The forms that name an owner, as a fixed `owner_id` or as a choice of the question that gives it.
  private static func formsByOwner(_ graph: OwnershipGraph) -> [Owner: [FormID]] {
    let project = graph.project
    var result: [Owner: [FormID]] = [:]
    for id in project.forms.ids {
      let form = project.forms[id]
      var owners = graph.activeOpens(id).map { form.opens[$0].owner }
      if let updates = form.updates, updates.condition != .never { owners.append(updates.owner) }
      for owner in owners {
        var references: [OwnerReference] = []
        switch owner?.source {
        case .fixed(let reference): references = [reference]
        case .question(let index):
          references = form.questions[index].choices.compactMap {
            if case .owner(let reference) = $0 { reference } else { nil }
          }
        default: break
        }
        for reference in references where result[Owner(reference)]?.last != id {
          result[Owner(reference), default: []].append(id)
        }
      }
    }
    return result
  }

  func caseCount(_ owner: Owner) -> Int { Int(caseCounts[owner.reference]) }
  func openCaseCount(_ owner: Owner) -> Int { Int(openCaseCounts[owner.reference]) }
  func forms(_ owner: Owner) -> [FormID] { formsByOwner[owner] ?? [] }
  func members(_ group: Int) -> ArraySlice<UserID> { membersOf[group] }
  func users(ofLocation location: Int) -> ArraySlice<UserID> { usersAt[location] }

  /// Whether an open case or a form uses an owner.
  func isUsed(_ owner: Owner) -> Bool { openCaseCount(owner) > 0 || formsByOwner[owner] != nil }

  /// Earlier groups of the same name.
  func namesakes(_ group: Int) -> [Int] { (groupsByName[project.groups[group].name] ?? []).filter { $0 < group } }

  /// Of groups whose names differ only by capital letters or blanks, at the last of them: those of another name.
  func nearNamesakes(_ group: Int) -> [Int] {
    guard let cluster = groupsByPlainName[plainName(group)], cluster.last == group else { return [] }
    return cluster.filter { project.groups[$0].name != project.groups[group].name }
  }

  private func plainName(_ group: Int) -> String {
    project.text(project.groups[group].name).lowercased().split(whereSeparator: \.isWhitespace).joined()
  }
}
