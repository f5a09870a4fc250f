import Simulation
import Testing

/// Reasons say why it is as it is, and name the places.
@Suite struct ReasonTests {
  private static let steps = """
      - sync: [david, maria, samuel, joy]
      - submit: {user: david, form: worker/patients/refer, case: monica, creates: ref}
      - sync: [samuel, david]
      - submit: {user: maria, form: worker/patients/discharge, case: monica}

    """

  /// What is expected of the next sync, and the reason of the one difference.
  @Test(arguments: [
    (
      "samuel: {sends: [monica, ref]}",
      "- ref (case:ref is on the device already, and nobody else has changed it since the last sync)"
    ),
    ("samuel: {sends: []}", "+ monica (maria has changed case:monica since the last sync)"),
    (
      "samuel: {purges: [ref]}",
      "- ref (group:clinic lists samuel as a member; group:clinic shares cases (Case Sharing is on); "
        + "case:ref is owned by group:clinic)"
    ),
    ("david: {sends: [monica, ref]}", "- ref (case:ref is owned by group:clinic; david is not a member of group:clinic)"),
    ("david: {sends: []}", "+ monica (maria has changed case:monica since the last sync; it is sent once more, and "
      + "then purged; case:monica is closed and owned by group:village-1)"),
    ("david: {purges: []}", "+ monica (case:monica is closed and owned by group:village-1)"),
    ("david: {purges: [monica, ref]}", "- ref (case:ref is not on the device; case:ref is owned by group:clinic; "
      + "david is not a member of group:clinic)"),
    ("david: {fresh: [monica]}", "- monica (case:monica is closed and owned by group:village-1)"),
    ("olga: {fresh: []}", "SCEN012 `olga` is inactive and cannot log in"),
  ])
  func `the next sync`(expectation: String, difference: String) throws {
    let played = try Played(Villages.project, Self.steps + "  - expect: {next_sync: {\(expectation)}}\n")
    #expect(played.problems == ["9: " + difference])
  }

  /// What is wrong about a case or the owners of a new one.
  @Test(arguments: [
    ("case: {monica: {closed: false}}", ["- closed: false",
      "+ closed: true (worker/patients/discharge of maria closed it in step 4)"]),
    ("case: {ref: {closed: true}}", ["- closed: true", "+ closed: false (no form has closed it)"]),
    ("case: {monica: {owner: group:clinic}}", ["- owner: group:clinic", "+ owner: group:village-1 (it is declared so)"]),
    ("not: {case: {ref: {owner: group:clinic}}}", [
      "+ owner: group:clinic (worker/patients/refer of david opened it in step 2)"]),
    ("case: {monica: {opened_by: david}}", ["- opened_by: david (it is declared, and no form has opened it)"]),
    ("case: {monica: {modified_by: david}}", ["- modified_by: david",
      "+ modified_by: maria (worker/patients/discharge of maria changed it last in step 4)"]),
    ("case: {ref: {weight: 3}}", ["- weight: 3 (no form has saved `weight`)"]),
    ("owners: {user: joy, form: nurse/patients/register, owners: group:village-1}", [
      "+ group:village-2 (the question `village` offers it)"]),
    ("owners: {user: joy, form: nurse/patients/register, owners: {includes: group:clinic}}", [
      "- group:clinic (the new case can get group:village-1, group:village-2)"]),
    ("owners: {user: david, form: worker/patients/register, owners: []}", [
      "+ group:village-1 (it is the one group of the user-groups table)"]),
  ])
  func `facts of a case, and owners`(expectation: String, differences: [String]) throws {
    let played = try Played(Villages.project, Self.steps + "  - expect: {\(expectation)}\n")
    #expect(played.problems == differences.map { "9: " + $0 })
  }

  /// The lines of an explanation, each with the file's kind and line.
  private func lines(_ steps: [ExplainedStep]?) -> [String] {
    (steps ?? []).map { step in
      let place = step.place.map { " \($0.path.hasSuffix("project.yaml") ? "project" : "scenario"):\($0.line)" }
      return step.text + (place ?? "")
    }
  }

