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
