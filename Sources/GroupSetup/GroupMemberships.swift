import OwnershipGraph
import ProjectModel

extension GroupsFromOrganization {
  /// Members: those assigned, and those who view from above, with the reason; existing memberships stay.
  mutating func addMemberships() {
    var own: [(source: Int32, element: Int32)] = []
    var supervised: [(source: Int32, element: PlannedSetup.Supervision)] = []
    var stamp = [Int32](repeating: -1, count: setup.groups.count)
    for user in project.users.ids {
      if project.users[user].isWebUser {
        addLosses(of: user)
        continue
      }
      func isNew(_ group: Int32) -> Bool {
        if stamp[Int(group)] == user.raw { return false }
        stamp[Int(group)] = user.raw
        return true
      }
      let owners = graph.owners(of: user)
      var supervisedHere: [PlannedSetup.Supervision] = []
      for location in owners.assigned where isProved(location) {
        let group = groupOf[location.index]
        guard group >= 0, isNew(group) else { continue }
        if isSupervised(location, by: user) {
          supervisedHere.append(.init(target: .group(group), reason: .viewed(over: location, location: location)))
        } else {
          own.append((user.raw, group))
        }
      }
      for membership in project.memberships[user.index]
      where !membership.isRepetition && membership.origin != .supervisor {
        if isNew(membership.target.raw) { own.append((user.raw, membership.target.raw)) }
      }
      supervised += supervisedHere.map { (user.raw, $0) }
      let viewing = viewingLocations(owners)
      let rows = viewing.isEmpty ? [] : graph.groupsTable(of: user).rows()
      for row in rows.dropFirst(owners.assigned.count) {
        guard case .location(let location) = row.reference, isProved(location) else { continue }
        let group = groupOf[location.index]
        guard group >= 0, isNew(group), let over = ancestor(of: location, among: viewing) else { continue }
        supervised.append(
          (user.raw, .init(target: .group(group), reason: .viewed(over: over, location: location))))
      }
      for membership in project.memberships[user.index]
      where !membership.isRepetition && membership.origin == .supervisor {
        if isNew(membership.target.raw) {
          supervised.append((user.raw, .init(target: .group(membership.target.raw), reason: .asBefore)))
        }
      }
    }
    let count = project.users.count
    setup.memberships = Links(sourceCount: count, edges: own)
    setup.supervisions = Links(sourceCount: count, edges: supervised)
    setup.assignments = Links(sourceCount: count, edges: [])
  }

  /// Whether the assignment is written in the section `supervisors` only.
  private func isSupervised(_ location: LocationID, by user: UserID) -> Bool {
    project.assignments[user.index].first { $0.target == location }?.origin == .supervisor
  }

  private func isProved(_ location: LocationID) -> Bool { !setup.leftOut.contains(Owner(location)) }

  /// The outermost assigned locations from which a user views, by position.
  private func viewingLocations(_ owners: OwnerSet) -> Set<LocationID> {
    // What is viewed begins right after the location it is viewed from.
    Set(owners.viewed.map { graph.tree.order[Int($0.lowerBound - 1)] })
  }

  private func ancestor(of location: LocationID, among viewing: Set<LocationID>) -> LocationID? {
    var current: LocationID? = location
    while let here = current {
      if viewing.contains(here) { return here }
      current = project.locations[here].parent
    }
    return nil
  }

  private mutating func addLosses(of user: UserID) {
    var owners: Set<Owner> = []
    for row in graph.groupsTable(of: user).rows() where !setup.leftOut.contains(row) { owners.insert(row) }
    if !owners.isEmpty { setup.webUserLosses.append((user, owners.count)) }
  }
}
