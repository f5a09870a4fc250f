enum FormKey: String, LanguageKey {
  case name
  case requiresCase = "requires_case"
  case questions, opens, updates, closes, source

  static let shape = ShapeName.form
  static let about = "A form: what it does to cases. Without any of `opens`, `updates` and `closes` it is a survey."

  var facts: KeyFacts {
    switch self {
    case .name: KeyFacts(.text, default: "the key", "The form's name.")
    case .requiresCase:
      KeyFacts(
        .boolean, default: "`true` if it updates or closes a case or refers to `selected_case`, and opens no main case",
        caption: "Case Management > This form…", "Whether the worker selects a case before the form opens.")
    case .questions: KeyFacts(.named(.question, tables: false), "The questions that matter to cases, by question ID.")
    case .opens:
      KeyFacts(
        .either([.name(of: .caseType), .object(.openAction), .list(.either([.name(of: .caseType), .object(.openAction)]))]),
        caption: "Case Management > Registers a new case; Child Cases",
        "The cases that the form opens. In a basic menu the one without `index` is the main case, the others are child cases.")
    case .updates: KeyFacts(.object(.updates), caption: "Case Management > Save Questions to Case Properties", "What it saves to the case.")
    case .closes:
      KeyFacts(
        .either([.boolean, .choice([Choice("conditional", "only if a condition holds")])]), default: "`false`",
        caption: "Case Management > Close", "Whether it closes the case.")
    case .source:
      KeyFacts(.text, caption: "Source Form", "For a shadow form: the form whose actions it has, as `FORM`, `MENU/FORM` or `APP/MENU/FORM`.")
    }
  }
}

/// When an action takes place.
public enum Condition: String, Sendable, CaseIterable {
  case always, conditional, never

  static let choices = [
    Choice("always", "whenever the form is submitted"), Choice("conditional", "only if a condition holds"),
    Choice("never", "switched off"),
  ]
}

enum OpenActionKey: String, LanguageKey {
  case caseType = "case_type"
  case index, properties, when, `repeat`

  static let shape = ShapeName.openAction
  static let about = "One case that a form opens. The case type alone may stand for it."

  var facts: KeyFacts {
    switch self {
    case .caseType: KeyFacts(.name(of: .caseType), required: true, "The new case's type.")
    case .index: KeyFacts(.oneOrMany(.object(.actionIndex)), "The cases that the new one is a child or an extension of.")
    case .properties: KeyFacts(.properties, "Case properties that are saved; `owner_id` decides who sees the case.")
    case .when: KeyFacts(.choice(Condition.choices), default: "`always`", "Whether the case is opened always.")
    case .repeat: KeyFacts(.boolean, default: "`false`", "Whether it is opened in a repeat group, several times.")
    }
  }
}

enum UpdatesKey: String, LanguageKey {
  case properties, when

  static let shape = ShapeName.updates
  static let about = "What a form saves to the case it has selected, or to the main case it opens."

  var facts: KeyFacts {
    switch self {
    case .properties: KeyFacts(.either([.properties, .list(.text)]), "The case properties, with their values or only by name.")
    case .when: KeyFacts(.choice(Condition.choices), default: "`always`", "Whether they are saved always.")
    }
  }
}

enum ActionIndexKey: String, LanguageKey {
  case to, relationship

  static let shape = ShapeName.actionIndex
  static let about = "A reference from a new case to another."

  static let targets = [
    Choice("selected_case", "the case that the worker has selected"),
    Choice("opened_case", "the main case that the same form opens"),
  ]

  var facts: KeyFacts {
    switch self {
    case .to: KeyFacts(.choice(Self.targets), required: true, "The case referred to.")
    case .relationship:
      KeyFacts(
        .either([.choice(RelationshipWord.choices), .object(.relationshipQuestion)]), default: "`child`",
        "What the new case is to the other one; in an advanced menu a question can decide it.")
    }
  }
}

