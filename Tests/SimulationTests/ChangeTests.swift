import Simulation
import Testing

/// What administrators change while devices are out (semantics 1, 5).
@Suite struct ChangeTests {
  static let organization = """
    caseload: 1
    project: villages
    case_types: {patient: {}}
    apps:
      worker:
        case_sharing: true
        menus: {patients: {case_type: patient, forms: {register: {opens: patient}, visit: {updates: {properties: [weight]}}}}}
    organization:
      levels:
        clinic: {view_descendants: true}
        village: {parent: clinic, shares_cases: true}
      locations:
        hope: {level: clinic, children: {v1: {level: village}, v2: {level: village}}}
    mobile_workers:
      ana: {locations: [v1]}
      bea: {locations: [v2]}
      sue: {locations: [hope]}
    cases:
      one: {case_type: patient, owner: location:v1}
      two: {case_type: patient, owner: location:v2}

    """

  @Test func `a worker moves village`() throws {
    let played = try Played(
      Self.organization,
      """
        - sync: [ana, bea, sue]
        - expect: {sees: {ana: [one], bea: [two], sue: [one, two]}}
        - change: {mobile_workers: {ana: {locations: [v2]}}}
        - expect: {sees: {ana: [one]}, groups: {ana: [location:v1]}, next_sync: {ana: {sends: [two], purges: [one]}}}
        - sync: ana
        - expect: {sees: {ana: [two]}, groups: {ana: [location:v2]}, case: {one: {owner: location:v1}}}
      """)
    #expect(played.problems == [])
    let change = try #require(try played.step(5).devices.first)
    #expect(change.groups?.added == ["location:v2"] && change.groups?.removed == ["location:v1"])
  }

  @Test func `a supervisor gets a second village and cannot register any more`() throws {
    let played = try Played(
      Self.organization,
      """
        - change: {organization: {locations: {hope: {children: {v2: {archived: true}}}}}}
        - sync: sue
        - expect: {form: {user: sue, form: worker/patients/register, outcome: opens}}
        - change: {organization: {locations: {hope: {children: {v2: {archived: false}}}}}}
        - expect: {form: {user: sue, form: worker/patients/register, outcome: opens}}
        - sync: sue
        - expect: {form: {user: sue, form: worker/patients/register, outcome: stops, reason: several_groups}}
      """)
    #expect(played.problems == [])
    #expect(try played.step(6).devices.first?.forms.map(\.after.word) == ["stops"])
  }

