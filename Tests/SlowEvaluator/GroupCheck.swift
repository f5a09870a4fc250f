// Sections 3.1 to 3.5: which forms carry the group-count check.

extension SlowEvaluator {
  /// Whether the form's entry carries `count(instance('groups')/groups/group) = 1`. False for a form that is not declared.
  public func carriesCheck(app appKey: String, menu menuKey: String, form formKey: String) -> Bool {
    guard let app = app(appKey), let menu = menu(menuKey, of: app), let form = form(formKey, of: menu) else {
      return false
    }
    // Section 3.1: only with the app's case sharing on.
    guard app.caseSharing == true else { return false }
    guard isAdvanced(form, in: menu) else { return basicFormCarriesCheck(form) }
    return advancedFormCarriesCheck(formWithActions(form, in: app))
  }

  /// Section 3.3.
  private func basicFormCarriesCheck(_ form: PlainProject.Form) -> Bool {
    let opensMainCase = form.opens.contains { $0.indices.isEmpty && mainCaseHappens($0, in: form) }
    let updatesSaveOwner = activeUpdates(of: form)?.ownerID != nil
    let mainOpenSavesOwner = form.opens.contains { $0.indices.isEmpty && $0.ownerID != nil }
    if opensMainCase && !updatesSaveOwner && !mainOpenSavesOwner { return true }
    // Any child case without its own owner: conditions (even `never`), repeats and relationship make no difference.
    return form.opens.contains { !$0.indices.isEmpty && $0.ownerID == nil }
  }

  /// Section 3.4: even `when: never` counts.
  private func advancedFormCarriesCheck(_ form: PlainProject.Form) -> Bool {
    form.opens.contains { open in
      guard open.ownerID == nil else { return false }
      if open.indices.isEmpty { return true }
      // A relationship decided by a question beats a `child` index beside it.
      return open.indices.contains { $0.relationship == .child } && !hasRelationshipByQuestion(open)
    }
  }

  func hasRelationshipByQuestion(_ open: PlainProject.Open) -> Bool {
    open.indices.contains { index in
      if case .question = index.relationship { return true }
      return false
    }
  }

  // MARK: Facts about a form

  /// Shadow forms and the forms of advanced and shadow menus follow the advanced rule.
  func isAdvanced(_ form: PlainProject.Form, in menu: PlainProject.Menu) -> Bool {
    menu.type == "advanced" || menu.type == "shadow" || form.source != nil
  }

  /// The form whose open-case actions count: the source of a shadow form, else the form itself.
  func formWithActions(_ form: PlainProject.Form, in app: PlainProject.App) -> PlainProject.Form {
    guard let source = form.source else { return form }
    for menu in app.menus {
      for candidate in menu.forms where "\(menu.key)/\(candidate.key)" == source {
        return candidate
      }
    }
    return form
  }

  /// In a basic form the main case is opened unless its condition is `never` or the form requires a case.
  func mainCaseHappens(_ open: PlainProject.Open, in form: PlainProject.Form) -> Bool {
    open.when != "never" && form.requiresCase != true
  }

  /// The updates that are made at all.
  func activeUpdates(of form: PlainProject.Form) -> PlainProject.Updates? {
    form.updates?.when == "never" ? nil : form.updates
  }
}
