import Foundation
import ProjectModel
import Simulation
import Testing

@testable import caseload

/// What Tab completes: with the names that are meant at that place.
@Suite struct CompletionTests {
  private static let state: SimulationState? = {
    let folder = Executable.root.appendingPathComponent("examples/village-nurses").path
    var session = ScenarioSession(PatchableProject.load(folder))
    _ = session?.play("sync: [joy, david]")
    return session?.state
  }()

  private func offer(_ line: String) throws -> [String] {
    Completion(try #require(Self.state)).offer(for: line).found.map { $0.text + $0.ending }
  }

  @Test(arguments: [
    ("sy", ["sync "]), ("und", ["undo "]), ("web", ["web_apps "]), ("sync jo", ["joy "]), ("sync joy da", ["david "]),
    ("sync joy,d", ["david "]), ("web_apps th", ["thomas "]), ("submit jo", ["joy "]),
    ("submit joy nurse/r", ["nurse/rounds/plan "]), ("submit joy worker", []),
    ("submit joy nurse/patients/register vil", ["village="]),
    ("submit joy nurse/patients/check-up w", ["weight="]), ("submit joy nurse/patients/check-up ca", ["case="]),
    ("submit joy nurse/patients/check-up case=", ["lucia ", "monica ", "peter "]),
    ("submit david worker/patients/check-up case=", ["monica "]),
    ("submit joy nurse/patients/check-up case=lucia c", ["closes=", "creates="]),
    ("submit joy nurse/patients/register village=group:village-3", ["group:village-3 "]),
    ("submit joy nurse/patients/register outcome=s", ["stops "]),
    ("submit: {us", ["user: "]), ("submit {user: j", ["joy"]), ("submit: {user: joy, u", ["updates: "]),
    ("submit: {user: joy, form: nurse/patients/register, answers: {v", ["village: "]),
    ("submit: {user: joy, form: nurse/patients/register, answers: {village: group:village-1", ["group:village-1"]),
    ("submit: {form: nurse/patients/check-up, user: joy, set: {t", ["temperature: "]),
    ("expect se", ["seen_by: ", "sees: "]), ("expect {sees: {jo", ["joy: "]), ("expect: {sees: {joy: [mon", ["monday-round", "monica"]),
    ("expect: {sees: {joy: [monica, mo", ["monday-round"]), ("expect: {not: {sees: {joy: [pe", ["peter"]),
    ("expect: {sees: {joy: {inc", ["includes: "]), ("expect: {sees: {joy: {includes: [lu", ["lucia"]),
    ("expect: {listed: {joy: {nurse/r", ["nurse/rounds: "]), ("expect: {case: {monica: {own", ["owner: "]),
    ("expect: {case: {monica: {closed: t", ["true"]), ("expect: {groups: {joy: [location:", []),
    ("expect: {form: {user: joy, form: nurse/ro", ["nurse/rounds/plan"]), ("expect: {form: [{user: joy, outc", ["outcome: "]),
    ("expect: {form: {outcome: stops, reason: no_", ["no_group", "no_such_node"]),
    ("expect: {next_sync: {joy: {se", ["sends: "]), ("expect: {seen_by: {monica: [da", ["david"]),
    ("change gr", ["groups: "]), ("change: {groups: {village-2", ["village-2: "]),
    ("change groups: {village-1: {case_sharing: f", ["false"]), ("change groups: {village-1: {members: [jo", ["joy"]),
    ("change apps: {nurse: {menus: {rou", ["rounds: "]), ("change plan: pr", ["pro"]),
    ("save fi", []), ("frob x", []), ("sync: {", []), ("]]}}", []), ("expect: {\"", []),
  ])
  func `what is offered`(line: String, found: [String]) throws {
    #expect(try offer(line) == found)
  }

  @Test func `names that YAML would not read as one word are quoted`() {
    #expect(Completion.Word("a b").text == "\"a b\"")
    #expect(Completion.Word("group:village-1").text == "group:village-1")
    #expect(Completion.Word("x: y").text == "\"x: y\"")
  }

  @Test func `the place in a step`() {
    let position = FlowPosition("expect: {form: [{user: joy, form: a/b/c}, {user: \"ann b\", answers: {q: [x, y")
    #expect(position.path == ["expect", "form", "answers", "q"])
    #expect(position.isKey == false)
    #expect(position.word == "y")
    #expect(position.used == ["x"])
    #expect(position.values == ["user": "ann b"])
    #expect(FlowPosition("expect: {sees: {joy: [a]}, li").path == ["expect"])
    #expect(FlowPosition("expect: {sees: {joy: [a]}, li").isKey)
    #expect(FlowPosition("").word == "")
  }
}
