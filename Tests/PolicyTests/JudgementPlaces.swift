extension JudgementTests {
  // MARK: The line to edit

  static let places: [Case] = [
    Case(
      testDescription: "locations: what is the habit of a level, once",
      project: """
        caseload: 1
        project: p
        organization:
          levels: {village: {shares_cases: true}}
          locations:
            a: {level: village}
            b: {level: village}
            c: {level: village}
            d: {level: village}
        mobile_workers: {ana: {locations: [c]}, ben: {locations: [d]}, cleo: {locations: [d]}}
        """, codes: ["LOC002", "LOC003", "LOC008"],
      findings: [
        "4 LOC002 location:a and location:b at the level `village` own cases, and no active user is assigned there",
        "4 LOC003 location:c at the level `village` has one worker, and nobody else sees its cases",
        "4 LOC008 location:d at the level `village` has 2 workers, who see all of each other's cases",
      ]),
    Case(
      testDescription: "users, each for itself; the flag of a level once, and what is the habit of a level",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}}
        apps: {a: {case_sharing: true, menus: {m: {case_type: patient, forms: {f: {opens: patient}}}}}}
        organization:
          levels: {district: {has_users: false}, village: {parent: district, shares_cases: true}}
          locations: {north: {level: district, children: {a: {level: village}, b: {level: village}}}}
        mobile_workers:
          ana: {locations: [a, b]}
          ben: {locations: [b, a]}
          cleo: {locations: [north]}
          dan: {}
          eve: {}
        supervisors: {dan: {over: [location:north]}, eve: {over: [location:north]}}
        """, codes: ["LOC005", "LOC007", "LOC009"],
      findings: [
        "6 LOC007 dan and eve supervise location:north and others, at the level `district`, which does not view child data: no case of a location below is seen",
        "6 LOC005 ana and ben are assigned to several locations that own cases: they count alike, and being the primary one decides nothing",
        "11 LOC009 user:cleo is assigned to location:north, at the level `district`, which is to have no users",
        "12 LOC009 user:dan is assigned to location:north, at the level `district`, which is to have no users",
        "13 LOC009 user:eve is assigned to location:north, at the level `district`, which is to have no users",
      ]),
    Case(
      testDescription: "cases: what is mended for a whole type, once",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}, test: {}, visit: {}}
        apps:
          a:
            case_sharing: true
            menus: {m: {case_type: patient, forms: {f: {opens: patient}}}}
          l: {menus: {t: {case_type: test}}}
        groups:
          river: {case_sharing: true, members: [david]}
          laboratory: {case_sharing: true, members: [tom]}
        mobile_workers: {david: {apps: [a]}, tom: {apps: [l]}}
        cases:
          one: {case_type: patient, owner: user:david}
          two: {case_type: patient, owner: user:david}
          blood: {case_type: test, owner: group:laboratory, index: {to: one}}
          urine: {case_type: test, owner: group:laboratory, index: {to: two}}
          gone: {case_type: patient, owner: group:river, closed: true}
          v: {case_type: visit, owner: group:river, index: [{to: one}, {to: gone, relationship: extension}]}
        """, codes: ["REL004", "REL005", "SHARE009"],
      findings: [
        "3 REL004 case:one and case:two reach tom and perhaps others, who own a case below, not these, and whose apps do not list it",
        "3 SHARE009 case:one and case:two belong to single users, while forms give new `patient` cases to groups or locations; probably they are older than case sharing",
        "3 REL005 case:v is sent to david, and dropped by the device: a child of one case, and an extension of another that is closed",
      ]),
    Case(
      testDescription: "groups: who is stranded, and names that are nearly alike",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}}
        apps:
          visits: {case_sharing: true, menus: {m: {case_type: patient}}}
          reports: {menus: {m: {case_type: patient}}}
        groups:
          river: {case_sharing: true, members: [david]}
          monthly: {reporting: true, members: [david, ruth, sam]}
          hill: {members: [maria]}
          River: {name: " RIVER", case_sharing: true, members: [david]}
        mobile_workers: {david: {}, ruth: {apps: [reports]}, sam: {}, maria: {}}
        cases: {own: {case_type: patient, owner: user:sam}}
        """, codes: ["SHARE004", "SHARE007", "SHARE012"],
      findings: [
        "10 SHARE004 group:hill does not share cases, as other groups do, and a member is in no group that does: maria",
        "11 SHARE012 group:River is called ` RIVER` and group:river `river`: only capital letters or blanks tell them apart",
      ]),
  ]

  // MARK: Shadow forms

  static let shadows: [Case] = [
    Case(
      testDescription: "one finding at the form, with its shadows beside it",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}}
        apps:
          visits:
            case_sharing: true
            menus:
              patients:
                type: advanced
                case_type: patient
                forms:
                  register: {opens: patient}
                  assign: {opens: {case_type: patient, properties: {owner_id: {user_data: team}}}}
              again: {type: shadow, source: patients}
              third: {type: shadow, case_type: patient, forms: {reg: {source: patients/register}}}
        mobile_workers: {maria: {}, ruth: {}}
        """, codes: ["ENTRY001", "OWNER001"],
      findings: [
        "12 ENTRY001 form `visits/patients/register` stops for maria and ruth: no case sharing group",
        "13 OWNER001 the owner of the `patient` that form `visits/patients/assign` opens is unknown for maria and ruth: the user data `team` is not declared",
      ], related: [15, 14]),
  ]
}
