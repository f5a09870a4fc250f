import OwnershipGraph
import ProjectModel
import SlowEvaluator
import Testing

@testable import Policy

/// Who has one of several owners among the owner ids, against the lists of owner ids of each user.
@Suite struct OwnerCrowdTests {
  @Test(arguments: stride(from: UInt64(0), to: 200, by: 20).map { $0 })
  func `a crowd is what every user's owner ids say`(first: UInt64) throws {
    for seed in first..<first + 20 {
      let random = try #require(RandomCase(seed: seed))
      let project = random.graph.project
      let all = (project.users.ids.map { Owner($0) } + project.groups.ids.map { Owner($0) })
        + project.locations.ids.map { Owner($0) }
      let users = Array(project.users.ids)
      func own(_ user: UserID) -> Set<String> { random.owners(project.text(project.users[user].key)) }
      // Every third owner, from each beginning, and each alone.
      let choices = (0..<3).map { start in Set(all.indices.filter { $0 % 3 == start }.map { all[$0] }) }
        + all.map { [$0] }
      for owners in choices {
        let crowd = OwnerCrowd(owners, random.graph)
        let names = Set(owners.map { project.name(of: $0) })
        for user in users where project.users[user].isActive {
          #expect(crowd.isSeen(by: user) == !own(user).isDisjoint(with: names), "seed \(seed), \(names.sorted())")
        }
        for some in [users, users.filter { $0.index % 2 == 0 }, []] {
          let active = some.filter { project.users[$0].isActive }
          let seen = Set(crowd.seen(by: active).map { project.name(of: $0) })
          #expect(seen == names.intersection(active.flatMap(own)), "seed \(seed), \(names.sorted())")
        }
      }
    }
  }
}
