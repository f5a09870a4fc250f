// Section 4, asked of a project: who sees what.

extension SlowEvaluator {
  /// The cases that a fresh restore sends to the user, sorted.
  public func sent(_ user: String) -> [String] {
    caseGraph(of: user).sent.sorted()
  }

  /// The cases that stay on the user's device after a fresh sync, sorted.
  public func onDevice(_ user: String) -> [String] {
    caseGraph(of: user).onDevice.sorted()
  }

  /// `APP/MENU` to the names of the cases that its list shows, sorted; only lists that show any.
  /// A list shows the open cases on the device of the menu's case types, whoever owns them.
  public func listed(_ user: String) -> [String: [String]] {
    let device = onDevice(user)
    var lists: [String: [String]] = [:]
    for app in project.apps where appsLookedAt(by: user).contains(app.key) {
      for menu in app.menus {
        let types = menu.caseTypes + [menu.caseType].compactMap { $0 }
        let shown = project.cases.filter { entry in
          device.contains(entry.name) && entry.closed != true && types.contains(entry.caseType)
        }
        if !shown.isEmpty { lists["\(app.key)/\(menu.key)"] = shown.map(\.name).sorted() }
      }
    }
    return lists
  }

  /// The users who see it, sorted, as `user:NAME`; without those who cannot log in.
  ///
  /// Of `case:NAME`: the users on whose device it stays. Of an owner: the users whose owner ids contain it.
  public func whoSees(_ reference: String) -> [String] {
    let users = userNames.filter { user in
      guard canLogIn(user) else { return false }
      if let caseName = name(in: reference, kind: "case") { return onDevice(user).contains(caseName) }
      return ownerIDs(of: user).contains(reference)
    }
    return users.map { "user:\($0)" }.sorted()
  }

  /// The project's cases as one user's graph. Who cannot log in is sent nothing (section 1.11).
  private func caseGraph(of user: String) -> SlowCaseGraph {
    let ownerIDs = canLogIn(user) ? ownerIDs(of: user) : []
    return SlowCaseGraph(
      cases: Set(project.cases.map(\.name)),
      owned: Set(project.cases.filter { ownerIDs.contains($0.owner) }.map(\.name)),
      closed: Set(project.cases.filter { $0.closed == true }.map(\.name)),
      childIndices: indices("child"),
      extensionIndices: indices("extension")
    )
  }

  private func indices(_ relationship: String) -> Set<SlowCaseGraph.Index> {
    var result: Set<SlowCaseGraph.Index> = []
    for entry in project.cases {
      for index in entry.indices where index.relationship == relationship {
        result.insert(SlowCaseGraph.Index(from: entry.name, to: index.to))
      }
    }
    return result
  }
}
