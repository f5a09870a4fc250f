import CaseGraph
import Testing

@Suite struct ConformanceTests {
  @Test func dataIsThere() {
    #expect(ConformanceGraph.load("case-graphs-random").count == 300)
    #expect(ConformanceGraph.load("case-relationships").count == 24)
  }

  @Test(arguments: ConformanceGraph.load("case-graphs-random"))
  func randomGraph(_ expected: ConformanceGraph) {
    let graph = expected.sample.graph
    var scratch = graph.makeScratch()
    let owned = expected.sample.owned
    let sent = graph.sent(owned: owned, scratch: &scratch)
    #expect(expected.names(sent) == expected.sent)
    #expect(expected.names(graph.kept(present: sent, owned: owned, scratch: &scratch)) == expected.onDevice)
  }

  /// `on_device` there is what the server's own tests expect to be sent.
  @Test(arguments: ConformanceGraph.load("case-relationships"))
  func serversOwnTests(_ expected: ConformanceGraph) {
    let graph = expected.sample.graph
    var scratch = graph.makeScratch()
    #expect(expected.names(graph.sent(owned: expected.sample.owned, scratch: &scratch)) == expected.onDevice)
  }
}
