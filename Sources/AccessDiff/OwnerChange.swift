import OwnershipGraph
import ProjectModel

/// Users with the same memberships in both projects, and the owners that they gain and lose.
public struct OwnerChange: Sendable {
  /// The users, by common number, ascending.
  public internal(set) var users: [Int32]
  /// The owners beside the own id that they have only in the new project, by number.
  public let gained: IntervalSet
  /// The owners beside the own id that they have only in the old project, by number.
  public let lost: IntervalSet
  /// Whether they can log in only in the new project, and so gain their own ids.
  public let appear: Bool
  /// Whether they can log in only in the old project, and so lose their own ids.
  public let disappear: Bool

  /// How many owners each of the users gains, the own id included.
  public var gainedCount: Int { gained.count + (appear ? 1 : 0) }

  /// How many owners each of the users loses, the own id included.
  public var lostCount: Int { lost.count + (disappear ? 1 : 0) }
}

/// The comparison of the owners of all users, class by class.
struct OwnerComparison {
  let graphs: Sides<OwnershipGraph>
  let matching: Matching
  let numbering: OwnerNumbering
  /// By class of each project: its owners.
  let sets: Sides<[IntervalSet]>
  /// By common user number: the class in each project in which the user can log in, or -1.
  let classes: Sides<[Int32]>
  private(set) var changes: [OwnerChange] = []

  init(_ graphs: Sides<OwnershipGraph>, _ matching: Matching, _ numbering: OwnerNumbering) {
    (self.graphs, self.matching, self.numbering) = (graphs, matching, numbering)
    func sets(_ side: Side) -> [IntervalSet] {
      let graph = graphs[side]
      return graph.classes.representatives.map { numbering.set(graph.owners(of: $0), side) }
    }
    func classes(_ side: Side) -> [Int32] {
      let graph = graphs[side]
      return matching.users.things.map { thing in
        guard let user = thing[side], graph.project.users[user].isActive else { return -1 }
        return Int32(graph.classes[user].index)
      }
    }
    self.sets = Sides(old: sets(.old), new: sets(.new))
    self.classes = Sides(old: classes(.old), new: classes(.new))
    compare()
  }

  private mutating func compare() {
    // By pair of classes: the index of its change, or -1 where nothing changes.
    var known: [ClassPair: Int] = [:]
    known.reserveCapacity(max(sets.old.count, sets.new.count))
    for user in matching.users.things.indices {
      let pair = self.pair(user)
      if pair.old < 0, pair.new < 0 { continue }
      if let index = known[pair] {
        if index >= 0 { changes[index].users.append(Int32(user)) }
        continue
      }
      let (old, new) = (set(pair.old, .old), set(pair.new, .new))
      let appear = pair.old < 0
      let disappear = pair.new < 0
      if old == new, !appear, !disappear {
        known[pair] = -1
        continue
      }
      known[pair] = changes.count
      changes.append(
        OwnerChange(
          users: [Int32(user)], gained: new.subtracting(old), lost: old.subtracting(new),
          appear: appear, disappear: disappear))
    }
  }

  /// The classes of a user in both projects; -1 where the user cannot log in.
  func pair(_ user: Int) -> ClassPair { ClassPair(old: classes.old[user], new: classes.new[user]) }

  /// The owners of a class beside the own ids; none for -1.
  func set(_ index: Int32, _ side: Side) -> IntervalSet { index < 0 ? IntervalSet() : sets[side][Int(index)] }

  /// All owners that any user who can log in has, own ids included.
  func everySeenOwner(_ side: Side) -> IntervalSet {
    // How many sets begin and end at each number.
    var steps = [Int32](repeating: 0, count: numbering.count + 1)
    var isUsed = [Bool](repeating: false, count: sets[side].count)
    for (user, index) in classes[side].enumerated() where index >= 0 {
      let own = Int(numbering.number(ofUser: user))
      steps[own] += 1
      steps[own + 1] -= 1
      isUsed[Int(index)] = true
    }
    for (index, set) in sets[side].enumerated() where isUsed[index] {
      for range in set.ranges {
        steps[Int(range.lowerBound)] += 1
        steps[Int(range.upperBound)] -= 1
      }
    }
    var ranges: [Range<Int32>] = []
    var depth: Int32 = 0
    var start: Int32 = 0
    for (number, step) in steps.enumerated() where step != 0 {
      if depth == 0 { start = Int32(number) }
      depth += step
      if depth == 0 { ranges.append(start..<Int32(number)) }
    }
    return IntervalSet(ranges)
  }
}

/// A class of users in each of two projects, or -1.
struct ClassPair: Hashable {
  let old: Int32
  let new: Int32
}
