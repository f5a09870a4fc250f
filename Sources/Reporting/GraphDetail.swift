import AccessDiff
import OwnershipGraph
import ProjectModel

/// Everything of one or two projects as a graph: users by class, groups, locations, cases, each a node.
struct GraphDetail {
  let graphs: Sides<OwnershipGraph>
  let matching: Matching
  private(set) var picture = GraphPicture()
  /// The first node of each kind: users come first, then groups, locations, cases.
  let groupBase: Int
  let locationBase: Int
  let caseBase: Int
  /// By common user number: the node.
  private(set) var userNodes: [Int] = []
  private var sides: [GraphPicture.Edge: Sides<Bool>] = [:]
  private var order: [GraphPicture.Edge] = []

  /// How many names of a node are kept.
  static let sampleSize = 3

  /// - Parameter old: the project to compare with; nil for the picture of one project.
  init(_ new: OwnershipGraph, comparedWith old: OwnershipGraph?) {
    graphs = Sides(old: old ?? new, new: new)
    let diff = old.map { AccessDiff(old: $0, new: new) }
    matching = diff?.matching ?? Matching(graphs.old.project, new.project)
    let classes = Self.classes(graphs, matching)
    groupBase = classes.members.count
    locationBase = groupBase + matching.groups.count
    caseBase = locationBase + matching.locations.count
    userNodes = classes.nodes
    for users in classes.members { addUsers(users) }
    for thing in matching.groups.things { addGroup(thing) }
    for thing in matching.locations.things { addLocation(thing) }
    for thing in matching.cases.things { addCase(thing) }
    for side in old == nil ? [Side.new] : [.old, .new] { addEdges(side, classes.members) }
    let sight = diff.map { GraphSight($0, userNodes: classes.nodes) }
    for var edge in order {
      guard let here = sides[edge] else { continue }
      edge.change = old == nil || (here.old && here.new) ? .kept : here.new ? .gained : .lost
      // A membership that brings nothing is neither a gain nor a loss.
      if edge.kind == .member {
        if edge.change == .lost { continue }
        edge.change = .kept
      }
      if let sight { mark(&edge, here, sight) }
      picture.edges.append(edge)
    }
    if let diff, let sight { markNodes(diff, sight) }
  }

  // MARK: Nodes

  private func change(_ isOld: Bool, _ isNew: Bool) -> GraphPicture.Change {
    isOld && isNew ? .kept : isNew ? .gained : .lost
  }

  private mutating func addUsers(_ users: [Int32]) {
    let names = users.prefix(Self.sampleSize).map { user in
      let thing = matching.users.things[Int(user)]
      let side: Side = thing.new == nil ? .old : .new
      return thing[side].map { graphs[side].project.text(graphs[side].project.users[$0].key) } ?? ""
    }
    let thing = matching.users.things[Int(users[0])]
    let rest = users.count > names.count ? ", …" : ""
    var label = [names.joined(separator: ", ") + rest]
    if users.count > 1 { label.append(Words.counted(users.count, "user")) }
    picture.nodes.append(
      GraphPicture.Node(
        kind: .users, label: label, count: users.count, sample: names, owns: true,
        change: change(thing.old != nil, thing.new != nil)))
  }

  private mutating func addGroup(_ thing: Sides<GroupID?>) {
    let side: Side = thing.new == nil ? .old : .new
    guard let id = thing[side] else { return }
    let project = graphs[side].project
    let record = project.groups[id]
    let name = project.name(of: Owner(id))
    picture.nodes.append(
      GraphPicture.Node(
        kind: .group, label: [name] + (record.caseSharing ? [] : ["does not share cases"]), count: 1, sample: [name],
        owns: record.caseSharing, change: change(thing.old != nil, thing.new != nil), owning: owning(thing)))
  }

