import Diagnostics
import ProjectModel
import Simulation
import Testing

/// An expectation that would be true of anything is an error, never a pass.
@Suite struct EmptyExpectationTests {
  /// The expectation, and what is to be pointed at.
  @Test(arguments: [
    ("{}", "expect"), ("{sees: {}}", "sees"), ("{sees: {david: {}}}", "david"), ("{sees: {david: }}", "david"),
    ("{sees: {david: {includes: []}}}", "david"), ("{sees: {david: {includes: [], excludes: []}}}", "david"),
    ("{seen_by: {}}", "seen_by"), ("{seen_by: {monica: {}}}", "monica"), ("{listed: {}}", "listed"),
    ("{listed: {david: {}}}", "david"), ("{listed: {david: {worker/patients: {}}}}", "worker/patients"),
    ("{groups: {}}", "groups"), ("{groups: {david: {}}}", "david"), ("{case: {}}", "case"),
    ("{case: {monica: {}}}", "monica"), ("{case: {monica: {properties: {}}}}", "properties"), ("{form: []}", "form"),
    ("{owners: []}", "owners"), ("{owners: {user: joy, form: nurse/patients/register, owners: {}}}", "owners: {}"),
    ("{next_sync: {}}", "next_sync"), ("{next_sync: {david: {}}}", "david"),
    ("{next_sync: {david: {sends: {}}}}", "sends"), ("{not: {}}", "not"), ("{not: {sees: {}}}", "sees"),
    ("{not: {case: {monica: {}}}}", "monica"),
  ])
  func `it says nothing`(expectation: String, place: String) throws {
    let played = try Played(Villages.project, "  - sync: [david, joy]\n  - expect: \(expectation)\n")
    let problems = played.run.diagnostics
    #expect(problems.map(\.code) == ["SCEN006"], "\(played.problems)")
    #expect(problems.first?.help.isEmpty == false)
    guard case .span(let span)? = problems.first?.place else { return }
    let bytes = played.run.sources[span.file].bytes.dropFirst(Int(span.start))
    #expect(String(decoding: bytes, as: UTF8.self).hasPrefix(place), "\(span)")
  }

  @Test(arguments: [
    "{sees: {samuel: []}}", "{sees: {samuel: {exactly: []}}}", "{case: {monica: {weight: ~}}}",
    "{next_sync: {david: {sends: []}}}", "{groups: {olga: []}}", "{not: {sees: {david: []}}}",
  ])
  func `that there is nothing is a statement`(expectation: String) throws {
    let project = Villages.project.replacing("olga: {active: false}", with: "olga: {}")
    let steps = "  - sync: [david, samuel, olga]\n  - submit: {user: david, form: worker/patients/visit, case: monica}\n"
    #expect(try Played(project, steps + "  - expect: \(expectation)\n").problems == [])
  }

  @Test func `excludes within not would be a statement about includes`() throws {
    let played = try Played(
      Villages.project, "  - sync: david\n  - expect: {not: {sees: {david: {excludes: monica}}}}\n")
    #expect(played.problems.first == "6: SCEN005 `excludes` stands within `not`")
  }

