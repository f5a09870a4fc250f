import Diagnostics
import ProjectModel

extension OwnershipGraph {
  /// Why cases of an owner reach a user, or why not (semantics 1).
  public func explain(_ user: UserID, _ owner: Owner) -> Explanation {
    if let obstacle = inactivity(user) { return Explanation(holds: false, obstacles: [obstacle]) }
    var explanation = Explanation(holds: owns(user, owner))
    explanation.paths = paths(user, owner)
    if !explanation.holds { explanation.obstacles = obstacles(user, owner) }
    return explanation
  }

  /// That a user is inactive, which stands before everything else (semantics 1.11).
  func inactivity(_ user: UserID) -> Obstacle? {
    guard !project.users[user].isActive else { return nil }
    return Obstacle(
      "\(name(user)) is inactive and cannot log in", project.users[user].span,
      mend: "write `active: true` for `\(name(user))`")
  }

  func name(_ user: UserID) -> String { project.text(project.users[user].key) }

  private func name(_ level: Level) -> String { "level `\(project.text(level.key))`" }

  // MARK: Paths

  /// Every path of memberships that makes a user own an owner's cases.
  public func paths(_ user: UserID, _ owner: Owner) -> [[ExplanationStep]] {
    switch owner.reference {
    case .user(let other):
      return other == user ? [[ExplanationStep("\(name(user)) owns cases by the own user id", project.users[user].span)]] : []
    case .group(let group): return groupPaths(user, group)
    case .location(let location): return locationPaths(user, location)
    }
  }

  private func groupPaths(_ user: UserID, _ group: GroupID) -> [[ExplanationStep]] {
    let record = project.groups[group]
    guard record.caseSharing, !project.users[user].isWebUser else { return [] }
    return project.memberships[user.index].filter { $0.target == group }.map { membership in
      [
        membershipStep(user, membership),
        ExplanationStep("\(project.name(of: Owner(group))) shares cases (Case Sharing is on)", record.caseSharingSpan),
      ]
    }
  }

  private func membershipStep(_ user: UserID, _ membership: Membership<Group>) -> ExplanationStep {
    let group = project.name(of: Owner(membership.target))
    let text =
      switch membership.origin {
      case .own: "\(name(user)) is a member of \(group)"
      case .members: "\(group) lists \(name(user)) as a member"
      case .supervisor: "\(name(user)) supervises \(group)"
      }
    return ExplanationStep(text, membership.span)
  }

  private func assignmentStep(_ user: UserID, _ assignment: Membership<Location>) -> ExplanationStep {
    let location = project.name(of: Owner(assignment.target))
    let verb = assignment.origin == .supervisor ? "supervises" : "is assigned to"
    return ExplanationStep("\(name(user)) \(verb) \(location)", assignment.span)
  }

  private func ownsStep(_ location: LocationID) -> ExplanationStep {
    let level = project.levels[project.locations[location].level]
    return ExplanationStep("\(name(level)) owns cases (Owns Cases is on)", level.sharesCasesSpan)
  }

  private func locationPaths(_ user: UserID, _ location: LocationID) -> [[ExplanationStep]] {
    let owners = owners(of: user)
    // As the table has them: first what is assigned, then what is viewed.
    var direct: [[ExplanationStep]] = []
    var paths: [[ExplanationStep]] = []
    for assignment in project.assignments[user.index] {
      if assignment.target == location {
        guard owners.assigned.contains(location) else { continue }
        direct.append([assignmentStep(user, assignment), ownsStep(location)])
      } else if tree.below(assignment.target).contains(tree.position(location)) {
        let level = project.levels[project.locations[assignment.target].level]
        guard level.viewDescendants, owners.views(location, in: tree) else { continue }
        paths.append([
          assignmentStep(user, assignment),
          ExplanationStep("\(name(level)) sees what is below (View Child Data is on)", level.viewDescendantsSpan),
          ExplanationStep(below(location, assignment.target), project.locations[location].span),
          ownsStep(location),
        ])
      }
    }
    return direct + paths
  }

  /// `location:village-3 is below location:north, through hope-clinic`.
  private func below(_ location: LocationID, _ ancestor: LocationID) -> String {
    var between: [String] = []
    var current = project.locations[location].parent
    while let here = current, here != ancestor {
      between.append(project.text(project.locations[here].key))
      current = project.locations[here].parent
    }
    let through = between.isEmpty ? "" : ", through " + between.reversed().joined(separator: ", ")
    return "\(project.name(of: Owner(location))) is below \(project.name(of: Owner(ancestor)))\(through)"
  }

