import CaseGraph
import Foundation
import Testing

/// A graph of the conformance data; cases are named.
struct ConformanceGraph: Decodable, CustomTestStringConvertible {
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

  static func load(_ file: String) -> [ConformanceGraph] {
    struct File: Decodable { var graphs: [ConformanceGraph] }
    guard let url = Bundle.module.url(forResource: file, withExtension: "json", subdirectory: "Data"),
      let data = try? Data(contentsOf: url), let decoded = try? JSONDecoder().decode(File.self, from: data)
    else { return [] }
    return decoded.graphs
  }

  var numbers: [String: Int32] {
    Dictionary(uniqueKeysWithValues: cases.enumerated().map { ($1, Int32($0)) })
  }

  var sample: Sample {
    let number = numbers
    func index(_ pair: [String], _ relationship: Relationship) -> CaseIndex {
      CaseIndex(from: number[pair[0], default: -1], to: number[pair[1], default: -1], relationship)
    }
    return Sample(
      caseCount: cases.count,
      closed: cases.map(closed.contains),
      owned: owned.map { number[$0, default: -1] },
      indices: childIndices.map { index($0, .child) } + extensionIndices.map { index($0, .extension) })
  }

  func names(_ numbers: [Int32]) -> [String] { numbers.map { cases[Int($0)] } }
}

/// A case graph with what one user owns, as the graph under test and the slow evaluator take it.
struct Sample: CustomStringConvertible {
  var caseCount: Int
  var closed: [Bool]
  var owned: [Int32]
  var indices: [CaseIndex]

  var graph: CaseGraph { CaseGraph(caseCount: caseCount, closed: closed, indices: indices) }

  var description: String {
    let closedCases = closed.indices.filter { closed[$0] }
    let edges = indices.map { "\($0.from)-\($0.relationship.rawValue)->\($0.to)" }
    return "\(caseCount) cases, owned \(owned), closed \(closedCases), \(edges.joined(separator: " "))"
  }
}

/// A seeded source of numbers (the published SplitMix64 generator), so that a failure can be repeated.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var z = state
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }
}

extension Sample {
  /// A random graph of up to `maximum` cases. Without cycles, every index goes from a higher to a lower number of a
  /// random renumbering.
  static func random(maximum: Int, cycles: Bool, using generator: inout SeededGenerator) -> Sample {
    let n = Int.random(in: 1...maximum, using: &generator)
    let numbers = (0..<Int32(n)).shuffled(using: &generator)
    let closedShare = Double.random(in: 0...0.6, using: &generator)
    let ownedShare = Double.random(in: 0...0.8, using: &generator)
    let extensionShare = Double.random(in: 0...1, using: &generator)
    var indices: [CaseIndex] = []
    for _ in 0..<Int.random(in: 0...(2 * n), using: &generator) {
      let a = Int.random(in: 0..<n, using: &generator)
      let b = Int.random(in: 0..<n, using: &generator)
      if !cycles && a == b { continue }
      let (from, to) = cycles ? (a, b) : (max(a, b), min(a, b))
      let isExtension = Double.random(in: 0..<1, using: &generator) < extensionShare
      indices.append(CaseIndex(from: numbers[from], to: numbers[to], isExtension ? .extension : .child))
    }
    let closed = (0..<n).map { _ in Double.random(in: 0..<1, using: &generator) < closedShare }
    let owned = numbers.filter { _ in Double.random(in: 0..<1, using: &generator) < ownedShare }
    return Sample(caseCount: n, closed: closed, owned: owned, indices: indices)
  }
}
