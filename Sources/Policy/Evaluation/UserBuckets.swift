import OwnershipGraph
import ProjectModel
import YAMLSource

/// Active users whom no rule can tell apart but by what is a user's own: the same memberships, role and apps.
struct UserBucket {
  /// In the order of the project; at least one.
  var users: [UserID]
  let userClass: UserClassID
  /// The number of their list of apps in ``UserBuckets/appLists``.
  let appList: Int
}

/// All active users in buckets. Inactive users cannot log in (semantics 1.11).
struct UserBuckets {
  private(set) var all: [UserBucket] = []
  /// The lists of apps that users may open, each once.
  private(set) var appLists: [[AppID]] = []

  private struct Key: Hashable {
    let userClass: Int
    let role: UInt32
    let appList: Int
  }

  init(_ graph: OwnershipGraph) {
    let project = graph.project
    var lists: [[AppID]: Int] = [:]
    func number(_ apps: [AppID]) -> Int {
      if let known = lists[apps] { return known }
      lists[apps] = appLists.count
      appLists.append(apps)
      return appLists.count - 1
    }
    var buckets: [Key: Int] = [:]
    buckets.reserveCapacity(graph.classes.count)
    let everyApp = number(Array(project.apps.ids))
    for user in project.users.ids where project.users[user].isActive {
      let record = project.users[user]
      let appList = record.opensEveryApp && !record.isWebUser ? everyApp : number(graph.apps(of: user))
      let key = Key(userClass: graph.classes[user].index, role: record.role.index, appList: appList)
      if let bucket = buckets[key] {
        all[bucket].users.append(user)
      } else {
        buckets[key] = all.count
        all.append(UserBucket(users: [user], userClass: graph.classes[user], appList: appList))
      }
    }
  }
}
