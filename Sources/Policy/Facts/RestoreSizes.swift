import OwnershipGraph
import ProjectModel

/// How many cases of a type a sync brings a user: the open ones that the user's owner ids own, as they are declared or
/// as
/// `expected_per_owner` of the case type says. Parents of others are left out.
struct RestoreSizes {
  private let graph: OwnershipGraph
  private let types: [TypeCases]

  /// The open cases of one type.
  private struct TypeCases {
    let type: CaseTypeID
    let expected: Int
    /// By owner.
    var counts: [Owner: Int] = [:]
    /// By depth of the location's level: the positions of owning, unarchived locations, once for each case, ascending.
    var positions: [[Int32]] = []
  }

  init(_ graph: OwnershipGraph) {
    self.graph = graph
    let project = graph.project
    var byType = project.caseTypes.ids.map {
      TypeCases(type: $0, expected: project.caseTypes[$0].expectedPerOwner)
    }
    for declared in project.cases where !declared.isClosed {
      guard case .reference(let reference) = declared.owner else { continue }
      let type = declared.caseType.index
      byType[type].counts[Owner(reference), default: 0] += 1
      guard case .location(let location) = reference else { continue }
      let position = graph.tree.position(location)
      guard graph.tree.isViewable(position: position) else { continue }
      let depth = Int(graph.tree.depth(location))
      while byType[type].positions.count <= depth { byType[type].positions.append([]) }
      byType[type].positions[depth].append(position)
    }
    for i in byType.indices {
      for depth in byType[i].positions.indices { byType[i].positions[depth].sort() }
    }
    types = byType.filter { $0.expected > 0 || !$0.counts.isEmpty }
  }

  /// The case type of which a user gets most, and how many; nil if there is no case at all.
  func largest(_ user: UserID) -> (type: CaseTypeID, count: Int)? {
    guard graph.project.users[user].isActive else { return nil }
    let owners = graph.owners(of: user)
    let twice = owners.countedTwice(in: graph.tree)
    var result: (type: CaseTypeID, count: Int)?
    for type in types {
      var declared = type.counts[Owner(user)] ?? 0
      for group in owners.groups { declared += type.counts[Owner(group)] ?? 0 }
      for location in owners.assigned where !twice.contains(location) { declared += type.counts[Owner(location)] ?? 0 }
      for (depth, positions) in type.positions.enumerated() {
        if let limit = owners.maximumDepth, depth > Int(limit) { break }
        for range in owners.viewed {
          declared += positions.firstIndex(atLeast: range.upperBound) - positions.firstIndex(atLeast: range.lowerBound)
        }
      }
      let count = max(declared, (owners.groupCount - twice.count) * type.expected)
      if count > result?.count ?? 0 { result = (type.type, count) }
    }
    return result
  }
}

extension [Int32] {
  /// The index of the first element that is a value or more, in an ascending array.
  fileprivate func firstIndex(atLeast value: Int32) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if self[middle] < value { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
