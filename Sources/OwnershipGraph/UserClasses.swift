import ProjectModel

/// The number of a class of users with the same memberships: they own and see the same, but for their own ids.
public struct UserClassID: Hashable, Sendable {
  public let index: Int
}

/// Users grouped into classes with the same memberships, so that each is judged once.
public struct UserClasses: Sendable {
  /// By user: the class.
  private var classes: [Int32] = []
  /// By class: the first user in it.
  public private(set) var representatives: [UserID] = []
  /// By class: the owners.
  private var sets: [OwnerSet] = []

  init(_ project: Project, _ tree: LocationTree) {
    var byHash: [Int: [Int32]] = [:]
    classes.reserveCapacity(project.users.count)
    for user in project.users.ids {
      let hash = Self.hash(user, project)
      if let found = byHash[hash]?.first(where: { Self.alike(representatives[Int($0)], user, project) }) {
        classes.append(found)
        continue
      }
      let new = Int32(representatives.count)
      byHash[hash, default: []].append(new)
      classes.append(new)
      representatives.append(user)
      sets.append(project.ownerSet(of: user, tree: tree))
    }
  }

  public subscript(user: UserID) -> UserClassID { UserClassID(index: Int(classes[user.index])) }

  /// The owners that the users of a class have in common.
  public func owners(_ id: UserClassID) -> OwnerSet { sets[id.index] }

  /// The number of rows of their user-groups table.
  func groupCount(_ id: UserClassID) -> Int { sets[id.index].groupCount }

  public var count: Int { representatives.count }

  private static func hash(_ user: UserID, _ project: Project) -> Int {
    var hasher = Hasher()
    hasher.combine(project.users[user].isWebUser)
    for membership in project.memberships[user.index] where !membership.isRepetition {
      hasher.combine(membership.target.raw)
    }
    hasher.combine(-1)
    for assignment in project.assignments[user.index] where !assignment.isRepetition {
      hasher.combine(assignment.target.raw)
    }
    return hasher.finalize()
  }

  private static func alike(_ a: UserID, _ b: UserID, _ project: Project) -> Bool {
    func groups(_ user: UserID) -> some Sequence<GroupID> {
      project.memberships[user.index].lazy.filter { !$0.isRepetition }.map(\.target)
    }
    func locations(_ user: UserID) -> some Sequence<LocationID> {
      project.assignments[user.index].lazy.filter { !$0.isRepetition }.map(\.target)
    }
    return project.users[a].isWebUser == project.users[b].isWebUser
      && groups(a).elementsEqual(groups(b)) && locations(a).elementsEqual(locations(b))
  }
}
