import OwnershipGraph
import ProjectModel
import Testing

@testable import GroupSetup
@testable import SlowEvaluator

/// The laminar tree against the definition.
@Suite struct LaminarTests {
  private func areNestedOrDisjoint(_ a: [Int32], _ b: [Int32]) -> Bool {
    let (a, b) = (Set(a), Set(b))
    return a.isDisjoint(with: b) || a.isSubset(of: b) || b.isSubset(of: a)
  }

  /// Random sets of up to eight elements; half of the families are made laminar by splitting.
  private func family(_ dice: inout SplitMix64) -> [[Int32]] {
    var sets: Set<[Int32]> = []
    if dice.chance(50) {
      var open: [[Int32]] = [Array(0..<8)]
      while let set = open.popLast() {
        if dice.chance(80) { sets.insert(set) }
        guard set.count > 1, dice.chance(80) else { continue }
        let cut = dice.number(in: 1...set.count - 1)
        open += [Array(set[..<cut]), Array(set[cut...])]
      }
    } else {
      for _ in 0..<dice.number(in: 1...6) {
        sets.insert(dice.sample(Array(Int32(0)..<8), dice.number(in: 1...6)).sorted())
      }
    }
    return sets.sorted { $0.lexicographicallyPrecedes($1) }
  }

  @Test func `the tree is laminar, whole where the family is, and its answers are the best`() {
    var dice = SplitMix64(seed: 5)
    var whole = 0
    for round in 0..<3_000 {
      let sets = family(&dice)
      let tree = LaminarTree.build(sets: sets, weights: sets.map { _ in dice.number(in: 1...5) }, elementCount: 8)
      let kept = sets.indices.filter { tree.nodeOf[$0] >= 0 }
      for a in kept { for b in kept { #expect(areNestedOrDisjoint(sets[a], sets[b]), "\(round)") } }
      let isLaminar = sets.allSatisfy { a in sets.allSatisfy { areNestedOrDisjoint(a, $0) } }
      if isLaminar {
        whole += 1
        #expect(tree.misfits.isEmpty, "\(round)")
      }
      #expect(!tree.misfits.isEmpty || isLaminar, "\(round)")
      for misfit in tree.misfits { #expect(!areNestedOrDisjoint(sets[misfit.set], sets[misfit.other]), "\(round)") }
      #expect(kept.count + tree.misfits.count == sets.count { $0.count > 1 })
      func elements(_ place: LaminarTree.Place) -> Set<Int32> {
        switch place {
        case .node(let node): Set(sets[tree.nodes[node].set])
        case .element(let element): [element]
        }
      }
      for (set, _) in tree.misfits {
        let wanted = Set(sets[set])
        let places = tree.nodes.indices.map { LaminarTree.Place.node($0) } + (Int32(0)..<8).map { .element($0) }
        let best = places.map { elements($0).symmetricDifference(wanted).count }.min()
        #expect(elements(tree.nearest(to: sets[set])).symmetricDifference(wanted).count == best, "\(round)")
        let cover = tree.cover(sets[set]).map(elements)
        #expect(cover.reduce(into: Set()) { $0.formUnion($1) } == wanted)
        #expect(cover.reduce(0) { $0 + $1.count } == wanted.count)
      }
    }
    #expect(whole >= 1_000)
  }

  @Test func `a nurse over villages comes to stand above them`() throws {
    let graph = try compile(
      """
      caseload: 1
      project: test
      groups:
        v1: {case_sharing: true, members: [david, joy]}
        v2: {case_sharing: true, members: [maria, joy]}
        v3: {case_sharing: true, members: [joy]}
        reports: {members: [david]}
      mobile_workers: {david: {}, maria: {}, joy: {}}
      """)
    let (setup, obstacles) = try OrganizationFromGroups.plan(graph, fit: .nearest, path: "x")
    #expect(obstacles.isEmpty)
    #expect(setup.locations.map(\.siteCode) == ["area-of-joy", "v1", "v2", "v3"])
    #expect(setup.groups.map(\.key) == ["reports"])
    #expect(try Generated.make(graph, setup, heading: "").proof.isGreen)
  }

  @Test func `groups that stand in the way are named, and the nearest tree's differences are exact`() throws {
    let graph = try compile(
      """
      caseload: 1
      project: test
      groups:
        a: {case_sharing: true, members: [u, v, x]}
        b: {case_sharing: true, members: [u, v, w, x]}
        c: {case_sharing: true, members: [w]}
      mobile_workers: {u: {}, v: {}, w: {}, x: {}}
      """)
    let (setup, obstacles) = try OrganizationFromGroups.plan(graph, fit: .nearest, path: "x")
    let project = graph.project
    let obstacle = try #require(obstacles.first)
    #expect(obstacles.count == 1)
    #expect(obstacle.users.map { project.text(project.users[$0].key) } == ["w"])
    #expect(obstacle.shared == [GroupID(1)])
    #expect(obstacle.onlyHere == [GroupID(2)])
    #expect(obstacle.onlyThere == [GroupID(0)])
    // w sees b and c: one of both is lost, nothing is gained.
    let nearest = try Generated.make(graph, setup, heading: "")
    #expect(nearest.proof.differenceCount == 1)
    #expect(nearest.proof.differences.first?.isGained == false)
    #expect(try organization(graph, .severalLocations).proof.isGreen)
  }
}