  @Test func `a declared case, one made on the device, and what pulls`() throws {
    let played = try Played(Villages.project, Self.steps, options: SimulationOptions(explains: true))
    let monica = try played.step(1).devices.first { $0.user == "david" }?.appears.first
    #expect(lines(monica?.explanation).last == "case:monica is owned by group:village-1 project:66")
    let made = try played.step(2).devices.first?.appears.first
    #expect(
      lines(made?.explanation) == [
        "case:ref was made on this device project:18",
        "worker/patients/refer of david opened it in step 2 scenario:6",
      ])
    let pulled = try played.step(3).devices.first { $0.user == "samuel" }?.appears.first { $0.name == "monica" }
    #expect(
      lines(pulled?.explanation).suffix(3) == [
        "case:ref is owned by group:clinic project:18", "worker/patients/refer of david opened it in step 2 scenario:6",
        "case:ref is a child of case:monica, so case:monica comes with it project:18",
      ])
  }

  @Test func `closed, and by whom`() throws {
    let played = try Played(
      Villages.project, Self.steps + "  - sync: david\n", options: SimulationOptions(explains: true))
    let gone = try played.step(5).devices.first?.disappears.first
    #expect(
      lines(gone?.explanation) == [
        "case:monica is closed and owned by group:village-1 project:13",
        "worker/patients/discharge of maria closed it in step 4 scenario:8",
      ])
  }

  @Test func `a deleted case, and a form that failed with it`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - submit: {user: david, form: worker/patients/transfer, case: monica, answers: {to: user:joy}}
        - offline: david
        - submit: {user: david, form: worker/patients/refer, case: monica, creates: lost}
        - change: {mobile_workers: {joy: null}, groups: {village-1: {members: [david]}, village-2: {members: []}}}
        - online: david
        - expect: {sees: {david: [monica, lost]}}
      """, options: SimulationOptions(explains: true))
    let differences = try played.step(7).failures.flatMap(\.differences)
    #expect(differences.map(\.name) == ["lost", "monica"])
    #expect(
      lines(differences.first?.explanation) == [
        "the form that opens case:lost failed: case:lost refers to case:monica, which is deleted project:18",
        "worker/patients/refer of david would have opened it in step 4 scenario:8",
      ])
    #expect(
      lines(differences.last?.explanation) == ["case:monica was deleted with its owner user:joy in step 5 scenario:9"])
  }

  @Test func `what the device's own rule drops`() throws {
    let played = try Played(
      Villages.project + "  host: {case_type: patient, owner: unowned, closed: true}\n"
        + "  c: {case_type: referral, owner: group:village-1, index: [{to: monica}, {to: host, relationship: extension}]}\n",
      "  - sync: david\n  - expect: {sees: {david: [c, monica]}}\n", options: SimulationOptions(explains: true))
    #expect(
      lines(try played.step(2).failures.first?.differences.first?.explanation).suffix(3) == [
        "the server sends case:c, and the device drops it at the end of the sync",
        "to the device case:c is an extension of case:host, which is closed project:68",
        "case:host is closed project:67",
      ])
  }

  @Test func `a form that stops counts the memberships`() throws {
    let played = try Played(
      Villages.project,
      """
        - change: {groups: {village-2: {members: [joy, david]}}}
        - sync: [david, samuel]
        - submit: {user: david, form: worker/patients/register, outcome: stops}
        - change: {groups: {clinic: {members: []}}}
        - sync: samuel
      """, options: SimulationOptions(explains: true))
    #expect(played.problems == [])
    guard case .stopped(let outcome) = try played.step(3).outcome else {
      Issue.record("it does not stop")
      return
    }
    #expect(
      lines(outcome.explanation) == [
        "worker/patients/register carries the group-count check project:11",
        "group:village-1 counts: group:village-1 lists david as a member project:56",
        "group:village-2 counts: group:village-2 lists david as a member scenario:5",
      ])
    let forms = try played.step(5).devices.first?.forms.first { $0.form == "worker/patients/register" }
    #expect(
      lines(forms?.after.explanation) == [
        "worker/patients/register carries the group-count check project:11",
        "samuel had no case sharing group at the last sync project:63",
      ])
  }
}
