/// What would change in the groups of a project if a set-up took their place.
public struct SetupDiff: Sendable {
  /// A group on both sides.
  public struct Change: Sendable {
    public var nameBefore: String
    public var name: String
    public var caseSharingBefore: Bool
    public var caseSharing: Bool
    public var added: [String]
    public var removed: [String]

    public var isRenamed: Bool { nameBefore.withoutOuterSpace != name.withoutOuterSpace }
  }

  public private(set) var added: [GroupRoster.Group] = []
  public private(set) var removed: [GroupRoster.Group] = []
  public private(set) var changed: [Change] = []
  public private(set) var unchangedCount = 0
  /// Mobile workers of one side only.
  public private(set) var newWorkers: [String] = []
  public private(set) var missingWorkers: [String] = []

  /// Whether the groups are the same; workers of one side only do not count by themselves.
  public var isEmpty: Bool { added.isEmpty && removed.isEmpty && changed.isEmpty }

  /// Compares: groups belong together by their id, then by their name; of what is left, a group without an id and the
  /// only one with the same members, which is then renamed. Capital letters do not count in usernames, nor white space around a
  /// name, which an upload removes.
  public init(from before: GroupRoster, to after: GroupRoster) {
    var partner = [Int?](repeating: nil, count: after.groups.count)
    var isTaken = [Bool](repeating: false, count: before.groups.count)
    func match<Key: Hashable>(onlyUnique: Bool = false, _ key: (GroupRoster.Group) -> Key?) {
      var open: [Key: [Int]] = [:]
      var wanted: [Key: Int] = [:]
      for index in before.groups.indices.reversed() where !isTaken[index] {
        if let key = key(before.groups[index]) { open[key, default: []].append(index) }
      }
      for index in after.groups.indices where partner[index] == nil {
        if let key = key(after.groups[index]) { wanted[key, default: 0] += 1 }
      }
      for index in after.groups.indices where partner[index] == nil {
        guard let key = key(after.groups[index]) else { continue }
        if onlyUnique, wanted[key] != 1 || open[key]?.count != 1 || !after.groups[index].id.isEmpty { continue }
        guard let found = open[key]?.popLast() else { continue }
        partner[index] = found
        isTaken[found] = true
      }
    }
    match { $0.id.isEmpty ? nil : $0.id }
    match { $0.name.withoutOuterSpace }
    match(onlyUnique: true) { $0.members.isEmpty ? nil : $0.members.map { $0.lowercased() } }
    for (index, group) in after.groups.enumerated() {
      guard let old = partner[index].map({ before.groups[$0] }) else {
        added.append(group)
        continue
      }
      let (added, removed) = Self.difference(old.members, group.members)
      let change = Change(
        nameBefore: old.name, name: group.name, caseSharingBefore: old.caseSharing, caseSharing: group.caseSharing,
        added: added, removed: removed)
      if change.isRenamed || change.caseSharing != change.caseSharingBefore || !change.added.isEmpty
        || !change.removed.isEmpty
      {
        changed.append(change)
      } else {
        unchangedCount += 1
      }
    }
    for (index, group) in before.groups.enumerated() where !isTaken[index] { removed.append(group) }
    (newWorkers, missingWorkers) = Self.difference(before.workers, after.workers)
  }

  /// Usernames that only the second list has, and that only the first one has.
  static func difference(_ before: [String], _ after: [String]) -> (added: [String], removed: [String]) {
    let (then, now) = (Set(before.map { $0.lowercased() }), Set(after.map { $0.lowercased() }))
    return (
      after.filter { !then.contains($0.lowercased()) }, before.filter { !now.contains($0.lowercased()) }
    )
  }
}

extension String {
  /// The text without white space at both ends, as HQ's upload takes every cell.
  var withoutOuterSpace: String {
    var scalars = unicodeScalars[...]
    while let last = scalars.last, last.properties.isWhitespace { scalars.removeLast() }
    return String(scalars.drop { $0.properties.isWhitespace })
  }
}
