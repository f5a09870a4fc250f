/// What a key of a scenario takes and means: the single description for the decoder, the suggestions and the manual.
public struct ScenarioKeyDescription: Sendable {
  public let name: String
  /// What stands as its value, in words.
  public let takes: String
  public let isRequired: Bool
  /// What it means, in one or two sentences.
  public let meaning: String
}

/// The keys of one mapping of a scenario, as an enumeration whose raw values are the names.
protocol ScenarioKey: RawRepresentable<String>, CaseIterable, Hashable, Sendable {
  /// What the mapping is, with an article: `a step`.
  static var mapping: String { get }
  var facts: (takes: String, isRequired: Bool, meaning: String) { get }
}

/// The language of scenarios.
public enum ScenarioLanguage {
  /// The keys of one mapping.
  public struct Shape: Sendable {
    /// Such as `a step`.
    public let mapping: String
    public let keys: [ScenarioKeyDescription]

    init<Key: ScenarioKey>(_ keys: Key.Type) {
      mapping = Key.mapping
      self.keys = Key.allCases.map { key in
        let facts = key.facts
        return ScenarioKeyDescription(
          name: key.rawValue, takes: facts.takes, isRequired: facts.isRequired, meaning: facts.meaning)
      }
    }
  }

  /// Every mapping, in the order of the manual.
  public static var shapes: [Shape] {
    [
      Shape(TopKey.self), Shape(StepKey.self), Shape(OnlineKey.self), Shape(SubmitKey.self), Shape(NewCaseKey.self),
      Shape(ExpectKey.self), Shape(StateKey.self), Shape(ListKey.self), Shape(FormExpectationKey.self),
      Shape(OwnersExpectationKey.self), Shape(NextSyncKey.self),
    ]
  }
}

enum TopKey: String, ScenarioKey {
  case scenario, project, explanation
  case webApps = "web_apps"
  case steps

  static let mapping = "a scenario"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .scenario: ("a text", true, "The scenario's name.")
    case .project: ("a path", false, "The project's file or folder, relative to the scenario's file.")
    case .explanation: ("a text", false, "What the scenario shows, and why it comes out as it does.")
    case .webApps: ("users", false, "The users who work in Web Apps, which sync before and after each form; all others have phones, which sync when told.")
    case .steps: ("a list of steps", true, "What happens, in order.")
    }
  }
}

enum StepKey: String, ScenarioKey {
  case sync, offline, online, submit, change, expect, at

  static let mapping = "a step"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .sync: ("users", false, "Each device in turn sends its unsent forms, fetches what the server has for it, and purges the rest.")
    case .offline: ("users", false, "The devices lose the network: forms wait on them.")
    case .online: ("users, or a mapping", false, "The devices get the network back. First all unsent forms are sent, in the order of the list; then each device syncs.")
    case .submit: ("a mapping", false, "A user fills in a form. It is sent at once if the device is online; a phone does not sync by that.")
    case .change: ("a mapping", false, "An administrator edits the project: a JSON merge patch on the configuration. Devices notice with their next sync.")
    case .expect: ("a mapping", false, "What must be so now.")
    case .at: ("a time", false, "When it happens: `09:30`, `2024-05-31` or both. Never before an earlier step.")
    }
  }
}

enum OnlineKey: String, ScenarioKey {
  case users, sync

  static let mapping = "`online`"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .users: ("users", true, "The users.")
    case .sync: ("`true` or `false`", false, "With `false` the unsent forms are sent and nothing is fetched.")
    }
  }
}

enum SubmitKey: String, ScenarioKey {
  case user, form
  case selected = "case"
  case answers, set, creates, closes, updates, outcome, reason, at

  static let mapping = "`submit`"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .user: ("a user", true, "Who fills it in.")
    case .form: ("`APP/MENU/FORM`", true, "The form, as it is on the device: of the project at the last sync.")
    case .selected: ("a case", false, "The case that is picked; it must be in the menu's list on the device.")
    case .answers: ("questions with answers", false, "What is answered: owners as `group:NAME`, other values as they are; a list for a checkbox question.")
    case .set: ("properties with values", false, "The properties that are saved to the picked case, or to the main case that is opened. What is not here is not saved.")
    case .creates: ("a name, or names", false, "How the new cases are called in later steps. A conditional open action takes place if its case is named here.")
    case .closes: ("`true` or `false`", false, "Whether a conditional `closes` takes place; by default it does not.")
    case .updates: ("`true` or `false`", false, "Whether conditional `updates` take place; by default if `set` is there.")
    case .outcome: ("`opens`, `stops` or `fails`", false, "How the attempt ends; by default the form is expected to open and to be saved.")
    case .reason: ("a word", false, "Why it stops or fails, such as `no_group`.")
    case .at: ("a time", false, "The same as `at` beside `submit`.")
    }
  }
}

