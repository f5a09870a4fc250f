import CaseGraph
import Testing

/// Asks a small graph everything, with fresh working memory.
private struct Asked {
  var graph: CaseGraph
  var owned: [Int32]
  var sent: [Int32]
  var kept: [Int32]

  init(_ caseCount: Int, closed: [Int32] = [], owned: [Int32], _ indices: [CaseIndex] = []) {
    graph = CaseGraph(
      caseCount: caseCount, closed: (0..<caseCount).map { closed.contains(Int32($0)) }, indices: indices)
    self.owned = owned
    var scratch = graph.makeScratch()
    sent = graph.sent(owned: owned, scratch: &scratch)
    kept = graph.kept(present: sent, owned: owned, scratch: &scratch)
  }
}

private func child(_ from: Int32, of to: Int32) -> CaseIndex { CaseIndex(from: from, to: to, .child) }
private func ext(_ from: Int32, of to: Int32) -> CaseIndex { CaseIndex(from: from, to: to, .extension) }

@Suite struct CaseGraphTests {
  @Test func emptyGraph() {
    let asked = Asked(0, owned: [])
    #expect(asked.sent.isEmpty && asked.kept.isEmpty)
    var scratch = asked.graph.makeScratch()
    #expect(asked.graph.reasons(owned: [], scratch: &scratch).isEmpty)
    #expect(asked.graph.whyNotSent(0, owned: [], scratch: &scratch) == nil)
  }

  @Test func numbersOutOfRangeAreSkipped() {
    let asked = Asked(2, owned: [1, -1, 7, 1, .max, .min], [child(0, of: 9), child(-4, of: 1)])
    #expect(asked.sent == [1])
    #expect(asked.kept == [1])
    var scratch = asked.graph.makeScratch()
    #expect(asked.graph.kept(present: [9, 1, -3, 1], owned: asked.owned, scratch: &scratch) == [1])
    #expect(asked.graph.whyPurged(9, present: [9], owned: [], scratch: &scratch) == nil)
    #expect(asked.graph.reasons(for: -1, owned: [-1], scratch: &scratch).isEmpty)
  }

  @Test func casesWithoutIndices() {
    let asked = Asked(5, closed: [1], owned: [4, 1, 0, 4])
    #expect(asked.sent == [0, 4])
    #expect(asked.kept == [0, 4])
    var scratch = asked.graph.makeScratch()
    #expect(asked.graph.whyNotSent(1, owned: asked.owned, scratch: &scratch) == .closed)
    #expect(asked.graph.whyNotSent(2, owned: asked.owned, scratch: &scratch) == .notOwned)
  }

  @Test func aParentNeverPullsItsChildren() {
    #expect(Asked(2, owned: [0], [child(1, of: 0)]).sent == [0])
    // An owned open child pulls closed and unowned parents, and theirs.
    #expect(Asked(3, closed: [0, 1], owned: [2], [child(2, of: 1), child(1, of: 0)]).kept == [0, 1, 2])
  }

  /// Where server and device disagree most: an open owned case that is a child of one case and an extension of a
  /// closed other.
  @Test func childOfOneAndExtensionOfAClosedOther() {
    let asked = Asked(3, closed: [2], owned: [0], [child(0, of: 1), ext(0, of: 2)])
    #expect(asked.sent == [0, 1, 2])
    #expect(asked.kept == [])
    var scratch = asked.graph.makeScratch()
    let why = (0..<3).map { asked.graph.whyPurged($0, present: asked.sent, owned: [0], scratch: &scratch) }
    #expect(why == [.notAvailable([UnavailableHost(host: 2, isClosed: true)]), .notAlive, .notAlive])
  }

