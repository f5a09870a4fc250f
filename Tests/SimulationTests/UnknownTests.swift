import Simulation
import Testing

/// What cannot be known is said to be unknown, and never counts as fine.
@Suite struct UnknownTests {
  static let project = """
    caseload: 1
    project: unknowns
    case_types: {patient: {}}
    apps:
      a:
        menus:
          all:
            case_type: patient
            forms:
              guess:
                opens: [{case_type: patient, properties: {owner_id: {xpath: "instance('item-list:areas')/areas_list/areas/owner"}}}]
              close: {requires_case: true, closes: conditional}
              save: {requires_case: true, updates: {when: conditional, properties: [weight]}}
          some: {case_type: patient, filter: weight > 3, forms: {see: {updates: {properties: [weight]}}}}
    groups: {g: {case_sharing: true, members: [ana, ben]}}
    mobile_workers: {ana: {}, ben: {}, eve: {}}
    cases: {one: {case_type: patient, owner: group:g}}

    """

  @Test func `an owner that cannot be known`() throws {
    let played = try Played(
      Self.project,
      """
        - sync: [ana, ben]
        - submit: {user: ana, form: a/all/guess, creates: x}
        - expect: {sees: {ana: [one, x]}}          # just made here
        - sync: ana
        - expect: {sees: {ana: {includes: one}}}
        - expect: {sees: {ana: [one]}}
        - expect: {not: {sees: {ana: x}}}
        - expect: {seen_by: {x: []}}
        - expect: {case: {x: {owner: group:g}}}
        - submit: {user: ana, form: a/all/guess, creates: {y: {owner: group:g}}}
        - expect: {case: {y: {owner: group:g}}}
      """)
    let unknown = "its owner cannot be known"
    let reasons = played.problems.filter { !$0.hasPrefix("13:") }
    #expect(
      reasons == [
        "10: ? x (\(unknown))", "11: ? x (\(unknown))", "12: ? ana (\(unknown))", "12: ? ben (\(unknown))",
      ])
    #expect(played.problems.contains { $0.hasPrefix("13: ? owner: group:g (unknown: ") })
    #expect(try played.step(2).notes.contains { $0.hasPrefix("the owner of `x` cannot be known") })
  }

  @Test func `a menu's filter is not evaluated`() throws {
    let played = try Played(
      Self.project,
      """
        - sync: [ana, eve]
        - expect: {listed: {ana: {a/some: [one], a/all: [one]}}}
        - expect: {listed: {eve: {a/some: []}}}
        - submit: {user: ana, form: a/some/see, case: one, set: {weight: 4}}
      """)
    #expect(played.problems == ["6: ? one (the menu has a filter, which is not evaluated)"])
    #expect(try played.step(4).notes.count == 1)
  }

  @Test func `conditional actions take place if the step says so`() throws {
    let played = try Played(
      Self.project,
      """
        - sync: ana
        - submit: {user: ana, form: a/all/save, case: one}
        - expect: {not: {case: {one: {modified_by: ana}}}}
        - submit: {user: ana, form: a/all/save, case: one, set: {weight: 2}}
        - submit: {user: ana, form: a/all/close, case: one}
        - expect: {case: {one: {weight: 2, modified_by: ana, closed: false}}}
        - submit: {user: ana, form: a/all/close, case: one, closes: true}
        - expect: {case: {one: {closed: true}}}
      """)
    #expect(played.problems == [])
  }

  @Test func `explanations name the places`() throws {
    let played = try Played(
      Self.project, "  - sync: ana\n  - expect: {sees: {eve: one}}\n", options: SimulationOptions(explains: true))
    let steps = try #require(try played.step(1).devices.first?.appears.first?.explanation)
    #expect(steps.map(\.text).last == "case:one is owned by group:g")
    #expect(steps.first?.place?.line == 15 && steps.first?.place?.path.hasSuffix("project.yaml") == true)
    #expect(
      played.problems == ["6: SCEN012 the device of `eve` has never synced, so it has neither apps nor cases"])
  }
}
