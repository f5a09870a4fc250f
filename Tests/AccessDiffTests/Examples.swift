/// Two small projects between which something of every kind happens.
enum Examples {
  static let old = """
    caseload: 1
    project: two
    case_types: {patient: {label: Patient}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: patient}
              quick: {opens: {case_type: patient, properties: {owner_id: current_user}}}
    groups:
      village-1: {case_sharing: true}
      village-2: {id: g2, case_sharing: true}
      village-3: {case_sharing: true}
      office: {}
    organization:
      levels:
        district: {view_descendants: true}
        clinic: {parent: district, shares_cases: true}
      locations:
        north:
          level: district
          children:
            hope: {level: clinic}
            mercy: {level: clinic}
        south: {level: district}
    mobile_workers:
      ana: {groups: [village-1]}
      ben: {groups: [village-1]}
      joy: {groups: [village-2]}
      dina: {groups: [village-3]}
      omar: {locations: [hope], active: false}
      eve: {groups: [office]}
    web_users: {kim: {locations: [north]}}
    cases:
      monica: {case_type: patient, owner: group:village-1}
      zawadi: {case_type: patient, owner: group:village-3}
    """

  /// Joy joins the first village, whose second worker leaves the project; the second village has another name, the third
  /// no longer shares, the office does; Mercy moves to the south, and Omar is back.
  static let new = """
    caseload: 1
    project: two
    case_types: {patient: {label: Patient}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: patient}
              quick: {opens: patient}
    groups:
      village-1: {case_sharing: true}
      village-two: {id: g2, case_sharing: true}
      village-3: {case_sharing: false}
      office: {case_sharing: true}
    organization:
      levels:
        district: {view_descendants: true}
        clinic: {parent: district, shares_cases: true}
      locations:
        north:
          level: district
          children:
            hope: {level: clinic}
        south:
          level: district
          children:
            mercy: {level: clinic}
    mobile_workers:
      ana: {groups: [village-1]}
      joy: {groups: [village-two, village-1]}
      dina: {groups: [village-3]}
      omar: {locations: [hope]}
      eve: {groups: [office]}
    web_users: {kim: {locations: [north]}}
    cases:
      monica: {case_type: patient, owner: group:village-1, closed: true}
      zawadi: {case_type: patient, owner: group:village-3}
    """

  /// Names with everything that some output might take for its own.
  static let hostile = #"""
    caseload: 1
    project: hostile
    groups:
      "quote\" back\\slash ] --> <b>bold</b> &amp; | `tick` ``two`` @team #1 %0A::error::x": {case_sharing: true, members: [a]}
      "line\nbreak \N{U+2028}": {case_sharing: true, members: ["*b*, x: [y](z)"]}
    mobile_workers:
      a: {}
      "*b*, x: [y](z)": {}
    """#.replacing(#"\N{U+2028}"#, with: #"\L"#)
}
