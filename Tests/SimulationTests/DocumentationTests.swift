import Diagnostics
import Foundation
import Simulation
import Testing

/// `Documentation/Scenarios.md`: its tables are made from the language, and its examples are played.
@Suite struct DocumentationTests {
  static let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Documentation/Scenarios.md")

  static func table(_ shape: ScenarioLanguage.Shape) -> String {
    var lines = ["| key | takes | meaning |", "| --- | --- | --- |"]
    for key in shape.keys {
      lines.append("| `\(key.name)`\(key.isRequired ? " (required)" : "") | \(key.takes) | \(key.meaning) |")
    }
    return lines.joined(separator: "\n")
  }

  /// `CASELOAD_RECORD=1` writes the tables anew.
  @Test func `every key is documented`() throws {
    let text = try String(contentsOf: Self.url, encoding: .utf8)
    var page = text
    for shape in ScenarioLanguage.shapes {
      let start = try #require(page.range(of: "<!-- keys: \(shape.mapping) -->\n"), "\(shape.mapping)")
      let end = try #require(page.range(of: "<!-- end -->", range: start.upperBound..<page.endIndex))
      page.replaceSubrange(start.upperBound..<end.lowerBound, with: Self.table(shape) + "\n")
    }
    if ProcessInfo.processInfo.environment["CASELOAD_RECORD"] != nil {
      try page.write(to: Self.url, atomically: true, encoding: .utf8)
    } else {
      #expect(page == text, "record it: `CASELOAD_RECORD=1 swift test --filter SimulationTests.DocumentationTests`")
    }
  }

  @Test func `the examples are played and hold`() throws {
    let page = try String(contentsOf: Self.url, encoding: .utf8)
    let blocks = page.components(separatedBy: "```yaml\n").dropFirst().map { $0.components(separatedBy: "```")[0] }
    let project = try #require(blocks.first)
    #expect(blocks.count > 6)
    for block in blocks.dropFirst() {
      let isSteps = block.hasPrefix("- ")
      let indented = block.split(separator: "\n").map { "  " + $0 }.joined(separator: "\n")
      let played = isSteps ? try Played(project, indented) : try Played(project: project, scenario: block)
      #expect(played.problems == [], "\(block)")
      #expect((played.run.scenario?.steps.count ?? 0) > 1)
    }
  }
}
