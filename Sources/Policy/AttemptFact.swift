import OwnershipGraph
import ProjectModel

/// What happens to a class of users at a form.
struct AttemptFact {
  let attempt: Attempt
  /// The users of whom it is true; at least one.
  let users: [UserID]

  /// The attempts of all active users at the forms of the apps they may open: users with the same memberships, role and
  /// apps together, each user alone where an expression reads what is the user's own.
  static func all(_ facts: Facts) -> [AttemptFact] {
    let graph = facts.graph
    let project = graph.project
    struct Key: Hashable {
      let memberships: Int
      let role: UInt32
      let apps: [AppID]
    }
    var order: [Key] = []
    var members: [Key: [UserID]] = [:]
    for user in project.users.ids where project.users[user].isActive {
      let key = Key(
        memberships: graph.classes[user].index, role: project.users[user].role.index, apps: graph.apps(of: user))
      if members[key, default: []].isEmpty { order.append(key) }
      members[key, default: []].append(user)
    }
    var result: [AttemptFact] = []
    for key in order {
      let users = members[key] ?? []
      for app in key.apps {
        for menu in project.apps[app].menus {
          for form in project.menus[menu].forms {
            if facts.judge.isPersonal(FormID(form)) {
              for user in users { result.append(AttemptFact(attempt: facts.judge.attempt(user, FormID(form)), users: [user])) }
            } else if let first = users.first {
              result.append(AttemptFact(attempt: facts.judge.attempt(first, FormID(form)), users: users))
            }
          }
        }
      }
    }
    return result
  }
}
