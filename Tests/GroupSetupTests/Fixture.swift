import Diagnostics
import Foundation
import GroupSetup
import OwnershipGraph
import ProjectModel
import Testing

/// A folder of its own, removed with the last reference to it.
final class Scratch: Sendable {
  let path: String

  init() throws {
    path = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-setup-" + UUID().uuidString).path
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  func write(_ bytes: some Sequence<UInt8>, _ name: String) throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}

let packageRoot = URL(fileURLWithPath: #filePath)
  .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

/// Compiles a text; a text that does not load is a failure of the test.
func compile(_ text: String, sourceLocation: SourceLocation = #_sourceLocation) throws -> OwnershipGraph {
  let scratch = try Scratch()
  let loaded = ProjectLoader.load(try scratch.write(text.utf8, "project.yaml"))
  return OwnershipGraph(
    try #require(loaded.project, "\(loaded.diagnostics.map(\.message))\n\(text)", sourceLocation: sourceLocation))
}

func example(_ name: String) throws -> OwnershipGraph {
  let path = packageRoot.appendingPathComponent("examples/\(name)").path
  return OwnershipGraph(try #require(ProjectLoader.load(path).project))
}

/// Generates groups with the options that `change` sets.
func groups(
  _ graph: OwnershipGraph, _ change: (inout GroupsFromOrganization.Options) throws -> Void = { _ in }
) throws -> Generated {
  var options = GroupsFromOrganization.Options()
  try change(&options)
  return try Generated.make(
    graph, try GroupsFromOrganization.plan(graph, options: options, path: "project.yaml"), heading: "Made by a test.")
}

func organization(_ graph: OwnershipGraph, _ fit: OrganizationFromGroups.Fit) throws -> Generated {
  try Generated.make(
    graph, try OrganizationFromGroups.plan(graph, fit: fit, path: "project.yaml").setup, heading: "Made by a test.")
}

/// The codes and messages of a problem.
func problem(_ body: () throws -> Void) -> [String] {
  do {
    try body()
    return []
  } catch let problem as SetupProblem {
    return problem.diagnostics.map { "\($0.code) \($0.message)" }
  } catch {
    return ["\(error)"]
  }
}

/// A small organization: a viewing district over two owning villages.
func villages(_ workers: String, _ more: String = "") -> String {
  """
  caseload: 1
  project: test
  case_types: {patient: {}}
  organization:
    levels:
      district: {view_descendants: true}
      village: {parent: district, shares_cases: true}
    locations:
      north:
        level: district
        name: North
        children:
          v1: {level: village, name: Village 1}
          v2: {level: village, name: Village 2}
  mobile_workers:
  \(workers)
  \(more)
  """
}
