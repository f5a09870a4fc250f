extension CaseGraph {
  /// What is left on the device after its own purge, which is *not quite* the server's rule (semantics, section 4).
  ///
  /// Costs time in proportion to the present and the owned cases, and the indices of the present ones.
  ///
  /// - Parameters:
  ///   - present: the cases on the device, normally what ``sent(owned:scratch:)`` gave; in any order. Numbers that
  ///     are no case are skipped, here and in `owned`.
  ///   - owned: the cases whose owner is among the user's owner ids, open and closed.
  ///   - scratch: working memory from ``makeScratch()``.
  /// - Returns: the cases, ascending. All that are present if there is a cycle among them.
  public func kept(present: [Int32], owned: [Int32], scratch: inout Scratch) -> [Int32] {
    guard let alone = markKept(present: present, owned: owned, scratch: &scratch) else {
      return ascending(present.filter(contains))
    }
    return ascending(alone + scratch.reached)
  }

  /// Runs the purge, leaves its marks, and the kept cases that an index touches in `scratch.reached`.
  ///
  /// - Returns: the kept cases that no index touches, or nil if a cycle stops the purge.
  func markKept(present: [Int32], owned: [Int32], scratch: inout Scratch) -> [Int32]? {
    scratch.begin(caseCount: caseCount)
    for c in owned where contains(c) { _ = scratch.insert(.owned, c) }
    var alone: [Int32] = []
    var linked: [Int32] = []
    for c in present where contains(c) && scratch.insert(.present, c) {
      if !isAlone(c) {
        linked.append(c)
      } else if isOpen(c), scratch.has(.owned, c) {
        alone.append(c)
      }
    }
    // Before the missing cases: the client gives up on any cycle, also on one below a case that will be removed.
    if hasCycle(among: linked, scratch: &scratch) { return nil }
    removeBelowMissing(linked, scratch: &scratch)
    markRelevant(linked, scratch: &scratch)
    markAvailable(scratch: &scratch)
    markAlive(scratch: &scratch)
    return alone
  }

  /// A case whose parent or host is not on the device goes, with everything that hangs below it.
  private func removeBelowMissing(_ linked: [Int32], scratch: inout Scratch) {
    var removed: [Int32] = []
    for c in linked where upwards.range(of: c).contains(where: { !scratch.has(.present, upwards.edges[$0].other) }) {
      removed.append(c)
    }
    for c in removed { scratch.remove(.present, c) }
    while let c = removed.popLast() {
      for i in downwards.range(of: c) where scratch.has(.present, downwards.edges[i].other) {
        scratch.remove(.present, downwards.edges[i].other)
        removed.append(downwards.edges[i].other)
      }
    }
  }

  /// Step 1: owned and open; then all parents and hosts, upwards; then all extensions of these, downwards.
  private func markRelevant(_ linked: [Int32], scratch: inout Scratch) {
    for c in linked where scratch.has(.present, c) && scratch.has(.owned, c) && isOpen(c) {
      if scratch.insert(.relevant, c) { scratch.reached.append(c) }
    }
    spreadUpwards(.relevant, from: 0, scratch: &scratch)
    spreadToExtensions(.relevant, from: 0, openOnly: false, scratch: &scratch)
  }

  /// Step 2: open, relevant and without any extension edge; then, downwards, open extensions of these.
  private func markAvailable(scratch: inout Scratch) {
    let relevant = scratch.reached
    scratch.reached.removeAll(keepingCapacity: true)
    for c in relevant where isOpen(c) && !hasExtensionEdgeOnDevice(c) && scratch.insert(.available, c) {
      scratch.reached.append(c)
    }
    spreadToExtensions(.available, from: 0, openOnly: true, scratch: &scratch)
  }

  /// Step 3: owned, relevant and available; then exactly two rounds of everything upwards and open extensions
  /// downwards. Each spread starts with the cases that have not been spread from in its direction yet.
  private func markAlive(scratch: inout Scratch) {
    let available = scratch.reached  // All of them relevant: see steps 1 and 2.
    scratch.reached.removeAll(keepingCapacity: true)
    for c in available where scratch.has(.owned, c) && scratch.insert(.alive, c) {
      scratch.reached.append(c)
    }
    spreadUpwards(.alive, from: 0, scratch: &scratch)
    let afterFirstUp = scratch.reached.count
    spreadToExtensions(.alive, from: 0, openOnly: true, scratch: &scratch)
    let afterFirstRound = scratch.reached.count
    spreadUpwards(.alive, from: afterFirstUp, scratch: &scratch)
    spreadToExtensions(.alive, from: afterFirstRound, openOnly: true, scratch: &scratch)
  }

  /// Marks every present case above the cases reached since `start`.
  private func spreadUpwards(_ mark: Mark, from start: Int, scratch: inout Scratch) {
    var next = start
    while next < scratch.reached.count {
      let c = scratch.reached[next]
      next += 1
      for i in upwards.range(of: c) {
        let above = upwards.edges[i].other
        if scratch.has(.present, above), scratch.insert(mark, above) { scratch.reached.append(above) }
      }
    }
  }

  /// Marks every present extension below the cases reached since `start`. Between two cases a child index beats an
  /// extension index, so a case that is both to one other case is not its extension here.
  private func spreadToExtensions(_ mark: Mark, from start: Int, openOnly: Bool, scratch: inout Scratch) {
    var next = start
    while next < scratch.reached.count {
      let c = scratch.reached[next]
      next += 1
      for i in downwards.range(of: c) where downwards.edges[i].relationships == .extension {
        let below = downwards.edges[i].other
        if !openOnly || isOpen(below), scratch.has(.present, below), scratch.insert(mark, below) {
          scratch.reached.append(below)
        }
      }
    }
  }
}
