import ProjectModel

extension OwnershipGraph {
  /// Whether a form's entry carries the group-count check `count(instance('groups')/groups/group) = 1` (semantics 3.1
  /// to 3.5): it depends on the app and the form's actions alone.
  public func carriesCheck(_ form: FormID) -> Bool {
    let form = project.forms[form]
    guard project.apps[project.menus[form.menu].app].caseSharing else { return false }
    switch form.rule {
    case .basic: return Self.basicCarriesCheck(form)
    case .advanced: return form.opens.contains { $0.owner == nil && Self.setsOwnerItself($0) }
    }
  }

  /// A basic form (semantics 3.3): its main case, unless `owner_id` is saved to it; or any child case without its own
  /// `owner_id`, whatever its condition.
  private static func basicCarriesCheck(_ form: Form) -> Bool {
    for action in form.opens {
      if action.indices.isEmpty {
        if opensMain(form, action), action.owner == nil, !savesOwner(form) { return true }
      } else if action.owner == nil {
        return true
      }
    }
    return false
  }

  /// Whether HQ sets the owner of an advanced form's new case by itself, as a group or user (semantics 3.4).
  static func setsOwnerItself(_ action: OpenAction) -> Bool {
    if action.indices.isEmpty { return true }
    if hasRelationshipByQuestion(action) { return false }
    return action.indices.contains { if case .child = $0.relationship { true } else { false } }
  }

  static func hasRelationshipByQuestion(_ action: OpenAction) -> Bool {
    action.indices.contains { if case .byQuestion = $0.relationship { true } else { false } }
  }

  /// Whether a main case is really opened: not switched off, and the form does not require a case.
  private static func opensMain(_ form: Form, _ action: OpenAction) -> Bool {
    action.condition != .never && !form.requiresCase
  }

  /// Whether the form's active case updates save `owner_id`.
  private static func savesOwner(_ form: Form) -> Bool {
    guard let updates = form.updates, updates.condition != .never else { return false }
    return updates.savesOwner
  }

  /// The actions of a form that can open a case, by index: switched off ones and main cases that HQ never opens left out.
  public func activeOpens(_ form: FormID) -> [Int] {
    let form = project.forms[form]
    return form.opens.indices.filter { index in
      let action = form.opens[index]
      if form.rule == .basic, action.indices.isEmpty { return Self.opensMain(form, action) }
      return action.condition != .never
    }
  }

  /// How the owner of a new case comes about.
  public enum OwnerRule: Sendable {
    /// The one group of the user-groups table (semantics 3.6).
    case theGroup
    case submittingUser
    case unowned
    case declared(OwnerValue)
  }

  /// How the owner of a form's new case comes about (semantics 3.3, 3.4, 3.6).
  public func ownerRule(_ form: FormID, action: Int) -> OwnerRule {
    let record = project.forms[form]
    let action = record.opens[action]
    if record.rule == .basic, action.indices.isEmpty, Self.savesOwner(record), let owner = record.updates?.owner {
      return .declared(owner)
    }
    if let owner = action.owner { return .declared(owner) }
    if record.rule == .advanced, !Self.setsOwnerItself(action) {
      return Self.hasRelationshipByQuestion(action) ? .submittingUser : .unowned
    }
    return project.apps[project.menus[record.menu].app].caseSharing ? .theGroup : .submittingUser
  }
}
