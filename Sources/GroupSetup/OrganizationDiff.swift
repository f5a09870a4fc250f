/// What would change in an organization if a set-up took its place.
public struct OrganizationDiff: Sendable {
  /// A level or a location on both sides, and in words what differs.
  public struct Change: Sendable {
    public var code: String
    public var what: [String]
  }

  /// A worker whose assigned locations differ, by site code.
  public struct Assignment: Sendable {
    public var worker: String
    public var added: [String]
    public var removed: [String]
  }

  public private(set) var levelsAdded: [OrganizationRoster.Level] = []
  public private(set) var levelsRemoved: [OrganizationRoster.Level] = []
  public private(set) var levelsChanged: [Change] = []
  public private(set) var locationsAdded: [OrganizationRoster.Location] = []
  public private(set) var locationsRemoved: [OrganizationRoster.Location] = []
  public private(set) var locationsChanged: [Change] = []
  /// Nil if one side does not say who is assigned where.
  public private(set) var assignments: [Assignment]?
  public private(set) var unchangedCount = 0

  public var isEmpty: Bool {
    levelsAdded.isEmpty && levelsRemoved.isEmpty && levelsChanged.isEmpty && locationsAdded.isEmpty
      && locationsRemoved.isEmpty && locationsChanged.isEmpty && assignments?.isEmpty ?? true
  }

  /// Compares: levels belong together by their code; locations by their id, then by their site code, in which capital
  /// letters do not count (semantics 7), then by name and the location above.
  public init(from before: OrganizationRoster, to after: OrganizationRoster) {
    compareLevels(before, after)
    compareLocations(before, after)
    guard let then = before.assignments, let now = after.assignments else { return }
    var old: [String: [String]] = [:]
    for (worker, codes) in then { old[worker.lowercased()] = codes }
    var changes: [Assignment] = []
    for (worker, codes) in now {
      let (added, removed) = SetupDiff.difference(old.removeValue(forKey: worker.lowercased()) ?? [], codes)
      if !added.isEmpty || !removed.isEmpty {
        changes.append(Assignment(worker: worker, added: added, removed: removed))
      }
    }
    for (worker, codes) in then where old[worker.lowercased()] != nil && !codes.isEmpty {
      changes.append(Assignment(worker: worker, added: [], removed: codes))
    }
    assignments = changes
  }

  private mutating func compareLevels(_ before: OrganizationRoster, _ after: OrganizationRoster) {
    var old: [String: OrganizationRoster.Level] = [:]
    for level in before.levels { old[level.code] = level }
    for level in after.levels {
      guard let then = old.removeValue(forKey: level.code) else {
        levelsAdded.append(level)
        continue
      }
      var what: [String] = []
      if then.name != level.name { what.append("renamed from `\(then.name)` to `\(level.name)`") }
      if then.parent != level.parent {
        what.append("below \(Self.shown(level.parent)) instead of \(Self.shown(then.parent))")
      }
      if then.sharesCases != level.sharesCases { what.append("Owns Cases turned \(level.sharesCases ? "on" : "off")") }
      if then.viewDescendants != level.viewDescendants {
        what.append("View Child Data turned \(level.viewDescendants ? "on" : "off")")
      }
      if what.isEmpty { unchangedCount += 1 } else { levelsChanged.append(Change(code: level.code, what: what)) }
    }
    levelsRemoved = before.levels.filter { old[$0.code] != nil }
  }

  private mutating func compareLocations(_ before: OrganizationRoster, _ after: OrganizationRoster) {
    var partner = [Int?](repeating: nil, count: after.locations.count)
    var isTaken = [Bool](repeating: false, count: before.locations.count)
    func match(_ key: (OrganizationRoster.Location) -> String?) {
      var open: [String: Int] = [:]
      for index in before.locations.indices.reversed() where !isTaken[index] {
        if let key = key(before.locations[index]) { open[key] = index }
      }
      for index in after.locations.indices where partner[index] == nil {
        guard let key = key(after.locations[index]), let found = open.removeValue(forKey: key) else { continue }
        partner[index] = found
        isTaken[found] = true
      }
    }
    match { $0.id.isEmpty ? nil : $0.id }
    match { $0.siteCode.isEmpty ? nil : $0.siteCode.lowercased() }
    match { "\($0.parent.lowercased())/\($0.name)" }
    for (index, location) in after.locations.enumerated() {
      guard let then = partner[index].map({ before.locations[$0] }) else {
        locationsAdded.append(location)
        continue
      }
      var what: [String] = []
      if then.siteCode.lowercased() != location.siteCode.lowercased() {
        what.append("site code `\(location.siteCode)` instead of `\(then.siteCode)`")
      }
      if then.name.withoutOuterSpace != location.name.withoutOuterSpace {
        what.append("renamed from `\(then.name)` to `\(location.name)`")
      }
      if then.level != location.level { what.append("level `\(location.level)` instead of `\(then.level)`") }
      if then.parent.lowercased() != location.parent.lowercased() {
        what.append("below \(Self.shown(location.parent)) instead of \(Self.shown(then.parent))")
      }
      if what.isEmpty {
        unchangedCount += 1
      } else {
        locationsChanged.append(Change(code: location.siteCode, what: what))
      }
    }
    for (index, location) in before.locations.enumerated() where !isTaken[index] { locationsRemoved.append(location) }
  }

  private static func shown(_ parent: String) -> String { parent.isEmpty ? "nothing" : "`\(parent)`" }
}
