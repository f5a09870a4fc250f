import OwnershipGraph
import ProjectModel

/// Something that has another name in the new project.
public struct Rename: Hashable, Sendable {
  /// As people write them: `group:a`, `case:b`.
  public let old: String
  public let new: String
}

extension AccessDiff {
  /// What has another name in the new project, recognised by its declared id.
  public var renames: [Rename] {
    var result: [Rename] = []
    for number in numbering.owners.indices {
      let sides = numbering.owners[number]
      guard let old = sides.old, let new = sides.new else { continue }
      let names = Rename(old: graphs.old.project.name(of: old), new: graphs.new.project.name(of: new))
      if names.old != names.new { result.append(names) }
    }
    for number in 0..<matching.cases.count {
      let thing = matching.cases.things[number]
      guard thing.old != nil, thing.new != nil else { continue }
      let names = Rename(old: "case:" + caseName(number, .old), new: "case:" + caseName(number, .new))
      if names.old != names.new { result.append(names) }
    }
    return result
  }

  /// Owners of one name that declare another id: for HQ another thing, which does not own the cases of the first.
  public var changedIDs: [Rename] {
    func list<Entity>(_ pairing: Pairing<Entity>, _ owner: (EntityID<Entity>) -> Owner) -> [Rename] {
      pairing.changedIDs.compactMap { number in
        let thing = pairing.things[number]
        guard let old = thing.old.map(owner), let new = thing.new.map(owner) else { return nil }
        let name = graphs.new.project.name(of: new)
        return Rename(
          old: "\(name) (id \(graphs.old.project.declaredIDText(of: old)))",
          new: "\(name) (id \(graphs.new.project.declaredIDText(of: new)))")
      }
    }
    return list(matching.locations) { Owner($0) } + list(matching.groups) { Owner($0) }
      + list(matching.users) { Owner($0) }
  }

  /// Pairs of a removed and an added thing that are likely the same under another name: groups with the same members,
  /// locations of the same level at the same place with the same users, users with the same memberships. Only where
  /// there is one candidate on each side.
  public var likelyRenames: [Rename] {
    groupCandidates() + locationCandidates() + userCandidates()
  }

  private func groupCandidates() -> [Rename] {
    func members(_ side: Side) -> [Int: [Int]] {
      let project = graphs[side].project
      var result: [Int: [Int]] = [:]
      let isAlone = matching.groups.things.map { $0[side.other] == nil }
      guard isAlone.contains(true) else { return [:] }
      for user in project.users.ids {
        for membership in project.memberships[user.index] where !membership.isRepetition {
          let number = matching.groups.number(membership.target, side)
          if isAlone[number] { result[number, default: []].append(matching.users.number(user, side)) }
        }
      }
      return result
    }
    func keys(_ side: Side) -> [Int: [Int]] {
      members(side).mapValues { $0.sorted() }
    }
    return unique(keys(.old), keys(.new)) { number, side in numbering.owners[numbering.groupNumber(number)][side] }
  }

  private func locationCandidates() -> [Rename] {
    func keys(_ side: Side) -> [Int: [Int]] {
      let project = graphs[side].project
      let things = matching.locations.things
      var result: [Int: [Int]] = [:]
      for (number, thing) in things.enumerated() where thing[side.other] == nil {
        guard let id = thing[side] else { continue }
        let record = project.locations[id]
        let parent = record.parent.map { matching.locations.number($0, side) } ?? -1
        result[number] = [parent, matching.levels.number(record.level, side)]
      }
      guard !result.isEmpty else { return [:] }
      for user in project.users.ids {
        for assignment in project.assignments[user.index] where !assignment.isRepetition {
          let number = matching.locations.number(assignment.target, side)
          result[number]?.append(matching.users.number(user, side))
        }
      }
      // Without any user, place and level alone say too little.
      return result.filter { $0.value.count > 2 }
    }
    return unique(keys(.old), keys(.new)) { number, side in
      matching.locations.things[number][side].map { Owner($0) }
    }
  }

  private func userCandidates() -> [Rename] {
    func keys(_ side: Side) -> [Int: [Int]] {
      let project = graphs[side].project
      var result: [Int: [Int]] = [:]
      for (number, thing) in matching.users.things.enumerated() where thing[side.other] == nil {
        guard let id = thing[side] else { continue }
        var key = [project.users[id].isWebUser ? 1 : 0]
        for membership in project.memberships[id.index] where !membership.isRepetition {
          key.append(matching.groups.number(membership.target, side))
        }
        key.append(-1)
        for assignment in project.assignments[id.index] where !assignment.isRepetition {
          key.append(matching.locations.number(assignment.target, side))
        }
        if key.count > 2 { result[number] = key }
      }
      return result
    }
    return unique(keys(.old), keys(.new)) { number, side in matching.users.things[number][side].map { Owner($0) } }
  }

  /// The pairs whose keys are equal, where no other thing of either side has the key.
  private func unique(
    _ old: [Int: [Int]], _ new: [Int: [Int]], _ owner: (Int, Side) -> Owner?
  ) -> [Rename] {
    func byKey(_ keys: [Int: [Int]]) -> [[Int]: [Int]] {
      Dictionary(grouping: keys.keys.sorted()) { keys[$0] ?? [] }
    }
    let (old, new) = (byKey(old), byKey(new))
    var pairs: [(Int, Rename)] = []
    for (key, holders) in old where holders.count == 1 {
      guard let others = new[key], others.count == 1 else { continue }
      guard let a = owner(holders[0], .old), let b = owner(others[0], .new) else { continue }
      pairs.append(
        (holders[0], Rename(old: graphs.old.project.name(of: a), new: graphs.new.project.name(of: b))))
    }
    return pairs.sorted { $0.0 < $1.0 }.map(\.1)
  }
}
