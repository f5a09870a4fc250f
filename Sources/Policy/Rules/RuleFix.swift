/// The mends that a rule may name by `fix:`: each is the one right edit for findings at things of one kind.
///
/// None of them knows why its rule fires: it makes the thing so that what it is about holds. `caseload check --fix`
/// takes an edit back that brings an error.
public enum RuleFix: String, CaseIterable, Sendable {
  case shareGroup = "share_group"
  case valueIsID = "value_is_id"
  case requireAnswer = "require_answer"
  case singleAnswer = "single_answer"
  case instance
  case turnOnAddOn = "turn_on_add_on"
  case nameOwnerID = "name_owner_id"

  /// The kind of things that it mends: that of `at`, or of the facts if `at` is not given.
  public var kind: FactKind {
    switch self {
    case .shareGroup: .group
    case .valueIsID, .requireAnswer, .singleAnswer, .instance: .question
    case .turnOnAddOn: .app
    case .nameOwnerID: .form
    }
  }

  /// What it does, as one or two sentences.
  public var about: String {
    switch self {
    case .shareGroup: "Writes `case_sharing: true` for the group; in a table with such a column, `yes`."
    case .valueIsID:
      "In a question's lookup table, writes `\"@id\"` for a `value` that is `name` or `id`, and `name` for a `label` that is `@id`, `id` or `@name`."
    case .requireAnswer: "Writes `required: true` for the question."
    case .singleAnswer: "Writes `type: multiple_choice` for a question that is a `checkbox`."
    case .instance:
      "Makes the query `instance('…')/groups/group` of a question and its instance fit together: the id `group` in both, if one of the two has it, and the URI of the user-groups table."
    case .turnOnAddOn: "Adds `custom_single_and_multiple_answer_questions` to the app's `add_ons`."
    case .nameOwnerID:
      "Writes `owner_id` for the one property whose name is nearly that, where none is saved beside it."
    }
  }
}
