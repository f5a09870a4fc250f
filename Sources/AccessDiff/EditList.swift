import Diagnostics
import OwnershipGraph
import ProjectModel

/// The edits behind one gain or loss, each once, in the order of the path.
struct EditList {
  let diff: AccessDiff
  let user: Int
  /// The project in which the user has the owner.
  let holder: Side
  private(set) var edits: [Edit] = []

  init(_ diff: AccessDiff, user: Int, holder: Side) { (self.diff, self.user, self.holder) = (diff, user, holder) }

  /// The project in which the user has it, and the other.
  var here: Project { diff.graphs[holder].project }
  var there: Project { diff.graphs[holder.other].project }
  private var counterpart: UserID? { diff.matching.users.things[user][holder.other] }
  private var userName: Phrase.Piece { .name(diff.userName(user, holder)) }

  /// - Parameters:
  ///   - gain: the words if the holder is the new project.
  ///   - loss: the words if it is the old one.
  mutating func add(
    _ subject: Phrase.Piece, gain: String, loss: String, _ object: Phrase.Piece? = nil, _ rest: String = "",
    here: SourceSpan?, there: SourceSpan?
  ) {
    var phrase = Phrase(subject, .words(" " + (holder == .new ? gain : loss)))
    if let object { phrase.pieces += [.words(" "), object] }
    if !rest.isEmpty { phrase.pieces.append(.words(rest)) }
    let edit = Edit(phrase, old: holder == .new ? there : here, new: holder == .new ? here : there)
    if !edits.contains(edit) { edits.append(edit) }
  }

  /// Adds edits found elsewhere, each once.
  mutating func add(_ found: [Edit]) {
    for edit in found where !edits.contains(edit) { edits.append(edit) }
  }

  private func name(_ owner: Owner) -> Phrase.Piece { .name(here.name(of: owner)) }

  // MARK: Users

  /// Whether the user is there, is active, and is of the same kind.
  mutating func addUser() {
    guard let id = diff.matching.users.things[user][holder] else { return }
    let record = here.users[id]
    guard let other = counterpart.map({ there.users[$0] }) else {
      return add(userName, gain: "was added", loss: "was removed", here: record.span, there: nil)
    }
    if record.isActive, !other.isActive {
      add(userName, gain: "became active", loss: "became inactive", here: record.span, there: other.span)
    }
  }

  /// The place of the user in the other project.
  private var userThere: SourceSpan? { counterpart.map { there.users[$0].span } }

  // MARK: Groups

  mutating func addGroup(_ group: GroupID, _ id: UserID) {
    let record = here.groups[group]
    let owner = name(Owner(group))
    let membership = here.memberships[id.index].first { $0.target == group }
    guard let other = diff.matching.groups.counterpart(group, of: holder) else {
      add(owner, gain: "was added", loss: "was removed", here: record.span, there: nil)
      return addMembership(owner, here: membership?.span, there: nil)
    }
    let otherRecord = there.groups[other]
    if !otherRecord.caseSharing {
      add(
        owner, gain: "shares cases now (Case Sharing)", loss: "does not share cases any more (Case Sharing)",
        here: record.caseSharingSpan ?? record.span, there: otherRecord.caseSharingSpan ?? otherRecord.span)
    }
    guard let userThere = counterpart else { return }
    if there.users[userThere].isWebUser {
      add(
        userName, gain: "became a mobile worker", loss: "became a web user, who has no groups",
        here: here.users[id].span, there: there.users[userThere].span)
    }
    if !there.memberships[userThere.index].contains(where: { $0.target == other }) {
      addMembership(owner, here: membership?.span, there: there.users[userThere].span)
    }
  }

  private mutating func addMembership(_ owner: Phrase.Piece, here: SourceSpan?, there: SourceSpan?) {
    guard counterpart != nil else { return }
    add(
      userName, gain: "became a member of", loss: "is no longer a member of", owner, here: here,
      there: there ?? userThere)
  }

  // MARK: Locations

  mutating func addLocation(_ location: LocationID, _ id: UserID) {
    let graph = diff.graphs[holder]
    if here.users[id].isWebUser, here.features.webUserLocations, !there.features.webUserLocations {
      edits.append(
        Edit(
          Phrase(
            .words("web users "), .words(holder == .new ? "receive" : "no longer receive"),
            .words(" the cases of their locations (features: web_user_locations)")),
          old: (holder == .new ? there : here).featureSpans.webUserLocations,
          new: (holder == .new ? here : there).featureSpans.webUserLocations))
    }
    for assignment in here.assignments[id.index] where !assignment.isRepetition {
      if assignment.target == location {
        addAssignment(assignment)
        addLevelOf(location)
      } else if graph.tree.below(assignment.target).contains(graph.tree.position(location)),
        here.levels[here.locations[assignment.target].level].viewDescendants
      {
        addAssignment(assignment)
        addView(location, from: assignment.target)
      }
    }
  }

  private mutating func addAssignment(_ assignment: Membership<Location>) {
    guard let userThere = counterpart else { return }
    let owner = name(Owner(assignment.target))
    let other = diff.matching.locations.counterpart(assignment.target, of: holder)
    if let other, there.assignments[userThere.index].contains(where: { $0.target == other }) { return }
    add(
      userName, gain: "was assigned to", loss: "is no longer assigned to", owner, here: assignment.span,
      there: there.users[userThere].span)
  }

