import Simulation
import Testing

@Suite struct FirstTests {
  @Test func `two workers, one case, no network`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, maria]
        - offline: [david, maria]
        - submit: {user: david, form: worker/patients/visit, case: monica, set: {weight: 61}}
        - submit: {user: maria, form: worker/patients/discharge, case: monica}
        - online: maria                  # maria's form arrives first
        - online: david
        - expect:
            case: {monica: {closed: true, weight: 61}}
            sees: {david: [], maria: []}
        - change: {groups: {village-1: {case_sharing: false}}}
        - expect:
            form: {user: david, form: worker/patients/register, outcome: opens}     # until the next sync
        - sync: david
        - expect:
            form: {user: david, form: worker/patients/register, outcome: stops, reason: no_group}
      """)
    #expect(played.problems == [])
    #expect(played.run.timeline.count == 11)
  }
}
