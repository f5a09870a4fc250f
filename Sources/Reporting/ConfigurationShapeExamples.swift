/// The examples of single shapes.
extension ConfigurationExamples {
  static let project = """
    caseload: 1                             # version of this format
    project: village-health                 # the project space
    plan: advanced
    features: {restore_location_restriction: true}
    policies: [recommended]
    """

  static let app = """
    case_types: {patient: {}}
    apps:
      worker:
        name: Village worker
        case_sharing: true                  # off by default, as in HQ
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: patient}
    """

  static let menu = """
    case_types: {patient: {}, visit: {}}
    apps:
      worker:
        menus:
          patients:
            case_type: patient
            filter: "village = 'North'"
            forms:
              register: {opens: patient}
          visits:
            type: advanced
            case_types: [patient, visit]
            forms:
              plan: {opens: visit}
          patients-again:
            type: shadow
            source: patients
    """

  static let form = """
    case_types: {patient: {}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register:
                opens: patient              # no owner: the one group of the worker
                updates: {properties: [name, village]}
              visit:
                requires_case: true
                updates: {properties: {weight: , visited: true}}
              discharge:
                requires_case: true
                closes: conditional
              feedback: {}                  # a survey
    """

  static let openAction = """
    case_types: {patient: {}, pregnancy: {}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register:
                opens:
                  - patient                 # the main case
                  - case_type: pregnancy    # a child case
                    when: conditional
                    index: {to: opened_case, relationship: child}
                    properties: {owner_id: current_user}
    """

  static let relationshipQuestion = """
    case_types: {patient: {}, contact: {}}
    apps:
      worker:
        menus:
          patients:
            type: advanced
            case_type: patient
            forms:
              add-contact:
                requires_case: true
                questions:
                  kind: {choices: [child, extension], required: true}
                opens:
                  - case_type: contact
                    index: {to: selected_case, relationship: {question: kind}}
    """

  static let question = """
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
                    label: What village do you come from?
                    required: true
                    lookup_table:
                      query: instance('group')/groups/group
                      instance: {id: group, uri: jr://fixture/user-groups}
                      value: "@id"
                      label: name
                opens:
                  - case_type: patient
                    properties: {owner_id: {question: village}}
    """

  static let group = """
    groups:
      village-1:
        name: Village 1
        case_sharing: true                  # off by default, as in HQ
        members: [david]
    mobile_workers:
      david: {}
      maria: {groups: [village-1]}          # the same, from the worker's side
    """

  static let level = """
    organization:
      levels:
        district: {view_descendants: true}                                     # sees what is below
        clinic: {parent: district, shares_cases: true, view_descendants: true}
        village: {parent: clinic, shares_cases: true}                          # owns cases
    """

  static let location = """
    organization:
      levels:
        district: {}
        village: {parent: district, shares_cases: true}
      locations:
        north:
          level: district
          name: North District
          children:                         # nested,
            hill: {level: village, name: Hill}
        lake: {level: village, name: Lake, parent: north}      # or flat
    """

  static let worker = """
    apps: {worker: {}}
    groups: {village-1: {case_sharing: true}}
    organization:
      levels: {clinic: {shares_cases: true}}
      locations: {hope-clinic: {level: clinic}}
    mobile_workers:
      david: {apps: [worker], role: chw, groups: [village-1]}
      joy: {locations: [hope-clinic], user_data: {cadre: nurse}}
      thomas: {active: false}
    """

  static let webUser = """
    apps: {worker: {}}
    organization:
      levels: {clinic: {shares_cases: true}}
      locations: {hope-clinic: {level: clinic}}
    web_users:
      kim: {locations: [hope-clinic], apps: [worker]}
    """

  static let supervisor = """
    groups:
      village-1: {case_sharing: true}
      village-2: {case_sharing: true}
    mobile_workers:
      joy: {role: nurse}
    supervisors:
      joy: {over: [group:village-1, group:village-2]}
    """

  static let declaredCase = """
    case_types: {patient: {}, referral: {}}
    groups: {village-1: {case_sharing: true}}
    mobile_workers: {joy: {}}
    cases:
      monica: {case_type: patient, owner: group:village-1, properties: {weight: 61}}
      referral-1:
        case_type: referral
        created_by: joy                     # and so owned by joy
        index: {to: monica, relationship: extension}
    """
}
