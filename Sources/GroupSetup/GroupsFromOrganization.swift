import Diagnostics
import OwnershipGraph
import ProjectModel
import YAMLSource

/// Makes one case sharing group of each owning location: members are those assigned there, and those assigned above at
/// viewing levels (semantics 1.2, 1.5, 1.6).
public struct GroupsFromOrganization {
  /// What is generated, and how.
  public struct Options: Sendable {
    public var template = NameTemplate.likeHQ
    /// Only locations of this level.
    public var level: LevelID?
    /// Only this location and those below it.
    public var under: LocationID?
    /// Also locations that nobody sees.
    public var includeEmpty = false
    public var existing = ExistingGroups.report

    public init() {}
  }

  let graph: OwnershipGraph
  let options: Options
  var project: Project { graph.project }
  var setup = PlannedSetup()
  /// By location: the index of its group, or -1.
  var groupOf: [Int32]

  /// Plans the groups. Throws what stands in the way: no result, two groups of one name, groups that exist already.
  ///
  /// - Parameter path: the project's path, for the errors.
  public static func plan(_ graph: OwnershipGraph, options: Options, path: String) throws(SetupProblem) -> PlannedSetup
  {
    var planner = GroupsFromOrganization(graph, options)
    try planner.run(path)
    return planner.setup
  }

  private init(_ graph: OwnershipGraph, _ options: Options) {
    self.graph = graph
    self.options = options
    groupOf = [Int32](repeating: -1, count: graph.project.locations.count)
  }

  private mutating func run(_ path: String) throws(SetupProblem) {
    setup.keepGroups(of: project)
    for id in project.groups.ids { setup.renaming[Owner(id)] = .group(id.raw) }
    let referred = project.ownersReferredTo()
    let seen = locationsSeen()
    var chosen: [LocationID] = []
    var isEmpty = true
    for location in graph.tree.order {
      let owns = project.levels[project.locations[location].level].sharesCases
      let isReferredTo = referred.contains(Owner(location))
      // What a form or case names as an owner needs a group, with all who see it, also outside the selection.
      let isDrawnIn = owns && isReferredTo && !isSelected(location)
      let selected = owns && (isSelected(location) || isDrawnIn)
      let wanted = selected && (seen[location.index] || (options.includeEmpty && !graph.tree.isArchived(location)))
      if wanted, !isDrawnIn { isEmpty = false }
      if owns, !selected { setup.leftOut.insert(Owner(location)) }
      if wanted || isReferredTo { chosen.append(location) }
      let name = project.text(project.locations[location].key)
      if isDrawnIn {
        setup.notes.append(
          "\(name) is outside the selection and gets a group all the same, since a form or a case names it as an owner")
      } else if owns, !wanted, isReferredTo {
        setup.notes.append("\(name) gets a group that nobody sees, since a form or a case names it as an owner")
      }
    }
    if isEmpty { throw SetupProblem([nothing(path)]) }
    try addGroups(chosen)
    addMemberships()
  }

  private func isSelected(_ location: LocationID) -> Bool {
    if let level = options.level, project.locations[location].level != level { return false }
    if let under = options.under, !graph.tree.withBelow(under).contains(graph.tree.position(location)) { return false }
    return true
  }

  /// By location: whether any mobile worker sees it.
  private func locationsSeen() -> [Bool] {
    var seen = [Bool](repeating: false, count: project.locations.count)
    for user in graph.classes.representatives where !project.users[user].isWebUser {
      for row in graph.groupsTable(of: user).rows() {
        if case .location(let location) = row.reference { seen[location.index] = true }
      }
    }
    return seen
  }

  private func nothing(_ path: String) -> Diagnostic {
    if project.locations.isEmpty {
      return .noResult(path, "the project has no locations", help: "declare them under `organization`")
    }
    if !project.levels.contains(where: \.sharesCases) {
      return .noResult(
        path, "no level owns cases", help: "set `shares_cases: true` on the levels whose locations own cases")
    }
    if options.level != nil || options.under != nil {
      return .noResult(
        path, "no location of the selection owns cases and has workers",
        help: "change `--level` or `--under`, or add `--include-empty`")
    }
    return .noResult(
      path, "no worker sees a location that owns cases", help: "assign workers to locations, or add `--include-empty`")
  }

  // MARK: Groups

  private mutating func addGroups(_ chosen: [LocationID]) throws(SetupProblem) {
    var naming = ExistingNames(project)
    var problems: [Diagnostic] = []
    var firstOfName: [String: LocationID] = [:]
    for location in chosen {
      let record = project.locations[location]
      let code = project.text(record.key)
      var name = options.template.name(of: location, in: project)
      if name.allSatisfy(\.isWhitespace) { problems.append(.emptyName(code, record.span)) }
      // An upload removes the white space around a name.
      if let first = firstOfName[name.withoutOuterSpace] {
        let other = project.locations[first]
        problems.append(.sameName(name, (project.text(other.key), code), (other.span, record.span)))
        continue
      }
      firstOfName[name.withoutOuterSpace] = location
      var key = code
      if let group = naming.groupCalled(name) ?? naming.group(withKey: key) {
        switch options.existing {
        case .report:
          let existing = project.groups[group]
          let byName = naming.groupCalled(name) != nil
          problems.append(
            .exists(byName ? "name" : "key", byName ? name : key, code, location: record.span, group: existing.span))
          continue
        case .merge:
          if let other = setup.groups[group.index].location {
            problems.append(
              .mergedTwice(
                project.text(project.groups[group].key), project.groups[group].span,
                (project.text(project.locations[other].key), code)))
            continue
          }
          merge(location, into: group)
          continue
        case .keep:
          (key, name) = naming.free(key: key, name: name, code: code)
          setup.notes.append(
            "group:\(project.text(project.groups[group].key)) is kept as it is; the group of \(code) is group:\(key), called `\(name)`"
          )
        }
      } else {
        // A name that a kept group made the generator choose, which a later location would have by itself.
        (key, name) = naming.free(key: key, name: name, code: code)
      }
      naming.take(key: key, name: name)
      let owns = project.levels[record.level].sharesCases
      groupOf[location.index] = Int32(setup.groups.count)
      setup.renaming[Owner(location)] = .group(Int32(setup.groups.count))
      setup.groups.append(
        PlannedSetup.Group(key: key, name: name, caseSharing: owns, location: location))
      if !owns {
        setup.notes.append(
          "\(code) is named as an owner although its level owns no cases; its group does not share either")
      }
    }
    if !problems.isEmpty { throw SetupProblem(problems) }
  }

  private mutating func merge(_ location: LocationID, into group: GroupID) {
    let owns = project.levels[project.locations[location].level].sharesCases
    let isTurnedOn = owns && !setup.groups[group.index].caseSharing
    setup.groups[group.index].location = location
    if isTurnedOn { setup.groups[group.index].caseSharing = true }
    groupOf[location.index] = group.raw
    setup.renaming[Owner(location)] = .group(group.raw)
    setup.notes.append(
      "\(project.text(project.locations[location].key)) is merged into group:\(setup.groups[group.index].key)"
        + (isTurnedOn ? ", whose case sharing is turned on" : ""))
  }
}
