import Foundation
import SlowEvaluator
import Testing

/// The graph and the slow evaluator must answer every question alike, on thousands of random projects.
///
/// A failure names its seed. To run that project alone:
///
///     CASELOAD_SEED=123 swift test --filter OwnershipGraphTests.AgreementTests
@Suite struct AgreementTests {
  /// A range of seeds; ranges run side by side.
  struct Seeds: CustomTestStringConvertible, Sendable {
    let range: Range<UInt64>
    var testDescription: String { "seeds \(range)" }
  }

  static let projectCount: UInt64 = 3_000

  static let seeds: [Seeds] = {
    if let seed = ProcessInfo.processInfo.environment["CASELOAD_SEED"].flatMap({ UInt64($0) }) {
      return [Seeds(range: seed..<seed + 1)]
    }
    let size: UInt64 = 250
    return stride(from: 0, to: projectCount, by: Int(size)).map { Seeds(range: $0..<min($0 + size, projectCount)) }
  }()

  @Test(arguments: seeds)
  func everyQuestion(_ seeds: Seeds) throws {
    for seed in seeds.range {
      // HQ refuses two siblings of one name, and so does the loader.
      let plain = RandomProjects.project(seed: seed, namesakes: false)
      let url = FileManager.default.temporaryDirectory.appending(
        path: "caseload-agreement-\(ProcessInfo.processInfo.processIdentifier)-\(seed).yaml")
      var disagreements: [String]
      do {
        disagreements = try Comparison(TestProject(plain.yaml, at: url), SlowEvaluator(plain)).disagreements()
      } catch {
        disagreements = ["\(error)"]
      }
      guard !disagreements.isEmpty else {
        try? FileManager.default.removeItem(at: url)
        continue
      }
      Issue.record(
        """
        CASELOAD_SEED=\(seed) swift test --filter OwnershipGraphTests.AgreementTests
        \(url.path)
        \(disagreements.prefix(20).joined(separator: "\n"))
        """)
      // One project is enough to work on; a mistake would show in hundreds.
      return
    }
  }
}
