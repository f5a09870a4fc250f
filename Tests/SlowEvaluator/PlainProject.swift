/// A project as plain data: strings, arrays and optionals, in the words of the configuration language.
///
/// `nil` means that the key is not written in the configuration, so that HQ's default applies.
public struct PlainProject: Equatable, Sendable {
  public var name: String
  public var features = Features()
  public var caseTypes: [String] = []
  public var apps: [App] = []
  public var groups: [Group] = []
  public var levels: [Level] = []
  public var locations: [Location] = []
  public var mobileWorkers: [MobileWorker] = []
  public var webUsers: [WebUser] = []
  public var supervisors: [Supervisor] = []
  public var cases: [Case] = []
  /// Decides how `yaml` is laid out and quoted, never what it says.
  public var styleSeed: UInt64 = 0

  public init(name: String) {
    self.name = name
  }

  /// The switches of the semantics.
  public struct Features: Equatable, Sendable {
    /// Off by default (section 1.6).
    public var restoreLocationRestriction: Bool?
    /// Off by default (section 5). Nothing that the slow evaluator answers depends on it.
    public var extensionSync: Bool?
    /// On by default (section 1.9).
    public var webUserLocations: Bool?

    public init() {}
  }
}

// MARK: - People and places

extension PlainProject {
  /// A classic group.
  public struct Group: Equatable, Sendable {
    public var key: String
    public var name: String?
    public var id: String?
    public var caseSharing: Bool?
    public var members: [String] = []

    public init(_ key: String) {
      self.key = key
    }
  }

  /// An organization level.
  public struct Level: Equatable, Sendable {
    public var key: String
    public var parent: String?
    /// *Owns Cases*.
    public var sharesCases: Bool?
    /// *View Child Data*.
    public var viewDescendants: Bool?
    /// *View Child Data to Level*: a level.
    public var expandViewChildDataTo: String?

    public init(_ key: String) {
      self.key = key
    }
  }

  /// A location of the organization.
  public struct Location: Equatable, Sendable {
    public var siteCode: String
    public var level: String
    public var name: String?
    /// The site code of the parent.
    public var parent: String?
    public var archived: Bool?
    public var id: String?

    public init(_ siteCode: String, level: String) {
      self.siteCode = siteCode
      self.level = level
    }
  }

  /// A mobile worker.
  public struct MobileWorker: Equatable, Sendable {
    public var name: String
    public var id: String?
    /// `nil`: every app; an empty list: none.
    public var apps: [String]?
    public var groups: [String] = []
    /// Site codes.
    public var locations: [String] = []
    public var userData: [(key: String, value: String)] = []
    public var active: Bool?
    /// Nothing that the slow evaluator answers depends on it.
    public var role: String?

    public init(_ name: String) {
      self.name = name
    }

    public static func == (left: MobileWorker, right: MobileWorker) -> Bool {
      left.name == right.name && left.id == right.id && left.apps == right.apps && left.groups == right.groups
        && left.locations == right.locations && left.active == right.active
        && left.role == right.role && left.userData.elementsEqual(right.userData, by: ==)
    }
  }

  /// A web user.
  public struct WebUser: Equatable, Sendable {
    public var name: String
    public var id: String?
    /// `nil`: no attempts at all.
    public var apps: [String]?
    /// Site codes.
    public var locations: [String] = []

    public init(_ name: String) {
      self.name = name
    }
  }

  /// The memberships that follow from supervising.
  public struct Supervisor: Equatable, Sendable {
    public var user: String
    /// `group:KEY` or `location:SITE_CODE`.
    public var over: [String]

    public init(_ user: String, over: [String]) {
      self.user = user
      self.over = over
    }
  }
}
