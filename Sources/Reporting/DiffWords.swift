import AccessDiff
import OwnershipGraph
import ProjectModel

/// Words for what happens with forms.
enum DiffWords {
  /// What happens now, and what happened before.
  static func outcome(_ change: FormChange) -> String {
    func words(_ outcome: AttemptOutcome?) -> String {
      switch outcome {
      case nil: "could not be tried"
      case .opens?: "opens"
      case .stopsWithoutGroup?: "stops, no case sharing group"
      case .stopsWithSeveralGroups?: "stops, several case sharing groups"
      case .fails(let failure, _)?:
        switch failure {
        case .severalNodes: "fails, the owner expression finds several groups"
        case .noSuchNode: "fails, the owner expression leads to what is not there"
        case .unsupportedFunction: "fails, the engine lacks a function of the owner expression"
        case .other: "fails, the owner expression cannot be evaluated"
        }
      }
    }
    if change.kind == .gone { return "before: " + words(change.outcomes.old) }
    let before = change.outcomes.old.map { words($0) } ?? "not tried"
    return "\(words(change.outcomes.new)) (before: \(before))"
  }
}

/// How much changes, in numbers.
struct DiffCounts {
  /// Users, and pairs of a user and an owner.
  private(set) var gained = (users: 0, pairs: 0)
  private(set) var lost = (users: 0, pairs: 0)

  init(_ diff: AccessDiff) {
    for change in diff.owners {
      if change.gainedCount > 0 {
        gained.users += change.users.count
        gained.pairs += change.users.count * change.gainedCount
      }
      if change.lostCount > 0 {
        lost.users += change.users.count
        lost.pairs += change.users.count * change.lostCount
      }
    }
  }
}

/// For each owner that users of one side have and nobody of the other, a few such users of different memberships.
struct DiffWitnesses {
  /// By owner: ``limit`` places for users, -1 where there is none.
  private var users: [Int32]

  private static let limit = 3

  /// - Parameter side: the side of those who have it.
  init(_ diff: AccessDiff, _ side: Side) {
    let wanted = side == .old ? diff.orphaned : diff.adopted
    users = wanted.isEmpty ? [] : [Int32](repeating: -1, count: diff.numbering.count * Self.limit)
    guard !wanted.isEmpty else { return }
    for change in diff.owners {
      if side == .old ? change.disappear : change.appear {
        for user in change.users { add(user, to: diff.numbering.number(ofUser: Int(user))) }
      }
      let set = side == .old ? change.lost : change.gained
      guard set.intersects(wanted) else { continue }
      for number in set.numbers { add(change.users[0], to: number) }
    }
  }

  private mutating func add(_ user: Int32, to number: Int32) {
    let start = Int(number) * Self.limit
    for index in start..<start + Self.limit where users[index] < 0 {
      users[index] = user
      return
    }
  }

  subscript(number: Int32) -> [Int] {
    let start = Int(number) * Self.limit
    guard start < users.count else { return [] }
    return users[start..<start + Self.limit].filter { $0 >= 0 }.map(Int.init)
  }
}

/// How many declared cases an owner has: in the new project, or in the old one if the new has no such owner.
struct DiffCaseCounts {
  private var counts: [Int32: Int] = [:]

  init(_ diff: AccessDiff) {
    for side in [Side.new, .old] {
      let project = diff.graphs[side].project
      for record in project.cases {
        guard case .reference(let reference) = record.owner else { continue }
        let number = diff.numbering.number(Owner(reference), side)
        if side == .old, diff.numbering.owners[Int(number)].new != nil { continue }
        counts[number, default: 0] += 1
      }
    }
  }

  subscript(number: Int32) -> Int { counts[number] ?? 0 }
}
