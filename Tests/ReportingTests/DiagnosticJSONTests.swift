import Diagnostics
import Foundation
import Testing

@testable import Reporting

@Suite struct DiagnosticJSONTests {
  private func render(_ samples: Samples) -> [UInt8] {
    DiagnosticJSON.render(samples.diagnostics, sources: samples.sources)
  }

  @Test func ordinary() throws { try expectGolden(render(.ordinary), "diagnostics-ordinary.json") }

  @Test func hostileText() throws { try expectGolden(render(.hostile), "diagnostics-hostile.json") }

  @Test func edges() throws { try expectGolden(render(.edges), "diagnostics-edges.json") }

  @Test func nothing() throws { try expectGolden(render(Samples()), "diagnostics-none.json") }

  /// What another JSON reader makes of it.
  @Test func hostileTextSurvives() throws {
    struct Output: Decodable {
      struct Finding: Decodable { let code, message, file: String }
      let findings: [Finding]
    }
    let samples = Samples.hostile
    let output = try JSONDecoder().decode(Output.self, from: Data(render(samples)))
    #expect(output.findings.map(\.message) == samples.diagnostics.map(\.message))
    #expect(output.findings.first?.file == "evil\u{1B}[2J\n.yaml")
  }
}
