import Simulation
import Testing

/// What the server does with forms (semantics 5).
@Suite struct ServerTests {
  @Test func `the later arrival wins, property by property`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, maria]
        - offline: [david, maria]
        - submit: {user: david, form: worker/patients/visit, case: monica, set: {weight: 61, height: 170}, at: "08:00"}
        - submit: {user: maria, form: worker/patients/visit, case: monica, set: {weight: 62}, at: "09:00"}
        - online: {users: maria, sync: false}
        - online: {users: david, sync: false}
        - expect:
            case: {monica: {weight: 61, height: 170, modified_by: david}}
            sees: {maria: [monica]}
            next_sync: {maria: {sends: [monica], purges: []}, david: {sends: [monica]}}
      """)
    // David's device has had his own form, and not Maria's.
    #expect(played.problems == [])
  }

  @Test func `a closed case stays closed, is updated, and changes its owner`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, maria]
        - offline: david
        - submit: {user: david, form: worker/patients/transfer, case: monica, answers: {to: group:village-2}}
        - submit: {user: david, form: worker/patients/visit, case: monica, set: {weight: 3}}
        - submit: {user: maria, form: worker/patients/discharge, case: monica}
        - online: david
        - expect: {case: {monica: {closed: true, owner: group:village-2, weight: 3}}, sees: {david: []}}
      """)
    #expect(played.problems == [])
  }

  @Test func `a case that left the footprint is sent once more if it was changed, and purged`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, maria]
        - submit: {user: maria, form: worker/patients/transfer, case: monica, answers: {to: user:joy}}
        - expect: {next_sync: {david: {sends: [monica], purges: [monica]}, maria: {sends: [], purges: [monica]}}}
        - sync: david
        - expect: {sees: {david: []}, next_sync: {david: {sends: [], purges: [], fresh: []}}}
      """)
    #expect(played.problems == [])
  }

  @Test func `an index to a deleted case fails the form`() throws {
    let project = Villages.project.replacing("owner: group:village-1}", with: "owner: user:ben}")
      .replacing("joy: {apps: [nurse]}", with: "joy: {apps: [nurse]}\n  ben: {}")
      .replacing("        referrals:", with: "        referrals:")
    let played = try Played(
      project,
      """
        - sync: ben
        - submit: {user: ben, form: worker/patients/transfer, case: monica, answers: {to: group:village-1}}
        - sync: david
        - change: {groups: {village-1: {case_sharing: true}}}
        - submit: {user: david, form: worker/patients/transfer, case: monica, answers: {to: user:joy}}
        - offline: david
        - submit: {user: david, form: worker/patients/refer, case: monica, creates: lost}
        - change: {mobile_workers: {joy: null}, groups: {village-1: {members: [david]}, village-2: {members: []}}}
        - expect: {case: {monica: {exists: false}}}
        - online: david
        - expect: {case: {lost: {exists: false}}, sees: {david: []}}
      """)
    #expect(played.problems == [])
    #expect(
      try played.step(10).server.map { "\($0.kind) \($0.name) \($0.detail)" } == [
        "failed worker/patients/refer case:lost refers to case:monica, which is deleted"
      ])
  }

  @Test func `deleting a worker deletes the own cases, and leaves those of groups`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: joy
        - submit: {user: joy, form: nurse/patients/keep, creates: private}
        - submit: {user: joy, form: nurse/patients/register, creates: shared, answers: {village: group:village-1}}
        - change: {mobile_workers: {joy: null}, groups: {village-1: {members: [david]}, village-2: {members: []}}}
        - expect: {case: {private: {exists: false}, shared: {exists: true}}}
        - sync: joy
      """)
    #expect(played.problems == ["10: SCEN010 there is no user `joy`"])
  }

  @Test(arguments: [false, true])
  func `closing a host closes its open extensions only with the switch`(extensionSync: Bool) throws {
    let played = try Played(
      Villages.project + "features: {extension_sync: \(extensionSync)}\n",
      """
        - sync: [david, samuel]
        - submit: {user: david, form: worker/patients/attach, case: monica, creates: ref}
        - sync: samuel
        - expect: {sees: {samuel: [monica, ref]}}
        - submit: {user: david, form: worker/patients/discharge, case: monica}
        - expect: {case: {ref: {closed: \(extensionSync)}, monica: {closed: true}}}
        - sync: [samuel, david]
        - expect: {sees: {samuel: [], david: []}}                # an extension of a closed host is not sent
      """)
    #expect(played.problems == [])
  }

  @Test func `web apps users sync around each form`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: maria
        - submit: {user: maria, form: worker/patients/register, creates: ruth}
        - submit: {user: david, form: worker/patients/visit, case: ruth, set: {weight: 1}}
        - submit: {user: david, form: worker/patients/refer, case: ruth, creates: ref}
        - expect: {sees: {david: [monica, ruth]}}
        - offline: david
      """, webApps: "[david]")
    #expect(played.problems == ["10: SCEN012 `david` works in Web Apps, which need the network"])
  }

  @Test func `an unowned child of the right type is listed, a closed one is not`() throws {
    let played = try Played(
      Villages.project + "  hugo: {case_type: patient, owner: unowned}\n  old: {case_type: patient, owner: unowned, closed: true}\n"
        + "  a: {case_type: referral, owner: group:village-1, index: [{to: hugo}, {to: old}]}\n",
      """
        - sync: david
        - expect:
            sees: {david: [a, hugo, monica, old]}
            listed: {david: {worker/patients: [hugo, monica], worker/referrals: [a]}}
      """)
    #expect(played.problems == [])
  }

  @Test func `what server and device disagree about`() throws {
    // An open owned case that is a child of one case and an extension of a closed other: sent, and dropped.
    let played = try Played(
      Villages.project + "  host: {case_type: patient, owner: unowned, closed: true}\n"
        + "  c: {case_type: referral, owner: group:village-1, index: [{to: monica}, {to: host, relationship: extension}]}\n",
      """
        - sync: david
        - expect:
            sees: {david: [monica]}
            next_sync: {david: {sends: [c, host], purges: [c, host], fresh: [c, host, monica]}}
      """)
    #expect(played.problems == [])
  }
}
