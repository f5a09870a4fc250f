import AccessDiff
import Diagnostics
import Foundation
import OwnershipGraph
import ProjectModel
import Reporting
import Testing

/// A pair of projects in which every answer is known.
@Suite struct ExampleTests {
  private func pair() throws -> (old: OwnershipGraph, new: OwnershipGraph) {
    (try #require(try compile(Examples.old)), try #require(try compile(Examples.new)))
  }

  @Test func `everything is found`() throws {
    let (old, new) = try pair()
    let lists = try readDiff(old, new).lists
    #expect(lists["gained"] == ["joy group:village-1", "eve group:office", "omar user:omar", "omar location:hope"])
    #expect(
      lists["lost"] == ["ben user:ben", "ben group:village-1", "dina group:village-3", "kim location:mercy"])
    #expect(lists["cases gained"] == [])
    #expect(lists["cases lost"] == ["ana monica", "ben monica", "dina zawadi"])
    // Omar is in one location; Joy in two groups now, Dina in none.
    #expect(
      lists["newly stops"] == [
        "joy worker/patients/register", "joy worker/patients/quick", "dina worker/patients/register",
        "dina worker/patients/quick",
      ])
    #expect(lists["newly opens"] == ["eve worker/patients/register"])
    #expect(lists["gone"] == [])
    #expect(lists["checks appeared"] == ["worker/patients/quick"])
    #expect(lists["checks vanished"] == [])
    #expect(lists["orphaned"] == ["group:village-3", "location:mercy", "user:ben"])
    #expect(lists["adopted"] == ["group:office", "user:omar"])
  }

  @Test func `edits have their places in both versions`() throws {
    let (old, new) = try pair()
    let diff = try readDiff(old, new)
    func lines(_ causes: [ReadDiff.Cause]) -> [String] {
      causes.map { "\($0.edit) | \($0.old.map { "\($0.file):\($0.line)" } ?? "-") | \($0.new.map { "\($0.file):\($0.line)" } ?? "-")" }
    }
    let joy = try #require(diff.gained.first { $0.user == "joy" })
    #expect(lines(joy.because) == ["joy became a member of group:village-1 | old.yaml:32 | new.yaml:33"])
    let eve = try #require(diff.gained.first { $0.user == "eve" })
    #expect(lines(eve.because) == ["group:office shares cases now (Case Sharing) | old.yaml:17 | new.yaml:17"])
    let kim = try #require(diff.lost.first { $0.user == "kim" })
    #expect(lines(kim.because) == ["location:mercy is no longer below location:north | old.yaml:27 | new.yaml:30"])
    let ana = try #require(diff.cases.lost.first { $0.user == "ana" })
    #expect(lines(ana.because) == ["case:monica is closed now | old.yaml:38 | new.yaml:39"])
    let quick = try #require(diff.forms.checks.appeared.first)
    #expect(
      lines(quick.because) == [
        "worker/patients/quick opens a case without an owner of its own now: it gets the group-count check | old.yaml:12 | new.yaml:12"
      ])
  }

  @Test func `a rename is recognised by its id, and guessed without one`() throws {
    let (old, new) = try pair()
    #expect(try readDiff(old, new).renames == [.init(old: "group:village-2", new: "group:village-two")])
    let guess = try #require(try compile(Examples.old.replacing("{id: g2, case", with: "{case")))
    let other = try #require(try compile(Examples.old.replacing("{id: g2, case", with: "{case").replacing("village-2", with: "village-two")))
    let diff = try readDiff(guess, other)
    #expect(diff.renames == [])
    #expect(diff.likely_renames == [.init(old: "group:village-2", new: "group:village-two")])
    #expect(diff.lists["gained"] == ["joy group:village-two"])
    // The same name with another id is another thing for HQ.
    let changed = try #require(try compile(Examples.old.replacing("id: g2", with: "id: g9")))
    #expect(
      try readDiff(old, changed).changed_ids
        == [.init(old: "group:village-2 (id g2)", new: "group:village-2 (id g9)")])
  }

  @Test func `a user in a new project may be called otherwise`() throws {
    let old = try #require(try compile(Examples.old.replacing("ana: {groups", with: "ana: {id: u1, groups")))
    let text = Examples.old.replacing("ana: {groups", with: "anna: {id: u1, groups")
    let new = try #require(try compile(text))
    let diff = AccessDiff(old: old, new: new)
    #expect(diff.isEmpty)
    #expect(diff.renames.map { [$0.old, $0.new] } == [["user:ana", "user:anna"]])
  }

  @Test(arguments: ["txt", "md", "github", "json"]) func `every format is as recorded`(format: String) throws {
    let (old, new) = try pair()
    let diff = AccessDiff(old: old, new: new)
    var report = DiffReport(diff, sources: sources(old, new), all: false)
    var json = DiffJSON(diff, sources: sources(old, new), all: true)
    let text =
      switch format {
      case "txt": report.text()
      case "md": report.markdown()
      case "github": report.github(removing: "")
      default: json.render()
      }
    try expectGolden(text, "diff.\(format)")
  }

  @Test func `hostile names stay names`() throws {
    let hostile = try #require(try compile(Examples.hostile))
    let empty = try #require(try compile("caseload: 1\nproject: hostile\n"))
    let diff = AccessDiff(old: empty, new: hostile)
    var report = DiffReport(diff, sources: sources(empty, hostile), all: true)
    let markdown = String(decoding: report.markdown(), as: UTF8.self)
    try expectGolden(Array(markdown.utf8), "hostile.md")
    // Every name is within a code span, whose fence is longer than any run of backticks in it.
    for line in markdown.split(separator: "\n") where line.contains("bold") { #expect(line.contains("```")) }
    let github = String(decoding: report.github(removing: ""), as: UTF8.self)
    for line in github.split(separator: "\n") { #expect(line.hasPrefix("::")) }
    #expect(!github.contains("%0A::error"))
    let text = String(decoding: report.text(), as: UTF8.self)
    #expect(!text.contains("\u{2028}") && text.contains("line\\nbreak"))
  }

  @Test func `what is too much is cut off and said, unless all is asked for`() throws {
    func project(_ sharing: Bool) -> String {
      let workers = (0..<1500).map { "  w\($0): {groups: [g]}" }.joined(separator: "\n")
      return "caseload: 1\nproject: many\ngroups: {g: {case_sharing: \(sharing)}}\nmobile_workers:\n\(workers)\n"
    }
    let old = try #require(try compile(project(false)))
    let new = try #require(try compile(project(true)))
    let some = try readDiff(old, new, all: false)
    #expect(some.gained.count == 1000 && !some.complete && some.summary["gained"] == 1500)
    let all = try readDiff(old, new)
    #expect(all.gained.count == 1500 && all.complete)
    var report = DiffReport(AccessDiff(old: old, new: new), sources: sources(old, new), all: false)
    #expect(String(decoding: report.text(), as: UTF8.self).contains("w0, w1, w2, w3, w4 and 1495 more (1500 users)"))
  }
}

/// Compares with a recorded file; `CASELOAD_RECORD=1` records it.
func expectGolden(_ bytes: [UInt8], _ name: String, sourceLocation: SourceLocation = #_sourceLocation) throws {
  let url = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Golden/\(name)")
  if ProcessInfo.processInfo.environment["CASELOAD_RECORD"] == "1" {
    try Data(bytes).write(to: url)
    return
  }
  let expected = try String(contentsOf: url, encoding: .utf8)
  #expect(
    String(decoding: bytes, as: UTF8.self) == expected,
    "if the new output is right, record it: CASELOAD_RECORD=1 swift test --filter AccessDiffTests", sourceLocation: sourceLocation)
}
