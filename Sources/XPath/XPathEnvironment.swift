/// What a place outside the expression holds.
public enum XPathLookup: Hashable, Sendable {
  case value(XPathText)
  /// The node does not exist.
  case missing
  /// It cannot be known; the text says why, for people.
  case unknown(String)
}

/// What an owner expression can look at: a user's session, their user-groups table, the cases on their device and the
/// answers of the form (semantics 2 and 3.7).
public protocol XPathEnvironment {
  /// The URI of an instance that the form declares, or nil if it declares none of that id.
  ///
  /// Without an implementation of its own an environment declares HQ's own instances, as `XPathInstance.hqSource` does.
  func source(ofInstance id: String) -> String?

  /// How many rows the user-groups table has, duplicates included (semantics 1.3).
  var groupCount: Int { get }

  /// The group's id in a row, counted from 0; asked only for rows that an expression really reads.
  func groupID(at index: Int) -> XPathText

  /// The group's name in a row, counted from 0; asked only for rows that an expression really reads.
  func groupName(at index: Int) -> XPathText

  /// The thing whose id a text is known to be, or that the text stands for; nil for any other text.
  ///
  /// Two different things never have one id: so a text that is one thing's is not another's, even where that other's
  /// own id is not known.
  func thing(withID text: String) -> UInt32?

  /// What the session holds at a path, such as `["context", "userid"]`, `["context", "username"]`,
  /// `["user", "data", "commcare_location_id"]` or `["data", "case_id"]`.
  ///
  /// `.missing` fails in the engine when it is read.
  func session(_ path: [String]) -> XPathLookup

  /// A property of a case on the device: `@owner_id`, `@case_type`, `@status`, `@case_id`, `case_name`, `index/parent`
  /// or any other.
  ///
  /// `.missing` says that there is no such case on the device, or no such property of it: that is an empty text and not
  /// an error, because the table of cases has a template.
  func caseProperty(of caseID: XPathText, _ property: String) -> XPathLookup

  /// The answer to a question, by its path below the form's root: `village`, or `group/village` if it is nested.
  ///
  /// A question that is not asked has the empty text. `.missing` fails in the engine when it is read.
  func question(_ path: String) -> XPathLookup
}

extension XPathEnvironment {
  public func thing(withID text: String) -> UInt32? { nil }

  public func source(ofInstance id: String) -> String? { XPathInstance.hqSource(ofInstance: id) }
}

/// The instances whose content is understood.
public enum XPathInstance {
  /// The URI of the user-groups table (semantics 2).
  public static let userGroups = "jr://fixture/user-groups"
  /// The URI of the session.
  public static let session = "jr://instance/session"
  /// The URI of the cases on the device.
  public static let cases = "jr://instance/casedb"

  /// The path to a field of the user data, as HQ's form builder writes it.
  public static func userDataPath(_ key: String) -> String { "instance('commcaresession')/session/user/data/\(key)" }

  /// The URI of the instances that HQ itself puts into forms, by their ids.
  public static func hqSource(ofInstance id: String) -> String? {
    switch id {
    case "groups", "group", "user-groups": userGroups
    case "commcaresession": session
    case "casedb": cases
    default: nil
    }
  }
}
