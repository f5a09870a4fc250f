import ProjectModel
import YAMLSource

/// The compiled ownership-policy graph: who owns what, in a form that stays linear in the size of the project.
///
/// Immutable; a class only so that what is made from it shares it without copies. Questions that need more than a user's own memberships are asked of ``CaseSight`` and ``Viewers``, which
/// are made from it once.
public final class OwnershipGraph: Sendable {
  public let project: Project
  public let tree: LocationTree
  public let classes: UserClasses
  /// The owners by declared HQ id.
  private let ownersByID: [Symbol: Owner]

  /// Compiles a project. Never fails: whatever can be wrong with a project's text has been reported by its loading.
  public init(_ project: Project) {
    self.project = project
    tree = LocationTree(project)
    classes = UserClasses(project, tree)
    var byID: [Symbol: Owner] = [:]
    func add(_ owner: Owner) {
      let id = project.declaredID(of: owner)
      if id != .empty { byID[id] = owner }
    }
    for id in project.users.ids { add(Owner(id)) }
    for id in project.groups.ids { add(Owner(id)) }
    for id in project.locations.ids { add(Owner(id)) }
    ownersByID = byID
  }

  /// The owners that a user has beside the own id, with multiplicity.
  public func owners(of user: UserID) -> OwnerSet { classes.owners(classes[user]) }

  /// The number of rows of a user's user-groups table (semantics 2, 3.1).
  public func groupCount(of user: UserID) -> Int { classes.groupCount(classes[user]) }

  /// The owner with a declared HQ id.
  public func owner(withID id: String) -> Owner? { project.strings.existing(id).flatMap { ownersByID[$0] } }

  /// The owner that a text stands for where an id is written: the one that declares it as its id; or the one without a
  /// declared id whose key it is, or that it names as `kind:name`.
  ///
  /// Only for what people write in the configuration: a group's *name* that is saved as an owner stays a mere text.
  public func owner(meantBy text: String) -> Owner? {
    if let symbol = project.strings.existing(text) {
      if let owner = ownersByID[symbol] { return owner }
      let names = project.names
      let namesakes = [
        names.groups[symbol].map { Owner($0) }, names.locations[symbol].map { Owner($0) },
        names.users[symbol].map { Owner($0) },
      ]
      if let owner = namesakes.compactMap(\.self).first(where: { project.declaredID(of: $0) == .empty }) { return owner }
    }
    guard let colon = text.firstIndex(of: ":"),
      let name = project.strings.existing(String(text[text.index(after: colon)...]))
    else { return nil }
    switch text[..<colon] {
    case "group": return project.names.groups[name].map { Owner($0) }
    case "location": return project.names.locations[name].map { Owner($0) }
    case "user": return project.names.users[name].map { Owner($0) }
    default: return nil
    }
  }

  /// Whether cases of an owner are among those that a user owns (semantics 1.1).
  public func owns(_ user: UserID, _ owner: Owner) -> Bool {
    switch owner.reference {
    case .user(let other): other == user
    case .group(let group): owners(of: user).groups.contains(group)
    case .location(let location): owners(of: user).contains(location, in: tree)
    }
  }

  /// The apps whose forms a user is judged on: of a web user only the declared ones.
  public func apps(of user: UserID) -> [AppID] {
    let record = project.users[user]
    return record.opensEveryApp && !record.isWebUser ? Array(project.apps.ids) : Array(project.userApps[user.index])
  }

  /// The apps whose case lists a user can look at: a web user without declared apps may open any in Web Apps.
  public func listingApps(of user: UserID) -> [AppID] {
    project.users[user].opensEveryApp ? Array(project.apps.ids) : Array(project.userApps[user.index])
  }
}
