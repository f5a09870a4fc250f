import Foundation
import SlowEvaluator
import Testing

/// The recorded case graphs, as they stand in the files under `Data`.
struct RecordedGraph: Decodable, Sendable, CustomTestStringConvertible {
  var name: String
  var cases: [String]
  var owned: [String]
  var closed: [String]
  var childIndices: [[String]]
  var extensionIndices: [[String]]
  var sent: [String]?
  var onDevice: [String]

  var testDescription: String { name }

  var graph: SlowCaseGraph {
    SlowCaseGraph(
      cases: Set(cases), owned: Set(owned), closed: Set(closed),
      childIndices: Set(childIndices.map { SlowCaseGraph.Index(from: $0[0], to: $0[1]) }),
      extensionIndices: Set(extensionIndices.map { SlowCaseGraph.Index(from: $0[0], to: $0[1]) })
    )
  }

  static func all(in file: String) -> [RecordedGraph] {
    struct File: Decodable { var graphs: [RecordedGraph] }
    return recorded(File.self, in: file)?.graphs ?? []
  }
}

/// The recorded answers of the real engine to owner expressions.
struct RecordedExpression: Decodable, Sendable {
  struct Answer: Decodable, Sendable {
    var value: String?
    var error: String?
  }

  var xpath: String
  var withGroups: [String: Answer]

  static func all() -> [RecordedExpression] {
    struct File: Decodable { var expressions: [RecordedExpression] }
    return recorded(File.self, in: "owner-expressions")?.expressions ?? []
  }
}

private func recorded<Value: Decodable>(_ type: Value.Type, in file: String) -> Value? {
  guard let url = Bundle.module.url(forResource: file, withExtension: "json", subdirectory: "Data"),
    let data = try? Data(contentsOf: url)
  else { return nil }
  let decoder = JSONDecoder()
  decoder.keyDecodingStrategy = .convertFromSnakeCase
  return try? decoder.decode(type, from: data)
}
