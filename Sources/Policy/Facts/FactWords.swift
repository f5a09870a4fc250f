import OwnershipGraph
import ProjectModel

/// The words of fields that have only certain ones: a rule that compares with another one is mistaken.
enum FactWords {
  static let plan = [""] + Plan.allCases.map(\.rawValue)
  static let features = ["case sharing groups", "child cases", "locations"]
  static let menuType = MenuType.allCases.map(\.rawValue)
  static let condition = Condition.allCases.map(\.rawValue)
  static let questionType = QuestionType.allCases.map(\.rawValue)
  static let ownerKind = ["user", "group", "location"]
  static let ownerSource = [
    "none", "current_user", "unowned", "fixed", "question", "user_data", "same_as", "xpath", "undeclared",
  ]
  static let outcome = ["opens", "stops", "fails"]
  static let reason = [
    "", "no_group", "several_groups", "several_nodes", "no_such_node", "unsupported_function", "expression_error",
  ]
  static let cause = [
    "", "no_group", "several_groups", "several_locations", "group_and_location", "groups_and_locations",
    "viewing_supervisor", "owns_and_views", "counted_twice", "expression",
  ]
  static let sightReason = ["own id", "group", "location", "viewing"]
}
