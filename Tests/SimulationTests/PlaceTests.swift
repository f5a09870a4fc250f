import Foundation
import Simulation
import Testing

/// Explanations name the line that made it so: of the project, of an edit, of a step.
@Suite struct PlaceTests {
  private static func lines(_ steps: [ExplainedStep]?) -> [String] {
    (steps ?? []).map { step in
      let place = step.place.map { " \($0.path.hasSuffix("project.yaml") ? "project" : "scenario"):\($0.line)" }
      return step.text + (place ?? "")
    }
  }

  private static func play(_ project: String, _ steps: String) throws -> Played {
    try Played(project, steps, options: SimulationOptions(explains: true))
  }

  @Test func `closed by a form, and not owned`() throws {
    let played = try Self.play(
      Villages.project,
      """
        - sync: [maria, samuel]
        - submit: {user: maria, form: worker/patients/discharge, case: monica}
        - expect: {sees: {samuel: [monica]}}
      """)
    #expect(
      Self.lines(try played.step(3).failures.first?.differences.first?.explanation) == [
        "case:monica is closed and owned by group:village-1 project:66", "case:monica is closed project:13",
        "worker/patients/discharge of maria closed it in step 2 scenario:6",
        "samuel is not a member of group:village-1 project:63",
      ])
  }

  @Test func `what changed a case`() throws {
    let played = try Self.play(
      Villages.project,
      """
        - sync: [david, maria]
        - submit: {user: maria, form: worker/patients/visit, case: monica, set: {weight: 61}}
        - sync: david
      """)
    #expect(
      Self.lines(try played.step(2).devices.first?.changes.first?.explanation) == [
        "case:monica was changed on this device project:12",
        "worker/patients/visit of maria changed it in step 2 scenario:6",
      ])
    #expect(
      Self.lines(try played.step(3).devices.first?.changes.first?.explanation) == [
        "case:monica was changed project:12", "worker/patients/visit of maria changed it last in step 2 scenario:6",
      ])
  }

  @Test func `what stays, and who made it so`() throws {
    let played = try Self.play(
      Villages.project + "  top: {case_type: patient, owner: group:village-1}\n"
        + "  kid: {case_type: patient, owner: group:village-1, index: {to: top}}\n",
      """
        - sync: [david, maria]
        - submit: {user: maria, form: worker/patients/transfer, case: top, answers: {to: group:clinic}}
        - sync: david
      """)
    let owned = [
      "case:top is owned by group:clinic project:14",
      "worker/patients/transfer of maria made it so in step 2 scenario:6",
    ]
    let change = try played.step(3).devices.first
    #expect(Self.lines(change?.changes.first?.explanation) == owned)
    #expect(
      Self.lines(change?.stays.first?.explanation) == owned + [
        "group:village-1 lists david as a member project:56",
        "group:village-1 shares cases (Case Sharing is on) project:56",
        "case:kid is owned by group:village-1 project:68",
        "case:kid is a child of case:top, so case:top comes with it project:68",
      ])
  }

  @Test func `an archived location is archived by the edit`() throws {
    let project = """
      caseload: 1
      project: p
      case_types: {patient: {}}
      organization:
        levels: {district: {view_descendants: true}, village: {parent: district, shares_cases: true}}
        locations: {north: {level: district, children: {va: {level: village}}}}
      mobile_workers: {ana: {locations: [north]}}
      cases: {c: {case_type: patient, owner: location:va}}

      """
    let played = try Self.play(
      project,
      """
        - sync: ana
        - change: {organization: {locations: {north: {children: {va: {archived: true}}}}}}
        - sync: ana
        - expect: {sees: {ana: [c]}}
      """)
    let lines = Self.lines(try played.step(4).failures.first?.differences.first?.explanation)
    #expect(lines == ["case:c is owned by location:va project:8", "location:va is archived scenario:6"])
  }

  /// What fails is the expression; the rows of the user-groups table have nothing to do with it (semantics 3.7).
  @Test func `an owner expression that fails`() throws {
    let project = Villages.project.replacingOccurrences(
      of: "          keep:\n",
      with: """
                  odd:
                    opens:
                      - case_type: patient
                        properties: {owner_id: {xpath: "frobnicate()"}}
                  keep:

        """)
    let played = try Self.play(project, "  - sync: joy\n")
    let form = try played.step(1).devices.first?.forms.first { $0.form == "nurse/patients/odd" }
    #expect(form?.after.reason == "unsupported_function")
    #expect(
      Self.lines(form?.after.explanation) == [
        "nurse/patients/odd works out an owner: the engine has no function `frobnicate` project:54"
      ])
  }

  @Test func `a location that the user does not have`() throws {
    let project = """
      caseload: 1
      project: p
      case_types: {patient: {}}
      apps:
        a:
          case_sharing: true
          menus:
            m:
              case_type: patient
              forms:
                loc:
                  opens:
                    - case_type: patient
                      properties: {owner_id: {user_data: commcare_location_id}}
      groups: {g1: {case_sharing: true, members: [one]}}
      organization:
        levels: {village: {shares_cases: true}}
        locations: {va: {level: village}}
      mobile_workers:
        one: {}

      """
    let played = try Self.play(project, "  - sync: one\n")
    let form = try #require(try played.step(1).devices.first?.forms.first)
    #expect(form.after.reason == "no_such_node")
    #expect(
      Self.lines(form.after.explanation) == [
        "a/m/loc works out an owner: \(form.after.detail) project:14",
        "one was assigned to no location at the last sync project:20",
      ])
  }
}
