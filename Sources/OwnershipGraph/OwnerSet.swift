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
  /// Assigned locations that lie in the viewed ranges and are not counted there again, by position, ascending. Only
  /// with the feature switch, where HQ makes one distinct set of both.
  var countedBefore: [Int32] = []
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
      let assigned = assignments[user.index].lazy.filter { !$0.isRepetition }.map(\.target)
      if features.restoreLocationRestriction {
        addRestricted(Array(assigned), tree, &result)
      } else {
        for location in assigned {
          let level = levels[locations[location].level]
          if level.sharesCases { result.assigned.append(location) }
          if level.viewDescendants { result.viewed.append(tree.below(location)) }
        }
      }
    }
    result.viewed = Self.outermost(result.viewed)
    result.groupCount = result.assigned.count + result.groups.count - result.countedBefore.count
    for range in result.viewed { result.groupCount += tree.owningCount(in: range, maximumDepth: result.maximumDepth) }
    return result
  }

  /// With the feature switch (semantics 1.6): unarchived assignments at viewing levels and what is below them, down to
  /// the deepest limit, are one distinct set; assignments at other owning levels come as they are.
  private func addRestricted(_ assigned: [LocationID], _ tree: LocationTree, _ result: inout OwnerSet) {
    func level(_ location: LocationID) -> Level { levels[locations[location].level] }
    let viewing = assigned.filter { level($0).viewDescendants && !tree.isArchived($0) }
    result.viewed = viewing.map { tree.withBelow($0) }
    let limits = viewing.map { location in level(location).expandViewChildDataTo.map { levels[$0].depth } }
    if !limits.isEmpty, !limits.contains(nil) { result.maximumDepth = limits.compactMap(\.self).max() }
    for location in assigned where level(location).sharesCases {
      if !level(location).viewDescendants {
        result.assigned.append(location)
      } else if !tree.isArchived(location) {
        result.assigned.append(location)
        result.countedBefore.append(tree.position(location))
      }
    }
    result.countedBefore.sort()
  }

  /// The ranges that lie in no other, ascending. Ranges of a tree are nested or disjoint.
  private static func outermost(_ ranges: [Range<Int32>]) -> [Range<Int32>] {
    var result: [Range<Int32>] = []
    let sorted = ranges.filter { !$0.isEmpty }.sorted { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) }
    for range in sorted where result.last.map({ range.lowerBound >= $0.upperBound }) ?? true { result.append(range) }
    return result
  }
}
