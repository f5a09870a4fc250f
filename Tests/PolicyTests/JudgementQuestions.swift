extension JudgementTests {
  // MARK: Questions and user data

  private static func question(_ query: String, members: String = "joy") -> String {
    """
    caseload: 1
    project: p
    case_types: {patient: {}}
    apps:
      nurse:
        case_sharing: true
        add_ons: [custom_single_and_multiple_answer_questions]
        menus:
          patients:
            case_type: patient
            forms:
              register:
                questions:
                  village:
                    required: true
                    lookup_table:
                      query: \(query)
                      instance: {id: group, uri: jr://fixture/user-groups}
                      value: "@id"
                opens: {case_type: patient, properties: {owner_id: {question: village}}}
    groups:
      river: {name: River, case_sharing: true, members: [\(members)]}
      hill: {name: Hill, case_sharing: true, members: [\(members)]}
    mobile_workers: {joy: {}}
    """
  }

  private static func userData(_ field: String) -> String {
    """
    caseload: 1
    project: p
    case_types: {patient: {}}
    apps:
      visits:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms: {register: {opens: {case_type: patient, properties: {owner_id: {user_data: \(field)}}}}}
    organization:
      levels: {village: {shares_cases: true}}
      locations: {river: {level: village}, hill: {level: village}}
    mobile_workers: {ana: {locations: [river, hill]}, ben: {}}
    """
  }

  static let questions: [Case] = [
    Case(
      testDescription: "a query for the names", project: question("instance('group')/groups/group/name"), codes: ["OWNER010"],
      findings: [
        "14 OWNER010 question `village` of form `nurse/patients/register`: the user-groups table has its rows at `/groups/group`, and the query `instance('group')/groups/group/name` leads elsewhere"
      ]),
    Case(
      testDescription: "a query under another root", project: question("instance('group')/my/groups/group"),
      codes: ["OWNER010"],
      findings: [
        "14 OWNER010 question `village` of form `nurse/patients/register`: the user-groups table has its rows at `/groups/group`, and the query `instance('group')/my/groups/group` leads elsewhere"
      ]),
    Case(
      testDescription: "a query with a filter", project: question("\"instance('group')/groups/group[name = 'Hill']\""),
      codes: ["OWNER001", "OWNER010", "OWNER023"], findings: []),
    Case(
      testDescription: "a filter that leaves nothing", project: question("\"instance('group')/groups/group[name = 'Hills']\""),
      codes: ["OWNER001", "OWNER010", "OWNER023"],
      findings: [
        "20 OWNER023 the owner of the `patient` that form `nurse/patients/register` opens is empty for joy, since question `village` has nothing to choose from: the form opens, and cannot be saved"
      ]),
    Case(
      testDescription: "the primary location of a worker without any", project: userData("commcare_location_id"),
      codes: ["ENTRY004", "OWNER001", "OWNER023"],
      findings: [
        "10 ENTRY004 form `visits/patients/register` fails for ben: the owner comes from user data that is not there, at `instance('commcaresession')/session/user/data/commcare_location_id`"
      ]),
    Case(
      testDescription: "all locations of a worker with two", project: userData("commcare_location_ids"),
      codes: ["ENTRY004", "OWNER001", "OWNER017", "OWNER024"],
      findings: [
        "10 ENTRY004 form `visits/patients/register` fails for ben: the owner comes from user data that is not there, at `instance('commcaresession')/session/user/data/commcare_location_ids`",
        "10 OWNER024 the owner of the `patient` that form `visits/patients/register` opens is several ids in one text for ana: nobody has such an id, and nobody sees the case",
      ]),
    Case(
      testDescription: "the primary location of a worker with two, by each way to write it",
      project: userData("commcare_location_id").replacing(
        "{user_data: commcare_location_id}",
        with: "{xpath: \"instance('commcaresession')/session/user/data/commcare_location_id\"}"
      ).replacing("ben: {}", with: "ben: {locations: [hill]}"), codes: ["ENTRY004", "OWNER001", "OWNER016"],
      findings: [
        "10 OWNER016 form `visits/patients/register` gives all new cases of ana to the primary location, one of 2 that own cases"
      ]),
    Case(
      testDescription: "a misspelt field in an expression",
      project: userData("x").replacing(
        "{user_data: x}", with: "{xpath: \"instance('commcaresession')/session/user/data/commcare_locaton_id\"}"),
      codes: ["ENTRY004", "OWNER001"],
      findings: [
        "10 OWNER001 the owner of the `patient` that form `visits/patients/register` opens is unknown for ana and ben: the user data `commcare_locaton_id` is not declared; did you mean `commcare_location_id`?"
      ]),
    Case(
      testDescription: "an update with several ids, a location that owns nothing, a name, and one that is right",
      project: """
        caseload: 1
        project: p
        case_types: {patient: {}}
        apps:
          visits:
            case_sharing: true
            menus:
              patients:
                case_type: patient
                forms:
                  several: {requires_case: true, updates: {properties: {owner_id: {user_data: commcare_location_ids}}}}
                  own: {requires_case: true, updates: {properties: {owner_id: {user_data: commcare_location_id}}}}
                  ask:
                    requires_case: true
                    questions: {to: {required: true, choices: [location:river, location:north, North]}}
                    updates: {properties: {owner_id: {question: to}}}
        organization:
          levels: {district: {}, village: {parent: district, shares_cases: true}}
          locations: {north: {level: district, children: {river: {level: village}}}}
        mobile_workers: {ana: {locations: [river]}, ben: {locations: [north, river]}}
        """, codes: ["OWNER025"],
      findings: [
        "11 OWNER025 form `visits/patients/several` hands the selected case over to `location:north location:river` for ben: nobody has that among the owner ids, and nobody sees the case afterwards",
        "12 OWNER025 form `visits/patients/own` hands the selected case over to location:north for ben: nobody has that among the owner ids, and nobody sees the case afterwards",
        "13 OWNER025 form `visits/patients/ask` hands the selected case over to `North` or the like for ana and ben: nobody has that among the owner ids, and nobody sees the case afterwards",
      ]),
    Case(
      testDescription: "a filter that leaves one of two groups",
      project: question("\"instance('group')/groups/group[name != 'Hill']\""), codes: ["OWNER012", "OWNER023"],
      findings: [
        "12 OWNER012 form `nurse/patients/register` asks joy for the owner, with one group to choose from"
      ]),
    Case(
      testDescription: "a filter that leaves none of one group",
      project: question("\"instance('group')/groups/group[name != 'River']\"").replacing(
        "hill: {name: Hill, case_sharing: true, members: [joy]}", with: ""), codes: ["OWNER012", "OWNER023"],
      findings: [
        "20 OWNER023 the owner of the `patient` that form `nurse/patients/register` opens is empty for joy, since question `village` has nothing to choose from: the form opens, and cannot be saved"
      ]),
    Case(
      testDescription: "missing user data has one cause, with a group or without",
      project: userData("commcare_location_id").replacing(
        "mobile_workers: {ana: {locations: [river, hill]}, ben: {}}",
        with: "groups: {g: {case_sharing: true, members: [gil]}}\nmobile_workers: {gil: {}, nil: {}}"),
      codes: ["ENTRY004"],
      findings: [
        "10 ENTRY004 form `visits/patients/register` fails for gil and nil: the owner comes from user data that they do not have, at `instance('commcaresession')/session/user/data/commcare_location_id`"
      ]),
    Case(
      testDescription: "an empty table, filtered by user data that is there",
      project: userData("x").replacing(
        "{user_data: x}",
        with: "{xpath: \"instance('groups')/groups/group[@id = instance('commcaresession')/session/user/data/commcare_location_id]/@id\"}"
      ).replacing("ben: {}", with: "ben: {user_data: {commcare_location_id: river}}"), codes: ["ENTRY004"],
      findings: [
        "10 ENTRY004 form `visits/patients/register` fails for ben: the owner comes from groups, and there is none, at `instance('groups')/groups/group[@id = instance('commcaresession')/session/user/data/commcare_location_id]/@id`"
      ]),
    Case(
      testDescription: "a calculated question is not left empty by anybody",
      project: userData("commcare_location_id").replacing(
        "{opens:", with: "{questions: {q: {calculate: \"#session/context/userid\"}}, opens:"
      ).replacing("{user_data: commcare_location_id}", with: "{question: q}"), codes: ["OWNER007", "OWNER023"],
      findings: []),
    Case(
      testDescription: "a misspelt field", project: userData("comcare_location_id"), codes: ["ENTRY004", "OWNER001"],
      findings: [
        "10 OWNER001 the owner of the `patient` that form `visits/patients/register` opens is unknown for ana and ben: the user data `comcare_location_id` is not declared; did you mean `commcare_location_id`?"
      ]),
    Case(
      testDescription: "a field that nothing is like", project: userData("team"), codes: ["ENTRY004", "OWNER001"],
      findings: [
        "10 OWNER001 the owner of the `patient` that form `visits/patients/register` opens is unknown for ana and ben: the user data `team` is not declared"
      ]),
  ]
}
