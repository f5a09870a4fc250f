import Diagnostics
import Foundation
import GroupSetup
import OwnershipGraph
import Policy
import ProjectModel
import Reporting
import Testing

/// Compares output with a file of `Golden`; with `CASELOAD_RECORD=1` in the environment it writes the file instead.
func expectGolden(_ output: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["CASELOAD_RECORD"] == "1" { return try Data(output).write(to: file) }
  #expect(
    String(decoding: output, as: UTF8.self) == String(decoding: try Data(contentsOf: file), as: UTF8.self),
    "`CASELOAD_RECORD=1 swift test --filter GroupSetupTests` records it anew", sourceLocation: sourceLocation)
}

@Suite struct GoldenTests {
  private func report(_ generated: Generated, json: Bool) -> [UInt8] {
    let consequences = SetupConsequences(
      generated, before: FormEntry.findings(generated.before), after: FormEntry.findings(generated.after))
    let report = SetupReport(generated, consequences, written: ["out/project.yaml"], verify: true)
    let bytes = json ? report.json() : report.text()
    return Array(String(decoding: bytes, as: UTF8.self).replacingOccurrences(of: packageRoot.path + "/", with: "").utf8)
  }

  @Test func `every format of the organization example`() throws {
    let graph = try example("organization")
    let generated = try groups(graph)
    try expectGolden(generated.text, "groups.yaml")
    try expectGolden(ProjectText.fragment(graph, generated.setup, heading: "A fragment."), "fragment.yaml")
    for table in generated.workerTables() + [generated.supervisorsTable()] {
      try expectGolden(table.csv(), table.name + ".csv")
    }
    try expectGolden(SetupAPI(generated).json(), "group-api.json")
    try expectGolden(report(generated, json: false), "report.txt")
    try expectGolden(report(generated, json: true), "report.json")
    let back = try organization(generated.after, .nearest)
    try expectGolden(back.text, "organization.yaml")
    let section = try SupervisorSection.plan(graph, path: "x")
    try expectGolden(ProjectText.supervisors(graph, section.setup, heading: "A section."), "supervisors.yaml")
    let diff = SetupDiff(from: GroupRoster(graph), to: GroupRoster(generated.after))
    let diffReport = SetupDiffReport(diff, against: "as-it-is", proof: generated.proof, graph.project)
    try expectGolden(diffReport.text(), "diff.txt")
    try expectGolden(diffReport.json(), "diff.json")
  }

  @Test func `the same on every run`() throws {
    let graph = try example("organization")
    #expect(try groups(graph).text == groups(try example("organization")).text)
    #expect(SetupAPI(try groups(graph)).json() == SetupAPI(try groups(graph)).json())
  }

  @Test func `the snippet, pasted, lets the form open for everybody`() throws {
    let graph = try groups(try example("organization")).after
    #expect(FormEntry.findings(graph).map(\.code) == ["ENTRY002"])
    let form = try #require(graph.project.forms.ids.first { graph.project.path(of: $0) == "health/patients/register" })
    let snippet = SetupSnippet.lines(form, graph.project).map { "            " + $0 }.joined(separator: "\n")
    let text = String(decoding: try groups(try example("organization")).text, as: UTF8.self)
    let pasted = text.replacingOccurrences(of: "            opens: patient\n", with: snippet + "\n")
    #expect(pasted != text)
    #expect(FormEntry.findings(try compile(pasted)).isEmpty)
  }

  @Test func `the tables load, and show everybody the same`() throws {
    for name in ["organization"] {
      let generated = try groups(try example(name))
      let scratch = try Scratch()
      for table in generated.workerTables() { _ = try scratch.write(table.csv(), table.name + ".csv") }
      let path = try scratch.write(
        "caseload: 1\nproject: test\ngroups: {table: groups.csv}\nmobile_workers: {table: users.csv}\n".utf8,
        "project.yaml")
      let loaded = ProjectLoader.load(path)
      let after = OwnershipGraph(try #require(loaded.project, "\(loaded.diagnostics.map(\.message))"))
      let renaming = generated.setup.renaming.compactMap { owner, target -> (owner: Owner, name: String)? in
        guard case .group(let index) = target else { return nil }
        return (owner, "group:" + generated.setup.groups[Int(index)].name)
      }
      #expect(Proof.compare(generated.before, after, renaming: renaming).isGreen)
    }
  }

  @Test func `a diff finds what was added, removed, renamed and moved`() throws {
    func roster(_ groups: String) throws -> GroupRoster {
      GroupRoster(try compile("caseload: 1\nproject: t\ngroups: {\(groups)}\nmobile_workers: {a: {}, b: {}, c: {}}"))
    }
    let diff = SetupDiff(
      from: try roster(
        "x: {id: i, name: Old, members: [a]}, y: {members: [b]}, z: {members: [c]}, same: {members: [a, b, c]}"),
      to: try roster(
        "q: {id: i, name: New, members: [a, b]}, y: {members: [a], case_sharing: true}, w: {members: [c]}, same: {members: [a, b, c]}, n: {}"
      ))
    #expect(diff.added.map(\.name) == ["n"])
    #expect(diff.removed.isEmpty)
    #expect(
      diff.changed.map { "\($0.nameBefore)>\($0.name) +\($0.added) -\($0.removed) \($0.caseSharing)" } == [
        "Old>New +[\"b\"] -[] false", "y>y +[\"a\"] -[\"b\"] true", "z>w +[] -[] false",
      ])
    #expect(diff.unchangedCount == 1)
  }

  @Test func `a supervisor over a location that does not view is explained`() throws {
    let graph = try compile(
      villages("  ana: {locations: [north]}\n  ben: {}", "supervisors: {ben: {over: [location:v1]}}"))
    let plan = try SupervisorSection.plan(graph, path: "x")
    #expect(
      plan.explanations.map(\.text) == [
        "ben supervises v1, whose level `village` does not view what is below: ben sees the cases of v1 itself and of nothing below"
      ])
    #expect(
      String(decoding: ProjectText.supervisors(graph, plan.setup, heading: "x"), as: UTF8.self) == """
        # x
        supervisors:
          ana:
            over:
              - location:north # level district views what is below
          ben:
            over:
              - location:v1

        """)
  }
}
