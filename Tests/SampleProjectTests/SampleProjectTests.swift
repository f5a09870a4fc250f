import Diagnostics
import Foundation
import OwnershipGraph
import Policy
import ProjectModel
import SampleProject
import Testing

@Suite struct SampleProjectTests {
  static let sizes = [
    SampleSize(), SampleSize(workers: 1), SampleSize(workers: 3, cases: 0), SampleSize(workers: 50, locations: 1),
    SampleSize(workers: 200, locations: 300, levels: 8, groups: 50, cases: 1_000),
    SampleSize(workers: 300, locations: 0, levels: 0, groups: 12), SampleSize(workers: 300, groups: 0),
    SampleSize(workers: 5, locations: 2_000, levels: 2), SampleSize(workers: 1_600),
  ]

  @Test(arguments: sizes, [false, true])
  func `a sample compiles and has the wanted counts`(size: SampleSize, asTables: Bool) throws {
    let folder = try Folder()
    try SampleProject(size, asTables: asTables).write(to: folder.path)
    let loaded = ProjectLoader.load(folder.path)
    #expect(loaded.diagnostics.map(\.message) == [])
    let project = try #require(loaded.project)
    #expect(project.users.count { !$0.isWebUser } == size.workers)
    #expect(project.locations.count == size.locations)
    #expect(project.levels.count == size.levels)
    #expect(project.groups.count == size.groups)
    #expect(project.cases.count == size.cases)
    #expect(project.apps.count == 3)
  }

  @Test(arguments: [false, true])
  func `most workers can work, and the usual mistakes are there`(asTables: Bool) throws {
    let folder = try Folder()
    try SampleProject(SampleSize(workers: 1_600), asTables: asTables).write(to: folder.path)
    let graph = OwnershipGraph(try #require(ProjectLoader.load(folder.path).project))
    let findings = FormEntry.findings(graph)
    #expect(Set(findings.map(\.code)).isSuperset(of: ["ENTRY001", "ENTRY002", "ENTRY003"]))
    let field = graph.project.users.ids.filter { graph.project.text(graph.project.users[$0].role) == "Village worker" }
    let right = field.count { graph.groupCount(of: $0) == 1 }
    #expect(Double(right) / Double(field.count) > 0.96)
    #expect(right < field.count)
    #expect(graph.project.users.contains { !$0.isActive })
    #expect(graph.project.locations.contains { $0.isArchived })
  }

  @Test func `both forms say the same about the field workers`() throws {
    let folder = try Folder()
    let size = SampleSize(workers: 400)
    var counts: [[Int]] = []
    for asTables in [false, true] {
      let path = "\(folder.path)/\(asTables)"
      try SampleProject(size, seed: 5, asTables: asTables).write(to: path)
      let graph = OwnershipGraph(try #require(ProjectLoader.load(path).project))
      let byName = graph.project.users.ids.map { (graph.project.text(graph.project.users[$0].key), graph.groupCount(of: $0)) }
      counts.append(byName.sorted { $0.0 < $1.0 }.map(\.1))
    }
    #expect(counts[0] == counts[1])
  }

  @Test(arguments: [false, true])
  func `the same seed gives the same bytes and another seed others`(asTables: Bool) throws {
    let folder = try Folder()
    func bytes(_ name: String, seed: UInt64) throws -> [Data] {
      let sample = SampleProject(SampleSize(workers: 500), seed: seed, asTables: asTables)
      try sample.write(to: "\(folder.path)/\(name)")
      return try sample.fileNames.map { try Data(contentsOf: URL(fileURLWithPath: "\(folder.path)/\(name)/\($0)")) }
    }
    let first = try bytes("a", seed: 1)
    #expect(try bytes("b", seed: 1) == first)
    #expect(try bytes("c", seed: 2) != first)
  }

  @Test func `nothing is replaced unasked, and what stops halfway leaves no file`() throws {
    let folder = try Folder()
    let sample = SampleProject(SampleSize())
    try "mine".write(toFile: folder.path + "/cases.yaml", atomically: false, encoding: .utf8)
    #expect(throws: SampleProblem.cannotWrite(path: folder.path + "/cases.yaml", reason: "it exists")) {
      try sample.write(to: folder.path)
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["cases.yaml"])
    try sample.write(to: folder.path, replacing: true)
    #expect(ProjectLoader.load(folder.path).project != nil)

    let large = folder.path + "/large"
    #expect(throws: SampleProblem.stopped) {
      try SampleProject(SampleSize(workers: 5_000)).write(to: large) { $0 < 0.5 }
    }
    #expect(try FileManager.default.contentsOfDirectory(atPath: large) == [])
  }

  @Test func `progress grows from nothing to everything`() throws {
    let folder = try Folder()
    let shares = Shares()
    try SampleProject(SampleSize(workers: 5_000)).write(to: folder.path) {
      shares.all.append($0)
      return true
    }
    #expect(shares.all.count > 5)
    #expect(shares.all == shares.all.sorted())
    #expect(shares.all.allSatisfy { (0...1).contains($0) })
  }

  private final class Shares {
    var all: [Double] = []
  }

  /// A folder for one test, removed when it ends.
  private final class Folder {
    let path = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-\(UUID().uuidString)").path

    init() throws { try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true) }

    deinit { try? FileManager.default.removeItem(atPath: path) }
  }
}