  /// What a user who views from an assigned location depends on.
  private mutating func addView(_ location: LocationID, from assigned: LocationID) {
    let locations = diff.matching.locations
    addLevelOf(location)
    if let top = locations.counterpart(assigned, of: holder) {
      let level = here.levels[here.locations[assigned].level]
      let other = there.levels[there.locations[top].level]
      if !other.viewDescendants {
        addFlag(
          assigned, top, level, other, "sees what is below now (View Child Data)",
          "does not see what is below any more (View Child Data)", \.viewDescendantsSpan)
      } else {
        addLimit(level, other)
      }
    }
    addMoves(location, below: assigned)
    addArchiving(location)
  }

  /// Whether the location is there, and whether its level owns cases.
  private mutating func addLevelOf(_ location: LocationID) {
    let record = here.locations[location]
    guard let other = diff.matching.locations.counterpart(location, of: holder) else {
      return add(name(Owner(location)), gain: "was added", loss: "was removed", here: record.span, there: nil)
    }
    let level = here.levels[record.level]
    let otherLevel = there.levels[there.locations[other].level]
    if !otherLevel.sharesCases {
      addFlag(
        location, other, level, otherLevel, "owns cases now (Owns Cases)", "does not own cases any more (Owns Cases)",
        \.sharesCasesSpan)
    }
  }

  /// A flag of the level that the location has here and not there: the level was edited, or the location changed its.
  private mutating func addFlag(
    _ location: LocationID, _ other: LocationID, _ level: Level, _ otherLevel: Level, _ gain: String, _ loss: String,
    _ span: KeyPath<Level, SourceSpan?>
  ) {
    let key = here.text(level.key)
    if key == there.text(otherLevel.key) {
      add(
        .name("level \(key)"), gain: gain, loss: loss, here: level[keyPath: span] ?? level.span,
        there: otherLevel[keyPath: span] ?? otherLevel.span)
    } else {
      let (old, new) = holder == .new ? (there.text(otherLevel.key), key) : (key, there.text(otherLevel.key))
      let spans = Sides(old: there.locations[other].levelSpan, new: here.locations[location].levelSpan)
      let isNew = holder == .new
      let edit = Edit(
        Phrase(name(Owner(location)), .words(" is of the level "), .name(new), .words(" instead of "), .name(old)),
        old: isNew ? spans.old : spans.new, new: isNew ? spans.new : spans.old)
      if !edits.contains(edit) { edits.append(edit) }
    }
  }

  /// How deep a level sees (semantics 1.6).
  private mutating func addLimit(_ level: Level, _ other: Level) {
    if here.features.restoreLocationRestriction != there.features.restoreLocationRestriction {
      let words = holder == .new ? there : here
      edits.append(
        Edit(
          Phrase(
            .words("the feature switch restore_location_restriction was turned "),
            .words(words.features.restoreLocationRestriction ? "off" : "on")),
          old: (holder == .new ? there : here).featureSpans.restoreLocationRestriction,
          new: (holder == .new ? here : there).featureSpans.restoreLocationRestriction))
    } else if level.expandViewChildDataTo.map({ here.text(here.levels[$0].key) })
      != other.expandViewChildDataTo.map({ there.text(there.levels[$0].key) })
    {
      add(
        .name("level \(here.text(level.key))"), gain: "sees further down (View Child Data to Level)",
        loss: "sees less far down (View Child Data to Level)", here: level.expandViewChildDataToSpan ?? level.span,
        there: other.expandViewChildDataToSpan ?? other.span)
    }
  }

  /// The locations on the way up that hang elsewhere in the other project.
  private mutating func addMoves(_ location: LocationID, below assigned: LocationID) {
    let locations = diff.matching.locations
    var current = location
    while current != assigned, let parent = here.locations[current].parent {
      defer { current = parent }
      guard let other = locations.counterpart(current, of: holder) else {
        add(
          name(Owner(current)), gain: "was added", loss: "was removed", here: here.locations[current].span, there: nil)
        continue
      }
      let otherParent = there.locations[other].parent
      if let otherParent, locations.counterpart(parent, of: holder) == otherParent { continue }
      func span(_ project: Project, _ id: LocationID) -> SourceSpan {
        project.locations[id].parentSpan ?? project.locations[id].span
      }
      let below = name(Owner(parent))
      add(
        name(Owner(current)), gain: "was moved below", loss: "is no longer below", below,
        here: span(here, current), there: span(there, other))
    }
  }

  /// An archived location on the way up in the other project (semantics 1.5).
  private mutating func addArchiving(_ location: LocationID) {
    guard let other = diff.matching.locations.counterpart(location, of: holder) else { return }
    guard diff.graphs[holder.other].tree.isArchived(other), !diff.graphs[holder].tree.isArchived(location) else { return }
    var archived: LocationID? = other
    while let id = archived, !there.locations[id].isArchived { archived = there.locations[id].parent }
    guard let archived else { return }
    let same = diff.matching.locations.counterpart(archived, of: holder.other)
    add(
      .name(there.name(of: Owner(archived))), gain: "is not archived any more", loss: "was archived",
      here: same.map { here.locations[$0].span }, there: there.locations[archived].span)
  }

  // MARK: Otherwise

  /// Where no single edit stands out: what stands between the user and the owner in the other project.
  mutating func addObstacles(_ owner: Owner) {
    guard let userThere = counterpart else { return }
    for obstacle in diff.graphs[holder.other].explain(userThere, owner).obstacles {
      let span = obstacle.span
      edits.append(
        Edit(
          Phrase(.words(holder == .new ? "before: " : "now: "), .name(obstacle.text)),
          old: holder == .new ? span : nil, new: holder == .new ? nil : span))
    }
  }
}
