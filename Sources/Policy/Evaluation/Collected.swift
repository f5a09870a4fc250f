import Diagnostics
import OwnershipGraph
import ProjectModel
import RuleLanguage

/// What a finding is grouped by: the thing to mend, and the value of `group_by`.
struct FindingKey: Hashable {
  enum GroupValue: Hashable {
    case none
    case bool(Bool)
    case number(Double)
    case text(String)
    case object(ObjectRef)
  }

  let at: ObjectRef
  let value: GroupValue
}

/// The facts of one finding, as they are met.
struct Collected {
  /// The first fact, for the message.
  let fact: Value
  let cell: AttemptCell.Key
  let user: UserID?
  /// Of attempts and sights: of whom it is true.
  var users: [UserID] = []
  /// Of other facts: which.
  var facts: [ObjectRef] = []
  /// Of attempts: the shadow forms among the forms, which are mended at their sources.
  var shadows: [FormID] = []
}

/// The findings of one rule, as they are met.
struct RuleFindings {
  private(set) var keys: [FindingKey] = []
  private(set) var collected: [FindingKey: Collected] = [:]
  /// The first fact that could not be judged.
  var failure: Diagnostic?

  /// Adds a fact, or users of whom it is true.
  mutating func add(_ key: FindingKey, _ view: FactView, users: some Sequence<UserID>) {
    if collected[key] == nil { start(key, view) }
    collected[key]?.users.append(contentsOf: users)
    guard case .object(let fact) = view.fact, fact.type == FactKind.attempt.rawValue else { return }
    let form = view.cell.form
    if view.project.forms[form].source != nil, collected[key]?.shadows.contains(form) == false {
      collected[key]?.shadows.append(form)
    }
  }

  mutating func add(_ key: FindingKey, _ view: FactView, fact: ObjectRef) {
    if collected[key] == nil { start(key, view) }
    collected[key]?.facts.append(fact)
  }

  private mutating func start(_ key: FindingKey, _ view: FactView) {
    keys.append(key)
    collected[key] = Collected(fact: view.fact, cell: view.cell, user: view.user)
  }
}
