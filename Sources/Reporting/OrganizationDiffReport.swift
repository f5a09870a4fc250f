import GroupSetup
import ProjectModel

/// What a set-up would change in an organization that there is.
public struct OrganizationDiffReport {
  private let diff: OrganizationDiff
  private let against: String
  private let proof: Proof
  private let project: Project
  private let verify: Bool

  /// - Parameters:
  ///   - against: what was named to compare with.
  ///   - proof: of the generated set-up, whose project is `project`.
  ///   - verify: whether the text says how many pairs the proof compared.
  public init(_ diff: OrganizationDiff, against: String, proof: Proof, _ project: Project, verify: Bool = false) {
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
      table.row(0, "`\(against)` has the generated organization: \(diff.unchangedCount) levels and locations")
    } else {
      table.row(0, "from `\(against)` to the generated organization")
      writeLevels(&table)
      writeLocations(&table)
      writeAssignments(&table)
    }
    if diff.assignments == nil {
      table.row(0, "assignments are not compared: `\(against)` does not say who is assigned where")
    }
    if verify { table.row(0, SetupWords.verified(proof)) }
    return table.bytes
  }

  private func writeLevels(_ table: inout TextTable) {
    for level in diff.levelsAdded { table.row(0, "+ level `\(level.code)`\(Self.flags(level))") }
    for level in diff.levelsRemoved { table.row(0, "- level `\(level.code)`\(Self.flags(level))") }
    for change in diff.levelsChanged {
      table.row(0, "~ level `\(change.code)`: \(change.what.joined(separator: ", "))")
    }
  }

  private func writeLocations(_ table: inout TextTable) {
    for location in diff.locationsAdded { table.row(0, "+ location \(Self.words(location))") }
    for location in diff.locationsRemoved { table.row(0, "- location \(Self.words(location))") }
    for change in diff.locationsChanged {
      table.row(0, "~ location `\(change.code)`: \(change.what.joined(separator: ", "))")
    }
  }

  private func writeAssignments(_ table: inout TextTable) {
    for change in diff.assignments ?? [] {
      table.row(0, "~ assignments of \(change.worker)")
      for code in change.added { table.row(4, "+ " + code) }
      for code in change.removed { table.row(4, "- " + code) }
    }
    table.row(
      0,
      "levels: \(diff.levelsAdded.count) added, \(diff.levelsRemoved.count) removed, \(diff.levelsChanged.count) changed; locations: \(diff.locationsAdded.count) added, \(diff.locationsRemoved.count) removed, \(diff.locationsChanged.count) changed"
    )
    if let assignments = diff.assignments {
      table.row(0, "workers whose assignments change: \(assignments.count)")
    }
  }

  private static func flags(_ level: OrganizationRoster.Level) -> String {
    var words: [String] = []
    if level.sharesCases { words.append("owns cases") }
    if level.viewDescendants { words.append("views child data") }
    if !level.parent.isEmpty { words.append("below `\(level.parent)`") }
    return words.isEmpty ? "" : ": " + words.joined(separator: ", ")
  }

  private static func words(_ location: OrganizationRoster.Location) -> String {
    let below = location.parent.isEmpty ? "" : ", below `\(location.parent)`"
    return "`\(location.siteCode)`: `\(location.name)`, level `\(location.level)`\(below)"
  }

  /// For scripts.
  public func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.field("against", against)
      json.objectField("proof") { SetupWords.write(proof, project, &$0) }
      for (name, levels) in [("levels_added", diff.levelsAdded), ("levels_removed", diff.levelsRemoved)] {
        json.arrayField(name) { json in
          for level in levels {
            json.object { json in
              json.field("code", level.code)
              json.field("name", level.name)
              json.field("parent_code", orNull: level.parent.isEmpty ? nil : level.parent)
              json.field("shares_cases", level.sharesCases)
              json.field("view_descendants", level.viewDescendants)
            }
          }
        }
      }
      for (name, locations) in [("locations_added", diff.locationsAdded), ("locations_removed", diff.locationsRemoved)]
      {
        json.arrayField(name) { json in
          for location in locations {
            json.object { json in
              json.field("site_code", location.siteCode)
              json.field("name", location.name)
              json.field("level", location.level)
              json.field("parent_site_code", orNull: location.parent.isEmpty ? nil : location.parent)
            }
          }
        }
      }
      for (name, changes) in [("levels_changed", diff.levelsChanged), ("locations_changed", diff.locationsChanged)] {
        json.arrayField(name) { json in
          for change in changes {
            json.object { json in
              json.field("code", change.code)
              json.field("changes", change.what)
            }
          }
        }
      }
      json.field("assignments_compared", diff.assignments != nil)
      json.arrayField("assignments_changed") { json in
        for change in diff.assignments ?? [] {
          json.object { json in
            json.field("user", change.worker)
            json.field("added", change.added)
            json.field("removed", change.removed)
          }
        }
      }
      json.field("unchanged", diff.unchangedCount)
    }
    return json.bytes
  }
}
