import ProjectModel

/// Answers who sees an owner or a case: walks from the owner to the users, never over all users and owners.
public struct Viewers {
  private let graph: OwnershipGraph
  private let membersOf: Links<UserID>
  private let assignedTo: Links<UserID>

  public init(_ graph: OwnershipGraph) {
    self.graph = graph
    let project = graph.project
    var members: [(source: Int32, element: UserID)] = []
    var assigned: [(source: Int32, element: UserID)] = []
    for user in project.users.ids where project.users[user].isActive {
      for membership in project.memberships[user.index] where !membership.isRepetition {
        members.append((membership.target.raw, user))
      }
      for assignment in project.assignments[user.index] where !assignment.isRepetition {
        assigned.append((assignment.target.raw, user))
      }
    }
    membersOf = Links(sourceCount: project.groups.count, edges: members)
    assignedTo = Links(sourceCount: project.locations.count, edges: assigned)
  }

  /// The active users whose owner ids hold an owner, by number. Inactive users cannot log in (semantics 1.11).
  public func users(of owner: Owner) -> [UserID] {
    let project = graph.project
    switch owner.reference {
    case .user(let user): return project.users[user].isActive ? [user] : []
    case .group(let group):
      guard project.groups[group].caseSharing else { return [] }
      return membersOf[group.index].filter { !project.users[$0].isWebUser }.sorted()
    case .location(let location):
      guard project.levels[project.locations[location].level].sharesCases else { return [] }
      // Only assignments here and above can reach it.
      var found: [UserID] = []
      var current: LocationID? = location
      while let here = current {
        found += assignedTo[here.index].filter { graph.owners(of: $0).contains(location, in: graph.tree) }
        current = project.locations[here].parent
      }
      found.sort()
      var unique: [UserID] = []
      for user in found where unique.last != user { unique.append(user) }
      return unique
    }
  }

  /// The active users on whose device a case stays after a fresh sync, and those to whom the server sends it in vain.
  ///
  /// A case can only reach users who own one of the cases that indices connect with it.
  public func users(of id: CaseID, _ sight: inout CaseSight) -> (see: [UserID], sentInVain: [UserID]) {
    var candidates: Set<UserID> = []
    var owners: Set<CaseOwner> = []
    for connected in sight.connected(to: id) {
      let owner = graph.project.cases[connected].owner
      guard owners.insert(owner).inserted, case .reference(let reference) = owner else { continue }
      candidates.formUnion(users(of: Owner(reference)))
    }
    var see: [UserID] = []
    var vain: [UserID] = []
    for user in candidates.sorted() {
      let sight = sight.sight(of: user)
      if sight.onDevice.contains(id) {
        see.append(user)
      } else if sight.sent.contains(id) {
        vain.append(user)
      }
    }
    return (see, vain)
  }
}