  // MARK: Obstacles

  private func obstacles(_ user: UserID, _ owner: Owner) -> [Obstacle] {
    switch owner.reference {
    case .user(let other):
      return [
        Obstacle(
          "cases that \(project.name(of: owner)) owns reach only \(name(other))", project.users[other].span,
          mend: "let a group or location own the cases that several users are to see")
      ]
    case .group(let group): return groupObstacles(user, group)
    case .location(let location): return locationObstacles(user, location)
    }
  }

  private func groupObstacles(_ user: UserID, _ group: GroupID) -> [Obstacle] {
    let record = project.groups[group]
    let groupName = project.name(of: Owner(group))
    if project.users[user].isWebUser {
      return [
        Obstacle(
          "\(name(user)) is a web user, and web users never receive cases of groups", project.users[user].span,
          mend: "give the person a mobile worker's account, or let a location own the cases")
      ]
    }
    var obstacles: [Obstacle] = []
    if !record.caseSharing {
      obstacles.append(
        Obstacle(
          "\(groupName) does not share cases (Case Sharing is off)", record.caseSharingSpan ?? record.span,
          mend: "write `case_sharing: true` for the group `\(project.text(record.key))`"))
    }
    if !project.memberships[user.index].contains(where: { $0.target == group }) {
      obstacles.append(
        Obstacle(
          "\(name(user)) is not a member of \(groupName)", project.users[user].span,
          mend: "add `\(project.text(record.key))` to the `groups` of `\(name(user))`"))
    }
    return obstacles
  }

  private func locationObstacles(_ user: UserID, _ location: LocationID) -> [Obstacle] {
    let record = project.locations[location]
    let level = project.levels[record.level]
    let locationName = project.name(of: Owner(location))
    var obstacles: [Obstacle] = []
    if project.users[user].isWebUser, !project.features.webUserLocations {
      obstacles.append(
        Obstacle(
          "web users receive no cases of locations here", project.users[user].span,
          mend: "`features: {web_user_locations: true}` if your version of HQ sends them"))
    }
    if !level.sharesCases {
      obstacles.append(
        Obstacle(
          "\(name(level)) does not own cases (Owns Cases is off)", level.sharesCasesSpan ?? level.span,
          mend: "write `shares_cases: true` for the level `\(project.text(level.key))`"))
    }
    if tree.isArchived(location) {
      obstacles.append(
        Obstacle(
          "\(locationName) is archived", archivedSpan(location), mend: "unarchive it, or let another location own the cases"))
    }
    let above = project.assignments[user.index].filter {
      $0.target != location && tree.below($0.target).contains(tree.position(location))
    }
    for assignment in above { obstacles += viewingObstacles(user, assignment, location) }
    let isAssigned = project.assignments[user.index].contains { $0.target == location }
    if above.isEmpty, !isAssigned {
      obstacles.append(
        Obstacle(
          "\(name(user)) is assigned neither to \(locationName) nor above it", project.users[user].span,
          mend: "add `\(project.text(record.key))` to the `locations` of `\(name(user))`"))
    }
    return obstacles
  }

  /// Where a location, or the one above it through which it is archived, is said to be archived.
  private func archivedSpan(_ location: LocationID) -> SourceSpan {
    var current = location
    while !project.locations[current].isArchived, let parent = project.locations[current].parent { current = parent }
    return project.locations[current].archivedSpan ?? project.locations[current].span
  }

  private func viewingObstacles(
    _ user: UserID, _ assignment: Membership<Location>, _ location: LocationID
  ) -> [Obstacle] {
    let level = project.levels[project.locations[assignment.target].level]
    let assigned = project.name(of: Owner(assignment.target))
    guard level.viewDescendants else {
      return [
        Obstacle(
          "\(name(user)) is assigned to \(assigned), whose \(name(level)) does not see what is below (View Child Data is off)",
          level.viewDescendantsSpan ?? level.span,
          mend: "write `view_descendants: true` for the level `\(project.text(level.key))`")
      ]
    }
    if let limit = owners(of: user).maximumDepth, tree.depth(location) > limit {
      return [
        Obstacle(
          "\(name(user)) is assigned to \(assigned), whose \(name(level)) sees only down to `\(level.expandViewChildDataTo.map { project.text(project.levels[$0].key) } ?? "")` (View Child Data to Level)",
          level.expandViewChildDataToSpan ?? level.span,
          mend: "name a lower level in `expand_view_child_data_to`, or remove it")
      ]
    }
    return []
  }
}
