import ProjectModel

/// The tree of locations in preorder, siblings by name, so that everything below a location is one range (semantics 1.2, 2).
public struct LocationTree: Sendable {
  /// By position in preorder: the location.
  public let order: [LocationID]
  /// By location: its position in preorder.
  private let positions: [Int32]
  /// By location: the position after its last descendant.
  private let ends: [Int32]
  /// By location: archived itself or below an archived one (semantics 1.5).
  private let archived: [Bool]
  /// By position: how many owning, unarchived locations come before it; one more entry than locations.
  private let owningBefore: [Int32]
  /// By depth of the level: the positions of owning, unarchived locations at that depth, ascending. Only with the
  /// feature switch of semantics 1.6.
  private let owningAtDepth: [[Int32]]
  /// By location: the depth of its level.
  private let depths: [Int32]

  init(_ project: Project) {
    let count = project.locations.count
    let children = Self.sortedChildren(project)
    var order: [LocationID] = []
    order.reserveCapacity(count)
    var positions = [Int32](repeating: 0, count: count)
    var ends = [Int32](repeating: 0, count: count)
    var archived = [Bool](repeating: false, count: count)
    var stack: [(location: LocationID, isEnd: Bool)] = children[count].reversed().map { ($0, false) }
    while let (location, isEnd) = stack.popLast() {
      if isEnd {
        ends[location.index] = Int32(order.count)
        continue
      }
      positions[location.index] = Int32(order.count)
      order.append(location)
      let parent = project.locations[location].parent
      archived[location.index] = project.locations[location].isArchived || parent.map { archived[$0.index] } ?? false
      stack.append((location, true))
      for child in children[location.index].reversed() { stack.append((child, false)) }
    }
    var owningBefore: [Int32] = [0]
    owningBefore.reserveCapacity(count + 1)
    var atDepth: [[Int32]] = []
    var depths = [Int32](repeating: 0, count: count)
    for (position, location) in order.enumerated() {
      let level = project.levels[project.locations[location].level]
      depths[location.index] = level.depth
      let owns = level.sharesCases && !archived[location.index]
      owningBefore.append(owningBefore[position] + (owns ? 1 : 0))
      guard owns, project.features.restoreLocationRestriction else { continue }
      while atDepth.count <= Int(level.depth) { atDepth.append([]) }
      atDepth[Int(level.depth)].append(Int32(position))
    }
    (self.order, self.positions, self.ends, self.archived) = (order, positions, ends, archived)
    (self.owningBefore, owningAtDepth, self.depths) = (owningBefore, atDepth, depths)
  }

  /// By location, and last for the top: the locations below, by name, then by site code.
  private static func sortedChildren(_ project: Project) -> [ArraySlice<LocationID>] {
    let count = project.locations.count
    var starts = [Int](repeating: 0, count: count + 2)
    func slot(_ location: Location) -> Int { location.parent?.index ?? count }
    for location in project.locations { starts[slot(location) + 1] += 1 }
    for i in 0...count { starts[i + 1] += starts[i] }
    var all = [LocationID](repeating: LocationID(0), count: count)
    var next = starts
    for id in project.locations.ids {
      let slot = slot(project.locations[id])
      all[next[slot]] = id
      next[slot] += 1
    }
    func precedes(_ a: LocationID, _ b: LocationID) -> Bool {
      let (la, lb) = (project.locations[a], project.locations[b])
      if la.name != lb.name { return project.strings.precedes(la.name, lb.name) }
      return project.strings.precedes(la.key, lb.key)
    }
    for i in 0...count where starts[i + 1] - starts[i] > 1 { all[starts[i]..<starts[i + 1]].sort(by: precedes) }
    return (0...count).map { all[starts[$0]..<starts[$0 + 1]] }
  }

  /// The location's position in preorder.
  public func position(_ location: LocationID) -> Int32 { positions[location.index] }

  /// The positions of what is strictly below a location.
  public func below(_ location: LocationID) -> Range<Int32> { positions[location.index] + 1..<ends[location.index] }

  /// The positions of a location and of what is below it.
  public func withBelow(_ location: LocationID) -> Range<Int32> { positions[location.index]..<ends[location.index] }

  /// Whether a location is archived, by itself or through one above it.
  public func isArchived(_ location: LocationID) -> Bool { archived[location.index] }

  /// The depth of a location's level, 0 at the top.
  public func depth(_ location: LocationID) -> Int32 { depths[location.index] }

  /// How many owning, unarchived locations a range of positions holds, at most so deep.
  func owningCount(in range: Range<Int32>, maximumDepth: Int32?) -> Int {
    guard let maximumDepth else {
      return Int(owningBefore[Int(range.upperBound)] - owningBefore[Int(range.lowerBound)])
    }
    var count = 0
    for positions in owningAtDepth.prefix(Int(maximumDepth) + 1) {
      count += positions.firstIndex(notBelow: range.upperBound) - positions.firstIndex(notBelow: range.lowerBound)
    }
    return count
  }

  /// Whether the location at a position is owning and unarchived.
  func isOwning(position: Int32) -> Bool { owningBefore[Int(position) + 1] > owningBefore[Int(position)] }
}

extension [Int32] {
  /// The index of the first element that is not below a value, in an ascending array.
  func firstIndex(notBelow value: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
