import OwnershipGraph
import ProjectModel

/// Groups, organization and memberships that are to take the place of a project's own, before they are written as text.
///
/// Users, apps and cases stay the project's; only what is listed here changes.
public struct PlannedSetup: Sendable {
  /// A group: one that the project has, or a new one.
  public struct Group: Sendable {
    /// The name by which the configuration refers to it.
    public var key: String
    /// The name on HQ's screens.
    public var name: String
    /// HQ's id; empty for a new one, to which HQ gives an id of its own.
    public var id = ""
    public var caseSharing: Bool
    public var reporting = true
    /// The group of the project that it is, if there is one.
    public var existing: GroupID?
    /// The location whose cases it owns, if it stands for one.
    public var location: LocationID?
  }

  /// An organization level.
  public struct Level: Sendable {
    public var key: String
    public var name: String
    public var parent: Int?
    public var sharesCases: Bool
    public var viewDescendants: Bool
    public var expandViewChildDataTo: Int?
    public var hasUsers = true
  }

  /// A location.
  public struct Location: Sendable {
    public var siteCode: String
    public var name: String
    /// HQ's id; empty for a new one.
    public var id = ""
    public var level: Int
    public var parent: Int?
    public var isArchived = false
  }

  /// Why a membership stands in the `supervisors` section.
  public enum Reason: Sendable {
    /// The project's own `supervisors` section says it.
    case asBefore
    /// The user is assigned to a location whose level views what is below (semantics 1.2).
    case viewed(over: LocationID, location: LocationID)
    /// The user is assigned to this location, whose level views what is below.
    case viewingLevel(LocationID)
  }

  /// A group or a location of the set-up, by its index.
  public enum Target: Hashable, Sendable {
    case group(Int32)
    case location(Int32)
  }

  /// An entry of the `supervisors` section.
  public struct Supervision: Sendable {
    public var target: Target
    public var reason: Reason
  }

  public internal(set) var groups: [Group] = []
  public internal(set) var levels: [Level] = []
  public internal(set) var locations: [Location] = []
  /// By user: the groups in the user's own list, by index.
  public internal(set) var memberships = Links<Int32>()
  /// By user: the assigned locations, by index.
  public internal(set) var assignments = Links<Int32>()
  /// By user: what the `supervisors` section says.
  public internal(set) var supervisions = Links<Supervision>()
  /// What each owner of the project becomes.
  public internal(set) var renaming: [Owner: Target] = [:]
  /// Owners that are outside a selection: what refers to them is kept, who sees them is not.
  public internal(set) var leftOut: Set<Owner> = []
  /// Web users who lose owners, and how many: they are never in groups (semantics 1.9).
  public internal(set) var webUserLosses: [(user: UserID, owners: Int)] = []
  /// What was decided about groups that were there before, in words.
  public internal(set) var notes: [String] = []

  /// A group or location of the set-up as people write it.
  public func name(of target: Target) -> String {
    switch target {
    case .group(let index): "group:" + groups[Int(index)].key
    case .location(let index): "location:" + locations[Int(index)].siteCode
    }
  }

  /// The number of entries in the `supervisors` section for one user and in the user's own lists.
  public func membershipCount(of user: UserID) -> Int {
    memberships[user.index].count + supervisions[user.index].count
  }
}

extension PlannedSetup {
  /// Takes the groups of a project as they are.
  mutating func keepGroups(of project: Project) {
    for id in project.groups.ids {
      let group = project.groups[id]
      groups.append(
        Group(
          key: project.text(group.key), name: project.text(group.name), id: project.text(group.id),
          caseSharing: group.caseSharing, reporting: group.reporting, existing: id))
    }
  }

  /// Takes the organization of a project as it is; indices stay the same.
  mutating func keepOrganization(of project: Project) {
    for level in project.levels {
      levels.append(
        Level(
          key: project.text(level.key), name: project.text(level.name), parent: level.parent?.index,
          sharesCases: level.sharesCases, viewDescendants: level.viewDescendants,
          expandViewChildDataTo: level.expandViewChildDataTo?.index, hasUsers: level.hasUsers))
    }
    for location in project.locations {
      locations.append(
        Location(
          siteCode: project.text(location.key), name: project.text(location.name), id: project.text(location.id),
          level: location.level.index, parent: location.parent?.index, isArchived: location.isArchived))
    }
  }
}
