import AccessDiff
import OwnershipGraph
import SlowEvaluator
import Testing

/// For random pairs of projects, the comparison is the difference of the full relations.
@Suite struct RandomPairTests {
  @Test(arguments: 0..<8) func `an edited project differs as its relations do`(block: UInt64) throws {
    var compared = 0
    for seed in block * 60..<(block + 1) * 60 {
      let old = RandomProjects.project(seed: seed, namesakes: false)
      var mutations = Mutations(seed: seed)
      if try check(old, mutations.mutated(old), "seed \(seed)") { compared += 1 }
    }
    // Edits can make a project that does not compile; most do not.
    #expect(compared > 40)
  }

  @Test(arguments: 0..<4) func `two unrelated projects with the same names differ as their relations do`(block: UInt64) throws {
    for seed in block * 25..<(block + 1) * 25 {
      let old = RandomProjects.project(seed: seed, namesakes: false).withoutIDs
      let new = RandomProjects.project(seed: seed + 10_000, namesakes: false).withoutIDs
      try #require(try check(old, new, "seed \(seed)"))
    }
  }

  /// Compares both ways; false if one of the projects does not compile.
  private func check(_ old: PlainProject, _ new: PlainProject, _ what: Comment) throws -> Bool {
    guard let a = try compile(old.yaml), let b = try compile(new.yaml) else { return false }
    let relations = (Relations(old), Relations(new))
    let there = try readDiff(a, b)
    let back = try readDiff(b, a)
    let expected = expectedDifference(relations.0, relations.1)
    for (name, set) in there.lists {
      let wanted = try #require(expected[name])
      #expect(set.subtracting(wanted).sorted() == [], "\(what): \(name) has too much")
      #expect(wanted.subtracting(set).sorted() == [], "\(what): \(name) lacks something")
    }
    #expect(back.lists == expectedDifference(relations.1, relations.0), what)
    #expect(there.count == there.lists.values.reduce(0) { $0 + $1.count }, "\(what): something is listed twice")
    #expect(there.complete)

    // Antisymmetry, of the lists that have a mirror image.
    let (a1, b1) = (there.lists, back.lists)
    for (one, other) in [
      ("gained", "lost"), ("cases gained", "cases lost"), ("orphaned", "adopted"), ("checks appeared", "checks vanished"),
    ] {
      #expect(a1[one] == b1[other] && a1[other] == b1[one], what)
    }
    // What opened before stops; what could not be tried before and stops now is the mirror of what is gone.
    let stopped = { (diff: ReadDiff) in Set(diff.forms.newly_stops.filter { $0.outcome_before != nil }.map { "\($0.user ?? "") \($0.path)" }) }
    #expect(stopped(there) == b1["newly opens"] && stopped(back) == a1["newly opens"], what)

    // Everything has a cause, and every cause a place or the name of a switch.
    for causes in there.causes { #expect(!causes.isEmpty, what) }
    #expect(AccessDiff(old: a, new: a).isEmpty, what)
    #expect(AccessDiff(old: b, new: b).isEmpty, what)
    return true
  }
}
