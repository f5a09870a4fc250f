import ProjectModel

/// A user's user-groups table, `jr://fixture/user-groups` (semantics 2): assigned locations, viewed locations by path,
/// groups. Rows are made when they are asked for.
public struct UserGroupsTable: Sendable {
  private let graph: OwnershipGraph
  private let owners: OwnerSet
  /// The positions of the viewed locations that are listed, once they are needed.
  private let viewedCount: Int

  init(_ graph: OwnershipGraph, _ owners: OwnerSet) {
    self.graph = graph
    self.owners = owners
    viewedCount = owners.groupCount - owners.assigned.count - owners.groups.count
  }

  /// The number of rows.
  public var count: Int { owners.groupCount }

  /// The rows' owners, in order, each where it stands first: a location that is both assigned and viewed has two rows
  /// (semantics 1.3).
  func distinctRows() -> [Owner] {
    guard !owners.viewed.isEmpty, !owners.assigned.isEmpty else { return rows() }
    let viewedRows = owners.assigned.count..<owners.assigned.count + viewedCount
    return rows().enumerated().filter { row, owner in
      guard viewedRows.contains(row), case .location(let location) = owner.reference else { return true }
      return !owners.assigned.contains(location)
    }.map(\.element)
  }

  /// All rows' owners, in order, duplicates included.
  public func rows() -> [Owner] {
    var rows: [Owner] = []
    rows.reserveCapacity(count)
    for location in owners.assigned { rows.append(Owner(location)) }
    forEachViewed { location in
      rows.append(Owner(location))
      return true
    }
    for group in owners.groups { rows.append(Owner(group)) }
    return rows
  }

  /// The owner of one row, counted from 0.
  public subscript(row: Int) -> Owner {
    if row < owners.assigned.count { return Owner(owners.assigned[row]) }
    if row >= owners.assigned.count + viewedCount { return Owner(owners.groups[row - owners.assigned.count - viewedCount]) }
    var rest = row - owners.assigned.count
    var found = LocationID(0)
    forEachViewed { location in
      found = location
      rest -= 1
      return rest >= 0
    }
    return Owner(found)
  }

  /// Calls `body` with each viewed location that has a row, until it returns false.
  private func forEachViewed(_ body: (LocationID) -> Bool) {
    for range in owners.viewed {
      for position in range where graph.tree.isOwning(position: position) {
        let location = graph.tree.order[Int(position)]
        if let limit = owners.maximumDepth, graph.tree.depth(location) > limit { continue }
        if !body(location) { return }
      }
    }
  }
}

extension OwnershipGraph {
  /// A user's user-groups table.
  public func groupsTable(of user: UserID) -> UserGroupsTable { UserGroupsTable(self, owners(of: user)) }

  /// The name of a row: the group's, or for a location its path joined with `/`, and `-Cases` (semantics 1.8).
  public func groupName(of owner: Owner) -> String {
    switch owner.reference {
    case .group(let id): return project.text(project.groups[id].name)
    case .user(let id): return project.text(project.users[id].name)
    case .location(let id):
      var names: [String] = []
      var current: LocationID? = id
      while let location = current {
        names.append(project.text(project.locations[location].name))
        current = project.locations[location].parent
      }
      return names.reversed().joined(separator: "/") + "-Cases"
    }
  }

  /// A user's owner ids: the own one, then the rows of the user-groups table, duplicates included (semantics 1.1).
  public func ownerIDs(of user: UserID) -> [Owner] { [Owner(user)] + groupsTable(of: user).rows() }
}
