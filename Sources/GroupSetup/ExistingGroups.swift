import ProjectModel

/// What happens to a group that has the key or the name of a generated one.
public enum ExistingGroups: String, Sendable, CaseIterable {
  /// It stays as it is, and the generated one gets another key and name.
  case keep
  /// The location's workers become its members; the proof says whether that shows anybody more than before.
  case merge
  /// It is an error.
  case report
}

/// The keys and names of groups that are taken.
struct ExistingNames {
  private var byName: [String: GroupID] = [:]
  private var byKey: [String: GroupID] = [:]
  private var keys: Set<String> = []
  private var names: Set<String> = []

  init(_ project: Project) {
    for id in project.groups.ids {
      let group = project.groups[id]
      // An upload removes the white space around a name.
      let name = project.text(group.name).withoutOuterSpace
      if byName[name] == nil { byName[name] = id }
      byKey[project.text(group.key)] = id
      take(key: project.text(group.key), name: name)
    }
  }

  func groupCalled(_ name: String) -> GroupID? { byName[name.withoutOuterSpace] }

  func group(withKey key: String) -> GroupID? { byKey[key] }

  mutating func take(key: String, name: String) {
    keys.insert(key)
    names.insert(name.withoutOuterSpace)
  }

  /// A key and a name that nothing has, the same on every run.
  func free(key: String, name: String, code: String) -> (key: String, name: String) {
    func first(_ candidates: (Int) -> String, taken: Set<String>) -> String {
      var number = 0
      while taken.contains(candidates(number).withoutOuterSpace) { number += 1 }
      return candidates(number)
    }
    let key = first({ $0 == 0 ? key : $0 == 1 ? "\(key)-cases" : "\(key)-cases-\($0)" }, taken: keys)
    let name = first({ $0 == 0 ? name : $0 == 1 ? "\(name) (\(code))" : "\(name) (\(code) \($0))" }, taken: names)
    return (key, name)
  }
}
