enum OrganizationKey: String, LanguageKey {
  case levels, locations

  static let shape = ShapeName.organization
  static let about = "Organization levels and the tree of locations."

  var facts: KeyFacts {
    switch self {
    case .levels: KeyFacts(.named(.level, tables: false), caption: "Users > Organization Levels", "The levels, by their code.")
    case .locations:
      KeyFacts(
        .named(.location, tables: true), caption: "Users > Organization Structure",
        "The locations, by site code: nested by `children`, or flat with `parent`.")
    }
  }
}

enum LevelKey: String, LanguageKey {
  case name, parent
  case sharesCases = "shares_cases"
  case viewDescendants = "view_descendants"
  case expandViewChildDataTo = "expand_view_child_data_to"
  case hasUsers = "has_users"
  case expandFrom = "expand_from"
  case expandTo = "expand_to"

  static let shape = ShapeName.level
  static let about = "A level of the organization."

  var facts: KeyFacts {
    switch self {
    case .name: KeyFacts(.text, default: "the key", caption: "Level", "The level's name.")
    case .parent: KeyFacts(.name(of: .level), default: "none: a top level", caption: "Parent Level", "The level above.")
    case .sharesCases:
      KeyFacts(.boolean, default: "`false`", caption: "Owns Cases", "Locations of this level own cases, and act as case sharing groups.")
    case .viewDescendants:
      KeyFacts(
        .boolean, default: "`false`", caption: "View Child Data",
        "Workers assigned here see the cases of all owning locations below.")
    case .expandViewChildDataTo:
      KeyFacts(
        .name(of: .level), default: "the lowest level", caption: "View Child Data to Level",
        "How far down they see; counts only with `features: {restore_location_restriction: true}`.")
    case .hasUsers: KeyFacts(.boolean, default: "`true`", caption: "Has Users", "Whether workers may be assigned here.")
    case .expandFrom:
      KeyFacts(.name(of: .level), caption: "Level to Expand From", "Shapes the location lookup table; never who sees a case.")
    case .expandTo:
      KeyFacts(.name(of: .level), caption: "Level to Expand To", "Shapes the location lookup table; never who sees a case.")
    }
  }
}

enum LocationKey: String, LanguageKey {
  case level, name, id, parent, archived, children

  static let shape = ShapeName.location
  static let about = "A location; the name of the entry is its site code."

  var facts: KeyFacts {
    switch self {
    case .level: KeyFacts(.name(of: .level), required: true, caption: "Organization Level", "Its level.")
    case .name: KeyFacts(.text, default: "the site code", caption: "Name", "Its name.")
    case .id: KeyFacts(.text, caption: "Location ID", "HQ's id, where it matters to expressions or to uploads. Without it the site code stands for the id in `user_data` and in comparisons.")
    case .parent: KeyFacts(.name(of: .location), default: "where it is nested, or none", caption: "Parent", "The location above.")
    case .archived:
      KeyFacts(.boolean, default: "`false`", caption: "Archive", "Archived, with everything below.")
    case .children: KeyFacts(.named(.location, tables: false), "The locations below.")
    }
  }
}
