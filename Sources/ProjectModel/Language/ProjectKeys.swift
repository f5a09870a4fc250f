/// The keys of a project configuration and of the files it includes.
enum ProjectKey: String, LanguageKey {
  case caseload, project, plan, include
  case caseTypes = "case_types"
  case apps, groups, organization
  case mobileWorkers = "mobile_workers"
  case webUsers = "web_users"
  case supervisors, cases, policies, rules, features

  static let shape = ShapeName.project
  static let about = """
    The top of `project.yaml`. Included files have the same keys, need no `caseload` and have no `project`; their \
    sections are merged, and a name declared twice is an error.
    """

  var facts: KeyFacts {
    switch self {
    case .caseload: KeyFacts(.version, required: true, "The version of this format: `1`.")
    case .project:
      KeyFacts(.text, required: true, caption: "Project Settings > Basic > Project Space", "The project space's name.")
    case .plan:
      KeyFacts(
        .choice(Plan.choices), caption: "Project Settings > Current Subscription",
        "The software plan. It changes no answer; a rule says what the project has and the plan does not include.")
    case .include:
      KeyFacts(
        .oneOrMany(.path),
        "Files to merge, as paths or patterns with `*`, `?` and `**`, in sorted order; never outside the folder of the project.")
    case .caseTypes: KeyFacts(.named(.caseType, tables: false), caption: "Data > Data Dictionary", "The case types.")
    case .apps: KeyFacts(.named(.app, tables: false), caption: "Applications", "The apps, by a short name.")
    case .groups: KeyFacts(.named(.group, tables: true), caption: "Users > Groups", "The groups, by a short name.")
    case .organization: KeyFacts(.object(.organization), caption: "Users > Organization Structure", "Levels and locations.")
    case .mobileWorkers:
      KeyFacts(.named(.worker, tables: true), caption: "Users > Mobile Workers", "The mobile workers, by username.")
    case .webUsers: KeyFacts(.named(.webUser, tables: false), caption: "Users > Web Users", "The web users, by username.")
    case .supervisors:
      KeyFacts(
        .named(.supervisor, tables: false),
        "Memberships that follow from supervising, kept apart from the others; the name is a mobile worker's or a web user's.")
    case .cases:
      KeyFacts(.named(.declaredCase, tables: true), "Real or sample cases, for questions and scenarios, by a short name.")
    case .policies:
      KeyFacts(
        .oneOrMany(.text), default: "`recommended`",
        "The policies whose rules judge the project: names of shipped ones, or paths of policy files relative to this file. An empty list is none.")
    case .rules:
      KeyFacts(
        .words(RuleSettingWord.choices),
        "Rules by code or name that speak louder or softer than their policy says, or not at all.")
    case .features: KeyFacts(.object(.features), "Feature switches of HQ that change who sees what.")
    }
  }
}

/// CommCare's software plans, from the smallest to the largest.
public enum Plan: String, Sendable, CaseIterable {
  case free, standard, pro, advanced, enterprise

  static let choices = [
    Choice("free", "no case sharing groups, no locations"), Choice("standard", "no case sharing groups, no locations"),
    Choice("pro", "case sharing groups and child cases"), Choice("advanced", "locations as well"),
    Choice("enterprise", "as advanced"),
  ]
}

/// How loudly a rule speaks in a project.
enum RuleSettingWord: String, CaseIterable {
  case off, info, warning, error

  static let choices = [
    Choice("off", "not judged"), Choice("info", "worth knowing"), Choice("warning", "very likely not what was meant"),
    Choice("error", "must not be"),
  ]
}

enum FeaturesKey: String, LanguageKey {
  case restoreLocationRestriction = "restore_location_restriction"
  case extensionSync = "extension_sync"
  case webUserLocations = "web_user_locations"

  static let shape = ShapeName.features
  static let about = "Switches that Dimagi turns on for single projects; the page *Semantics* of the manual says what each changes."

  var facts: KeyFacts {
    switch self {
    case .restoreLocationRestriction:
      KeyFacts(
        .boolean, default: "`false`", caption: "USH_RESTORE_FILE_LOCATION_CASE_SYNC_RESTRICTION",
        "Makes *View Child Data to Level* count; without it that setting silently does nothing.")
    case .extensionSync:
      KeyFacts(.boolean, default: "`false`", "Closing a host closes its open extensions.")
    case .webUserLocations:
      KeyFacts(.boolean, default: "`true`", "Web users receive the cases that their locations own; versions of HQ differ.")
    }
  }
}

/// The keys of a table named by a mapping.
enum TableFileKey: String, LanguageKey {
  case file, level

  static let shape = ShapeName.tableFile
  static let about = """
    A CSV file with the headers of HQ's own workbooks. `table:` takes a path, this mapping, or a list of them.
    """

  var facts: KeyFacts {
    switch self {
    case .file: KeyFacts(.path, required: true, "The CSV file's path.")
    case .level:
      KeyFacts(
        .name(of: .level), default: "the file's name without its ending",
        "For locations: the level of all rows; HQ's workbook has one sheet per level, titled with its code.")
    }
  }
}
