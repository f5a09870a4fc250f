// Sections 3.1, 3.6 and 3.7: what happens when a user tries a form.

/// What happens when a user tries a form, and the cases that it opens.
public struct SlowAttempt: Equatable, Sendable {
  public enum Outcome: String, Sendable {
    case opens, stops, fails
  }

  public var outcome: Outcome
  /// `no_group` or `several_groups` if it stops; `several_nodes`, `no_such_node` or `unsupported_function` if it fails.
  public var reason: String?
  /// In the order of the actions. Empty if the form stops or fails.
  public var cases: [SlowOpenedCase]
}

/// A case that a form opens.
public struct SlowOpenedCase: Equatable, Sendable {
  public var caseType: String
  public var owners: SlowOwners
}

/// The owners that a new case may get.
public struct SlowOwners: Equatable, Sendable {
  /// Sorted, each once.
  public var possible: [String]
  /// Nobody can say.
  public var unknown: Bool
  /// The owner may be an empty text.
  public var mayBeEmpty: Bool
  /// The owner may be several ids separated by spaces (section 3.8).
  public var severalIDs: Bool

  public init(
    possible: [String] = [], unknown: Bool = false, mayBeEmpty: Bool = false, severalIDs: Bool = false
  ) {
    self.possible = possible
    self.unknown = unknown
    self.mayBeEmpty = mayBeEmpty
    self.severalIDs = severalIDs
  }
}

extension SlowEvaluator {
  /// The attempt, or `nil` if there is none: the user cannot log in or may not open the app, or a name is not declared.
  public func attempt(user: String, app appKey: String, menu menuKey: String, form formKey: String) -> SlowAttempt? {
    guard canLogIn(user), appsOpen(to: user).contains(appKey) else { return nil }
    guard let app = app(appKey), let menu = menu(menuKey, of: app), let form = form(formKey, of: menu) else {
      return nil
    }
    // Section 3.1: the check runs before the form opens.
    if carriesCheck(app: appKey, menu: menuKey, form: formKey) {
      let count = groupCount(of: user)
      if count == 0 { return SlowAttempt(outcome: .stops, reason: "no_group", cases: []) }
      if count > 1 { return SlowAttempt(outcome: .stops, reason: "several_groups", cases: []) }
    }
    let source = formWithActions(form, in: app)
    let advanced = isAdvanced(form, in: menu)
    var cases: [SlowOpenedCase] = []
    for open in opensThatHappen(in: source, advanced: advanced) {
      let value = advanced ? advancedOwner(of: open, in: app) : basicOwner(of: open, in: source, app: app)
      switch owners(of: value, user: user, form: source) {
      case .fails(let reason): return SlowAttempt(outcome: .fails, reason: reason, cases: [])
      case .owners(let owners): cases.append(SlowOpenedCase(caseType: open.caseType, owners: owners))
      }
    }
    // Section 3.7: an owner that an update saves is evaluated as well, also in a form that opens nothing.
    if let owner = activeUpdates(of: source)?.ownerID,
      case .fails(let reason) = owners(of: owner, user: user, form: source)
    {
      return SlowAttempt(outcome: .fails, reason: reason, cases: [])
    }
    return SlowAttempt(outcome: .opens, reason: nil, cases: cases)
  }

  /// Actions with `when: never` open nothing; in basic forms that require a case there is no main case.
  func opensThatHappen(in form: PlainProject.Form, advanced: Bool) -> [PlainProject.Open] {
    form.opens.filter { open in
      let isMainCaseOfBasicForm = !advanced && open.indices.isEmpty
      return isMainCaseOfBasicForm ? mainCaseHappens(open, in: form) : open.when != "never"
    }
  }

  /// The owner of a case that a basic form opens. The main case's may stand in the form's updates, which win.
  private func basicOwner(
    of open: PlainProject.Open, in form: PlainProject.Form, app: PlainProject.App
  ) -> PlainProject.OwnerValue {
    if open.indices.isEmpty, let owner = activeUpdates(of: form)?.ownerID { return owner }
    return open.ownerID ?? ownerWhenNothingIsSet(in: app)
  }

  /// Section 3.4: the owner of a case that an advanced form opens.
  private func advancedOwner(of open: PlainProject.Open, in app: PlainProject.App) -> PlainProject.OwnerValue {
    if let owner = open.ownerID { return owner }
    if hasRelationshipByQuestion(open) { return .currentUser }
    let relationships = open.indices.map(\.relationship)
    if relationships.isEmpty || relationships.contains(.child) { return ownerWhenNothingIsSet(in: app) }
    return .unowned
  }

  /// Section 3.6: the one group's id with case sharing on, the submitting user's id with it off.
  private func ownerWhenNothingIsSet(in app: PlainProject.App) -> PlainProject.OwnerValue {
    app.caseSharing == true ? .xpath(.everyGroup) : .currentUser
  }
}