  @Test func `archiving a location ends its assignments, for good`() throws {
    let played = try Played(
      Self.organization,
      """
        - sync: [ana, sue]
        - change: {organization: {locations: {hope: {children: {v1: {archived: true}}}}}}
        - sync: [ana, sue]
        - expect: {sees: {ana: [], sue: [two]}, groups: {ana: []}, case: {one: {owner: location:v1}}}
        - change: {organization: {locations: {hope: {children: {v1: {archived: false}}}}}}
        - sync: [ana, sue]
        - expect: {sees: {ana: [], sue: [one, two]}, groups: {ana: []}}
        - change: {mobile_workers: {ana: {locations: [v1]}}}
        - sync: ana
        - expect: {sees: {ana: [one]}}
      """)
    #expect(played.problems == [])
    #expect(
      try played.step(2).notes == [
        "ana is unassigned from location:v1, which is archived",
        "the next sync changes the user-groups table of ana, sue",
      ])
  }

  @Test func `archiving above archives what is below`() throws {
    let played = try Played(
      Self.organization,
      """
        - change: {organization: {locations: {hope: {archived: true}}}}
        - sync: [ana, sue]
        - expect: {sees: {ana: [], sue: []}}
      """)
    #expect(played.problems == [])
    #expect(
      try played.step(1).notes == [
        "ana is unassigned from location:v1, which is archived", "bea is unassigned from location:v2, which is archived",
        "sue is unassigned from location:hope, which is archived",
      ])
  }

  @Test func `case sharing is turned on after cases were made`() throws {
    let played = try Played(
      Villages.project.replacing("  worker:\n        case_sharing: true", with: "  worker:\n        case_sharing: false")
        .replacing("  worker:\n    case_sharing: true", with: "  worker:\n    case_sharing: false"),
      """
        - sync: [david, maria]
        - submit: {user: david, form: worker/patients/register, creates: before}
        - change: {apps: {worker: {case_sharing: true}}}
        - submit: {user: david, form: worker/patients/register, creates: between}     # the device has the old app
        - sync: david
        - submit: {user: david, form: worker/patients/register, creates: after}
        - expect:
            case: {before: {owner: user:david}, between: {owner: user:david}, after: {owner: group:village-1}}
        - sync: maria
        - expect: {sees: {maria: [after, monica]}}
      """)
    #expect(played.problems == [])
  }

  @Test func `a deactivated user cannot log in, and a group's sharing that is switched off hides its cases`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, maria]
        - change: {mobile_workers: {david: {active: false}}}
        - sync: david
        - change: {groups: {village-1: {case_sharing: false}}}
        - sync: maria
        - expect: {sees: {maria: []}, case: {monica: {closed: false, owner: group:village-1}}}
      """)
    #expect(played.problems == ["7: SCEN012 `david` is inactive and cannot log in"])
  }

  @Test func `a patch that does not compile is reported at its own line, and not made`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - change:
            groups:
              village-1: {case_sharing: false, memebers: []}
        - change: {cases: {monica: {closed: true}}}
        - change: {mobile_workers: {olga: {groups: [village-9]}}}
        - sync: david
        - expect: {sees: {david: [monica]}}
        - change: {mobile_workers: {olga: {active: true}}}
        - sync: olga
      """)
    #expect(
      played.problems == [
        "6: SCEN016 the project does not compile with this change, so the change is not made",
        "8: PROJ001 unknown key `memebers`",
        "9: SCEN016 `cases` are what the server has at the beginning, and no setting to change",
        "10: SCEN016 the project does not compile with this change, so the change is not made",
        "10: PROJ006 there is no group `village-9`",
      ])
  }

  @Test func `what owns declared cases can be removed`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - change: {groups: {village-1: null}}
        - sync: david
        - expect: {sees: {david: []}, case: {monica: {owner: group:village-1}}}
      """)
    #expect(played.problems == [])
  }

  // MARK: What a change changes

  /// The entries of the one change, and what is noted.
  @Test(arguments: [
    ("{groups: {village-1: {case_sharing: false}}}", ["changes groups.village-1.case_sharing true → false"]),
    ("{groups: {village-1: {reporting: true}}}", ["adds groups.village-1.reporting true"]),
    ("{groups: {village-3: {case_sharing: true, members: [joy]}}}", ["adds groups.village-3 {case_sharing: true, members: [joy]}"]),
    ("{groups: {village-2: {members: [joy, david]}}}", ["changes groups.village-2.members [joy] → [joy, david]"]),
    ("{groups: {village-2: null, nowhere: null}}", ["removes groups.village-2 was {case_sharing: true, members: [joy]}"]),
    ("{mobile_workers: {joy: {apps: null}, samuel: {name: Sam}}}", ["removes mobile_workers.joy.apps was [nurse]", "adds mobile_workers.samuel.name Sam"]),
    ("{mobile_workers: {j.doe: {}}}", ["adds mobile_workers.\"j.doe\" {}"]),
    ("{apps: {worker: {case_sharing: true}}, groups: {village-1: {members: [david, maria, joy]}}}", []),
  ])
  func `the entries of a change`(patch: String, entries: [String]) throws {
    let played = try Played(Villages.project, "  - change: \(patch)\n")
    #expect(played.problems == [])
    let step = try played.step(1)
    #expect(step.changes.map { "\($0.kind) \($0.path) \($0.detail)" } == entries)
    #expect(step.notes == (entries.isEmpty ? ["nothing in the project is different after this change"] : []))
  }

  @Test func `of a long list only what comes and goes`() throws {
    let people = (0..<30).map { "w\($0)" }
    let project = Villages.project.replacing("olga: {active: false}", with: people.map { "\($0): {}" }.joined(separator: "\n  "))
    let members = { (names: [String]) in "groups: {clinic: {members: [\(names.joined(separator: ", "))]}}" }
    let played = try Played(
      project, "  - change: {\(members(people))}\n  - change: {\(members(Array(people.dropFirst()) + ["joy"]))}\n")
    #expect(try played.step(2).changes.map(\.detail) == ["+ joy; - w0"])
  }

  @Test func `whom a change concerns, of devices that have synced`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: [david, joy]
        - change: {groups: {village-2: {members: [joy, david, maria]}}}
        - change: {apps: {worker: {case_sharing: false}}}
        - change: {mobile_workers: {samuel: {name: Sam}}}
      """)
    #expect(try played.step(2).notes == ["the next sync changes the user-groups table of david"])
    #expect(try played.step(3).notes == ["the next sync brings the changed app `worker` to david"])
    #expect(try played.step(4).notes == [])
  }

  @Test func `what an earlier change uses is no error there, but where a later one removes it`() throws {
    let played = try Played(
      Villages.project,
      """
        - change: {groups: {village-3: {case_sharing: true}}}
        - change: {mobile_workers: {david: {groups: [village-3]}, samuel: {groups: [village-3]}}}
        - change: {groups: {village-3: null}}
        - change: {groups: {village-2: {reporting: maybe}}}
        - change: {groups: {village-2: {reporting: true}}}
      """)
    #expect(
      played.problems.map { $0.split(separator: " ").prefix(2).joined(separator: " ") } == [
        "7: SCEN016", "7: PROJ006", "8: SCEN016", "8: PROJ002",
      ])
    let related = played.run.diagnostics.first { $0.code == "PROJ006" }?.related ?? []
    #expect(related.count == 2)
    #expect(try played.step(5).changes.map(\.path) == ["groups.village-2.reporting"])
  }

  @Test func `many changes leave one project, and one file for them all`() throws {
    let steps = (0..<200).map { "  - change: {groups: {g\($0 % 7): {case_sharing: \($0 % 2 == 0), members: [david]}}}\n" }
    let played = try Played(
      Villages.project,
      steps.joined() + """
          - change: {groups: {g1: null, g2: null, g3: null, g5: null, g6: {case_sharing: false}}}
          - sync: david
          - expect: {groups: {david: {exactly: [group:village-1, group:g4]}}}

        """)
    // Of the last seven changes those of even number share: 194 is g5, 196 is g0, 198 is g2; g1, g3, g4, g6 are odd.
    #expect(played.problems == ["207: - group:g4 (group:g4 does not share cases (Case Sharing is off))", "207: + group:g0 (group:g0 lists david as a member; group:g0 shares cases (Case Sharing is on))"])
    // The third is what takes the declared cases out of the project.
    #expect(
      played.run.sources.files.map { $0.path.split(separator: "/").last } == ["a.scenario.yaml", "project.yaml", "scenario"])
  }
}
