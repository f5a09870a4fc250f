/// Names that are easily taken for one another. HQ compares the names of groups to the letter, capital letters included,
/// after an upload has removed the white space around them; site codes without regard to case (semantics 7).
enum NameCollisions {
  /// Groups whose names differ in capital letters only: HQ keeps them apart, people may not.
  static func remarks(_ setup: PlannedSetup) -> [String] {
    var remarks: [String] = []
    var seen: [String: String] = [:]
    for group in setup.groups {
      let name = group.name.withoutOuterSpace
      guard let other = seen.updateValue(name, forKey: name.lowercased()), other != name else { continue }
      remarks.append(
        "the groups `\(other)` and `\(name)` differ in capital letters only; HQ takes them for two, as they are")
      if remarks.count == 20 { break }
    }
    return remarks
  }
}
