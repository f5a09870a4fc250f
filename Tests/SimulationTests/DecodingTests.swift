import Simulation
import Testing

/// What is wrong with the text of a scenario.
@Suite struct DecodingTests {
  @Test func `keys, words and values are checked, all in one run`() throws {
    let played = try Played(
      Villages.project,
      """
        - snyc: david
        - sync: david
          expect: {}
        - submit: {user: david, from: worker/patients/register}
        - sync: {david: true}
        - expect:
            sess: {david: []}
            form: {user: david, form: worker/patients/register, outcome: open}
            not: {not: {}}
        - submit: {user: david, form: worker/patients/register, closes: maybe}
        - at: "25:00"
        - {sync: david, at: noon}
        - {sync: david, at: "10:00"}
        - {sync: david, at: "09:00"}
        - change: 4
        - []
        - sync:
      """, webApps: "[david]")
    #expect(
      played.problems == [
        "5: SCEN001 a step has no key `snyc`",
        "6: SCEN005 a step does one thing, and this one has `sync` and `expect`",
        "7: SCEN006 this expectation says nothing",
        "8: SCEN001 `submit` has no key `from`",
        "9: SCEN002 `sync` takes a name or a list of users, not a mapping",
        "11: SCEN001 `expect` has no key `sess`",
        "12: SCEN004 `outcome` cannot be `open`",
        "13: SCEN005 `not` stands within `not`",
        "14: SCEN002 `closes` takes `true` or `false`, not `maybe`",
        "15: SCEN005 a step does one thing, and this one has nothing",
        "16: SCEN017 `noon` is no time",
        "18: SCEN017 `09:00` is before the time of an earlier step",
        "19: SCEN002 `change` takes a mapping, as in the project configuration, not `4`",
        "20: SCEN002 `a step` takes a mapping with the keys of a step, not a list",
        "21: SCEN002 `sync` takes a user or a list of users, not nothing",
      ])
  }

  @Test(arguments: [
    ("steps: []", ["1: SCEN003 a scenario has no `scenario`", "1: SCEN003 the scenario has no `project`"]),
    ("scenario: a\nproject: nowhere.yaml\nsteps: []", ["2: FILE001 `"]),
    ("scenario: a\nproject: project.yaml", ["1: SCEN003 a scenario has no `steps`"]),
    ("scenario: a\nproject: project.yaml\nweb_apps: [dawid]\nsteps: []", ["3: SCEN010 there is no user `dawid`"]),
    ("", ["1: YAML008 the file is empty"]),
    ("[]", ["1: SCEN002 `a scenario` takes a mapping with the keys of a scenario, not a list"]),
    ("scenario: [", ["1: YAML001"]),
  ])
  func `a scenario that cannot be played says why`(text: String, expected: [String]) throws {
    let played = try Played(project: Villages.project, scenario: text)
    #expect(played.problems.count == expected.count, "\(played.problems)")
    for (problem, expected) in zip(played.problems, expected) { #expect(problem.hasPrefix(expected)) }
  }

  @Test func `misspelt names in expectations are errors, never a pass`() throws {
    let played = try Played(
      Villages.project,
      """
        - sync: david
        - expect: {not: {sees: {david: monika}}}
        - expect: {sees: {dawid: []}}
        - expect: {listed: {david: {worker/patiens: []}}}
        - expect: {groups: {david: {excludes: group:vilage-1}}}
        - expect: {groups: {david: {excludes: village-1}}}
        - expect: {not: {case: {monica: {owner: group:x, case_type: patiant, opened_by: dave}}}}
        - expect: {not: {form: {user: david, form: worker/patients/registre, outcome: stops}}}
        - expect: {seen_by: {monica: {excludes: [marai]}}}
        - expect: {next_sync: {david: {sends: {excludes: monic}}}}
        - expect: {not: {owners: {user: david, form: worker/patients/register, owners: group:village}}}
      """)
    #expect(
      played.problems == [
        "6: SCEN010 there is no case `monika`",
        "7: SCEN010 there is no user `dawid`",
        "8: SCEN010 there is no menu `worker/patiens`",
        "9: SCEN010 there is no group `vilage-1`",
        "10: SCEN010 there is no owner `village-1`",
        "11: SCEN010 there is no group `x`",
        "11: SCEN010 there is no case type `patiant`",
        "11: SCEN010 there is no user `dave`",
        "12: SCEN010 there is no form `worker/patients/registre`",
        "13: SCEN010 there is no user `marai`",
        "14: SCEN010 there is no case `monic`",
        "15: SCEN010 there is no group `village`",
      ])
  }

  @Test func `differences are sorted, with reasons`() throws {
    let played = try Played(
      Villages.project + "  zoe: {case_type: patient, owner: group:village-1}\n  amy: {case_type: patient, owner: user:joy}\n",
      """
        - sync: david
        - expect: {sees: {david: [amy, monica]}}
        - expect: {not: {sees: {david: [amy, monica]}}}
        - expect: {case: {monica: {closed: true, weight: 3, owner: user:joy}}}
        - expect: {form: {user: david, form: worker/patients/register, outcome: stops}}
      """)
    let amy = "case:amy is owned by user:joy; cases that user:joy owns reach only joy"
    let member = "group:village-1 lists david as a member; group:village-1 shares cases (Case Sharing is on)"
    #expect(
      played.problems == [
        "6: - amy (\(amy))",
        "6: + zoe (\(member); case:zoe is owned by group:village-1)",
        "7: + monica (\(member); case:monica is owned by group:village-1)",
        "8: - closed: true", "8: - owner: user:joy", "8: - weight: 3 (no form has saved `weight`)",
        "8: + closed: false (no form has closed it)", "8: + owner: group:village-1 (it is declared so)",
        "9: - stops", "9: + opens (the user-groups table has one row: group:village-1)",
      ])
  }
}
