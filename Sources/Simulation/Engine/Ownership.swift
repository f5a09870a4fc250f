import OwnershipGraph
import ProjectModel

extension SimulationState {
  /// The open cases on the server whose owner is among a user's owner ids today (semantics 1, 4).
  mutating func ownedCases(of user: UserID) -> [Int32] {
    let version = self.version
    let owners = version.graph.owners(of: user)
    var result = server.openCases(of: version.users[user.index])
    for group in owners.groups { result += server.openCases(of: version.groups[group.index]) }
    for location in owners.assigned { result += server.openCases(of: version.locations[location.index]) }
    if owners.viewed.isEmpty { return result }
    placeOwners()
    let tree = version.graph.tree
    for range in owners.viewed {
      var index = firstOwner(notBefore: range.lowerBound)
      while index < ownersByPosition.count, ownersByPosition[index].position < range.upperBound {
        let (position, owner) = ownersByPosition[index]
        index += 1
        let location = tree.order[Int(position)]
        if let limit = owners.maximumDepth, tree.depth(location) > limit { continue }
        // What is assigned as well was taken already.
        if owners.assigned.contains(location) { continue }
        result += server.openCases(of: owner)
      }
    }
    return result
  }

  /// Whether a user's owner ids hold an owner today.
  func owns(_ user: UserID, _ owner: Int32) -> Bool {
    version.owner(owner).map { version.graph.owns(user, $0) } ?? false
  }

  /// Brings the list of owning locations that have cases up to date.
  private mutating func placeOwners() {
    let version = self.version
    while placedOwners < server.usedOwners.count {
      let owner = server.usedOwners[placedOwners]
      placedOwners += 1
      guard case .location(let location)? = version.owner(owner)?.reference else { continue }
      let position = version.graph.tree.position(location)
      guard version.graph.tree.isViewable(position: position) else { continue }
      ownersByPosition.insert((position, owner), at: firstOwner(notBefore: position))
    }
  }

  private func firstOwner(notBefore position: Int32) -> Int {
    var low = 0
    var high = ownersByPosition.count
    while low < high {
      let middle = (low + high) / 2
      if ownersByPosition[middle].position < position { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// A user's user-groups table as a sync would send it now (semantics 2).
  mutating func table(of user: UserID) -> DeviceTable {
    let version = self.version
    let userClass = version.graph.classes[user].index
    if let table = tables[userClass] { return table }
    let table = DeviceTable(
      version.graph.groupsTable(of: user).rows().map { owner in
        let number = version.number(owner)
        return DeviceTable.Row(
          owner: number, id: names.ownerID(number, in: version), name: version.graph.groupName(of: owner))
      })
    tables[userClass] = table
    return table
  }

  /// Forgets what was worked out for an older version of the project.
  mutating func forgetWorkingMemory() {
    tables = [:]
    ownersByPosition = []
    placedOwners = 0
  }
}
