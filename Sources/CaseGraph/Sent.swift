extension CaseGraph {
  /// The cases that a fresh restore sends: those that are *live* for the user (semantics, section 4).
  ///
  /// Costs time in proportion to the owned and the sent cases, and the indices of these.
  ///
  /// - Parameters:
  ///   - owned: the cases whose owner is among the user's owner ids, open and closed, in any order; numbers that are
  ///     no case are skipped.
  ///   - scratch: working memory from ``makeScratch()``.
  /// - Returns: the cases, ascending.
  public func sent(owned: [Int32], scratch: inout Scratch) -> [Int32] {
    let alone = markLive(owned: owned, scratch: &scratch)
    return ascending(alone + scratch.reached)
  }

  /// Marks the live cases that an index touches and leaves them in `scratch.reached`, nearest to an owned case first.
  ///
  /// - Returns: the live cases that no index touches (the overwhelming majority), as often as `owned` has them.
  func markLive(owned: [Int32], scratch: inout Scratch) -> [Int32] {
    scratch.begin(caseCount: caseCount)
    var alone: [Int32] = []
    alone.reserveCapacity(owned.count)
    for c in owned where contains(c) && isAvailable(c) {
      if isAlone(c) {
        alone.append(c)
      } else if scratch.insert(.live, c) {
        scratch.reached.append(c)
      }
    }
    var next = 0
    while next < scratch.reached.count {
      let c = scratch.reached[next]
      next += 1
      // Parents and hosts, open or closed, owned or not.
      for i in upwards.range(of: c) where scratch.insert(.live, upwards.edges[i].other) {
        scratch.reached.append(upwards.edges[i].other)
      }
      // Open extensions, also of a closed case. One that is a child of the same case, or of another, is pulled as
      // well: the rule asks for the index here, not for what the case "is" (random-000 of the conformance data).
      for i in downwards.range(of: c) {
        let edge = downwards.edges[i]
        if edge.relationships.contains(.extension), isOpen(edge.other), scratch.insert(.live, edge.other) {
          scratch.reached.append(edge.other)
        }
      }
    }
    return alone
  }
}
