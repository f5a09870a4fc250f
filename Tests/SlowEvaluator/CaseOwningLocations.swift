// Section 1.2a: the locations whose cases a user owns.

extension SlowEvaluator {
  /// The case-owning locations of a user, in the table's order and with duplicates.
  func caseOwningLocations(of user: String) -> [String] {
    let assigned = assignedLocations(of: user)
    if project.features.restoreLocationRestriction == true {
      return caseOwningLocationsWithRestriction(assigned)
    }
    // (i) every assigned location whose level owns cases, archived or not (section 1.5).
    let direct = assigned.filter { ownsCases($0) }
    // (ii) the set of strict descendants of assigned locations at viewing levels, if owning and not archived.
    let viewed = project.locations.map(\.siteCode).filter { candidate in
      ownsCases(candidate) && !isArchived(candidate)
        && assigned.contains { viewsDescendants($0) && isStrictDescendant(candidate, of: $0) }
    }
    // Section 1.3: concatenated, not de-duplicated.
    return direct + byPath(viewed)
  }

  /// Section 1.6: the same with `features.restore_location_restriction` on.
  private func caseOwningLocationsWithRestriction(_ assigned: [String]) -> [String] {
    // (i) as without the switch: every assigned location whose level owns cases, archived or not.
    let direct = assigned.filter { ownsCases($0) }
    // (ii) below assigned locations at viewing levels that are not archived, down to the cap.
    let viewing = assigned.filter { viewsDescendants($0) && !isArchived($0) }
    let cap = depthCap(ofViewing: viewing)
    let viewed = project.locations.map(\.siteCode).filter { candidate in
      ownsCases(candidate) && !isArchived(candidate) && depth(ofLocation: candidate) <= cap
        && viewing.contains { isStrictDescendant(candidate, of: $0) }
    }
    return direct + byPath(viewed)
  }

  /// Unlimited if one of the levels has no cap, else the deepest cap: the most permissive one applies to every branch.
  private func depthCap(ofViewing viewing: [String]) -> Int {
    var deepest = 0
    for siteCode in viewing {
      guard let cap = levelOf(siteCode)?.expandViewChildDataTo else { return Int.max }
      deepest = max(deepest, depth(ofLevel: cap))
    }
    return deepest
  }

  // MARK: Facts about one location

  func levelOf(_ siteCode: String) -> PlainProject.Level? {
    location(siteCode).flatMap { level($0.level) }
  }

  func ownsCases(_ siteCode: String) -> Bool {
    levelOf(siteCode)?.sharesCases == true
  }

  func viewsDescendants(_ siteCode: String) -> Bool {
    levelOf(siteCode)?.viewDescendants == true
  }

  /// The location itself, its parent and so on up to the root.
  func lineage(_ siteCode: String) -> [PlainProject.Location] {
    var result: [PlainProject.Location] = []
    var next = location(siteCode)
    while let current = next, !result.contains(where: { $0.siteCode == current.siteCode }) {
      result.append(current)
      next = current.parent.flatMap { location($0) }
    }
    return result
  }

  /// Section 1.5: archiving a location archives its descendants.
  func isArchived(_ siteCode: String) -> Bool {
    lineage(siteCode).contains { $0.archived == true }
  }

  func isStrictDescendant(_ siteCode: String, of ancestor: String) -> Bool {
    lineage(siteCode).dropFirst().contains { $0.siteCode == ancestor }
  }

  /// The names from the root down to the location.
  func path(_ siteCode: String) -> [String] {
    lineage(siteCode).reversed().map { $0.name ?? $0.siteCode }
  }

  /// Section 1.8: for example `North/Hope Clinic/Village 3-Cases`.
  func caseSharingName(ofLocation siteCode: String) -> String {
    path(siteCode).joined(separator: "/") + "-Cases"
  }

  /// By full path, name by name; equal paths by site code.
  func byPath(_ siteCodes: [String]) -> [String] {
    siteCodes.sorted { left, right in
      path(left) == path(right) ? left < right : path(left).lexicographicallyPrecedes(path(right))
    }
  }

  private func depth(ofLocation siteCode: String) -> Int {
    location(siteCode).map { depth(ofLevel: $0.level) } ?? 0
  }

  /// The number of ancestors of a level.
  private func depth(ofLevel key: String) -> Int {
    var above: [String] = []
    var next = level(key)?.parent
    while let current = next, !above.contains(current) {
      above.append(current)
      next = level(current)?.parent
    }
    return above.count
  }
}
