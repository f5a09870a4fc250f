import AccessDiff

/// The ownership-policy graph as it is drawn: boxes and arrows, few enough to be read.
public struct GraphPicture: Sendable {
  /// Whether something is in both projects, or in one of them; of one project everything is kept.
  public enum Change: String, Hashable, Sendable, CaseIterable {
    case kept, gained, lost
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
  }

  public var nodes: [Node] = []
  public var edges: [Edge] = []
  /// Whether things of one kind stand together because there are too many.
  public var isSummary = false
}
