import Foundation
import GroupSetup
import OwnershipGraph
import ProjectModel
import Testing

/// Every example, and every unusual but right project of the loader's corpus: includes, tables, aliases, merge keys.
@Suite struct CorpusTests {
  private static let projects: [String] = {
    func folders(_ name: String) -> [String] {
      let url = packageRoot.appendingPathComponent(name)
      return ((try? FileManager.default.contentsOfDirectory(atPath: url.path)) ?? []).sorted().map { "\(name)/\($0)" }
    }
    return folders("examples") + folders("Tests/ProjectModelTests/Data/GoodInput")
  }()

  /// Nothing but these may stand in the way of a project that is right.
  private static let allowed: Set<String> = ["SETUP001", "SETUP003", "SETUP007"]

  @Test(arguments: projects)
  func `whatever is generated loads and is proved`(path: String) throws {
    let file = packageRoot.appendingPathComponent(path).path
    guard let project = ProjectLoader.load(file).project else { return }
    let graph = OwnershipGraph(project)
    var proofs = 0
    func check(_ what: String, _ make: () throws -> Generated) throws {
      do {
        let generated = try make()
        #expect(generated.proof.isGreen, "\(path) \(what): \(generated.proof.differences)")
        #expect(generated.after.project.forms.count == project.forms.count, "\(path) \(what)")
        #expect(generated.after.project.cases.count == project.cases.count, "\(path) \(what)")
        #expect(generated.after.project.users.count == project.users.count, "\(path) \(what)")
        proofs += 1
      } catch let problem as SetupProblem {
        for diagnostic in problem.diagnostics {
          #expect(Self.allowed.contains(diagnostic.code), "\(path) \(what): \(diagnostic.message)")
        }
      }
    }
    try check("groups") {
      try groups(graph) {
        $0.existing = .keep
        $0.includeEmpty = true
      }
    }
    try check("organization") { try organization(graph, .severalLocations) }
    try check("supervisors") {
      try Generated.make(graph, try SupervisorSection.plan(graph, path: "x").setup, heading: "")
    }
  }

  @Test func `there are projects of both kinds`() { #expect(Self.projects.count >= 30) }
}
