import AccessDiff
import OwnershipGraph
import ProjectModel

extension GraphDetail {
  /// Whether a group that both projects have starts or stops sharing.
  func owning(_ thing: Sides<GroupID?>) -> GraphPicture.Change {
    guard let old = thing.old, let new = thing.new else { return .kept }
    let (shared, shares) = (graphs.old.project.groups[old].caseSharing, graphs.new.project.groups[new].caseSharing)
    return shared == shares ? .kept : shares ? .gained : .lost
  }

  /// Whether a location that both projects have starts or stops owning cases, or is archived or unarchived.
  func owning(_ thing: Sides<LocationID?>) -> GraphPicture.Change {
    guard let old = thing.old, let new = thing.new else { return .kept }
    func state(_ side: Side, _ id: LocationID) -> (owns: Bool, isOpen: Bool) {
      let project = graphs[side].project
      let isOpen = !graphs[side].tree.isArchived(id)
      return (project.levels[project.locations[id].level].sharesCases && isOpen, isOpen)
    }
    let (before, now) = (state(.old, old), state(.new, new))
    if before.owns != now.owns { return now.owns ? .gained : .lost }
    return before.isOpen == now.isOpen ? .kept : now.isOpen ? .gained : .lost
  }

  /// Counts what each of the users loses and gains through an arrow, on the sides that have it.
  func mark(_ edge: inout GraphPicture.Edge, _ here: Sides<Bool>, _ sight: GraphSight) {
    func count(_ side: Side) -> Int {
      guard here[side], edge.kind == .owns || edge.kind == .views else { return 0 }
      if edge.to < locationBase {
        guard let group = matching.groups.things[edge.to - groupBase][side] else { return 0 }
        return sight.owned(Owner(group), by: edge.from, side)
      }
      guard let location = matching.locations.things[edge.to - locationBase][side] else { return 0 }
      return edge.kind == .views
        ? sight.viewed(below: location, by: edge.from, side) : sight.owned(Owner(location), by: edge.from, side)
    }
    let (lost, gained) = (count(.old), count(.new))
    (edge.lost, edge.gained) = (lost, gained)
  }
}
