import Simulation
import Testing

/// A device has the apps of its last sync: what the project has beyond that, or had, is said, and nothing else guessed.
@Suite struct NotOnDeviceTests {
  @Test func `a form and a menu that came after the last sync`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - change: {apps: {worker: {menus: {more: {case_type: patient, forms: {registre: {opens: patient}}}, patients: {forms: {visits: {opens: patient}}}}}}}
        - submit: {user: david, form: worker/patients/visits}
        - expect: {form: {user: david, form: worker/more/registre, outcome: opens}}
        - expect: {listed: {david: {worker/more: [monica]}}}
        - sync: david
        - expect: {form: {user: david, form: worker/more/registre, outcome: opens}}
        - expect: {listed: {david: {worker/more: [monica]}}}
        - submit: {user: david, form: worker/patients/visits}
      """)
    let since = "it has not synced since step 1"
    #expect(
      played.problems == [
        "7: SCEN012 the device of `david` does not have the form `worker/patients/visits`: \(since)",
        "8: SCEN012 the device of `david` does not have the form `worker/more/registre`: \(since)",
        "9: SCEN012 the device of `david` does not have the menu `worker/more`: \(since)",
      ])
    #expect(played.run.diagnostics.map(\.help) == Array(repeating: ["write `sync: david` before"], count: 3))
  }

  @Test func `a form that was removed`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - change: {apps: {worker: {menus: {referrals: null, patients: {forms: {visit: null}}}}}}
        - submit: {user: david, form: worker/patients/visit, case: monica}
        - sync: david
        - submit: {user: david, form: worker/patients/visit, case: monica}
        - expect: {listed: {david: {worker/referrals: []}}}
      """)
    #expect(
      played.problems == [
        "9: SCEN012 the form `worker/patients/visit` was removed in step 2, and the device of `david` has synced since",
        "10: SCEN012 the menu `worker/referrals` was removed in step 2, and the device of `david` has synced since",
      ])
  }

  @Test func `an app that the user may open with the next sync`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - submit: {user: david, form: nurse/patients/keep}
        - change: {mobile_workers: {david: {apps: [worker, nurse]}}}
        - submit: {user: david, form: nurse/patients/keep}
        - sync: david
        - submit: {user: david, form: nurse/patients/keep}
      """)
    #expect(
      played.problems == [
        "6: SCEN012 `david` may not open the app `nurse`",
        "8: SCEN012 the device of `david` does not have the form `nurse/patients/keep`: it has not synced since step 1",
      ])
  }
}
