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
        case .noSuchNode: "fails, the owner expression finds no group"
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

/// For each owner that users of one side have and those of the other have not, one such user.
struct DiffWitnesses {
  private var users: [Int32]

  /// - Parameter side: the side of those who have it.
  init(_ diff: AccessDiff, _ side: Side) {
    let wanted = side == .old ? diff.orphaned : diff.adopted
    users = wanted.isEmpty ? [] : [Int32](repeating: -1, count: diff.numbering.count)
    guard !wanted.isEmpty else { return }
    for change in diff.owners {
      if side == .old ? change.disappear : change.appear {
        for user in change.users { users[Int(diff.numbering.number(ofUser: Int(user)))] = user }
      }
      let set = side == .old ? change.lost : change.gained
      guard set.intersects(wanted) else { continue }
      for number in set.numbers where users[Int(number)] < 0 { users[Int(number)] = change.users[0] }
    }
  }

  subscript(number: Int32) -> Int? {
    guard Int(number) < users.count, users[Int(number)] >= 0 else { return nil }
    return Int(users[Int(number)])
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