/// The words for the two relationships between cases.
enum RelationshipWord {
  static let choices = [
    Choice("child", "it is a child of the other one, its parent"),
    Choice("extension", "it is an extension of the other one, its host"),
  ]
}

enum RelationshipQuestionKey: String, LanguageKey {
  case question

  static let shape = ShapeName.relationshipQuestion
  static let about = "A relationship that a question decides, in advanced menus."

  var facts: KeyFacts {
    switch self {
    case .question: KeyFacts(.name(of: .question), required: true, "The question.")
    }
  }
}

enum OwnerSourceKey: String, LanguageKey {
  case question
  case userData = "user_data"
  case sameAs = "same_as"
  case xpath

  static let shape = ShapeName.ownerSource
  static let about = "Where a property's value comes from: exactly one of these keys."

  var facts: KeyFacts {
    switch self {
    case .question: KeyFacts(.name(of: .question), "The answer to a question of the form.")
    case .userData: KeyFacts(.text, "A field of the worker's user data, such as `commcare_location_id`.")
    case .sameAs: KeyFacts(.choice([ActionIndexKey.targets[0]]), "The same owner as another case.")
    case .xpath: KeyFacts(.xpath, "An expression. One of a known pattern is understood; any other is unknown, and the output says so.")
    }
  }
}

enum QuestionKey: String, LanguageKey {
  case label, type, required
  case lookupTable = "lookup_table"
  case choices, calculate

  static let shape = ShapeName.question
  static let about = "A question of a form."

  var facts: KeyFacts {
    switch self {
    case .label: KeyFacts(.text, default: "the key", "The display text.")
    case .type: KeyFacts(.choice(QuestionType.choices), default: "`multiple_choice`", "The kind of question.")
    case .required: KeyFacts(.boolean, default: "`false`", caption: "Logic > Required", "Whether it must be answered.")
    case .lookupTable: KeyFacts(.object(.lookupTable), caption: "Lookup Table Data", "Choices from a lookup table.")
    case .choices:
      KeyFacts(.list(.either([.reference(words: []), .text])), "Fixed choices: owners such as `group:village-1`, or plain values.")
    case .calculate: KeyFacts(.xpath, caption: "Logic > Calculate Condition", "A hidden value's expression.")
    }
  }
}

/// The kinds of questions.
public enum QuestionType: String, Sendable, CaseIterable {
  case multipleChoice = "multiple_choice"
  case checkbox
  case text
  case hiddenValue = "hidden_value"

  static let choices = [
    Choice("multiple_choice", "one answer"), Choice("checkbox", "several answers, saved together separated by spaces"),
    Choice("text", "typed in"), Choice("hidden_value", "calculated"),
  ]
}

enum LookupTableKey: String, LanguageKey {
  case query, instance, value, label

  static let shape = ShapeName.lookupTable
  static let about = "A question whose choices come from a lookup table, as *Lookup Table Data* shows it."

  var facts: KeyFacts {
    switch self {
    case .query: KeyFacts(.xpath, required: true, caption: "Query Expression", "The rows, such as `instance('group')/groups/group`.")
    case .instance: KeyFacts(.object(.instance), caption: "Instance ID, Instance URI", "The table.")
    case .value: KeyFacts(.text, required: true, caption: "Value Field", "What is saved: `@id` for an owner.")
    case .label: KeyFacts(.text, default: "`name`", caption: "Label Field", "What is shown.")
    }
  }
}

enum InstanceKey: String, LanguageKey {
  case id, uri

  static let shape = ShapeName.instance
  static let about = "The instance of a lookup table in a form."

  var facts: KeyFacts {
    switch self {
    case .id: KeyFacts(.text, required: true, caption: "Instance ID", "The name that expressions use: `instance('ID')`.")
    case .uri: KeyFacts(.text, required: true, caption: "Instance URI", "The table, `jr://fixture/user-groups` for the user's case sharing groups.")
    }
  }
}
