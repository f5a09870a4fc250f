import Foundation
import OwnershipGraph

/// Other programs on the same data and questions.
struct Peers {
  init(_ subject: Subject, python: String) {}
  func run() throws -> [String] { [] }
}
