import Foundation
import OwnershipGraph
import Testing

/// The conformance graphs as projects: through YAML, owner ids and the graph of declared cases.
@Suite struct ConformanceTests {
  struct Graph: Decodable, CustomTestStringConvertible, Sendable {
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

    var testDescription: String { name }

    /// From the data that the tests of the case graph have.
    static func load(_ file: String) throws -> [Graph] {
      struct File: Decodable { var graphs: [Graph] }
      let data = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../CaseGraphTests/Data/\(file).json").standardizedFileURL
      return try JSONDecoder().decode(File.self, from: Data(contentsOf: data)).graphs
    }

    /// The owned cases belong to ana herself, to her group and to her location in turn; the others to somebody else,
    /// to a location of somebody else or to nobody.
    var yaml: String {
      let hers = ["user:ana", "group:team", "location:here"]
      let others = ["user:ben", "location:there", "unowned"]
      let lines = cases.enumerated().map { number, name in
        func indices(_ all: [[String]], _ relationship: String) -> [String] {
          all.filter { $0[0] == name }.map { "{to: \($0[1]), relationship: \(relationship)}" }
        }
        let links = indices(childIndices, "child") + indices(extensionIndices, "extension")
        let owner = owned.contains(name) ? hers[number % 3] : others[number % 3]
        return """
            \(name): {case_type: t, owner: \(owner), closed: \(closed.contains(name)), \
          index: [\(links.joined(separator: ", "))]}
          """
      }
      return """
        caseload: 1
        project: conformance
        case_types: {t: {}}
        organization:
          levels: {village: {shares_cases: true}}
          locations: {here: {level: village}, there: {level: village}}
        groups: {team: {case_sharing: true, members: [ana]}}
        mobile_workers: {ana: {locations: [here]}, ben: {locations: [there]}}
        cases:
        \(lines.joined(separator: "\n"))
        """
    }
  }

  /// Sent and kept, as the real engine answered.
  @Test func randomGraphs() throws {
    let graphs = try Graph.load("case-graphs-random")
    #expect(graphs.count == 300)
    for graph in graphs {
      let (sent, onDevice) = try TestProject(graph.yaml).sight("ana")
      #expect(sent.sorted() == graph.sent, "\(graph.name)")
      #expect(onDevice.sorted() == graph.onDevice, "\(graph.name)")
    }
  }

  /// `on_device` there is what the server's own tests expect to be sent.
  @Test func serversOwnTests() throws {
    let graphs = try Graph.load("case-relationships")
    #expect(graphs.count == 24)
    for graph in graphs {
      #expect(try TestProject(graph.yaml).sight("ana").sent.sorted() == graph.onDevice, "\(graph.name)")
    }
  }
}
