extension PlainProject {
  /// What a form writes into `owner_id`.
  public enum OwnerValue: Equatable, Sendable {
    case currentUser
    case unowned
    /// `user:NAME`, `group:KEY` or `location:SITE_CODE`.
    case named(String)
    case question(String)
    case userData(String)
    case sameAsSelectedCase
    case xpath(XPathPattern)
  }

  /// The XPath expressions that the generator writes, by name: nothing here is ever parsed.
  public enum XPathPattern: Equatable, Sendable {
    case everyGroup
    case firstGroup
    case secondGroup
    case lastGroup
    case groupNamed(String)
    case groupWithID(String)
    case joinedGroups
    case onlyGroupIfOne
    case sessionUser
    case userDataLocation
    case dash
    case anotherLookupTable

    /// The expression as it stands in the configuration.
    public var text: String {
      let groups = "instance('groups')/groups/group"
      switch self {
      case .everyGroup: return "\(groups)/@id"
      case .firstGroup: return "\(groups)[1]/@id"
      case .secondGroup: return "\(groups)[2]/@id"
      case .lastGroup: return "\(groups)[position()=last()]/@id"
      case .groupNamed(let name): return "\(groups)[name = '\(name)']/@id"
      case .groupWithID(let id): return "\(groups)[@id = '\(id)']/@id"
      case .joinedGroups: return "join(' ', \(groups)/@id)"
      case .onlyGroupIfOne: return "if(count(\(groups)) = 1, \(groups)/@id, '')"
      case .sessionUser: return "instance('commcaresession')/session/context/userid"
      case .userDataLocation: return "instance('commcaresession')/session/user/data/commcare_location_id"
      case .dash: return "'-'"
      case .anotherLookupTable: return "instance('item-list:areas')/areas_list/areas[code = '7']/owner"
      }
    }
  }
}