  private mutating func addLocation(_ thing: Sides<LocationID?>) {
    let side: Side = thing.new == nil ? .old : .new
    guard let id = thing[side] else { return }
    let project = graphs[side].project
    let level = project.levels[project.locations[id].level]
    let name = project.name(of: Owner(id))
    let isArchived = graphs[side].tree.isArchived(id)
    picture.nodes.append(
      GraphPicture.Node(
        kind: .location, label: [name, project.text(level.key) + (isArchived ? ", archived" : "")], count: 1,
        sample: [name], owns: level.sharesCases && !isArchived, change: change(thing.old != nil, thing.new != nil),
        owning: owning(thing)))
  }

  private mutating func addCase(_ thing: Sides<CaseID?>) {
    let side: Side = thing.new == nil ? .old : .new
    guard let id = thing[side] else { return }
    let project = graphs[side].project
    let record = project.cases[id]
    let name = "case:" + project.text(record.key)
    let type = project.text(project.caseTypes[record.caseType].key)
    picture.nodes.append(
      GraphPicture.Node(
        kind: .case, label: [name, type + (record.isClosed ? ", closed" : "")], count: 1, sample: [name], owns: false,
        change: change(thing.old != nil, thing.new != nil)))
  }

  /// Counts the users who lose and gain sight of the cases of each owner, and of each declared case.
  private mutating func markNodes(_ diff: AccessDiff, _ sight: GraphSight) {
    for (number, sides) in diff.numbering.owners.enumerated() {
      guard let node = sides.new.map({ node($0, .new) }) ?? sides.old.map({ node($0, .old) }) else { continue }
      picture.nodes[node].lost += sight.users.old[number]
      picture.nodes[node].gained += sight.users.new[number]
    }
    for change in diff.cases {
      for number in change.lost { picture.nodes[caseBase + number].lost += change.users.count }
      for number in change.gained { picture.nodes[caseBase + number].gained += change.users.count }
    }
  }

  // MARK: Edges

  private mutating func add(_ from: Int, _ to: Int, _ kind: GraphPicture.Edge.Kind, _ side: Side) {
    let edge = GraphPicture.Edge(from: from, to: to, kind: kind, change: .kept)
    if sides[edge] == nil { order.append(edge) }
    sides[edge, default: Sides(old: false, new: false)][side] = true
  }

  private mutating func addEdges(_ side: Side, _ classes: [[Int32]]) {
    let project = graphs[side].project
    for (node, users) in classes.enumerated() {
      // All users of a class have the same memberships.
      guard let user = matching.users.things[Int(users[0])][side] else { continue }
      let isWebUser = project.users[user].isWebUser
      let isActive = project.users[user].isActive
      for membership in project.memberships[user.index] where !membership.isRepetition {
        let owns = project.groups[membership.target].caseSharing && !isWebUser && isActive
        add(node, groupBase + matching.groups.number(membership.target, side), owns ? .owns : .member, side)
      }
      let receives = isActive && (!isWebUser || project.features.webUserLocations)
      for assignment in project.assignments[user.index] where !assignment.isRepetition {
        let level = project.levels[project.locations[assignment.target].level]
        let location = locationBase + matching.locations.number(assignment.target, side)
        if receives, level.sharesCases { add(node, location, .owns, side) }
        if receives, level.viewDescendants { add(node, location, .views, side) }
        if !receives || !(level.sharesCases || level.viewDescendants) { add(node, location, .member, side) }
      }
    }
    for id in project.locations.ids {
      guard let parent = project.locations[id].parent else { continue }
      add(
        locationBase + matching.locations.number(parent, side), locationBase + matching.locations.number(id, side),
        .below, side)
    }
    for id in project.cases.ids {
      let node = caseBase + matching.cases.number(id, side)
      if case .reference(let reference) = project.cases[id].owner {
        add(self.node(Owner(reference), side), node, .ownerOf, side)
      }
      for index in project.caseIndices[id.index] {
        let target = caseBase + matching.cases.number(index.target, side)
        add(node, target, index.relationship == .child ? .child : .extension, side)
      }
    }
  }
}
