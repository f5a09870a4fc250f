enum CaseTypeKey: String, LanguageKey {
  case label
  case expectedPerOwner = "expected_per_owner"

  static let shape = ShapeName.caseType
  static let about = "A kind of case. Case types match between apps by their name, to the letter."

  var facts: KeyFacts {
    switch self {
    case .label: KeyFacts(.text, default: "the key", "What people call it.")
    case .expectedPerOwner:
      KeyFacts(
        .count, default: "unknown",
        "How many open cases of it a group or location is expected to own: what rules about the size of a sync reckon with.")
    }
  }
}

enum AppKey: String, LanguageKey {
  case name
  case caseSharing = "case_sharing"
  case addOns = "add_ons"
  case menus

  static let shape = ShapeName.app
  static let about = "An application."

  var facts: KeyFacts {
    switch self {
    case .name: KeyFacts(.text, default: "the key", caption: "Settings > Name", "The app's name.")
    case .caseSharing:
      KeyFacts(
        .boolean, default: "`false`", caption: "App Settings > Advanced Settings > Case Sharing",
        "New cases belong to the worker's one case sharing group, and forms that open cases check that there is exactly one.")
    case .addOns:
      KeyFacts(.oneOrMany(.text), caption: "App Settings > Add-Ons", "Add-ons and feature previews that are turned on.")
    case .menus: KeyFacts(.named(.menu, tables: false), caption: "Menus", "The menus, in order.")
    }
  }
}

enum MenuKey: String, LanguageKey {
  case name, type
  case caseType = "case_type"
  case caseTypes = "case_types"
  case filter, source, forms

  static let shape = ShapeName.menu
  static let about = "A menu with a case list and forms."

  var facts: KeyFacts {
    switch self {
    case .name: KeyFacts(.text, default: "the key", "The menu's name.")
    case .type:
      KeyFacts(.choice(MenuType.choices), default: "`basic`", "How its forms are built.")
    case .caseType:
      KeyFacts(.name(of: .caseType), caption: "Menu Settings > Case Type", "The case type that the menu lists.")
    case .caseTypes: KeyFacts(.list(.name(of: .caseType)), "Several case types, where the menu lists more than one.")
    case .filter:
      KeyFacts(
        .xpath, caption: "Case List > Filter",
        "The case list's filter. It is not evaluated: answers about the list say that it may show fewer cases.")
    case .source:
      KeyFacts(.text, caption: "Source Module", "For a shadow menu: the menu whose forms it shows.")
    case .forms: KeyFacts(.named(.form, tables: false), caption: "Forms", "The forms, in order.")
    }
  }
}

/// How the forms of a menu are built.
public enum MenuType: String, Sendable, CaseIterable {
  case basic, advanced, shadow

  static let choices = [
    Choice("basic", "forms with case management by HQ's ordinary screens"),
    Choice("advanced", "forms of an advanced module"),
    Choice("shadow", "forms of another menu, shown again"),
  ]
}
