import SlowEvaluator
import Testing

@Suite("section 4: sent and kept")
struct CaseGraphTests {
  @Test("the server's own expectations", arguments: RecordedGraph.all(in: "case-relationships"))
  func server(_ recorded: RecordedGraph) {
    #expect(recorded.graph.sent == Set(recorded.onDevice))
  }

  @Test("random graphs: what is sent", arguments: RecordedGraph.all(in: "case-graphs-random"))
  func sent(_ recorded: RecordedGraph) {
    #expect(recorded.graph.sent == Set(recorded.sent ?? []))
  }

  @Test("random graphs: what stays on the device", arguments: RecordedGraph.all(in: "case-graphs-random"))
  func onDevice(_ recorded: RecordedGraph) {
    #expect(recorded.graph.onDevice == Set(recorded.onDevice))
  }

  @Test("the data is there")
  func dataIsThere() {
    #expect(RecordedGraph.all(in: "case-relationships").count == 24)
    #expect(RecordedGraph.all(in: "case-graphs-random").count == 300)
  }

  @Test("a cycle ends, and stops the purge")
  func cycle() {
    // `b` and `c` are each other's parent; `d` is an owned extension of a closed host and would be purged.
    let graph = SlowCaseGraph(
      cases: ["b", "c", "d", "e"], owned: ["b", "d"], closed: ["e"],
      childIndices: [.init(from: "b", to: "c"), .init(from: "c", to: "b"), .init(from: "d", to: "b")],
      extensionIndices: [.init(from: "d", to: "e")]
    )
    #expect(graph.sent == ["b", "c", "d", "e"])
    #expect(graph.onDevice == ["b", "c", "d", "e"])
  }

  @Test("a case whose parent is missing goes, with everything below it")
  func missingParent() {
    let graph = SlowCaseGraph(
      cases: ["a", "b", "c"], owned: ["a", "b", "c"], closed: [],
      childIndices: [.init(from: "a", to: "gone"), .init(from: "b", to: "a")], extensionIndices: []
    )
    #expect(graph.sent == ["a", "b", "c"])
    #expect(graph.onDevice == ["c"])
  }
}
