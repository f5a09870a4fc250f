import Diagnostics
import GroupSetup
import OwnershipGraph
import Policy
import ProjectModel

/// What `generate` did: what was made, the proof, who is in several groups, and the consequences for forms.
public struct SetupReport {
  let generated: Generated
  let consequences: SetupConsequences
  let obstacles: [OrganizationFromGroups.Obstacle]
  let isNearest: Bool
  let explanations: [SupervisorSection.Explanation]
  /// Files that were written, or are to be.
  let written: [String]
  private let verify: Bool
  var project: Project { generated.before.project }

  /// How many lines a list has in the text; how many more there are is said, and JSON has all.
  private static let listed = 40

  public init(
    _ generated: Generated, _ consequences: SetupConsequences, written: [String], verify: Bool,
    obstacles: [OrganizationFromGroups.Obstacle] = [], isNearest: Bool = true,
    explanations: [SupervisorSection.Explanation] = []
  ) {
    self.generated = generated
    self.consequences = consequences
    self.written = written
    self.verify = verify
    self.obstacles = obstacles
    self.isNearest = isNearest
    self.explanations = explanations
  }

  // MARK: Text

  /// For people.
  public func text(color: Bool = false) -> [UInt8] {
    var table = TextTable()
    writeHead(&table)
    writeObstacles(&table)
    writeSupervisors(&table)
    for explanation in explanations { table.row(0, explanation.text) }
    writeCounts(&table)
    if !consequences.remarks.isEmpty {
      table.row(0, "to know")
      for remark in consequences.remarks { table.row(2, remark) }
    }
    var bytes = table.bytes
    bytes += edits(color)
    bytes += stops(color)
    return bytes
  }

  private func writeHead(_ table: inout TextTable) {
    let setup = generated.setup
    table.row(0, SetupWords.made(setup, project))
    let proof = generated.proof
    if proof.isGreen {
      let outside = setup.leftOut.count
      table.row(
        0,
        outside == 0
          ? "proof: every worker sees what they saw before"
          : "proof: every worker sees what they saw before, but for \(Words.counted(outside, "owning location")) outside the selection"
      )
    } else {
      table.row(0, "proof: \(Words.counted(proof.differenceCount, "difference"))")
      for line in SetupWords.differences(proof, project, limit: Self.listed) { table.row(2, line) }
      if !obstacles.isEmpty {
        table.row(
          2,
          isNearest
            ? "no tree with one location for each worker has fewer: all were looked at"
            : "another tree may have fewer: there are too many to look at")
      }
    }
    if verify {
      table.row(2, SetupWords.verified(proof))
    }
    for path in written { table.row(0, "written: \(path)") }
  }

  private func writeObstacles(_ table: inout TextTable) {
    guard !obstacles.isEmpty else { return }
    table.row(0, "groups that stand in the way of one location for each worker")
    for obstacle in obstacles.prefix(Self.listed) { table.row(2, SetupWords.obstacle(obstacle, project)) }
    writeRest(obstacles.count, &table)
  }

  private func writeSupervisors(_ table: inout TextTable) {
    let setup = generated.setup
    let users = project.users.ids.filter { !setup.supervisions[$0.index].isEmpty }
    guard !users.isEmpty else { return }
    table.row(0, "supervisors' memberships, in the section `supervisors`")
    let total = users.reduce(0) { $0 + setup.supervisions[$1.index].count }
    if total <= Self.listed {
      for user in users {
        for entry in setup.supervisions[user.index] {
          table.row(
            2, project.text(project.users[user].key), setup.name(of: entry.target),
            project.words(for: entry.reason) ?? "as before")
        }
      }
      return
    }
    for user in users.prefix(Self.listed) {
      table.row(
        2, project.text(project.users[user].key), Words.counted(setup.supervisions[user.index].count, "membership"))
    }
    writeRest(users.count, &table)
  }

  private func writeCounts(_ table: inout TextTable) {
    let several = consequences.severalGroups
    if !several.isEmpty {
      table.row(0, "in several groups: \(Words.counted(several.count, "worker"))")
      for (user, count) in several.prefix(Self.listed) {
        table.row(2, project.text(project.users[user].key), "\(count) groups")
      }
      writeRest(several.count, &table)
    }
    let changes = consequences.countChanges
    guard !changes.isEmpty else { return }
    table.row(
      0,
      "counted once instead of twice: \(Words.counted(changes.count, "worker")) (a location both assigned and viewed)")
    for (user, before, after) in changes.prefix(Self.listed) {
      table.row(2, project.text(project.users[user].key), "\(before) rows before, \(after) after")
    }
    writeRest(changes.count, &table)
  }

  private func writeRest(_ count: Int, _ table: inout TextTable) {
    if count > Self.listed { table.row(2, "and \(count - Self.listed) more; `--report json` has all") }
  }

  private func edits(_ color: Bool) -> [UInt8] {
    guard !consequences.edits.isEmpty else { return [] }
    return Array("\nto edit in the apps by hand\n\n".utf8)
      + DiagnosticText.render(consequences.edits, sources: project.sources, color: color)
  }

  private func stops(_ color: Bool) -> [UInt8] {
    guard !consequences.stops.isEmpty else { return [] }
    let findings = consequences.stops.map { stop in
      var finding = stop.finding
      finding.notes.append(
        stop.countBefore == finding.count
          ? "the same as before" : "before, this concerned \(Words.counted(stop.countBefore, "user"))")
      return finding
    }
    var bytes = Array("\nforms in the generated project\n\n".utf8)
    bytes += DiagnosticText.render(findings, sources: project.sources, color: color)
    let forms = formsToMend
    if forms.isEmpty { return bytes }
    bytes += Array("\na question for those in several groups, to paste\n".utf8)
    for form in forms {
      bytes.append(0x0A)
      for line in snippet(form) { bytes += Array((SafeText.escaped(line) + "\n").utf8) }
    }
    return bytes
  }

  /// Forms that stop or whose expression fails because of several groups, each once.
  var formsToMend: [FormID] {
    var forms: [FormID] = []
    for stop in consequences.stops
    where (FormEntry.isAboutSeveralGroups(stop.finding.code) || stop.finding.code == "ENTRY003")
      && !forms.contains(stop.form)
    { forms.append(stop.form) }
    return forms
  }

  /// The question to paste into one of them; where an expression fails, in the place of the expression.
  func snippet(_ form: FormID) -> [String] {
    let fails = consequences.stops.contains { $0.form == form && $0.finding.code == "ENTRY003" }
    return SetupSnippet.lines(form, project, replacingExpressions: fails)
  }
}
