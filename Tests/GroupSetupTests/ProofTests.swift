import Foundation
import GroupSetup
import OwnershipGraph
import ProjectModel
import SlowEvaluator
import Testing

/// The proof on random projects, judged again by the slow evaluator; and on outputs that are broken on purpose.
@Suite struct ProofTests {
  @Test(arguments: 0..<12)
  func `random projects keep the proof green, and the slow evaluator agrees`(block: Int) throws {
    var generated = 0
    for seed in UInt64(block * 40)..<UInt64(block * 40 + 40) {
      let plain = RandomProjects.project(seed: seed, namesakes: false)
      let graph = try compile(plain.yaml)
      let result: Generated
      do {
        result = try groups(graph) {
          $0.existing = .keep
          $0.includeEmpty = seed % 2 == 0
          // Site codes keep the names apart that namesakes have.
          if seed % 3 == 0 { $0.template = try NameTemplate("{path} {level} {site_code}") }
        }
      } catch let problem as SetupProblem {
        #expect(problem.diagnostics.allSatisfy { ["SETUP001", "SETUP003"].contains($0.code) }, "\(seed): \(problem)")
        continue
      }
      generated += 1
      #expect(result.proof.isGreen, "\(seed): \(result.proof.differences)")
      expectSameOwners(plain, result, seed)
      let back = try organization(result.after, .severalLocations)
      #expect(back.proof.isGreen, "\(seed): \(back.proof.differences)")
      expectSameOwners(plainCopy(result.after.project), back, seed)
      // The nearest tree may differ, and the proof must then say exactly how: the slow evaluator counts.
      let nearest = try organization(result.after, .nearest)
      #expect(
        nearest.proof.differenceCount == differences(plainCopy(result.after.project), nearest), "\(seed)")
      let section = try SupervisorSectionCheck(graph)
      #expect(section.isGreen, "\(seed)")
    }
    #expect(generated >= 15)
  }

  /// Every combination of what levels do, in a tree of three levels with a worker at every place, one at two and one at
  /// three: owns cases, views child data, down to which level, with and without the switch; what is archived.
  @Test(arguments: 0..<16)
  func `every combination of flags keeps the proof green`(topAndMiddle: Int) throws {
    func level(_ name: String, _ parent: String?, _ flags: Int, limit: String? = nil) -> String {
      var parts = parent.map { ["parent: \($0)"] } ?? []
      if flags & 1 != 0 { parts.append("shares_cases: true") }
      if flags & 2 != 0 { parts.append("view_descendants: true") }
      if let limit { parts.append("expand_view_child_data_to: \(limit)") }
      return "\(name): {\(parts.joined(separator: ", "))}"
    }
    var generated = 0
    for bottom in 0..<4 {
      let limits: [(String?, Bool)] = [(nil, false), ("mid", true), ("mid", false), ("low", true)]
      for (number, (limit, isOn)) in limits.enumerated() {
        // Each with each would take long; so every limit meets every archived place in turn.
        for archived in [["", "m1", "b1", "b2"][(bottom + number + topAndMiddle) % 4]] {
          func place(_ code: String, _ rest: String) -> String {
            "\(code): {\(rest)\(code == archived ? ", archived: true" : "")}"
          }
          let graph = try compile(
            """
            caseload: 1
            project: flags
            features: {restore_location_restriction: \(isOn)}
            organization:
              levels: {\(level("top", nil, topAndMiddle & 3, limit: limit)), \(level("mid", "top", topAndMiddle >> 2)), \(level("low", "mid", bottom))}
              locations: {t: {level: top}, \(place("m1", "level: mid, parent: t")), m2: {level: mid, parent: t}, \(place("b1", "level: low, parent: m1")), \(place("b2", "level: low, parent: m2")), b3: {level: low, parent: m2}}
            mobile_workers: {wt: {locations: [t]}, w1: {locations: [m1]}, w2: {locations: [m2]}, x1: {locations: [b1]}, x2: {locations: [b2]}, two: {locations: [m1, b2]}, three: {locations: [t, b1, m2]}, none: {}}
            """)
          guard let result = try? groups(graph) else { continue }
          generated += 1
          let name = "\(topAndMiddle) \(bottom) \(limit ?? "") \(isOn) \(archived)"
          #expect(result.proof.isGreen, "\(name)")
          #expect(differences(plainCopy(graph.project), result) == 0, "\(name)")
          let back = try organization(result.after, .severalLocations)
          #expect(back.proof.isGreen, "\(name)")
        }
      }
    }
    #expect(generated >= (topAndMiddle & 5 == 0 ? 7 : 14))
  }

  /// The same section as `generate supervisors` writes; true if the proof is green or there is nothing to write.
  private struct SupervisorSectionCheck {
    var isGreen = true

    init(_ graph: OwnershipGraph) throws {
      guard let setup = try? SupervisorSection.plan(graph, path: "x").setup else { return }
      isGreen = try Generated.make(graph, setup, heading: "").proof.isGreen
    }
  }

  private func renamed(_ result: Generated) -> [String: String] {
    var names: [String: String] = [:]
    for (owner, target) in result.setup.renaming where !result.setup.leftOut.contains(owner) {
      names[result.before.project.name(of: owner)] = result.setup.name(of: target)
    }
    return names
  }

  private func expectSameOwners(_ plain: PlainProject, _ result: Generated, _ seed: UInt64) {
    #expect(differences(plain, result) == 0, "\(seed)")
  }

  /// In how many pairs of worker and owner the slow evaluator sees another answer before and after.
  private func differences(_ plain: PlainProject, _ result: Generated) -> Int {
    let names = renamed(result)
    let (before, after) = (SlowEvaluator(plain), SlowEvaluator(plainCopy(result.after.project)))
    var count = 0
    for worker in plain.mobileWorkers {
      let then = Set(before.ownerIDs(of: worker.name).map { names[$0] ?? $0 })
      let now = Set(after.ownerIDs(of: worker.name))
      count += then.symmetricDifference(now).count
    }
    return count
  }

  // MARK: Broken on purpose

  /// A change to the generated text of the organization example, and the differences that the proof must name.
  struct Broken: Sendable, CustomTestStringConvertible {
    let from: String
    let to: String
    let expected: Set<String>
    var testDescription: String { from + " → " + to }
  }

  @Test(arguments: [
    Broken(
      from: "ben: {name: Ben, role: Village worker, apps: [health], groups: [hope-east]}", to: "ben: {}",
      expected: ["ben - location:hope-east"]),
    Broken(
      from: "apps: [health], groups: [mercy-hill]", to: "apps: [health], groups: [mercy-hill, hope-west]",
      expected: ["dina + location:hope-west"]),
    Broken(
      from: "      - group:mercy-lake # over north, through mercy-clinic\n", to: "",
      expected: ["grace - location:mercy-lake"]),
    Broken(
      from: "groups: [mercy-lake]", to: "groups: [mercy-hill]",
      expected: ["emeka - location:mercy-lake", "emeka + location:mercy-hill"]),
    Broken(
      from: "hope-west: {name: North District/Hope Clinic/West Village-Cases, case_sharing: true}",
      to: "hope-west: {name: North District/Hope Clinic/West Village-Cases}",
      expected: ["chidi - location:hope-west", "joy - location:hope-west", "grace - location:hope-west"]),
    Broken(
      from: "groups:\n", to: "groups:\n  extra: {case_sharing: true, members: [ana]}\n", expected: ["ana + group:extra"]
    ),
    Broken(from: "  emeka: {", to: "  emeko: {", expected: ["missing emeka", "missing emeko"]),
  ])
  func `a broken output is caught`(broken: Broken) throws {
    let graph = try example("organization")
    let good = try groups(graph)
    #expect(good.proof.isGreen)
    #expect(good.proof.pairsSeen == 14)
    #expect(good.proof.pairsCompared == 7 * 7)
    let text = String(decoding: good.text, as: UTF8.self)
    try #require(text.contains(broken.from))
    let after = try compile(text.replacingOccurrences(of: broken.from, with: broken.to))
    let renaming = good.setup.renaming.map { (owner: $0.key, name: good.setup.name(of: $0.value)) }
    let proof = Proof.compare(graph, after, renaming: renaming)
    #expect(!proof.isGreen)
    let project = graph.project
    let found = proof.differences.map { difference in
      let owner = difference.owner.map { project.name(of: $0) } ?? difference.after
      return "\(project.text(project.users[difference.user].key)) \(difference.isGained ? "+" : "-") \(owner)"
    }
    #expect(Set(found).union(proof.missingWorkers.map { "missing \($0)" }) == broken.expected)
    #expect(proof.differenceCount == found.count)
  }

  @Test func `two owners that become one group must have the same members`() throws {
    let text = villages(
      "  ana: {locations: [v1], groups: [team]}\n  ben: {locations: [v2]}",
      "groups: {team: {name: North/Village 1-Cases, case_sharing: true}}")
    let same = try groups(try compile(text)) { $0.existing = .merge }
    #expect(same.proof.isGreen)
    let other = text.replacingOccurrences(of: "ben: {locations: [v2]}", with: "ben: {locations: [v2], groups: [team]}")
    let merged = try groups(try compile(other)) { $0.existing = .merge }
    // Ben was in the team, not in village 1: merging shows him the village's cases.
    #expect(merged.proof.differenceCount == 1)
    #expect(merged.proof.differences.first?.isGained == true)
  }

  @Test func `a location that counts twice becomes one membership`() throws {
    let graph = try compile(villages("  ana: {locations: [north, v1]}"))
    let result = try groups(graph)
    #expect(result.proof.isGreen)
    #expect(graph.groupCount(of: UserID(0)) == 3)
    #expect(result.after.groupCount(of: UserID(0)) == 2)
  }
}
