import Simulation
import Testing

/// What the next sync does with a case whose owner cannot be known is not known either, and never counts as fine.
@Suite struct UnknownSyncTests {
  private static let project = """
    caseload: 1
    project: unknowns
    case_types: {patient: {}, referral: {}}
    apps:
      a:
        menus:
          m:
            case_type: patient
            forms:
              guess: {opens: [{case_type: patient, properties: {owner_id: {xpath: "/data/owner"}}}]}
              kid: {requires_case: true, opens: [{case_type: referral, index: {to: selected_case}, properties: {owner_id: {xpath: "/data/owner"}}}]}
    groups: {g: {case_sharing: true, members: [one, two]}}
    mobile_workers: {one: {}, two: {}}
    cases: {p: {case_type: patient, owner: group:g}, q: {case_type: patient, owner: user:one}}

    """

  @Test(arguments: [
    // Only the maker has the case, which goes if it belongs to somebody else.
    ("next_sync: {one: {purges: [c]}}", ["c"]), ("next_sync: {one: {purges: []}}", ["c"]),
    ("next_sync: {one: {fresh: {excludes: c}}}", ["c"]), ("next_sync: {one: {fresh: [p, q]}}", ["c"]),
    ("next_sync: {two: {sends: []}}", ["c"]), ("next_sync: {two: {sends: [c]}}", ["c"]),
    ("not: {next_sync: {two: {sends: [c]}}}", ["c"]), ("not: {next_sync: {two: {sends: []}}}", ["c"]),
    ("not: {next_sync: {one: {purges: []}}}", ["c"]), ("not: {next_sync: {one: {purges: [c]}}}", ["c"]),
    // The device that made it is sent nothing that it has, and one that does not have it loses nothing.
    ("next_sync: {one: {sends: []}}", []), ("next_sync: {two: {purges: []}}", []),
    ("next_sync: {two: {fresh: {includes: p}}}", []), ("not: {next_sync: {two: {purges: c}}}", []),
  ])
  func `a new case`(expectation: String, unknown: [String]) throws {
    let played = try Played(
      Self.project,
      """
        - sync: [one, two]
        - submit: {user: one, form: a/m/guess, creates: c}
        - expect: {\(expectation)}
      """)
    #expect(played.problems == unknown.map { "7: ? \($0) (its owner cannot be known)" })
  }

  /// An open child brings its parent (semantics 4), if it is the user's.
  @Test func `a case that could come with it`() throws {
    let played = try Played(
      Self.project,
      """
        - sync: [one, two]
        - submit: {user: one, form: a/m/kid, case: q, creates: kid}
        - expect: {next_sync: {two: {sends: []}}}
        - expect: {next_sync: {two: {purges: []}}}
      """)
    #expect(
      played.problems == [
        "7: ? kid (its owner cannot be known)", "7: ? q (it depends on a case whose owner cannot be known)",
      ])
  }

  @Test func `a case that goes says that it may be the user's`() throws {
    let played = try Played(
      Self.project, "  - sync: one\n  - submit: {user: one, form: a/m/guess, creates: c}\n  - sync: one\n")
    let reason = try #require(try played.step(3).devices.first?.disappears.first?.reason)
    #expect(reason.hasPrefix("whether the user still gets it cannot be known: "))
  }
}
