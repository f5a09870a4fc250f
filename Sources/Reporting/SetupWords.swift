import GroupSetup
import OwnershipGraph
import ProjectModel

/// What reports about set-ups have in common.
enum SetupWords {
  /// What was generated, in a line.
  static func made(_ setup: PlannedSetup, _ project: Project) -> String {
    let own = setup.memberships.all.count
    let supervised = setup.supervisions.all.count
    if setup.groups.contains(where: { $0.location != nil }) {
      let new = setup.groups.count { $0.existing == nil }
      let kept = setup.groups.count - new
      let rest = kept > 0 ? ", beside \(Words.counted(kept, "group")) that the project has" : ""
      return
        "\(Words.counted(new, "new group"))\(rest): \(Words.counted(own, "membership")) of workers' own, \(supervised) by supervising"
    }
    return
      "\(Words.counted(setup.locations.count, "location")) in \(Words.counted(setup.levels.count, "level")), \(Words.counted(setup.assignments.all.count, "assignment")), \(Words.counted(supervised, "supervision"))"
  }

  /// How much a proof compared.
  static func verified(_ proof: Proof) -> String {
    "\(Words.counted(proof.pairsCompared, "pair")) of \(Words.counted(proof.workers, "worker")) and \(Words.counted(proof.owners, "owner")) compared; in \(proof.pairsSeen) of them the worker sees the owner, before and after"
  }

  /// The differences that a proof found, one a line.
  static func differences(_ proof: Proof, _ project: Project, limit: Int) -> [String] {
    var lines = proof.missingWorkers.prefix(limit).map { "\($0) is a worker on one side only" }
    for difference in proof.differences.prefix(limit) {
      let user = project.text(project.users[difference.user].key)
      let owner = difference.owner.map { project.name(of: $0) } ?? difference.after
      // A group that a location is merged into keeps its name.
      let through =
        owner == difference.after || difference.after.isEmpty ? "" : ", which \(difference.after) stands for"
      lines.append(
        difference.isGained
          ? "\(user) would newly see the cases of \(owner)\(through)"
          : "\(user) would no longer see the cases of \(owner)")
    }
    let rest = proof.differenceCount - min(limit, proof.differences.count)
    if rest > 0 { lines.append("and \(rest) more") }
    return lines
  }

  /// Whose groups overlap whose, in a line.
  static func obstacle(_ obstacle: OrganizationFromGroups.Obstacle, _ project: Project) -> String {
    func groups(_ ids: [GroupID]) -> String {
      Words.sample(ids.map { "group:" + project.text(project.groups[$0].key) }, limit: 6)
    }
    let who = Words.sample(obstacle.users.map { project.text(project.users[$0].key) }, limit: 4)
    let other = project.text(project.users[obstacle.other].key)
    return
      "\(who) and \(other) share \(groups(obstacle.shared)); only \(who): \(groups(obstacle.onlyHere)); only \(other): \(groups(obstacle.onlyThere))"
  }

  static func write(_ proof: Proof, _ project: Project, _ json: inout JSONWriter) {
    json.field("green", proof.isGreen)
    json.field("workers", proof.workers)
    json.field("owners", proof.owners)
    json.field("pairs_compared", proof.pairsCompared)
    json.field("pairs_seen", proof.pairsSeen)
    json.field("difference_count", proof.differenceCount)
    json.arrayField("differences") { json in
      for difference in proof.differences {
        json.object { json in
          json.field("user", project.text(project.users[difference.user].key))
          json.field("owner", orNull: difference.owner.map { project.name(of: $0) })
          json.field("after", difference.after)
          json.field("change", difference.isGained ? "gained" : "lost")
        }
      }
    }
    json.field("missing_workers", proof.missingWorkers)
  }

  static func write(_ obstacle: OrganizationFromGroups.Obstacle, _ project: Project, _ json: inout JSONWriter) {
    func names(_ ids: [GroupID]) -> [String] { ids.map { "group:" + project.text(project.groups[$0].key) } }
    json.object { json in
      json.field("users", obstacle.users.map { project.text(project.users[$0].key) })
      json.field("other", project.text(project.users[obstacle.other].key))
      json.field("shared", names(obstacle.shared))
      json.field("only_users", names(obstacle.onlyHere))
      json.field("only_other", names(obstacle.onlyThere))
    }
  }
}

/// The differences of a proof that failed: why nothing was written.
public enum SetupFailure {
  /// What is wrong, in a line.
  public static func heading(_ generated: Generated) -> String {
    "workers would not see the same as before (\(Words.counted(generated.proof.differenceCount, "difference")))"
  }

  public static func lines(_ generated: Generated) -> [String] {
    SetupWords.differences(generated.proof, generated.before.project, limit: Proof.limit).map(SafeText.escaped)
  }
}