  @Test func extensionOfAClosedHostIsNotSent() {
    let asked = Asked(3, closed: [0], owned: [2], [ext(1, of: 0), ext(2, of: 1)])
    #expect(asked.sent == [])
    var scratch = asked.graph.makeScratch()
    #expect(
      asked.graph.whyNotSent(2, owned: [2], scratch: &scratch)
        == .noAvailableHost([UnavailableHost(host: 1, isClosed: false)]))
    #expect(asked.graph.unavailableHosts(of: 1) == [UnavailableHost(host: 0, isClosed: true)])
    #expect(asked.graph.unavailableHosts(of: 0) == [])
  }

  /// An index of a case to itself: a child index leaves the case available, an extension index waits for itself.
  /// On the device either is a cycle, so nothing is purged.
  @Test func selfIndex() {
    #expect(Asked(1, owned: [0], [child(0, of: 0)]).sent == [0])
    #expect(Asked(1, owned: [0], [ext(0, of: 0)]).sent == [])
    let asked = Asked(2, owned: [0], [child(0, of: 0)])
    var scratch = asked.graph.makeScratch()
    #expect(asked.graph.kept(present: [1, 0], owned: [], scratch: &scratch) == [0, 1])
    #expect(asked.graph.kept(present: [1], owned: [], scratch: &scratch) == [])
    #expect(asked.graph.reasons(owned: [0], scratch: &scratch).map(\.reason) == [.owned])
  }

  @Test func aCycleStopsThePurgeOnlyWhereItIs() {
    let indices = [child(0, of: 1), child(1, of: 2), child(2, of: 0), child(3, of: 4)]
    let graph = CaseGraph(caseCount: 6, closed: [], indices: indices)
    var scratch = graph.makeScratch()
    #expect(graph.kept(present: [0, 1, 2, 5], owned: [], scratch: &scratch) == [0, 1, 2, 5])
    // Without the third case there is no cycle on the device, but a missing parent.
    #expect(graph.kept(present: [0, 1, 5], owned: [0, 1, 5], scratch: &scratch) == [5])
    #expect(graph.whyPurged(1, present: [0, 1], owned: [0, 1], scratch: &scratch) == .missing(parentOrHost: 2))
    #expect(graph.whyPurged(0, present: [0, 1], owned: [0, 1], scratch: &scratch) == .belowMissing(parentOrHost: 1))
    #expect(graph.kept(present: [3, 4, 5], owned: [3], scratch: &scratch) == [3, 4])
  }

  /// Two rounds and not more: each zigzag of "up to a parent, down to its extension" costs one.
  @Test func thePurgeStopsAfterTwoRounds() {
    // 0 -child-> 1 <-ext- 2 -child-> 3 <-ext- 4 -child-> 5 <-ext- 6, only 0 is owned.
    let indices = [
      child(0, of: 1), ext(2, of: 1), child(2, of: 3), ext(4, of: 3), child(4, of: 5), ext(6, of: 5),
    ]
    let asked = Asked(7, owned: [0], indices)
    #expect(asked.sent == [0, 1, 2, 3, 4, 5, 6])
    #expect(asked.kept == [0, 1, 2, 3, 4])
    var scratch = asked.graph.makeScratch()
    #expect(asked.graph.whyPurged(5, present: asked.sent, owned: [0], scratch: &scratch) == .notRelevant)
  }

  @Test func reasonsAreNearestFirst() {
    // 2 is owned and a child of 1, 1 is an extension of 0, which is owned as well.
    let asked = Asked(4, owned: [2, 0, 3], [child(2, of: 1), ext(1, of: 0)])
    var scratch = asked.graph.makeScratch()
    let reasons = asked.graph.reasons(owned: asked.owned, scratch: &scratch)
    #expect(reasons.map(\.sent) == [0, 0, 2, 3, 1, 1])
    #expect(reasons.map(\.reason) == [.owned, .hostOf(1), .owned, .owned, .extensionOf(0), .parentOf(2)])
    #expect(reasons.map(\.steps) == [0, 2, 0, 0, 1, 1])
  }

  @Test(arguments: Relationship.allCases, [false, true])
  func deepChain(relationship: Relationship, ring: Bool) {
    let n: Int32 = 100_000
    var indices = (1..<n).map { CaseIndex(from: $0, to: $0 - 1, relationship) }
    if ring { indices.append(CaseIndex(from: 0, to: n - 1, relationship)) }
    let asked = Asked(Int(n), owned: [n - 1], indices)
    // A ring of extensions has no way in: none is available.
    let count = ring && relationship == .extension ? 0 : Int(n)
    #expect(asked.sent.count == count)
    #expect(asked.kept.count == count)
    var scratch = asked.graph.makeScratch()
    let reasons = asked.graph.reasons(for: 0, owned: asked.owned, scratch: &scratch)
    // Also in the ring: there the owned case is the first one's parent, and a parent pulls nothing.
    #expect(reasons.first?.steps == (count == 0 ? nil : Int(n) - 1))
  }

  @Test func scratchOfAnotherGraphIsFitted() {
    let small = Asked(1, owned: [0]).graph
    var scratch = small.makeScratch()
    let large = CaseGraph(caseCount: 3, closed: [], indices: [child(2, of: 1)])
    #expect(large.sent(owned: [2], scratch: &scratch) == [1, 2])
    #expect(small.sent(owned: [0], scratch: &scratch) == [0])
  }
}
