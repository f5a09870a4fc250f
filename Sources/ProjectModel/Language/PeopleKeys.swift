enum GroupKey: String, LanguageKey {
  case name, id
  case caseSharing = "case_sharing"
  case reporting, members, data

  static let shape = ShapeName.group
  static let about = "A group of mobile workers."

  var facts: KeyFacts {
    switch self {
    case .name: KeyFacts(.text, default: "the key", caption: "Group Name", "The group's name.")
    case .id: KeyFacts(.text, caption: "Group ID", "HQ's id, where it matters to expressions or to uploads. Without it the key stands for the id in `user_data` and in comparisons.")
    case .caseSharing:
      KeyFacts(.boolean, default: "`false`", caption: "Edit Settings > Case Sharing", "Whether the group owns and shares cases.")
    case .reporting: KeyFacts(.boolean, default: "`true`", caption: "Edit Settings > Reporting", "Whether reports can filter by it; never who sees a case.")
    case .members: KeyFacts(.oneOrMany(.name(of: .user)), caption: "Group Membership", "Its members; a worker's `groups` adds to them.")
    case .data: KeyFacts(.data, caption: "Group Information", "Custom data of the group.")
    }
  }
}

enum WorkerKey: String, LanguageKey {
  case name, id, role, active, apps, groups, locations
  case userData = "user_data"

  static let shape = ShapeName.worker
  static let about = "A mobile worker; the name of the entry is the username."

  var facts: KeyFacts {
    switch self {
    case .name: KeyFacts(.text, default: "the key", caption: "First Name, Last Name", "The worker's name.")
    case .id: KeyFacts(.text, caption: "User ID", "HQ's id, where it matters to expressions or to uploads. Without it the key stands for the id in `user_data` and in comparisons.")
    case .role: KeyFacts(.text, caption: "Role", "The worker's role.")
    case .active: KeyFacts(.boolean, default: "`true`", caption: "Deactivate", "Whether the worker can log in.")
    case .apps: KeyFacts(.oneOrMany(.name(of: .app)), default: "every app", "The apps that the worker may open.")
    case .groups: KeyFacts(.oneOrMany(.name(of: .group)), caption: "Groups", "The groups the worker is a member of.")
    case .locations:
      KeyFacts(.oneOrMany(.name(of: .location)), caption: "Location Settings", "The assigned locations, by site code; the first is the primary one.")
    case .userData: KeyFacts(.data, caption: "User Data", "Custom user data.")
    }
  }
}

enum WebUserKey: String, LanguageKey {
  case name, id, role, active, apps, locations
  case userData = "user_data"

  static let shape = ShapeName.webUser
  static let about = """
    A web user; the name of the entry is the username. Web users are never members of groups; \
    their forms are judged only if `apps` says which they use in Web Apps.
    """

  var facts: KeyFacts {
    switch self {
    case .apps: KeyFacts(.oneOrMany(.name(of: .app)), default: "none", "The apps that the user opens in Web Apps.")
    case .name, .id, .role, .active, .locations, .userData: workerKey.facts
    }
  }

  /// The key of a mobile worker that means the same.
  var workerKey: WorkerKey {
    switch self {
    case .name: .name
    case .id: .id
    case .role: .role
    case .active: .active
    case .apps: .apps
    case .locations: .locations
    case .userData: .userData
    }
  }
}

enum SupervisorKey: String, LanguageKey {
  case over

  static let shape = ShapeName.supervisor
  static let about = "What a user supervises: a membership of each group, an assignment to each location."

  var facts: KeyFacts {
    switch self {
    case .over: KeyFacts(.oneOrMany(.reference(words: [])), required: true, "Groups and locations, as `group:NAME` and `location:SITE_CODE`.")
    }
  }
}

enum CaseKey: String, LanguageKey {
  case caseType = "case_type"
  case name, id, owner, closed, index
  case createdBy = "created_by"
  case properties

  static let shape = ShapeName.declaredCase
  static let about = "A case; it needs `owner` or `created_by`."

  static let ownerWords = [
    Choice("unowned", "nobody; the owner id is `-`"), Choice("-", "the same as `unowned`, as HQ writes it"),
  ]

  var facts: KeyFacts {
    switch self {
    case .caseType: KeyFacts(.name(of: .caseType), required: true, "Its type.")
    case .name: KeyFacts(.text, default: "the key", "Its name.")
    case .id: KeyFacts(.text, default: "the key", "Its case id, as expressions see it.")
    case .owner:
      KeyFacts(.reference(words: Self.ownerWords), default: "the user in `created_by`", caption: "owner_id", "Who owns it.")
    case .closed: KeyFacts(.boolean, default: "`false`", "Whether it is closed.")
    case .index: KeyFacts(.oneOrMany(.object(.caseIndex)), "The cases it is a child or an extension of.")
    case .createdBy: KeyFacts(.name(of: .user), "Who created it.")
    case .properties: KeyFacts(.data, "Its case properties.")
    }
  }
}

enum CaseIndexKey: String, LanguageKey {
  case to, relationship

  static let shape = ShapeName.caseIndex
  static let about = "A reference from a case to another."

  var facts: KeyFacts {
    switch self {
    case .to: KeyFacts(.name(of: .declaredCase), required: true, "The parent or host.")
    case .relationship: KeyFacts(.choice(RelationshipWord.choices), default: "`child`", "What this case is to the other one.")
    }
  }
}
