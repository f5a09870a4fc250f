import ProjectModel

/// Positions of the tree counted over owning, unarchived locations only: what a comparison of two trees numbers by.
extension LocationTree {
  /// How many owning, unarchived locations stand before a position (semantics 1.2).
  public func owningRank(before position: Int32) -> Int32 { Int32(owningCount(in: 0..<position, maximumDepth: nil)) }

  /// Whether the location at a position is of an owning level and not archived: whether viewers from above own it.
  public func isViewable(position: Int32) -> Bool { isOwning(position: position) }
}

extension LocationTree {
  /// How many owning, unarchived locations are strictly below a location.
  public func owningCount(below location: LocationID) -> Int { owningCount(in: below(location), maximumDepth: nil) }
}
