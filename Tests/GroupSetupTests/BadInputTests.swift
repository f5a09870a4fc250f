import Foundation
import GroupSetup
import OwnershipGraph
import ProjectModel
import Testing

@Suite struct BadInputTests {
  @Test func `nothing to generate is an error with the reason`() throws {
    func reasons(_ text: String, _ change: (inout GroupsFromOrganization.Options) -> Void = { _ in }) throws -> [String]
    {
      let graph = try compile(text)
      return problem { _ = try groups(graph, change) }
    }
    let head = "caseload: 1\nproject: test\n"
    #expect(try reasons(head) == ["SETUP001 there is nothing to generate: the project has no locations"])
    #expect(
      try reasons(
        head + "organization: {levels: {a: {}}, locations: {x: {level: a}}}\nmobile_workers: {ana: {locations: [x]}}")
        == ["SETUP001 there is nothing to generate: no level owns cases"])
    let empty = villages("  ana: {}")
    #expect(try reasons(empty) == ["SETUP001 there is nothing to generate: no worker sees a location that owns cases"])
    #expect(try reasons(empty) { $0.includeEmpty = true } == [])
    #expect(
      try reasons(villages("  ana: {locations: [v1]}")) { $0.level = LevelID(0) }
        == ["SETUP001 there is nothing to generate: no location of the selection owns cases and has workers"])
  }

  @Test func `two locations of one generated name are an error at both`() throws {
    let graph = try compile(villages("  ana: {locations: [v1]}\n  ben: {locations: [v2]}"))
    #expect(
      problem { _ = try groups(graph) { $0.template = try NameTemplate("{level}") } }
        == ["SETUP003 the groups of `v1` and `v2` would both be called `village`"])
    #expect(
      problem { _ = try groups(graph) { $0.template = try NameTemplate(" ") } }.first
        == "SETUP003 the group of `v1` would have no name")
    #expect(
      try groups(graph) { $0.template = try NameTemplate("{name} ({site_code}, {level})") }.setup.groups.map(\.name)
        == ["Village 1 (v1, village)", "Village 2 (v2, village)"])
  }

  @Test(arguments: ["{", "a}", "{nam}", "{path", "{}", "{{path}}"])
  func `a wrong template is an error`(template: String) {
    #expect(problem { _ = try NameTemplate(template) }.first?.hasPrefix("SETUP002 the name template") == true)
  }

  @Test func `groups that exist are kept, merged or reported`() throws {
    let text = villages(
      "  ana: {locations: [v1]}\n  ben: {locations: [v2], groups: [v2]}",
      "groups: {other: {name: North/Village 1-Cases}, v2: {name: Second, case_sharing: true}}")
    let graph = try compile(text)
    #expect(
      problem { _ = try groups(graph) } == [
        "SETUP004 there is a group with the name `North/Village 1-Cases` already, which the group of `v1` would have",
        "SETUP004 there is a group with the key `v2` already, which the group of `v2` would have",
      ])
    let kept = try groups(graph) { $0.existing = .keep }
    #expect(kept.proof.isGreen)
    #expect(kept.setup.groups.map(\.key) == ["other", "v2", "v1", "v2-cases"])
    #expect(
      kept.setup.groups.map(\.name) == [
        "North/Village 1-Cases", "Second", "North/Village 1-Cases (v1)", "North/Village 2-Cases",
      ])
    let merged = try groups(graph) { $0.existing = .merge }
    #expect(merged.proof.isGreen)
    #expect(merged.setup.groups.map(\.key) == ["other", "v2"])
    #expect(merged.setup.groups.map(\.caseSharing) == [true, true])
    #expect(
      merged.setup.notes == [
        "v1 is merged into group:other, whose case sharing is turned on", "v2 is merged into group:v2",
      ])
  }

  /// HQ compares names to the letter, after an upload has removed the white space around them (semantics 7).
  @Test func `names that differ by white space are one, and by capital letters two`() throws {
    let two = villages("  ana: {locations: [v1]}\n  ben: {locations: [v2]}").replacingOccurrences(
      of: "name: Village 2", with: "name: \"Village 1 \"")
    #expect(
      problem { _ = try groups(try compile(two)) { $0.template = try NameTemplate("{path}") } } == [
        "SETUP003 the groups of `v1` and `v2` would both be called `North/Village 1 `"
      ])
    let existing = villages(
      "  ana: {locations: [v1]}", "groups: {g: {name: \"  North/Village 1-Cases\"}, h: {name: NORTH/Village 1-Cases}}")
    #expect(
      problem { _ = try groups(try compile(existing)) } == [
        "SETUP004 there is a group with the name `North/Village 1-Cases` already, which the group of `v1` would have"
      ])
    let kept = try groups(try compile(existing)) { $0.existing = .keep }
    #expect(
      kept.setup.groups.map(\.name)
        == ["  North/Village 1-Cases", "NORTH/Village 1-Cases", "North/Village 1-Cases (v1)"])
    let other = try groups(
      try compile(villages("  ana: {locations: [v1]}", "groups: {h: {name: NORTH/Village 1-Cases}}")))
    #expect(
      other.uploadRemarks().last
        == "the groups `NORTH/Village 1-Cases` and `North/Village 1-Cases` differ in capital letters only; HQ takes them for two, as they are"
    )
  }

  @Test(arguments: [
    ("g: {name: \"A \"}, h: {name: A}", "two groups are called `A ` and `A`, white space at the ends aside,"),
    ("g: {name: A}, h: {name: A}, i: {name: A}", "two groups are called `A`"),
    ("g: {data: {x y: z}}", "the sheet `groups` has the field `x y`, which HQ's upload would take apart"),
    ("g: {data: {\"x:y\": z}}", "the sheet `groups` has the field `x:y`, which HQ's upload would take apart"),
  ])
  func `what an upload would take for something else is an error`(groups: String, message: String) throws {
    let graph = try compile(villages("  ana: {locations: [v1]}", "groups: {\(groups)}"))
    let problems = UploadProblems.find(try GroupSetupTests.groups(graph).workerTables(), file: "x").map(\.message)
    #expect(problems.count == 1)
    #expect(problems.first?.hasPrefix(message) == true, "\(problems)")
  }

  @Test func `usernames that differ in capital letters are one`() throws {
    let graph = try compile(villages("  ana: {locations: [v1]}\n  Ana: {locations: [v2]}"))
    #expect(
      UploadProblems.find(try groups(graph).workerTables(), file: "x").map(\.message) == [
        "the usernames `ana` and `Ana` are one to HQ"
      ])
  }

  @Test func `cycles are errors of the project`() throws {
    let scratch = try Scratch()
    let path = try scratch.write(
      """
      caseload: 1
      project: test
      organization:
        levels: {a: {shares_cases: true}}
        locations: {x: {level: a, parent: y}, y: {level: a, parent: x}}
      """.utf8, "project.yaml")
    let loaded = ProjectLoader.load(path)
    #expect(loaded.project == nil)
    #expect(loaded.diagnostics.contains { $0.code == "ORG002" })
  }

  @Test func `an organization is not made where there is one`() throws {
    let graph = try compile(villages("  ana: {locations: [v1]}"))
    #expect(problem { _ = try organization(graph, .nearest) } == ["SETUP007 the project has locations already"])
    let none = try compile("caseload: 1\nproject: test\ngroups: {a: {}}\n")
    #expect(
      problem { _ = try organization(none, .nearest) } == [
        "SETUP001 there is nothing to generate: no group shares cases"
      ])
  }

  @Test func `the limits of workbooks are errors`() throws {
    func limits(_ text: String, _ change: (inout GroupsFromOrganization.Options) throws -> Void = { _ in }) throws
      -> [String]
    {
      WorkbookLimits.problems(try groups(try compile(text), change).workerTables(), file: "x.xlsx").map(\.message)
    }
    let good = villages("  ana: {locations: [v1]}")
    #expect(try limits(good) == [])
    let long = String(repeating: "x", count: 32_767)
    #expect(
      try limits(good) { $0.template = try NameTemplate("{site_code}" + long) }.first?.hasPrefix(
        "a cell of the sheet `users` has 32769 characters") == true)
    #expect(
      try limits(good) { $0.template = try NameTemplate("{site_code}\u{1}") } == [
        "a cell of the sheet `users` has a control character", "a cell of the sheet `groups` has a control character",
      ])
  }

  @Test(arguments: [
    ("a/b", "has a `/`, which is not allowed"), ("a[b", "has a `[`, which is not allowed"), ("history", "is reserved"),
    (String(repeating: "l", count: 32), "has 32 characters; 31 are allowed"),
    ("'a", "begins or ends with `'`, which is not allowed"),
  ])
  func `level codes that cannot be sheet titles are errors`(code: String, reason: String) throws {
    let graph = try compile(
      villages("  ana: {locations: [north]}").replacingOccurrences(of: "village", with: "\"\(code)\""))
    let setup = try SupervisorSection.plan(graph, path: "x").setup
    let tables = try Generated.make(graph, setup, heading: "").organizationTables()
    #expect(WorkbookLimits.problems(tables, file: "x").map(\.message) == ["the sheet title `\(code)` \(reason)"])
  }

  @Test(arguments: [
    "=1+1", "+1", "-x", "@y", "\u{202E}z", "true", "null", "a: b", "#c", "x\ny", "'", "\"", "[", "ä", "*a", "&a", "a ",
    " a", "1", "~", "\t", "yes: no", "\u{85}", "\u{2028}", "\u{FEFF}", "😀",
  ])
  func `any name is written so that it reads back`(name: String) throws {
    let graph = try compile(villages("  ana: {locations: [v1]}"))
    let result = try groups(graph) { $0.template = try NameTemplate("{name}" + name) }
    let group = try #require(result.after.project.groups.first)
    #expect(result.after.project.text(group.name) == "Village 1" + name)
    let first = try groups(graph) { $0.template = try NameTemplate(name + "{name}") }
    #expect(first.after.project.text(first.after.project.groups[0].name) == name + "Village 1")
  }

  @Test func `long site codes are written as long keys`() throws {
    let code = String(repeating: "k", count: 2_000)
    let text = villages("  ana: {locations: [v1]}").replacingOccurrences(of: "v1: {", with: "? \(code)\n        : {")
      .replacingOccurrences(of: "locations: [v1]", with: "locations: [\(code)]")
    #expect(try groups(try compile(text)).proof.isGreen)
  }
}
