import ProjectModel

/// The owners beside the user's own id, in the order of the user-groups table and with multiplicity (semantics 1.2, 1.3, 1.6, 2).
///
/// What is viewed below assigned locations stays a few ranges of the ``LocationTree``; nothing is expanded.
public struct OwnerSet: Sendable {
  /// Assigned locations that own cases, in the order of assignment.
  public internal(set) var assigned: [LocationID] = []
  /// What is viewed: ranges of positions, ascending, none within another.
  public internal(set) var viewed: [Range<Int32>] = []
  /// How deep the viewed locations' levels may be; nil without a limit (semantics 1.6).
  public internal(set) var maximumDepth: Int32?
  /// Case sharing groups, in the order of membership.
  public internal(set) var groups: [GroupID] = []
  /// The number of rows of the user-groups table: what the group-count check counts (semantics 3.1).
  public internal(set) var groupCount = 0

  /// Whether the location at a position is among what is viewed.
  func views(_ location: LocationID, in tree: LocationTree) -> Bool {
    let position = tree.position(location)
    guard tree.isOwning(position: position), viewed.contains(where: { $0.contains(position) }) else { return false }
    return maximumDepth.map { tree.depth(location) <= $0 } ?? true
  }

  /// The assigned locations that count again among the viewed ones (semantics 1.3).
  public func countedTwice(in tree: LocationTree) -> [LocationID] {
    viewed.isEmpty ? [] : assigned.filter { views($0, in: tree) }
  }

  /// Whether cases of an owner reach the user.
  func contains(_ location: LocationID, in tree: LocationTree) -> Bool {
    assigned.contains(location) || views(location, in: tree)
  }
}

extension Project {
  /// Computes the owners of a user.
  func ownerSet(of user: UserID, tree: LocationTree) -> OwnerSet {
    var result = OwnerSet()
    let isWebUser = users[user].isWebUser
    if !isWebUser {
      for membership in memberships[user.index] where !membership.isRepetition {
        if groups[membership.target].caseSharing { result.groups.append(membership.target) }
      }
    }
    if !isWebUser || features.webUserLocations {
      let isRestricted = features.restoreLocationRestriction
      var limits: [Int32?] = []
      for assignment in assignments[user.index] where !assignment.isRepetition {
        let location = assignment.target
        let level = levels[locations[location].level]
        if level.sharesCases { result.assigned.append(location) }
        guard level.viewDescendants else { continue }
        // With the switch an archived assignment views nothing, and lends nobody its limit (semantics 1.6).
        if isRestricted, tree.isArchived(location) { continue }
        result.viewed.append(tree.below(location))
        limits.append(level.expandViewChildDataTo.map { levels[$0].depth })
      }
      // The most permissive limit holds for every branch.
      if isRestricted, !limits.isEmpty, !limits.contains(nil) { result.maximumDepth = limits.compactMap(\.self).max() }
    }
    result.viewed = Self.outermost(result.viewed)
    result.groupCount = result.assigned.count + result.groups.count
    for range in result.viewed { result.groupCount += tree.owningCount(in: range, maximumDepth: result.maximumDepth) }
    return result
  }

  /// The ranges that lie in no other, ascending. Ranges of a tree are nested or disjoint.
  private static func outermost(_ ranges: [Range<Int32>]) -> [Range<Int32>] {
    var result: [Range<Int32>] = []
    let sorted = ranges.filter { !$0.isEmpty }.sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    for range in sorted where result.last.map({ range.lowerBound >= $0.upperBound }) ?? true { result.append(range) }
    return result
  }
}
