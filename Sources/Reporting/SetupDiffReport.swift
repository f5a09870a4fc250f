import GroupSetup

/// What a set-up would change in groups that there are.
public struct SetupDiffReport {
  private let diff: SetupDiff

  public init(_ diff: SetupDiff) { self.diff = diff }

  /// For people: `+` added, `-` removed, `~` changed.
  public func text() -> [UInt8] {
    var table = TextTable()
    for group in diff.added {
      table.row(0, "+ group `\(group.name)`, \(Words.counted(group.members.count, "member"))")
      for member in group.members { table.row(4, "+ " + member) }
    }
    for group in diff.removed {
      table.row(0, "- group `\(group.name)`, \(Words.counted(group.members.count, "member"))")
      for member in group.members { table.row(4, "- " + member) }
    }
    for change in diff.changed {
      let renamed = change.isRenamed ? ", renamed from `\(change.nameBefore)`" : ""
      let sharing =
        change.caseSharing == change.caseSharingBefore
        ? "" : ", case sharing turned \(change.caseSharing ? "on" : "off")"
      table.row(0, "~ group `\(change.name)`\(renamed)\(sharing)")
      for member in change.added { table.row(4, "+ " + member) }
      for member in change.removed { table.row(4, "- " + member) }
    }
    let renamed = diff.changed.count { $0.isRenamed }
    let membersAdded = diff.added.reduce(0) { $0 + $1.members.count } + diff.changed.reduce(0) { $0 + $1.added.count }
    let membersRemoved =
      diff.removed.reduce(0) { $0 + $1.members.count } + diff.changed.reduce(0) { $0 + $1.removed.count }
    table.row(
      0,
      "groups: \(diff.added.count) added, \(diff.removed.count) removed, \(renamed) renamed, \(diff.changed.count - renamed) otherwise changed, \(diff.unchangedCount) the same; memberships: \(membersAdded) added, \(membersRemoved) removed"
    )
    return table.bytes
  }

  /// For scripts.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      for (name, groups) in [("added", diff.added), ("removed", diff.removed)] {
        json.arrayField(name) { json in
          for group in groups {
            json.object { json in
              json.field("name", group.name)
              json.field("id", orNull: group.id.isEmpty ? nil : group.id)
              json.field("case_sharing", group.caseSharing)
              json.field("members", group.members)
            }
          }
        }
      }
      json.arrayField("changed") { json in
        for change in diff.changed {
          json.object { json in
            json.field("name", change.name)
            json.field("name_before", change.nameBefore)
            json.field("renamed", change.isRenamed)
            json.field("case_sharing", change.caseSharing)
            json.field("case_sharing_before", change.caseSharingBefore)
            json.field("members_added", change.added)
            json.field("members_removed", change.removed)
          }
        }
      }
      json.field("unchanged", diff.unchangedCount)
    }
    return json.bytes
  }
}
