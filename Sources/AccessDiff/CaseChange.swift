import OwnershipGraph
import ProjectModel

/// Users who gain and lose the same declared cases on their devices (semantics 4).
public struct CaseChange: Sendable {
  /// The users, by common number, ascending.
  public internal(set) var users: [Int32]
  /// The cases that stay on their devices only in the new project, by common number, ascending.
  public let gained: [Int]
  /// The cases that stay on their devices only in the old project.
  public let lost: [Int]
}

/// The comparison of what users see of the declared cases. Only users whom a change can reach are looked at.
struct CaseComparison {
  private let owners: OwnerComparison
  private let cases: Pairing<DeclaredCase>
  private var sight: Sides<CaseSight>
  /// The owners of any case, and of those cases that a changed case is connected with.
  private let all: IntervalSet
  private let touched: IntervalSet

  static func changes(_ owners: OwnerComparison) -> [CaseChange] {
    guard owners.matching.cases.count > 0 else { return [] }
    var comparison = CaseComparison(owners)
    return comparison.run()
  }

  private init(_ owners: OwnerComparison) {
    self.owners = owners
    cases = owners.matching.cases
    sight = Sides(old: CaseSight(owners.graphs.old), new: CaseSight(owners.graphs.new))
    let touchedCases = CaseComponents(owners).touched
    var all: [Range<Int32>] = []
    var touched: [Range<Int32>] = []
    for side in [Side.old, .new] {
      let project = owners.graphs[side].project
      for id in project.cases.ids {
        guard case .reference(let reference) = project.cases[id].owner else { continue }
        let number = owners.numbering.number(Owner(reference), side)
        all.append(number..<number + 1)
        if touchedCases[owners.matching.cases.number(id, side)] { touched.append(number..<number + 1) }
      }
    }
    self.all = IntervalSet(all)
    self.touched = IntervalSet(touched)
  }

  private struct Difference: Hashable {
    let gained: [Int]
    let lost: [Int]
  }

  private mutating func run() -> [CaseChange] {
    var changes: [CaseChange] = []
    var indices: [Difference: Int] = [:]
    var isReached: [ClassPair: Bool] = [:]
    var known: [ClassPair: Difference] = [:]
    for user in owners.matching.users.things.indices {
      let pair = owners.pair(user)
      if pair.old < 0, pair.new < 0 { continue }
      let own = owners.numbering.number(ofUser: user)
      let ownsCases = all.contains(own)
      let classIsReached = isReached[pair] ?? reaches(pair)
      isReached[pair] = classIsReached
      let isReachedAlone = ownsCases && (touched.contains(own) || pair.old < 0 || pair.new < 0)
      guard classIsReached || isReachedAlone else { continue }
      let difference: Difference
      if !ownsCases, let same = known[pair] {
        difference = same
      } else {
        difference = self.difference(user, pair)
        if !ownsCases { known[pair] = difference }
      }
      if difference.gained.isEmpty, difference.lost.isEmpty { continue }
      if let index = indices[difference] {
        changes[index].users.append(Int32(user))
      } else {
        indices[difference] = changes.count
        changes.append(CaseChange(users: [Int32(user)], gained: difference.gained, lost: difference.lost))
      }
    }
    return changes
  }

  /// Whether anything changes of the cases that the users of two classes own by their memberships.
  private func reaches(_ pair: ClassPair) -> Bool {
    let (old, new) = (owners.set(pair.old, .old), owners.set(pair.new, .new))
    if old.intersects(touched) || new.intersects(touched) { return true }
    return old != new && (old.subtracting(new).intersects(all) || new.subtracting(old).intersects(all))
  }

  private mutating func difference(_ user: Int, _ pair: ClassPair) -> Difference {
    func seen(_ side: Side, _ index: Int32) -> Set<Int> {
      guard index >= 0, let id = owners.matching.users.things[user][side] else { return [] }
      return Set(sight[side].sight(of: id).onDevice.map { cases.number($0, side) })
    }
    let old = seen(.old, pair.old)
    let new = seen(.new, pair.new)
    return Difference(gained: new.subtracting(old).sorted(), lost: old.subtracting(new).sorted())
  }
}

/// The declared cases of both projects, put together by their indices; tells which are connected with a changed case.
private struct CaseComponents {
  /// By common number.
  let touched: [Bool]

  init(_ owners: OwnerComparison) {
    let matching = owners.matching
    let pairing = matching.cases
    var leaders = Array(0..<pairing.count)
    func leader(_ number: Int) -> Int {
      var current = number
      while leaders[current] != current {
        leaders[current] = leaders[leaders[current]]
        current = leaders[current]
      }
      return current
    }
    for side in [Side.old, .new] {
      let project = owners.graphs[side].project
      for id in project.cases.ids {
        for index in project.caseIndices[id.index] {
          leaders[leader(pairing.number(id, side))] = leader(pairing.number(index.target, side))
        }
      }
    }
    var leaderIsTouched = [Bool](repeating: false, count: pairing.count)
    for (number, thing) in pairing.things.enumerated() {
      if let old = thing.old, let new = thing.new, Self.same(old, new, owners) { continue }
      leaderIsTouched[leader(number)] = true
    }
    touched = (0..<pairing.count).map { leaderIsTouched[leader($0)] }
  }

  /// Whether nothing of a case that decides who sees it has changed.
  private static func same(_ old: CaseID, _ new: CaseID, _ owners: OwnerComparison) -> Bool {
    func facts(_ id: CaseID, _ side: Side) -> (closed: Bool, owner: Int32, indices: [[Int]]) {
      let project = owners.graphs[side].project
      let record = project.cases[id]
      var owner: Int32 = -1
      if case .reference(let reference) = record.owner { owner = owners.numbering.number(Owner(reference), side) }
      let indices = project.caseIndices[id.index].map { index in
        [owners.matching.cases.number(index.target, side), index.relationship == .child ? 0 : 1]
      }
      return (record.isClosed, owner, indices.sorted { $0.lexicographicallyPrecedes($1) })
    }
    let (a, b) = (facts(old, .old), facts(new, .new))
    return a.closed == b.closed && a.owner == b.owner && a.indices == b.indices
  }
}
