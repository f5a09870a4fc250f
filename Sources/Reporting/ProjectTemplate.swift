/// The files that `caseload init` writes: a small project that has nothing wrong with it, and comments that say what to
/// change, with the schema for editors beside it.
public enum ProjectTemplate {
  /// The files by name, in the order in which to write them. The names have no folder; the texts are UTF-8.
  public static func files() -> [(name: String, bytes: [UInt8])] {
    [
      (name: "project.yaml", bytes: Array(project.utf8)),
      (name: ConfigurationSchema.fileName, bytes: ConfigurationSchema.bytes(for: .project)),
    ]
  }

  private static let project = """
    # yaml-language-server: $schema=\(ConfigurationSchema.fileName)
    #
    # What matters to case sharing in one CommCare project. The line above lets editors complete keys and mark mistakes.
    # Change this file until it describes your project, and run `caseload check` now and then.

    caseload: 1                       # the version of this format
    project: my-project               # your project space on CommCare HQ, as in its web address
    # plan: pro                       # your software plan

    # The kinds of cases, written as in your apps, to the letter.
    case_types:
      patient: {label: Patient}

    # What the forms of each app do to cases. Surveys may be left out.
    apps:
      visits:
        name: Visits
        case_sharing: true            # Settings > Advanced Settings > Case Sharing
        menus:
          patients:
            case_type: patient
            forms:
              register:
                opens: patient        # no owner is set: the case belongs to the worker's one case sharing group
              visit:
                requires_case: true   # the worker picks a patient from the list first
                updates: {properties: [weight]}
              discharge:
                requires_case: true
                closes: true

    # Workers of one group share its cases. A worker should be in exactly one group that shares cases: with none, or
    # with two, forms that open cases stop with an error. For one group per village, copy these lines.
    groups:
      village-1:
        name: Village 1
        case_sharing: true            # Users > Groups > Edit Settings; off unless somebody ticks it
        members: [david, maria]

    # The workers, by username. Many workers fit better into a table, a download from HQ saved as CSV:
    #   mobile_workers: {table: workers.csv}
    mobile_workers:
      david: {name: David}
      maria: {name: Maria}

    # Cases to ask about: `caseload who-sees . case:monica` names everybody who sees Monica, and
    # `caseload why . maria case:monica` says why Maria does.
    cases:
      monica:
        case_type: patient
        created_by: david
        owner: group:village-1

    """
}
