import Simulation
import Testing

/// Where server and device differ, the timeline says so (semantics 4).
@Suite struct DifferingTests {
  /// What a step's changes say of cases, each as `USER WORD CASE (REASON)`.
  private static func lines(_ step: StepResult) -> [String] {
    step.devices.flatMap { device in
      let lists = [
        ("appears", device.appears), ("disappears", device.disappears), ("drops", device.drops), ("stays", device.stays),
      ]
      return lists.flatMap { word, notes in notes.map { "\(device.user) \(word) \($0.name) (\($0.reason))" } }
    }
  }

  /// An open owned case, child of one and extension of a closed other, is sent and dropped, and the closed one with it.
  @Test func `sent and dropped, said once`() throws {
    let played = try Played(
      Villages.project + "  host: {case_type: patient, owner: unowned, closed: true}\n"
        + "  c: {case_type: referral, owner: group:village-1, index: [{to: monica}, {to: host, relationship: extension}]}\n",
      "  - sync: david\n  - sync: david\n", options: SimulationOptions(explains: true))
    #expect(
      Self.lines(try played.step(1)) == [
        "david appears monica (owned by group:village-1)",
        "david drops c (sent, and purged by the device's own rule: it is an extension of host, which is closed)",
        "david drops host (sent, and purged by the device's own rule: nothing that stays brings it)",
      ])
    let explanation = try played.step(1).devices.first?.drops.first?.explanation ?? []
    #expect(explanation.map(\.text).contains("the server sends case:c, and the device drops it at the end of the sync"))
    #expect(try played.step(2).devices.isEmpty)
  }

  /// A host that closes while its extension is a child of another case: what was on the device goes, although it is sent.
  @Test func `on the device, and dropped from now on`() throws {
    let played = try Played(
      Villages.project + "  host: {case_type: patient, owner: group:village-2}\n"
        + "  c: {case_type: referral, owner: group:village-1, index: [{to: monica}, {to: host, relationship: extension}]}\n",
      """
        - sync: [david, joy]
        - change: {mobile_workers: {joy: {apps: [worker]}}}
        - sync: joy
        - submit: {user: joy, form: worker/patients/discharge, case: host}
        - sync: david
      """)
    #expect(
      Self.lines(try played.step(5)) == [
        "david disappears c (sent, and purged by the device's own rule: it is an extension of host, which is closed)",
        "david disappears host (sent, and purged by the device's own rule: nothing that stays brings it)",
      ])
    #expect(played.problems == [])
  }

  /// The client gives up its purge if there is a cycle: a closed case stays that the server does not send any more.
  @Test func `a cycle stops the purge`() throws {
    let cycle =
      "  one: {case_type: patient, owner: group:village-1, index: {to: two}}\n"
      + "  two: {case_type: patient, owner: user:samuel, index: {to: one}}\n"
    let played = try Played(
      Villages.project + cycle,
      """
        - sync: [david, maria]
        - submit: {user: maria, form: worker/patients/discharge, case: monica}
        - sync: david
        - sync: david
        - expect: {sees: {david: [one, two]}, next_sync: {david: {purges: monica}}}
      """)
    let ring = "case:one → case:two → case:one is a cycle of parents and hosts, which stops the purge"
    #expect(try played.step(1).notes == ["david's device purges nothing: \(ring)", "maria's device purges nothing: \(ring)"])
    #expect(
      Self.lines(try played.step(3)) == ["david stays monica (closed, owned by group:village-1; a cycle stops the purge)"])
    #expect(try played.step(4).devices.isEmpty)
    #expect(
      played.problems == [
        "9: + monica (the server does not send case:monica any more; \(ring); case:monica is closed and owned by "
          + "group:village-1)",
        "9: - monica (nothing is purged: \(ring); case:monica is closed and owned by group:village-1)",
      ])
  }

  /// What was never owned goes because of the case with which it came.
  @Test func `what became of the case that brought another`() throws {
    let played = try Played(
      Villages.project + "  ext: {case_type: referral, owner: group:clinic, index: {to: monica, relationship: extension}}\n",
      """
        - sync: [david, maria]
        - submit: {user: maria, form: worker/patients/discharge, case: monica}
        - sync: david
      """)
    #expect(
      Self.lines(try played.step(3)) == ["david disappears ext (came with monica, which is closed)",
        "david disappears monica (closed)"])
  }

  @Test func `a parent goes when its child is somebody else's`() throws {
    let played = try Played(
      Villages.project
        + "  top: {case_type: patient, owner: group:clinic}\n"
        + "  kid: {case_type: patient, owner: group:village-1, index: {to: top}}\n",
      """
        - sync: [david, maria]
        - submit: {user: maria, form: worker/patients/transfer, case: kid, answers: {to: group:clinic}}
        - sync: david
      """)
    #expect(
      Self.lines(try played.step(3)) == ["david disappears kid (now owned by group:clinic)",
        "david disappears top (came with kid, which is owned by group:clinic)"])
  }
}
