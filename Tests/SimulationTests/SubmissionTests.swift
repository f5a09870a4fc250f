import Simulation
import Testing

/// Filling in forms on a device (semantics 2, 3, 5).
@Suite struct SubmissionTests {
  @Test func `a new case of a sharing app belongs to the one group, and its creator sees it at once`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, maria]
        - submit: {user: david, form: worker/patients/register, creates: ruth, set: {name: Ruth}}
        - expect:
            case: {ruth: {owner: group:village-1, closed: false, case_type: patient, opened_by: david, name: Ruth}}
            sees: {david: [monica, ruth], maria: [monica]}
            listed: {david: {worker/patients: [monica, ruth]}}
        - sync: maria
        - expect: {sees: {maria: [monica, ruth]}, seen_by: {ruth: [david, maria]}}
      """)
    #expect(played.problems == [])
  }

  @Test func `a case for somebody else stays on its creator's device until the next sync`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, samuel]
        - submit: {user: david, form: worker/patients/attach, case: monica, creates: ref}
        - expect: {sees: {david: [monica, ref]}}
        - sync: [david, samuel]
        - expect: {sees: {david: [monica, ref], samuel: [monica, ref]}}   # an open extension comes with its host
        - submit: {user: david, form: worker/patients/refer, case: monica, creates: child}
        - expect: {sees: {david: [monica, ref, child]}, next_sync: {david: {sends: [], purges: [child]}}}
        - sync: david
        - expect: {sees: {david: [monica, ref]}, not: {seen_by: {child: david}}}
      """)
    #expect(played.problems == [])
    #expect(try played.step(6).devices.map(\.user) == ["david"])
    #expect(try played.step(6).devices.first?.appears.map(\.name) == ["child"])
    #expect(try played.step(8).devices.first?.disappears.map(\.name) == ["child"])
  }

  @Test func `the owner question offers the groups of the last sync`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: joy
        - expect:
            form: {user: joy, form: nurse/patients/register, outcome: opens}
            owners: {user: joy, form: nurse/patients/register, owners: [group:village-1, group:village-2]}
            groups: {joy: [group:village-1, group:village-2]}
        - submit: {user: joy, form: nurse/patients/register, answers: {village: group:village-2}, creates: anna}
        - expect: {case: {anna: {owner: group:village-2}}}
        - change: {groups: {village-2: {case_sharing: false}}}
        - submit: {user: joy, form: nurse/patients/register, answers: {village: group:village-2}, creates: berta}
        - sync: joy
        - submit: {user: joy, form: nurse/patients/register, answers: {village: group:village-2}, creates: clara}
        - submit: {user: joy, form: nurse/patients/register, creates: dora}
      """)
    #expect(
      played.problems == [
        "15: SCEN014 the question `village` does not offer `group:village-2`",
        "16: SCEN014 the question `village` is required and has no answer",
      ])
  }

  @Test func `without any group the owner question cannot be shown`() throws {
    let played = try Played(
      Villages.project,
      """
        - change: {groups: {village-1: {case_sharing: false}, village-2: {case_sharing: false}}}
        - sync: [joy, david]
        - expect:
            form:
              - {user: joy, form: nurse/patients/register, outcome: fails, reason: no_such_node}
              - {user: joy, form: nurse/patients/keep, outcome: opens}
              - {user: david, form: worker/patients/register, outcome: stops, reason: no_group}
        - submit: {user: david, form: worker/patients/register, creates: x, outcome: stops, reason: no_group}
        - expect: {sees: {david: x}}
      """)
    #expect(
      played.problems == [
        "13: SCEN010 there is no case `x`: the form that should have made it stops in step 4"
      ])
  }

  @Test func `a form that stops where nothing says so is a failure`() throws {
    let played = try Played(
      Villages.project,
      """
        - change: {groups: {village-2: {members: [joy, david]}}}
        - sync: david
        - submit: {user: david, form: worker/patients/register, creates: x}
      """)
    #expect(
      played.problems == [
        "7: - opens",
        "7: + stops (several_groups) (the user-groups table has 2 rows: group:village-1, group:village-2)",
      ])
  }

  @Test func `a case that is not listed cannot be picked`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, samuel]
        - submit: {user: samuel, form: worker/patients/visit, case: monica}
        - submit: {user: david, form: worker/patients/discharge, case: monica}
        - submit: {user: david, form: worker/patients/visit, case: monica}
        - submit: {user: david, form: worker/referrals/finish, case: monica}
        - submit: {user: david, form: worker/patients/visit}
        - submit: {user: david, form: worker/patients/register, case: monica}
      """)
    #expect(
      played.problems == [
        "6: SCEN013 `monica` is not in the list of `worker/patients` on the device of `samuel`: it is not on the device",
        "8: SCEN013 `monica` is not in the list of `worker/patients` on the device of `david`: it is closed on the device",
        "9: SCEN013 `monica` is not in the list of `worker/referrals` on the device of `david`: it is closed on the device",
        "10: SCEN013 the form `worker/patients/visit` needs a case to be picked",
        "11: SCEN013 the form `worker/patients/register` selects no case",
      ])
    let notes = try played.step(2).diagnostics.first?.notes
    #expect(notes?.first == "case:monica is owned by group:village-1")
    #expect(notes?.last == "samuel is not a member of group:village-1")
  }

  @Test func `steps that cannot happen are errors, and the others go on`() throws {
    let played = try Played(
      Villages.project,
      """
        - submit: {user: david, form: worker/patients/register, creates: a}
        - sync: [olga, davit, david]
        - offline: david
        - sync: david
        - submit: {user: david, form: nurse/patients/keep, creates: b}
        - submit: {user: david, form: worker/patients/regster, creates: c}
        - submit: {user: david, form: worker/patients/visit, case: monika}
        - submit: {user: david, form: worker/patients/visit, case: monica, set: {wieght: 4, owner_id: x}, closes: true}
        - submit: {user: david, form: worker/patients/register, creates: [d, e], answers: {why: x}}
        - submit: {user: david, form: worker/patients/register, creates: monica}
        - submit: {user: david, form: worker/patients/discharge, case: monica, set: {weight: 3}}
        - expect: {sees: {david: [monica]}}
      """)
    #expect(
      played.problems == [
        "5: SCEN012 the device of `david` has never synced, so it has neither apps nor cases",
        "6: SCEN012 `olga` is inactive and cannot log in",
        "6: SCEN010 there is no user `davit`",
        "8: SCEN012 the device of `david` is offline and cannot sync",
        "9: SCEN012 `david` may not open the app `nurse`",
        "10: SCEN010 there is no form `worker/patients/regster`",
        "11: SCEN010 there is no case `monika`",
        "12: SCEN015 the form `worker/patients/visit` does not save `wieght`",
        "12: SCEN015 `owner_id` cannot be set by hand",
        "12: SCEN015 the form `worker/patients/visit` does not close its case",
        "13: SCEN015 the form `worker/patients/register` opens fewer cases than that",
        "13: SCEN010 there is no question `why`",
        "14: SCEN011 there is a case `monica` already",
        "15: SCEN015 the form `worker/patients/discharge` does not save `weight`",
      ])
  }
}