enum NewCaseKey: String, ScenarioKey {
  case caseType = "case_type"
  case action, set, answers, owner

  static let mapping = "a new case"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .caseType: ("a case type", false, "Which open action it is of, where the form has several.")
    case .action: ("a number", false, "The open action's place in `opens`, from 1, where the case type does not tell.")
    case .set: ("properties with values", false, "What is saved to this case.")
    case .answers: ("questions with answers", false, "Answers for this case alone, in a repeat group.")
    case .owner: ("an owner", false, "The value of an owner expression that cannot be known; an error where it can.")
    }
  }
}

enum ExpectKey: String, ScenarioKey {
  case state = "case"
  case sees
  case seenBy = "seen_by"
  case listed, groups, form, owners
  case nextSync = "next_sync"
  case not

  static let mapping = "`expect`"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .state: ("cases, each with facts", false, "What the server has of a case.")
    case .sees: ("users, each with cases", false, "The cases on the user's device, open and closed.")
    case .seenBy: ("cases, each with users", false, "The users on whose devices the case is.")
    case .listed: ("users, each with menus, each with cases", false, "The cases in the list of a menu on the user's device.")
    case .groups: ("users, each with groups and locations", false, "The rows of the user-groups table on the user's device.")
    case .form: ("a mapping or a list of them", false, "What happens when the user opens a form.")
    case .owners: ("a mapping or a list of them", false, "The owners that a form's new case can get.")
    case .nextSync: ("users, each with a mapping", false, "What the user's next sync would send and purge.")
    case .not: ("a mapping with these keys", false, "Each statement must be false; of a list, each name.")
    }
  }
}

enum StateKey: String, ScenarioKey {
  case exists, closed, owner
  case caseType = "case_type"
  case openedBy = "opened_by"
  case modifiedBy = "modified_by"
  case properties

  static let mapping = "the facts of a case"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .exists: ("`true` or `false`", false, "Whether the server has it: it has arrived and is not deleted.")
    case .closed: ("`true` or `false`", false, "Whether it is closed.")
    case .owner: ("an owner", false, "`user:NAME`, `group:NAME`, `location:SITE_CODE` or `unowned`; an id that nobody has in backticks.")
    case .caseType: ("a case type", false, "Its type.")
    case .openedBy: ("a user", false, "Whose form opened it.")
    case .modifiedBy: ("a user", false, "Whose form changed it last.")
    case .properties: ("properties with values", false, "Its properties. Any other key is one as well.")
    }
  }
}

enum ListKey: String, ScenarioKey {
  case exactly, includes, excludes

  static let mapping = "a list"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .exactly: ("names", false, "The whole list; a plain list says the same.")
    case .includes: ("names", false, "Names that are in it, perhaps among others.")
    case .excludes: ("names", false, "Names that are not in it.")
    }
  }
}

enum FormExpectationKey: String, ScenarioKey {
  case user, form
  case selected = "case"
  case answers, outcome, reason

  static let mapping = "an expected form"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .user: ("a user", true, "Who opens it.")
    case .form: ("`APP/MENU/FORM`", true, "The form, as it is on the device.")
    case .selected: ("a case", false, "The case that is picked.")
    case .answers: ("questions with answers", false, "With answers the form is tried to its end, and not only opened.")
    case .outcome: ("`opens`, `stops` or `fails`", true, "What happens.")
    case .reason: ("a word", false, "`no_group`, `several_groups`, `several_nodes`, `no_such_node`, `unsupported_function`, `expression_error` or `empty_owner`.")
    }
  }
}

enum OwnersExpectationKey: String, ScenarioKey {
  case user, form
  case selected = "case"
  case answers
  case caseType = "case_type"
  case owners

  static let mapping = "expected owners"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .user: ("a user", true, "Who opens the form.")
    case .form: ("`APP/MENU/FORM`", true, "The form, as it is on the device.")
    case .selected: ("a case", false, "The case that is picked.")
    case .answers: ("questions with answers", false, "What is answered; without, all that the owner question offers counts.")
    case .caseType: ("a case type", false, "Of which new case, where the form opens several.")
    case .owners: ("owners", true, "The owners.")
    }
  }
}

enum NextSyncKey: String, ScenarioKey {
  case sends, purges, fresh

  static let mapping = "the next sync"

  var facts: (takes: String, isRequired: Bool, meaning: String) {
    switch self {
    case .sends: ("cases", false, "What the server sends: what is new for the device, and what others have changed.")
    case .purges: ("cases", false, "What is on the device or is sent, and is gone afterwards.")
    case .fresh: ("cases", false, "What the server would send to an empty device.")
    }
  }
}
