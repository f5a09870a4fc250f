import ProjectModel

/// The examples of the manual's page: whole sections of a project that load without a diagnostic, once `caseload` and
/// `project` stand before those that lack them.
enum ConfigurationExamples {
  static let smallest = """
    caseload: 1
    project: village-health
    case_types:
      patient: {label: Patient}
    apps:
      visits:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: patient}
    groups:
      village-1: {name: Village 1, case_sharing: true, members: [david, maria]}
    mobile_workers:
      david: {name: David}
      maria: {name: Maria}
    """

  static let editor = """
    # yaml-language-server: $schema=caseload.schema.json
    caseload: 1
    project: village-health
    """

  static let names = """
    groups:
      village-1: {name: Village 1, case_sharing: true}
    mobile_workers:
      david: {groups: [village-1]}          # one kind of thing: a bare name
      joy: {}
    supervisors:
      joy: {over: [group:village-1]}        # several kinds are possible: a reference
    """

  static let tables = """
    groups:
      village-1: {name: Village 1, case_sharing: true}
    organization:
      levels: {clinic: {shares_cases: true}}
      locations:
        table: places/clinic.csv            # named after the level of its rows
    mobile_workers:
      table: people/workers.csv
      grace: {role: Supervisor}
    """

  static let workersTable = """
    username,name,role,group 1,location_code 1,data: cadre
    david,David,Village worker,Village 1,,chw
    joy,"Joy, of Hope Clinic",Nurse,,hope-clinic,
    """

  static let clinicsTable = """
    site_code,name,parent_site_code
    hope-clinic,Hope Clinic,
    """

  static let yaml = """
    groups:
      village-1: &village {name: Village 1, case_sharing: true}
      village-2: {<<: *village, name: Village 2}
    """

  static let owners = """
    case_types: {patient: {}, referral: {}, note: {}}
    apps:
      nurse:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              refer:
                requires_case: true
                questions:
                  village: {choices: [group:village-1, group:village-2], required: true}
                opens:
                  - case_type: referral
                    index: {to: selected_case, relationship: child}
                    properties: {owner_id: {question: village}, urgent: true}
                  - case_type: note
                    index: {to: selected_case, relationship: extension}
                    properties: {owner_id: current_user}
    groups:
      village-1: {name: Village 1, case_sharing: true}
      village-2: {name: Village 2, case_sharing: true}
    """

  static let xpath = """
    case_types: {patient: {}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register:
                opens:
                  case_type: patient
                  properties: {owner_id: {xpath: "instance('groups')/groups/group[name = 'Village 1']/@id"}}
    """

  /// The example of a shape's section; nil where an example of another section shows it.
  static func example(of shape: ShapeName) -> String? {
    switch shape {
    case .project: project
    case .app: app
    case .menu: menu
    case .form: form
    case .openAction: openAction
    case .relationshipQuestion: relationshipQuestion
    case .question: question
    case .group: group
    case .level: level
    case .location: location
    case .worker: worker
    case .webUser: webUser
    case .supervisor: supervisor
    case .declaredCase: declaredCase
    case .features, .caseType, .updates, .actionIndex, .ownerSource, .lookupTable, .instance, .organization: nil
    case .caseIndex, .tableFile: nil
    }
  }
}
