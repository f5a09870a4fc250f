import OwnershipGraph
import ProjectModel

/// Users for whom a form stops or fails in one project and not in the other, for the same reason.
public struct FormChange: Sendable {
  /// What becomes of an attempt.
  public enum Kind: Hashable, Sendable {
    /// The form stops or fails now; before it opened, or could not be tried.
    case newlyStops
    /// The form opens now; before it stopped or failed.
    case newlyOpens
    /// The form stopped or failed, and now cannot be tried any more.
    case gone
  }

  public let kind: Kind
  /// By common number.
  public let form: Int
  /// What happens in each project; nil where the users cannot try the form.
  public let outcomes: Sides<AttemptOutcome?>
  /// The users, by common number, ascending.
  public internal(set) var users: [Int32]
}

/// The comparison of the attempts of all users at all forms.
struct FormComparison {
  private let graphs: Sides<OwnershipGraph>
  private let matching: Matching
  private var judges: Sides<AttemptJudge>

  static func changes(_ graphs: Sides<OwnershipGraph>, _ matching: Matching) -> [FormChange] {
    var comparison = FormComparison(
      graphs: graphs, matching: matching,
      judges: Sides(
        old: AttemptJudge(graphs.old, wantsOwners: false), new: AttemptJudge(graphs.new, wantsOwners: false)))
    return comparison.run()
  }

  /// The forms that carry the group-count check only in the old, and only in the new project, by common number.
  static func checks(_ graphs: Sides<OwnershipGraph>, _ matching: Matching) -> Sides<[Int]> {
    func carries(_ thing: Sides<FormID?>, _ side: Side) -> Bool {
      thing[side].map { graphs[side].carriesCheck($0) } ?? false
    }
    let things = matching.forms.things
    return Sides(
      old: things.indices.filter { carries(things[$0], .old) && !carries(things[$0], .new) },
      new: things.indices.filter { carries(things[$0], .new) && !carries(things[$0], .old) })
  }

  private struct Key: Hashable {
    let form: Int
    let old: AttemptOutcome?
    let new: AttemptOutcome?
  }

  private mutating func run() -> [FormChange] {
    var changes: [FormChange] = []
    var indices: [Key: Int] = [:]
    for (number, user) in matching.users.things.enumerated() {
      let old = stopped(user.old, .old)
      let new = stopped(user.new, .new)
      if old.isEmpty, new.isEmpty { continue }
      func add(_ kind: FormChange.Kind, _ key: Key) {
        if let index = indices[key] {
          changes[index].users.append(Int32(number))
        } else {
          indices[key] = changes.count
          changes.append(
            FormChange(
              kind: kind, form: key.form, outcomes: Sides(old: key.old, new: key.new), users: [Int32(number)]))
        }
      }
      for (form, outcome) in new where !old.contains(where: { $0.form == form }) {
        let opened = canTry(user, form, .old)
        add(.newlyStops, Key(form: form, old: opened ? .opens : nil, new: outcome))
      }
      for (form, outcome) in old where !new.contains(where: { $0.form == form }) {
        let opens = canTry(user, form, .new)
        add(opens ? .newlyOpens : .gone, Key(form: form, old: outcome, new: opens ? .opens : nil))
      }
    }
    return changes.sorted { ($0.form, $0.users[0]) < ($1.form, $1.users[0]) }
  }

  /// The forms that stop or fail for a user of one project, by common number.
  private mutating func stopped(_ user: UserID?, _ side: Side) -> [(form: Int, outcome: AttemptOutcome)] {
    let graph = graphs[side]
    let project = graph.project
    guard let user, project.users[user].isActive else { return [] }
    var result: [(Int, AttemptOutcome)] = []
    for app in graph.apps(of: user) {
      for menu in project.apps[app].menus {
        for form in project.menus[menu].forms {
          let id = FormID(form)
          if judges[side].surelyOpens(user, id) { continue }
          let outcome = judges[side].attempt(user, id).outcome
          if outcome != .opens { result.append((matching.forms.number(id, side), outcome)) }
        }
      }
    }
    return result
  }

  /// Whether a user of one project can log in there and may open the app of a form.
  private func canTry(_ user: Sides<UserID?>, _ form: Int, _ side: Side) -> Bool {
    let project = graphs[side].project
    guard let user = user[side], project.users[user].isActive, let form = matching.forms.things[form][side] else {
      return false
    }
    return graphs[side].apps(of: user).contains(project.menus[project.forms[form].menu].app)
  }
}
