import AccessDiff

/// The ownership-policy graph as it is drawn: boxes and arrows, few enough to be read.
public struct GraphPicture: Sendable {
  /// Whether something is in both projects, or in one of them; of one project everything is kept.
  public enum Change: String, Hashable, Sendable, CaseIterable {
    case kept, gained, lost
  }

  /// What a colour says: that something is gained, lost, or some of both.
  public enum Tint: String, Hashable, Sendable {
    case none, gained, lost, both

    init(gains: Bool, loses: Bool) {
      self = gains ? (loses ? .both : .gained) : loses ? .lost : .none
    }

    /// Green, red or orange.
    var color: String? {
      switch self {
      case .none: nil
      case .gained: "#1a7f37"
      case .lost: "#cf222e"
      case .both: "#bc4c00"
      }
    }
  }

  public struct Node: Sendable {
    public enum Kind: String, Hashable, Sendable {
      case users, group, location, `case`
    }
    public var kind: Kind
    /// One or more lines.
    public var label: [String]
    /// How many users, groups, locations or cases it stands for.
    public var count: Int
    /// Some of their names.
    public var sample: [String]
    /// Whether cases can be owned through it: a sharing group, an owning location.
    public var owns: Bool
    public var change: Change
    /// Whether what is in both projects starts or stops owning cases, or is unarchived or archived.
    public var owning = Change.kept
    /// How many users gain sight of its cases; of users in one box, of their own ones.
    public var gained = 0
    /// How many users lose sight of its cases.
    public var lost = 0

    /// How it is coloured.
    public var tint: Tint {
      let changes = [change, owning]
      return Tint(gains: gained > 0 || changes.contains(.gained), loses: lost > 0 || changes.contains(.lost))
    }
  }

  public struct Edge: Hashable, Sendable {
    public enum Kind: String, Hashable, Sendable {
      /// From users to an owner whose cases they receive.
      case owns
      /// From users to a location from which they see what is below.
      case views
      /// From users to a group or location that gives them nothing.
      case member
      /// From a location to one below it.
      case below
      /// From an owner to its case.
      case ownerOf = "owner of"
      /// From a case to its parent or host.
      case child, `extension`
    }
    public var from: Int
    public var to: Int
    public var kind: Kind
    public var change: Change
    /// How many arrows it stands for.
    public var count = 1
    /// How many owners each user gains sight of through it, be it an arrow of both projects or of one; where it stands
    /// for many arrows, the sum over them and their users.
    public var gained = 0
    /// How many owners each user loses sight of through it.
    public var lost = 0

    /// How it is coloured.
    public var tint: Tint {
      Tint(gains: gained > 0 || change == .gained, loses: lost > 0 || change == .lost)
    }
  }

  public var nodes: [Node] = []
  public var edges: [Edge] = []
  /// Whether things of one kind stand together because there are too many.
  public var isSummary = false
}
