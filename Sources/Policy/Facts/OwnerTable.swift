import OwnershipGraph
import ProjectModel

/// A value for each user, group and location: found without hashing.
struct OwnerTable<Value> {
  private var users: [Value]
  private var groups: [Value]
  private var locations: [Value]

  init(_ project: Project, repeating value: Value) {
    users = Array(repeating: value, count: project.users.count)
    groups = Array(repeating: value, count: project.groups.count)
    locations = Array(repeating: value, count: project.locations.count)
  }

  subscript(owner: OwnerReference) -> Value {
    get {
      switch owner {
      case .user(let id): users[id.index]
      case .group(let id): groups[id.index]
      case .location(let id): locations[id.index]
      }
    }
    _modify {
      switch owner {
      case .user(let id): yield &users[id.index]
      case .group(let id): yield &groups[id.index]
      case .location(let id): yield &locations[id.index]
      }
    }
  }

  /// The owners whose value is as wanted, ascending.
  func owners(where isWanted: (Value) -> Bool) -> [Owner] {
    users.indices.filter { isWanted(users[$0]) }.map { Owner(UserID($0)) }
      + groups.indices.filter { isWanted(groups[$0]) }.map { Owner(GroupID($0)) }
      + locations.indices.filter { isWanted(locations[$0]) }.map { Owner(LocationID($0)) }
  }
}
