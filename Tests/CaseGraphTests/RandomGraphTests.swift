import CaseGraph
import Testing

/// The graph against the slow rules.
@Suite struct RandomGraphTests {
  @Test(arguments: [true, false], [6, 12, 30])
  func agreesWithTheSlowRules(cycles: Bool, maximum: Int) {
    var generator = SeededGenerator(state: UInt64(maximum) * 2 + (cycles ? 1 : 0))
    for _ in 0..<(maximum > 20 ? 150 : 1500) {
      let sample = Sample.random(maximum: maximum, cycles: cycles, using: &generator)
      let (graph, rules) = (sample.graph, SlowRules(sample))
      var scratch = graph.makeScratch()
      let sent = graph.sent(owned: sample.owned, scratch: &scratch)
      #expect(sent == rules.sent.sorted(), "\(sample)")
      let kept = graph.kept(present: sent, owned: sample.owned, scratch: &scratch)
      #expect(kept == rules.kept(present: rules.sent).sorted(), "\(sample)")
      // A device can also hold something else than the last restore: cases made on it, cases that never arrived.
      let all = (0..<Int32(sample.caseCount)).shuffled(using: &generator)
      let present = all.filter { _ in Bool.random(using: &generator) }
      let left = graph.kept(present: present, owned: sample.owned, scratch: &scratch)
      #expect(left == rules.kept(present: Set(present)).sorted(), "\(sample), present \(present)")
      checkExplanations(sample, graph, rules, sent: Set(sent), present: present, left: Set(left), &scratch)
    }
  }

  private func checkExplanations(
    _ sample: Sample, _ graph: CaseGraph, _ rules: SlowRules, sent: Set<Int32>, present: [Int32], left: Set<Int32>,
    _ scratch: inout CaseGraph.Scratch
  ) {
    let reasons = graph.reasons(owned: sample.owned, scratch: &scratch)
    #expect(Set(reasons.map(\.sent)) == sent, "\(sample)")
    #expect(Set(reasons).count == reasons.count, "\(sample)")
    let bySent = Dictionary(grouping: reasons, by: \.sent)
    for (c, own) in bySent {
      #expect(own == graph.reasons(for: c, owned: sample.owned, scratch: &scratch), "\(sample)")
      #expect(own.map(\.steps) == own.map(\.steps).sorted(), "\(sample)")
      for reason in own { #expect(holds(reason, rules, sent, bySent), "\(reason) \(sample)") }
    }
    for c in 0..<Int32(sample.caseCount) {
      let why = graph.whyNotSent(c, owned: sample.owned, scratch: &scratch)
      #expect((why == nil) == sent.contains(c), "\(c) of \(sample)")
      if case .noAvailableHost(let hosts) = why {
        #expect(!hosts.isEmpty && hosts.allSatisfy { !rules.available.contains($0.host) }, "\(c) of \(sample)")
      }
      let purged = graph.whyPurged(c, present: present, owned: sample.owned, scratch: &scratch)
      #expect((purged != nil) == (present.contains(c) && !left.contains(c)), "\(c) of \(sample), present \(present)")
    }
  }

  private func holds(
    _ reason: SentReason, _ rules: SlowRules, _ sent: Set<Int32>, _ bySent: [Int32: [SentReason]]
  ) -> Bool {
    func index(_ from: Int32, _ to: Int32, _ r: Relationship) -> Bool {
      rules.indices.contains(CaseIndex(from: from, to: to, r))
    }
    let c = reason.sent
    let isTrue =
      switch reason.reason {
      case .owned: rules.owned.contains(c) && rules.available.contains(c)
      case .parentOf(let child): sent.contains(child) && index(child, c, .child)
      case .hostOf(let ext): sent.contains(ext) && index(ext, c, .extension)
      case .extensionOf(let host): sent.contains(host) && index(c, host, .extension) && rules.open.contains(c)
      }
    let nearest = reason.reason.puller.flatMap { bySent[$0]?.first?.steps }
    return isTrue && reason.steps == (nearest.map { $0 + 1 } ?? 0)
  }
}
