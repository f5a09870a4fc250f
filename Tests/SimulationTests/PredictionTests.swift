import Simulation
import Testing

/// What the timeline says of the next sync is what the next sync does.
@Suite struct PredictionTests {
  /// An edit's note compares with what the device has, not with the project before the edit (semantics 2).
  @Test func `whose user-groups table the next sync changes`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - change: {groups: {clinic: {members: [samuel, david]}}}
        - change: {groups: {clinic: {members: [samuel]}}}
        - change: {groups: {village-1: {name: Village One}}}
        - change: {groups: {clinic: {name: Clinic}}}
        - sync: david
      """)
    #expect(
      try (2...5).map { try played.step($0).notes } == [
        ["the next sync changes the user-groups table of david"], [],
        ["the next sync changes the user-groups table of david"], [],
      ])
    let change = try #require(try played.step(6).devices.first)
    #expect(change.groups == nil)
    #expect(change.renamedGroups.map { [$0.group, $0.name] } == [["group:village-1", "Village One"]])
  }

  /// A case that is given away stays if a case of the user's own brings it (semantics 4).
  @Test(arguments: [
    ("top", "", "owned by group:clinic; it comes with another case, also after the next sync", true),
    ("kid", "", "until the next sync; owned by group:clinic", false),
    ("monica", "", "until the next sync; owned by group:clinic", false),
    ("monica", "  - offline: david\n", "owned by group:clinic; it is here at least until the next sync", false),
  ])
  func `what stays of what is given away`(name: String, before: String, reason: String, stays: Bool) throws {
    let sync = before.isEmpty ? "sync" : "online"
    let played = try Played(
      Villages.project + "  top: {case_type: patient, owner: group:village-1}\n"
        + "  kid: {case_type: patient, owner: group:village-1, index: {to: top}}\n",
      "  - sync: david\n" + before
        + "  - submit: {user: david, form: worker/patients/transfer, case: \(name), answers: {to: group:clinic}}\n"
        + "  - \(sync): david\n")
    let notes = played.run.timeline.flatMap(\.devices).flatMap(\.stays).filter { $0.name == name }
    #expect(notes.first?.reason == reason)
    #expect(played.content("david")?.cases.contains(name) == stays)
  }

  /// An assignment that ended with its location's archiving is made anew by writing it anew (semantics 1.5).
  @Test func `assigned again`() throws {
    let project = """
      caseload: 1
      project: p
      case_types: {patient: {}}
      organization:
        levels: {village: {shares_cases: true}}
        locations: {va: {level: village}}
      mobile_workers: {ana: {locations: [va]}}

      """
    let played = try Played(
      project,
      """
        - sync: ana
        - change: {organization: {locations: {va: {archived: true}}}}
        - change: {organization: {locations: {va: {archived: false}}}}
        - sync: ana
        - change: {mobile_workers: {ana: {locations: [va]}}}
        - change: {mobile_workers: {ana: {locations: [va]}}}
      """)
    #expect(try played.step(2).notes.first == "ana is unassigned from location:va, which is archived")
    #expect(
      try played.step(5).notes == [
        "ana is assigned to location:va again", "the next sync changes the user-groups table of ana",
      ])
    #expect(try played.step(6).notes == ["nothing in the project is different after this change"])
  }
}
