import Diagnostics
import Foundation
import ProjectModel
import Simulation
import SlowEvaluator
import Testing

/// A worker is deleted, and with the worker a case to which others refer (semantics 1.11 and 4).
@Suite struct DeletedCaseTests {
  /// Ben owns `parent`; a child and an extension of it belong to a group.
  private static var project: PlainProject {
    var project = PlainProject(name: "deletions")
    project.caseTypes = ["patient"]
    var group = PlainProject.Group("village")
    group.caseSharing = true
    group.members = ["david", "maria"]
    project.groups = [group]
    project.mobileWorkers = ["ben", "david", "maria"].map { PlainProject.MobileWorker($0) }
    var child = PlainProject.Case("child", caseType: "patient", owner: "group:village")
    child.indices = [PlainProject.CaseIndex(to: "parent", relationship: "child")]
    var part = PlainProject.Case("part", caseType: "patient", owner: "group:village")
    part.indices = [PlainProject.CaseIndex(to: "parent", relationship: "extension")]
    project.cases = [PlainProject.Case("parent", caseType: "patient", owner: "user:ben"), child, part]
    return project
  }

  /// After each step: what David has, and Maria, who syncs for the first time when the parent is gone.
  private static let story: [(step: SlowStep, david: [String], maria: [String])] = [
    (.sync(["david"]), ["child", "parent", "part"], []),
    // Nobody tells a device.
    (.change(SlowChange(deleting: "ben", from: project)), ["child", "parent", "part"], []),
    // No device gets an index to the deleted case: nothing is missing above the two that stay.
    (.sync(["maria"]), ["child", "parent", "part"], ["child", "part"]),
    // A device that has the index from before loses the parent as well.
    (.sync(["david"]), ["child", "part"], ["child", "part"]),
    (.sync(["david", "maria"]), ["child", "part"], ["child", "part"]),
  ]

  @Test func `what refers to a deleted case stays, in both simulators`() throws {
    let project = Self.project
    let file = FileManager.default.temporaryDirectory.appending(path: "caseload-deleted-\(UUID().uuidString).yaml")
    try Data(project.yaml.utf8).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let patchable = PatchableProject.load(file.path)
    var state = SimulationState(
      project: try #require(patchable.loaded.project), sources: patchable.loaded.sources,
      scenario: SourceFile(path: "step", bytes: []), patchable: patchable)
    var slow = SlowSimulator(project, webApps: [])
    for (step, david, maria) in Self.story {
      let (read, problems) = ScenarioReader.step(SourceFile(path: "step", bytes: Array(step.yaml.utf8)))
      let result = state.apply(try #require(read, "\(problems.map(\.message))"))
      #expect(result.diagnostics.map(\.message) == [])
      _ = slow.play(step)
      for (user, cases) in [("david", david), ("maria", maria)] {
        #expect(state.content(of: user)?.cases ?? [] == cases, "\(user) after \(step.yaml)")
        #expect((slow.devices[user]?.cases.keys).map { $0.sorted() } ?? [] == cases, "\(user) after \(step.yaml)")
      }
    }
    #expect(state.caseContent(named: "parent")?.isDeleted == true)
    #expect(slow.server["parent"]?.isDeleted == true)
  }
}
