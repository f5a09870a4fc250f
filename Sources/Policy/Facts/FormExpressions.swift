import Diagnostics
import ProjectModel
import XPath

/// The ids in `instance('…')` of an expression's text.
enum InstanceIDs {
  /// Whether HQ declares the instance of an id by itself: those that are understood, lookup tables and locations.
  static func isKnown(_ id: String) -> Bool {
    XPathInstance.hqSource(ofInstance: id) != nil || id.hasPrefix("item-list:") || id == "locations"
  }

  static func read(by text: String) -> [String] {
    text.matches(of: /instance\(\s*['"]([^'"]*)['"]\s*\)/).map { String($0.1) }
  }
}

/// A made-up user in one or two groups, to find out what an expression needs.
struct TwoGroups: XPathEnvironment {
  let groupCount: Int

  static func needsOneGroup(_ expression: XPathExpression) -> Bool {
    guard expression.reads.groups else { return false }
    if case .failure(.severalNodes) = expression.evaluate(in: TwoGroups(groupCount: 2)) {
      if case .failure = expression.evaluate(in: TwoGroups(groupCount: 1)) { return false }
      return true
    }
    return false
  }

  func groupID(at index: Int) -> XPathText { .id(UInt32(index)) }
  func groupName(at index: Int) -> XPathText { XPathText("group \(index)") }
  func session(_ path: [String]) -> XPathLookup { .unknown("made up") }
  func caseProperty(of caseID: XPathText, _ property: String) -> XPathLookup { .unknown("made up") }
  func question(_ path: String) -> XPathLookup { .unknown("made up") }
}

extension LookupTable {
  /// Whether the query leads into the user-groups table and elsewhere than to its rows, `/groups/group` (semantics 2).
  func missesGroups(_ project: Project) -> Bool {
    query.missesGroupRows { id in
      project.text(instanceID) == id && instanceURI != .empty
        ? project.text(instanceURI) : XPathInstance.hqSource(ofInstance: id)
    }
  }
}

/// The fields of user data that somebody has, and those that HQ fills in itself.
struct UserDataKeys {
  private let all: [String]

  init(_ project: Project) {
    var keys: Set<String> = [
      "commcare_location_id", "commcare_location_ids", "commcare_project", "commcare_first_name",
      "commcare_last_name", "commcare_phone_number", "commcare_user_type",
    ]
    for user in project.users.ids {
      for field in project.userData[user.index] { keys.insert(project.text(field.key)) }
    }
    all = keys.sorted()
  }

  /// The field that has nearly that name; nil if there is none, or one has exactly the name.
  func nearest(to key: String) -> String? {
    all.contains(key) ? nil : Suggestion.nearest(to: key, among: all)
  }
}

extension String {
  /// Whether a property is called nearly `owner_id`: in other letters, with another or no separator, with one letter
  /// more, less or other, or with two swapped.
  var isNearlyOwnerID: Bool {
    guard self != "owner_id", utf8.count <= 12 else { return false }
    let letters = Array(lowercased().unicodeScalars).filter { !["_", "-", " ", "."].contains($0) }
    let wanted = Array("ownerid".unicodeScalars)
    return SimilarNames.areNear(letters, wanted)
  }
}

extension LookupTable {
  /// Whether it is the user-groups table, by its instance or HQ's own.
  func readsUserGroups(_ project: Project) -> Bool {
    query.reads { id in
      project.text(instanceID) == id && instanceURI != .empty
        ? project.text(instanceURI) : XPathInstance.hqSource(ofInstance: id)
    }.groups
  }
}