  @Test func `a change of nothing, and a time twice`() throws {
    let played = try Played(
      Villages.project,
      """
        - change: {}
        - {sync: david, at: "10:00"}
        - {submit: {user: david, form: worker/patients/register, at: "10:30"}, at: "10:30"}
        - change: {groups: {village-1: {case_sharing: true}, nowhere: null}}
      """)
    #expect(
      played.problems == [
        "5: SCEN006 this change says nothing", "7: SCEN017 the step has two times, `10:30` and `10:30`",
      ])
    #expect(try played.step(4).notes == ["nothing in the project is different after this change"])
  }

  @Test(arguments: [
    ("opens", "no_group", "`no_group` is a reason of a form that `stops`, and not of a form that `opens`"),
    ("stops", "several_nodes", "`several_nodes` is a reason of a form that `fails`, and not of a form that `stops`"),
    ("fails", "several_groups", "`several_groups` is a reason of a form that `stops`, and not of a form that `fails`"),
  ])
  func `a reason goes with an outcome`(outcome: String, reason: String, message: String) throws {
    let form = "user: david, form: worker/patients/register, outcome: \(outcome), reason: \(reason)"
    for expectation in ["{form: {\(form)}}", "{not: {form: {\(form)}}}"] {
      let played = try Played(Villages.project, "  - sync: david\n  - expect: \(expectation)\n")
      // The mistake is told once, and not again as a difference.
      #expect(played.run.diagnostics.map(\.message) == [message], "\(played.problems)")
      #expect(!played.problems.contains { $0.contains("(\(reason))") }, "\(played.problems)")
    }
  }

  @Test(arguments: [
    ("{sees: {david: {includes: [monica], excludes: [monica]}}}", "`includes` and under `excludes`"),
    ("{sees: {david: {exactly: [monica], excludes: [monica]}}}", "`exactly` and under `excludes`"),
    ("{seen_by: {monica: {exactly: [maria], includes: [david]}}}", "`includes`, and not under `exactly`"),
    ("{next_sync: {david: {fresh: {includes: monica, excludes: monica}}}}", "`includes` and under `excludes`"),
  ])
  func `a list that cannot be`(expectation: String, places: String) throws {
    let played = try Played(Villages.project, "  - sync: david\n  - expect: \(expectation)\n")
    let name = expectation.hasPrefix("{seen_by") ? "david" : "monica"
    #expect(played.run.diagnostics.map(\.message) == ["`\(name)` stands under \(places): that cannot be"])
    #expect(played.run.diagnostics.map(\.code) == ["SCEN005"])
    // The mistake is told once, and not again as a difference.
    if name == "monica" { #expect(played.problems.count == 1, "\(played.problems)") }
  }

  @Test func `files that are no scenarios`() {
    func read(_ text: String) -> [Diagnostic] {
      ScenarioReader.read(SourceFile(path: "a.scenario.yaml", bytes: Array(text.utf8))).diagnostics
    }
    #expect(read("").map(\.help) == [["a scenario begins with `scenario: NAME` and `project: PATH`, and has `steps:`"]])
    #expect(read(Villages.project).map(\.message) == ["this is a project, and no scenario"])
    // A scenario with a key of a project is one with a wrong key.
    #expect(read("caseload: 1\nscenario: a\nproject: b\nsteps: []\n").map(\.code) == ["SCEN001"])
  }

  @Test func `answers are checked where nobody gets to answer`() throws {
    let played = try Played(
      Villages.project,
      """
        - change: {apps: {nurse: {menus: {patients: {forms: {register: {opens: patient}}}}}}}
        - sync: joy
        - submit: {user: joy, form: nurse/patients/register, answers: {vilage: group:village-1}, outcome: stops}
        - submit: {user: joy, form: nurse/patients/register, answers: {village: []}, outcome: stops}
      """)
    #expect(played.problems == ["7: SCEN010 there is no question `vilage`"])
  }

  // MARK: Devices that do not exist yet

  @Test(arguments: [
    "sees: {david: []}", "sees: {david: {excludes: monica}}", "listed: {david: {worker/patients: []}}",
    "groups: {david: []}", "form: {user: david, form: worker/patients/register, outcome: opens}",
    "owners: {user: david, form: worker/patients/register, owners: []}",
  ])
  func `of a device that has never synced nothing can be said`(statement: String) throws {
    let message = "5: SCEN012 the device of `david` has never synced, so it has neither apps nor cases"
    #expect(try Played(Villages.project, "  - expect: {\(statement)}\n").problems == [message])
    #expect(try Played(Villages.project, "  - expect: {not: {\(statement)}}\n").problems.contains(message))
    let inactive = "5: SCEN012 `olga` is inactive and cannot log in"
    let other = statement.replacing("david", with: "olga")
    #expect(try Played(Villages.project, "  - expect: {\(other)}\n").problems == [inactive])
  }

  @Test func `who sees a case, and what the first sync would send, can be said`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: maria
        - expect: {seen_by: {monica: maria}, next_sync: {david: {sends: [monica], purges: []}}}
        - expect: {not: {seen_by: {monica: david}}}
      """)
    #expect(played.problems == [])
  }
}
