import OwnershipGraph
import SlowEvaluator
import Testing

/// Trees of 2,000 locations: what must hold whatever the rules say, and some users through the slow evaluator.
@Suite struct LargeTreeTests {
  @Test(arguments: 0..<6)
  func properties(seed: UInt64) throws {
    let plain = LargeTree.project(seed: seed)
    let project = try TestProject(plain.yaml)
    let graph = project.graph
    var rowsOfUsers: [[Owner]] = []
    for user in project.project.users.ids {
      let table = graph.groupsTable(of: user)
      let rows = table.rows()
      #expect(table.count == rows.count)
      #expect(graph.groupCount(of: user) == rows.count)
      // By subscript: the ends of each part, and some rows in between.
      let places = Set([0, 1, rows.count / 3, rows.count / 2, rows.count - 2, rows.count - 1])
      for row in places where rows.indices.contains(row) { #expect(table[row] == rows[row], "row \(row)") }
      #expect(graph.ownerIDs(of: user) == [Owner(user)] + rows)
      rowsOfUsers.append(rows)
    }
    #expect(rowsOfUsers.contains { $0.count > 50 })
    try compareViewers(project, rowsOfUsers)
    try compareSight(project)
    try compareSlowly(project, plain)
  }

  /// Whoever has an owner among the owner ids sees it, and nobody else; those who cannot log in see nothing.
  private func compareViewers(_ project: TestProject, _ rows: [[Owner]]) throws {
    var users: [Owner: Set<String>] = [:]
    for user in project.project.users.ids where project.project.users[user].isActive {
      for owner in [Owner(user)] + rows[user.index] { users[owner, default: []].formUnion(project.names([user])) }
    }
    let viewers = Viewers(project.graph)
    var wrong: [String] = []
    for owner in project.allOwners {
      let names = project.names(viewers.users(of: owner))
      if names.count != Set(names).count || Set(names) != users[owner, default: []] {
        wrong.append(project.project.name(of: owner))
      }
    }
    #expect(wrong == [])
    for user in project.project.users.ids {
      let owned = Set(rows[user.index])
      let differing = project.project.locations.ids.filter {
        project.graph.owns(user, Owner($0)) != owned.contains(Owner($0))
      }
      #expect(differing == [])
    }
  }

  /// A case without indices is on the device of exactly those who own it, if it is open.
  private func compareSight(_ project: TestProject) throws {
    var sight = CaseSight(project.graph)
    for user in project.project.users.ids {
      let owners = Set(project.graph.ownerIDs(of: user))
      let expected = project.project.cases.ids.filter { id in
        guard case .reference(let reference) = project.project.cases[id].owner else { return false }
        return owners.contains(Owner(reference))
      }
      #expect(sight.owned(by: user) == expected)
      // Who cannot log in has nothing on a device (1.11).
      let open = expected.filter { !project.project.cases[$0].isClosed }
      #expect(sight.sight(of: user).onDevice == (project.project.users[user].isActive ? open : []))
    }
  }

  private func compareSlowly(_ project: TestProject, _ plain: PlainProject) throws {
    // The slow evaluator needs seconds for one user of such a tree: it gets a part that is small enough.
    let slow = SlowEvaluator(LargeTree.shrunk(plain))
    let small = try TestProject(LargeTree.shrunk(plain).yaml)
    for user in slow.userNames {
      #expect(try small.ownerIDs(user) == slow.ownerIDs(of: user))
      #expect(try small.groupNames(user) == slow.groupTable(of: user).map(\.name))
    }
  }
}
