import GroupSetup
import ProjectModel

/// What a set-up would change in groups that there are.
public struct SetupDiffReport {
  private let diff: SetupDiff
  private let against: String
  private let proof: Proof
  private let project: Project
  private let verify: Bool

  /// - Parameters:
  ///   - against: what was named to compare with.
  ///   - proof: of the generated set-up, whose project is `project`.
  ///   - verify: whether the text says how many pairs the proof compared.
  public init(_ diff: SetupDiff, against: String, proof: Proof, _ project: Project, verify: Bool = false) {
    self.diff = diff
    self.against = against
    self.proof = proof
    self.project = project
    self.verify = verify
  }

  /// For people: `+` added, `-` removed, `~` changed.
  public func text() -> [UInt8] {
    var table = TextTable()
    if diff.isEmpty {
      table.row(
        0, "`\(against)` has the generated groups, and their members: \(Words.counted(diff.unchangedCount, "group"))")
    } else {
      table.row(0, "from `\(against)` to the generated groups")
      writeGroups(&table)
      writeCounts(&table)
    }
    for (workers, side) in [(diff.newWorkers, "not in `\(against)`"), (diff.missingWorkers, "only in `\(against)`")]
    where !workers.isEmpty {
      table.row(0, "\(side): \(Words.counted(workers.count, "worker")): \(Words.sample(workers, limit: 10))")
    }
    if verify { table.row(0, SetupWords.verified(proof)) }
    return table.bytes
  }

  private func writeGroups(_ table: inout TextTable) {
    for group in diff.added {
      let sharing = group.caseSharing ? "" : ", without case sharing"
      table.row(0, "+ group `\(group.name)`\(sharing), \(Words.counted(group.members.count, "member"))")
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
  }

  private func writeCounts(_ table: inout TextTable) {
    let renamed = diff.changed.count { $0.isRenamed }
    let membersAdded = diff.added.reduce(0) { $0 + $1.members.count } + diff.changed.reduce(0) { $0 + $1.added.count }
    let membersRemoved =
      diff.removed.reduce(0) { $0 + $1.members.count } + diff.changed.reduce(0) { $0 + $1.removed.count }
    table.row(
      0,
      "groups: \(diff.added.count) added, \(diff.removed.count) removed, \(renamed) renamed, \(diff.changed.count - renamed) changed otherwise, \(diff.unchangedCount) the same"
    )
    table.row(0, "memberships: \(membersAdded) added, \(membersRemoved) removed")
    if !diff.removed.isEmpty {
      table.row(0, "an upload takes workers out of groups, but deletes no group: groups with `-` are deleted by hand")
    }
  }

  /// For scripts.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("against", against)
      json.objectField("proof") { SetupWords.write(proof, project, &$0) }
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
      json.field("workers_added", diff.newWorkers)
      json.field("workers_removed", diff.missingWorkers)
    }
    return json.bytes
  }
}
