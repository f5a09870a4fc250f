import AccessDiff
import OwnershipGraph
import ProjectModel

extension GraphDetail {
  /// The users by their classes in both projects: the users of each box, and the box of each user.
  static func classes(
    _ graphs: Sides<OwnershipGraph>, _ matching: Matching
  ) -> (members: [[Int32]], nodes: [Int]) {
    var members: [[Int32]] = []
    var nodes: [Int] = []
    var known: [Sides<Int>: Int] = [:]
    for (user, thing) in matching.users.things.enumerated() {
      // Users who cannot log in stand apart: they receive nothing.
      func number(_ side: Side) -> Int {
        guard let user = thing[side] else { return -1 }
        let graph = graphs[side]
        return graph.classes[user].index * 2 + (graph.project.users[user].isActive ? 1 : 0)
      }
      let pair = Sides(old: number(.old), new: number(.new))
      let node = known[pair] ?? members.count
      if node == members.count {
        known[pair] = node
        members.append([])
      }
      members[node].append(Int32(user))
      nodes.append(node)
    }
    return (members, nodes)
  }

  /// The node of an owner of one project.
  func node(_ owner: Owner, _ side: Side) -> Int {
    switch owner.reference {
    case .user(let id): userNodes[matching.users.number(id, side)]
    case .group(let id): groupBase + matching.groups.number(id, side)
    case .location(let id): locationBase + matching.locations.number(id, side)
    }
  }

  /// The node of what a question is about.
  func node(_ target: Target, _ side: Side) -> Int {
    switch target {
    case .owner(let owner): node(owner, side)
    case .declaredCase(let id): caseBase + matching.cases.number(id, side)
    }
  }
}
