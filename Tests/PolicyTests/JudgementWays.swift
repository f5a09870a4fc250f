extension JudgementTests {
  // MARK: What comes along, and where cases go

  /// A confidential case, a referral below it and a task below that.
  private static func chain(_ referral: String, _ task: String, apps: String = "") -> String {
    """
    caseload: 1
    project: p
    case_types: {hiv_test: {}, counselling_note: {}, referral: {}, task: {}}
    apps:
      s:
        case_sharing: true
        menus:
          g:
            case_type: hiv_test
            forms:
              reg: {opens: {case_type: hiv_test, properties: {owner_id: group:counsellors}}}
              refer: {requires_case: true, opens: [{case_type: referral, \(referral)}]}
          r:
            case_type: referral
            forms: {send: {requires_case: true, opens: [{case_type: task, \(task)}]}}
          n: {case_type: counselling_note}
      t: {menus: {t: {case_type: task}\(apps)}}
    groups:
      counsellors: {case_sharing: true, members: [ruth]}
      drivers: {case_sharing: true, members: [tim]}
    mobile_workers:
      ruth: {role: Counsellor, apps: [s]}
      tim: {role: Driver, apps: [t]}
    """
  }

  private static let child = "index: {to: selected_case, relationship: child}"

  static let ways: [Case] = [
    Case(
      testDescription: "a grandchild brings all that is above it",
      project: chain(
        "\(child), properties: {owner_id: group:counsellors}", "\(child), properties: {owner_id: group:drivers}"),
      codes: ["CONF005", "REL003"],
      findings: [
        "15 CONF005 form `s/r/send` opens a `task` with an owner of its own, whose users can get with it cases of the types hiv_test, referral",
        "15 REL003 form `s/r/send` gives a `task` to group:drivers; with it come the cases above it, of the types `hiv_test`, `referral`, to people none of whose apps lists such cases",
      ]),
    Case(
      testDescription: "a list of the parent is no list of what is above that",
      project: chain(
        "\(child), properties: {owner_id: {same_as: selected_case}}", "\(child), properties: {owner_id: group:drivers}",
        apps: ", r: {case_type: referral}"), codes: ["REL003"],
      findings: [
        "15 REL003 form `s/r/send` gives a `task` to group:drivers; with it comes the case above it, of the type `hiv_test`, to people none of whose apps lists such cases"
      ]),
    Case(
      testDescription: "an extension above which nothing is shared brings nothing else",
      project: chain("properties: {owner_id: group:counsellors}", "\(child), properties: {owner_id: group:drivers}"),
      codes: ["CONF005"], findings: []),
    Case(
      testDescription: "a case of which a confidential one is an extension",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}, hiv_test: {}, counselling_note: {}}
        apps:
          s:
            case_sharing: true
            menus:
              p:
                case_type: patient
                forms:
                  reg: {opens: {case_type: patient, properties: {owner_id: group:river}}}
                  test: {requires_case: true, opens: {case_type: hiv_test, index: {to: selected_case, relationship: extension}, properties: {owner_id: group:counsellors}}}
        groups:
          counsellors: {case_sharing: true, members: [ruth]}
          river: {case_sharing: true, members: [ruth, tim]}
        mobile_workers: {ruth: {role: Counsellor}, tim: {role: Driver}}
        """, codes: ["CONF005"],
      findings: [
        "11 CONF005 form `s/p/reg` opens a `patient` with an owner of its own, whose users can get with it cases of the type hiv_test"
      ]),
    Case(
      testDescription: "new owners that cannot be known, and one that changes nothing",
      project: updates(
        """
        misspelt: {requires_case: true, updates: {properties: {owner_id: {user_data: commcare_locaton_id}}}}
                  dark: {requires_case: true, updates: {properties: {owner_id: {xpath: "instance('item-list:c')/c_list/c[1]/owner"}}}}
                  same: {requires_case: true, updates: {properties: {owner_id: {same_as: selected_case}}}}
                  first: {requires_case: true, updates: {properties: {owner_id: {xpath: "instance('groups')/groups/group[1]/@id"}}}}
        """), codes: ["OWNER001", "OWNER026"],
      findings: [
        "11 OWNER026 the new owner that form `v/m/misspelt` gives the selected case is unknown for u1: the user data `commcare_locaton_id` is not declared; did you mean `commcare_location_id`?",
        "12 OWNER026 the new owner that form `v/m/dark` gives the selected case is unknown for u1: the instance `item-list:c`",
      ]),
    Case(
      testDescription: "owners that come out as nobody",
      project: updates(
        """
        reg: {opens: {case_type: patient, properties: {owner_id: {xpath: "'-'"}}}}
                  up: {requires_case: true, updates: {properties: {owner_id: {xpath: "'-'"}}}}
                  reg2: {opens: {case_type: patient, properties: {owner_id: {user_data: o}}}}
                  up2: {requires_case: true, updates: {properties: {owner_id: {user_data: o}}}}
        """, workers: "u1: {user_data: {o: \"-\"}}, u2: {user_data: {o: a}}"), codes: ["OWNER021", "OWNER022"],
      findings: [
        "11 OWNER021 form `v/m/reg` opens a `patient` without an owner: nobody sees it",
        "12 OWNER022 form `v/m/up` takes the owner of the selected case away: nobody sees it afterwards, the sender included",
        "13 OWNER021 form `v/m/reg2` opens a `patient` without an owner for u1: nobody sees it",
        "14 OWNER022 form `v/m/up2` takes the owner of the selected case away for u1: nobody sees it afterwards, the sender included",
      ]),
    Case(
      testDescription: "a child that is never opened",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}, ch: {}}
        apps:
          v:
            case_sharing: true
            menus:
              m:
                case_type: patient
                forms:
                  reg: {opens: [{case_type: patient, properties: {owner_id: group:a}}, {case_type: ch, index: {to: opened_case, relationship: child}, when: never}]}
              c: {case_type: ch}
        groups: {a: {case_sharing: true, members: [u1]}}
        mobile_workers: {u1: {}}
        """, codes: ["ENTRY011"],
      findings: [
        "11 ENTRY011 form `v/m/reg` saves `owner_id` for its main case but not for the `ch` that it never opens, and so still wants exactly one case sharing group"
      ]),
    Case(
      testDescription: "who has a case by one below it does not lose it",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}, referral: {}}
        apps:
          v:
            case_sharing: true
            menus:
              m:
                case_type: patient
                forms:
                  hand: {requires_case: true, updates: {properties: {owner_id: group:b}}}
        organization: {levels: {village: {shares_cases: true}}, locations: {v1: {level: village}}}
        groups: {a: {case_sharing: true, members: [u1]}, b: {case_sharing: true, members: [u2]}}
        mobile_workers: {u1: {}, u2: {}, lee: {locations: [v1]}}
        cases:
          c1: {case_type: patient, owner: group:a}
          c2: {case_type: referral, owner: location:v1, index: {to: c1}}
        """, codes: ["OWNER014"],
      findings: ["11 OWNER014 form `v/m/hand` hands the selected case over to group:b: u1 loses it at the next sync"]),
    Case(
      testDescription: "a cap on a level that views nothing",
      project: """
        caseload: 1
        project: p
        organization:
          levels:
            clinic: {shares_cases: true, expand_view_child_data_to: village}
            village: {parent: clinic, shares_cases: true}
          locations: {c: {level: clinic, children: {v: {level: village}}}}
        mobile_workers: {ana: {locations: [v]}, ben: {locations: [c]}}
        """, codes: ["LOC006"],
      findings: [
        "5 LOC006 the level `clinic` has *View Child Data to Level*, which does nothing without the feature switch, nor without *View Child Data*"
      ]),
    Case(
      testDescription: "a family of names is one finding",
      project: """
        caseload: 1
        project: p
        groups:
          a: {name: River  Team, case_sharing: true, members: [u1]}
          b: {name: river team, case_sharing: true, members: [u1]}
          c: {name: River-Team, case_sharing: true, members: [u1]}
          d: {name: RiverTeam, case_sharing: true, members: [u1]}
        mobile_workers: {u1: {}}
        """, codes: ["SHARE012"],
      findings: [
        "7 SHARE012 group:d is called `RiverTeam` and group:a `River  Team`, and others nearly so: only capital letters or blanks tell them apart"
      ]),
  ]

  /// One menu with some forms, in an app with case sharing; the first form is at line 11.
  private static func updates(_ forms: String, workers: String = "u1: {}") -> String {
    """
    caseload: 1
    project: p
    case_types: {patient: {}}
    apps:
      v:
        case_sharing: true
        menus:
          m:
            case_type: patient
            forms:
              \(forms)
    groups: {a: {case_sharing: true, members: [u1]}}
    mobile_workers: {\(workers)}
    """
  }
}
