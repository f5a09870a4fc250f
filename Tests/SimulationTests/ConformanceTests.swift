import Foundation
import Simulation
import Testing

/// The conformance graphs through the simulator: the cases are declared, one user syncs, one looks.
@Suite struct ConformanceTests {
  struct Graph: Decodable {
    var name: String
    var cases: [String]
    var owned: [String]
    var closed: [String]
    var childIndices: [[String]]
    var extensionIndices: [[String]]
    var sent: [String]?
    var onDevice: [String]

    enum CodingKeys: String, CodingKey {
      case name, cases, owned, closed, sent
      case childIndices = "child_indices"
      case extensionIndices = "extension_indices"
      case onDevice = "on_device"
    }

    var project: String {
      var text = """
        caseload: 1
        project: graph
        case_types: {thing: {}}
        apps: {a: {menus: {m: {case_type: thing, forms: {f: {opens: thing}}}}}}
        mobile_workers: {user: {}, other: {}}
        cases:

        """
      for name in cases {
        let links =
          childIndices.filter { $0[0] == name }.map { "{to: \"\($0[1])\", relationship: child}" }
          + extensionIndices.filter { $0[0] == name }.map { "{to: \"\($0[1])\", relationship: extension}" }
        text += "  \"\(name)\": {case_type: thing, owner: user:\(owned.contains(name) ? "user" : "other"), "
        text += "closed: \(closed.contains(name)), index: [\(links.joined(separator: ", "))]}\n"
      }
      return text
    }
  }

  static func graphs(_ file: String) throws -> [Graph] {
    struct File: Decodable { var graphs: [Graph] }
    // The same copies that the tests of the case graph use.
    let url = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "CaseGraphTests/Data/\(file).json")
    return try JSONDecoder().decode(File.self, from: Data(contentsOf: url)).graphs
  }

  /// `on_device` of the first file is what the server sends; of the second it is what the device keeps.
  @Test(arguments: ["case-relationships", "case-graphs-random"])
  func `a fresh sync sends and keeps what CommCare does`(file: String) throws {
    let graphs = try Self.graphs(file)
    #expect(graphs.count > 20)
    for graph in graphs {
      func list(_ names: [String]) -> String { "[\(names.map { "\"\($0)\"" }.joined(separator: ", "))]" }
      let sent = graph.sent ?? graph.onDevice
      var steps = "  - expect: {next_sync: {user: {sends: \(list(sent)), fresh: \(list(sent))}}}\n  - sync: user\n"
      if graph.sent != nil { steps += "  - expect: {sees: {user: \(list(graph.onDevice))}}\n" }
      // Syncing again changes nothing.
      steps += "  - sync: user\n"
      let played = try Played(graph.project, steps)
      #expect(played.problems == [], "\(graph.name)")
      #expect(played.run.timeline.last?.devices.isEmpty == true, "\(graph.name)")
    }
  }
}
