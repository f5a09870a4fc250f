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
      #expect(kept.count + tree.misfits.count == sets.count { $0.count > 1 }, "\(round)")
      func elements(_ place: LaminarTree.Place) -> Set<Int32> {
        switch place {
        case .node(let node): Set((sets + tree.extraSets)[tree.nodes[node].set])
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

  /// Every family of nested or disjoint sets of at least two of a few elements, as bits.
  private func families(_ count: Int) -> [[Int]] {
    let all = (1..<1 << count).filter { $0.nonzeroBitCount > 1 }
    var families: [[Int]] = [[]]
    for set in all {
      families += families.filter { $0.allSatisfy { $0 & set == 0 || $0 & set == set || $0 & set == $0 } }
        .map { $0 + [set] }
    }
    return families
  }

  /// By trying all families, also with sets that nobody has; a worker gets one of its sets, or one element.
  @Test(arguments: [(4, 400), (5, 250), (6, 25)])
  func `no tree is nearer than the one that is proved to be`(count: Int, rounds: Int) {
    var dice = SplitMix64(seed: UInt64(count))
    let families = families(count)
    var overlapping = 0
    var withExtraSets = 0
    for round in 0..<rounds {
      var different: Set<[Int32]> = []
      for _ in 0..<dice.number(in: 2...7) {
        different.insert(dice.sample(Array(Int32(0)..<Int32(count)), dice.number(in: 1...count)).sorted())
      }
      let sets = different.sorted { $0.lexicographicallyPrecedes($1) }
      let weights = sets.map { _ in dice.number(in: 1...4) }
      let masks = sets.map { $0.reduce(0) { $0 | 1 << Int($1) } }
      let best = families.map { family in
        zip(masks, weights).reduce(0) { sum, set in
          let nearest = family.map { ($0 ^ set.0).nonzeroBitCount }.min() ?? Int.max
          return sum + set.1 * min(nearest, set.0.nonzeroBitCount - 1)
        }
      }.min()
      let tree = LaminarTree.build(sets: sets, weights: weights, elementCount: count)
      let cost = zip(sets, weights).reduce(0) { $0 + $1.1 * tree.distance(from: $1.0) }
      #expect(tree.isNearest, "\(round)")
      #expect(cost == best, "\(round): \(sets) \(weights)")
      if cost > 0 { overlapping += 1 }
      if !tree.extraSets.isEmpty { withExtraSets += 1 }
    }
    #expect(overlapping >= rounds / 4)
    #expect(withExtraSets > 0)
  }

  @Test func `what is too large to be proved is said`() {
    var dice = SplitMix64(seed: 3)
    var sets: Set<[Int32]> = []
    while sets.count < 40 { sets.insert(dice.sample(Array(Int32(0)..<30), 5).sorted()) }
    let list = sets.sorted { $0.lexicographicallyPrecedes($1) }
    #expect(!LaminarTree.build(sets: list, weights: list.map { _ in 1 }, elementCount: 30).isNearest)
  }

  /// Chains of nested sets, equal ones among them, beside branches: exact however deep.
  @Test(arguments: 0..<20)
  func `deep and equal sets are exact`(seed: Int) throws {
    var dice = SplitMix64(seed: UInt64(seed))
    let depth = dice.number(in: 2...60)
    var groups: [String: [String]] = [:]
    var workers: [String] = []
    var held: [String] = []
    for level in 0..<depth {
      let own = (0..<dice.number(in: 1...3)).map { "g\(level)-\($0)" }
      held += own
      // Several workers with the same list, and some with one group of this level only.
      for number in 0..<dice.number(in: 1...3) {
        workers.append("w\(level)-\(number)")
        for group in held { groups[group, default: []].append("w\(level)-\(number)") }
      }
      if dice.chance(50), let one = own.last {
        workers.append("single\(level)")
        groups[one, default: []].append("single\(level)")
      }
    }
    let lines = groups.keys.sorted().map {
      "  \($0): {case_sharing: true, members: [\((groups[$0] ?? []).joined(separator: ", "))]}"
    }
    let graph = try compile(
      "caseload: 1\nproject: t\ngroups:\n\(lines.joined(separator: "\n"))\nmobile_workers: {\(workers.map { "\($0): {}" }.joined(separator: ", "))}\n"
    )
    let (setup, obstacles, isNearest) = try OrganizationFromGroups.plan(graph, fit: .nearest, path: "x")
    #expect(obstacles.isEmpty && isNearest)
    let generated = try Generated.make(graph, setup, heading: "")
    #expect(generated.proof.isGreen)
    #expect(generated.after.project.users.ids.allSatisfy { generated.after.project.assignments[$0.index].count == 1 })
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
    let (setup, obstacles, isNearest) = try OrganizationFromGroups.plan(graph, fit: .nearest, path: "x")
    #expect(obstacles.isEmpty)
    #expect(isNearest)
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
    let (setup, obstacles, isNearest) = try OrganizationFromGroups.plan(graph, fit: .nearest, path: "x")
    let project = graph.project
    let obstacle = try #require(obstacles.first)
    #expect(obstacles.count == 1)
    #expect(isNearest)
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
