import OwnershipGraph
import ProjectModel

/// The comparison of every mobile worker's owners before and after, under the renaming (semantics 1.1, 1.2).
///
/// Linear in the memberships: each class of workers is compared once, and what nobody sees on either side is covered by
/// counting. Cases need no comparison of their own: which reach a device follows from the owners (semantics 4).
public struct Proof: Sendable {
  /// A worker's owner that is seen on one side only.
  public struct Difference: Sendable {
    public let user: UserID
    /// The owner before; nil for a group or location that stands for nothing that there was.
    public let owner: Owner?
    /// The owner after, as people write it.
    public let after: String
    /// Whether the worker sees it after and did not before, or the other way round.
    public let isGained: Bool
  }

  /// How many workers were compared.
  public private(set) var workers = 0
  /// With how many owners, users left out: a worker's own id stays.
  public private(set) var owners = 0
  /// In how many pairs of worker and owner the worker sees the owner, before and after.
  public private(set) var pairsSeen = 0
  /// The differences, the first ``limit`` of them.
  public private(set) var differences: [Difference] = []
  /// How many differences there are.
  public private(set) var differenceCount = 0
  /// Mobile workers that only one side has.
  public private(set) var missingWorkers: [String] = []

  /// How many differences are kept.
  public static let limit = 10_000

  /// All pairs of worker and owner.
  public var pairsCompared: Int { workers * owners }

  public var isGreen: Bool { differenceCount == 0 && missingWorkers.isEmpty }

  /// Compares a project with a generated one.
  ///
  /// - Parameters:
  ///   - renaming: what each owner is called after, as `group:NAME` or `location:SITE_CODE`; owners that are not in it
  ///     are not compared. Several may get one name: then a worker must see all of them, or none.
  public static func compare(
    _ before: OwnershipGraph, _ after: OwnershipGraph, renaming: [(owner: Owner, name: String)]
  ) -> Proof {
    var comparison = Comparison(before, after, renaming)
    return comparison.run()
  }

  private struct Comparison {
    let before: OwnershipGraph
    let after: OwnershipGraph
    /// By dense number of an owner before: the dense number after; -1 if it has got lost, -2 if it is not compared.
    var target: [Int32]
    /// By dense number after: the owners before.
    var sources: Links<Owner>
    var hits: [Int32]
    var seenBefore: [Int32]
    var seenAfter: [Int32]
    var stamp: Int32 = 0
    var proof = Proof()
    var names: [Owner: String] = [:]

    /// What the comparison of two classes found.
    struct Found {
      var seen = 0
      var differences: [(owner: Owner?, after: String, isGained: Bool)] = []
    }

    init(_ before: OwnershipGraph, _ after: OwnershipGraph, _ renaming: [(owner: Owner, name: String)]) {
      self.before = before
      self.after = after
      target = [Int32](repeating: -2, count: before.ownerCount)
      var edges: [(source: Int32, element: Owner)] = []
      for (owner, name) in renaming {
        let dense = after.owner(named: name).map { after.dense($0) } ?? -1
        target[Int(before.dense(owner))] = dense
        names[owner] = name
        if before.ownsCases(owner) {
          proof.owners += 1
          if dense >= 0 { edges.append((dense, owner)) }
        }
      }
      sources = Links(sourceCount: after.ownerCount, edges: edges)
      hits = [Int32](repeating: 0, count: after.ownerCount)
      seenAfter = [Int32](repeating: 0, count: after.ownerCount)
      seenBefore = [Int32](repeating: 0, count: before.ownerCount)
    }

    mutating func run() -> Proof {
      var memo: [UInt64: Found] = [:]
      for user in before.project.users.ids where !before.project.users[user].isWebUser {
        let key = before.project.text(before.project.users[user].key)
        guard let same = after.user(named: key), !after.project.users[same].isWebUser else {
          proof.missingWorkers.append(key)
          continue
        }
        proof.workers += 1
        let pair = UInt64(before.classes[user].index) << 32 | UInt64(after.classes[same].index)
        let found = memo[pair] ?? compare(user, same)
        memo[pair] = found
        proof.pairsSeen += found.seen
        proof.differenceCount += found.differences.count
        for difference in found.differences where proof.differences.count < Proof.limit {
          proof.differences.append(
            Difference(user: user, owner: difference.owner, after: difference.after, isGained: difference.isGained))
        }
      }
      for user in after.project.users where !user.isWebUser {
        let key = after.project.text(user.key)
        if before.user(named: key).map({ before.project.users[$0].isWebUser }) ?? true {
          proof.missingWorkers.append(key)
        }
      }
      return proof
    }

    private mutating func compare(_ user: UserID, _ same: UserID) -> Found {
      stamp += 1
      var found = Found()
      let owned = before.groupsTable(of: user).rows()
      var reached: [Int32] = []
      for owner in owned {
        let dense = Int(before.dense(owner))
        guard seenBefore[dense] != stamp else { continue }
        seenBefore[dense] = stamp
        let there = target[dense]
        if there >= 0 {
          if hits[Int(there)] == 0 { reached.append(there) }
          hits[Int(there)] += 1
        }
      }
      for owner in after.groupsTable(of: same).rows() {
        let dense = Int(after.dense(owner))
        guard seenAfter[dense] != stamp else { continue }
        seenAfter[dense] = stamp
        let sources = sources[dense]
        if Int(hits[dense]) == sources.count, !sources.isEmpty {
          found.seen += sources.count
          continue
        }
        let name = after.project.name(of: owner)
        if sources.isEmpty { found.differences.append((nil, name, true)) }
        for source in sources {
          if seenBefore[Int(before.dense(source))] == stamp {
            found.seen += 1
          } else {
            found.differences.append((source, name, true))
          }
        }
      }
      for owner in owned where seenBefore[Int(before.dense(owner))] == stamp {
        let dense = Int(before.dense(owner))
        // Each owner once, although it may have several rows.
        seenBefore[dense] = -stamp
        let there = target[dense]
        if there == -1 || (there >= 0 && seenAfter[Int(there)] != stamp) {
          found.differences.append((owner, names[owner] ?? "", false))
        }
      }
      for there in reached { hits[Int(there)] = 0 }
      return found
    }
  }
}

extension OwnershipGraph {
  /// How many groups and locations there are.
  fileprivate var ownerCount: Int { project.groups.count + project.locations.count }

  /// The number of a group or location among both.
  fileprivate func dense(_ owner: Owner) -> Int32 {
    switch owner.reference {
    case .group(let id): id.raw
    case .location(let id): Int32(project.groups.count) + id.raw
    case .user: 0
    }
  }

  fileprivate func ownsCases(_ owner: Owner) -> Bool {
    switch owner.reference {
    case .group(let id): project.groups[id].caseSharing
    case .location(let id): project.levels[project.locations[id].level].sharesCases
    case .user: false
    }
  }

  fileprivate func user(named name: String) -> UserID? {
    project.strings.existing(name).flatMap { project.names.users[$0] }
  }
}

extension OwnershipGraph {
  /// A group or location as people write it.
  func owner(named name: String) -> Owner? {
    if name.hasPrefix("group:") {
      return project.strings.existing(String(name.dropFirst(6))).flatMap { project.names.groups[$0] }.map { Owner($0) }
    }
    guard name.hasPrefix("location:") else { return nil }
    return project.strings.existing(String(name.dropFirst(9))).flatMap { project.names.locations[$0] }.map { Owner($0) }
  }
}
