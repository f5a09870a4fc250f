import Diagnostics
import Foundation
import Reporting
import Simulation
import Testing

/// Scenarios in every format; recorded with the folder of the sources left out.
@Suite struct TimelineTests {
  private static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// A scenario that fails in every way, against an example.
  private static let text = """
    scenario: "A <test> & more"
    project: \(root)/examples/two-workers
    steps:
      - sync: [david, maria]
        at: "09:30"
      - offline: david
      - submit: {user: david, form: visits/pregnancies/follow-up, case: monica, set: {weight: 61}}
      - change: {groups: {river-ward: {case_sharing: false}}}
      - sync: maria
      - expect:
          sees: {maria: [monica], david: [monica]}
          case: {monica: {closed: true}}
      - submit: {user: maria, form: visits/pregnancies/register}
      - sync: mariah

    """

  private static func run(explains: Bool = false) -> ScenarioRun {
    let loaded = ScenarioReader.read(SourceFile(path: "a.scenario.yaml", bytes: Array(text.utf8)))
    return ScenarioRunner.run(
      loaded, path: "a.scenario.yaml", options: SimulationOptions(contents: .changed, explains: explains))
  }

  /// A scenario that is no scenario.
  private static var unreadable: ScenarioRun {
    let loaded = ScenarioReader.read(SourceFile(path: "b.scenario.yaml", bytes: Array("scenario: [\n".utf8)))
    return ScenarioRunner.run(loaded, path: "b.scenario.yaml")
  }

  private func golden(_ output: [UInt8], _ name: String) throws {
    let text = String(decoding: output, as: UTF8.self).replacing(Self.root + "/", with: "")
    try expectGolden(Array(text.utf8), name)
  }

  @Test func timeline() throws {
    try golden(TimelineText.render(Self.run()), "timeline.txt")
    try golden(TimelineText.render(Self.run(explains: true), filter: TimelineFilter(user: "maria")), "timeline-maria.txt")
    try golden(TimelineText.render(Self.run(), filter: TimelineFilter(caseName: "lucy")), "timeline-lucy.txt")
    #expect(TimelineText.render(Self.unreadable) == [])
  }

  @Test func timelineJSON() throws {
    try golden(TimelineJSON.render([Self.run(explains: true)]), "timeline.json")
    try golden(TimelineJSON.render([Self.run(), Self.unreadable], filter: TimelineFilter(user: "maria")), "timelines.json")
  }

  private static let tests = ScenarioTests([run(), unreadable])

  @Test func tests() throws {
    try golden(ScenarioTestText.render(Self.tests), "scenario-tests.txt")
    try golden(ScenarioTestText.render(Self.tests, color: true), "scenario-tests-color.txt")
    try golden(ScenarioTestJSON.render(Self.tests), "scenario-tests.json")
    try golden(ScenarioTestJUnit.render(Self.tests), "scenario-tests.xml")
    try golden(ScenarioTestGitHub.render(Self.tests), "scenario-tests-github.txt")
    #expect(String(decoding: ScenarioTestText.render(ScenarioTests([])), as: UTF8.self) == "no scenarios\n")
  }

  @Test func coverage() throws {
    let coverage = ScenarioCoverage.countingRules([Self.run(), Self.unreadable])
    try golden(CoverageText.render(coverage), "coverage.txt")
    try golden(CoverageLCOV.render(coverage), "coverage.info")
    try golden(CoverageCobertura.render(coverage), "coverage.xml")
    try golden(ScenarioTestJSON.render(Self.tests, coverage: coverage), "coverage.json")
  }
}
