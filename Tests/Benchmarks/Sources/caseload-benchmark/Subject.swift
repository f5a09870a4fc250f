import CYAMLScan
import Foundation
import OwnershipGraph
import ProjectModel
import SampleProject

/// A project of one size, made and loaded, with what measurements need to measure it.
final class Subject {
  let size: BenchmarkSize
  let runs: Int
  let stopwatch: Stopwatch
  let caseload: String
  /// The project's folder, and that of a copy in which some people have moved.
  let folder: String
  let editedFolder: String
  /// The files that a check reads, and their bytes together.
  let files: [String]
  let bytes: Int
  /// Made once, when it is first asked for.
  private(set) lazy var graph = OwnershipGraph(project)
  private let project: Project

  init(_ size: BenchmarkSize, runs: Int, stopwatch: Stopwatch, caseload: String, folder: String) throws {
    self.size = size
    self.runs = runs
    self.stopwatch = stopwatch
    self.caseload = caseload
    self.folder = folder
    editedFolder = folder + "-edited"
    Terminal.say("\(size.rawValue): making the data")
    let sample = SampleProject(size.sample)
    if !FileManager.default.fileExists(atPath: folder) { try sample.write(to: folder) }
    files = sample.fileNames.map { "\(folder)/\($0)" }
    if !FileManager.default.fileExists(atPath: editedFolder) {
      try EditedCopy.make(of: folder, files: sample.fileNames, in: editedFolder)
    }
    var bytes = 0
    for file in files {
      var size = 0
      guard caseload_scan_file(file, &size) >= 0 else { throw BenchmarkError("`\(file)` cannot be scanned") }
      bytes += size
    }
    self.bytes = bytes
    guard let project = ProjectLoader.load(folder).project else {
      throw BenchmarkError("`\(folder)` does not compile: remove it, and it is made anew")
    }
    self.project = project
  }

  /// The median time of a body, in seconds.
  func seconds(_ body: () throws -> Void) rethrows -> Double {
    var times: [Double] = []
    for _ in 0..<runs { times.append(try stopwatch.seconds(body)) }
    return times.median
  }

  /// The ratio of a body's time to that of the bare scan.
  func timesScan(_ body: () throws -> Void) throws -> Double {
    try ratio { try stopwatch.seconds(body) } to: { stopwatch.seconds(scan) }
  }

  /// The ratio of the time of a whole command to that of a scan that is a process of its own.
  func commandTimesScan(_ arguments: [String], scanning files: [String]) throws -> Double {
    try ratio {
      try stopwatch.seconds(caseload, arguments)
    } to: {
      try stopwatch.seconds(CommandLine.arguments[0], ["scan"] + files)
    }
  }

  /// The median of the ratios of two times, taken in turn, so that what else the machine does hits both.
  private func ratio(of time: () throws -> Double, to reference: () throws -> Double) rethrows -> Double {
    var ratios: [Double] = []
    for _ in 0..<runs {
      let reference = try reference()
      ratios.append(try time() / reference)
    }
    return ratios.median
  }

  /// The reference: a C loop over libyaml's events of the same bytes.
  func scan() {
    var bytes = 0
    for file in files { _ = caseload_scan_file(file, &bytes) }
  }

  /// Users spread over all of them, supervisors and officers too.
  func someUsers(_ count: Int) -> [UserID] { Self.spread(count, over: graph.project.users.count).map { UserID($0) } }

  /// Locations spread over all of them.
  func someLocations(_ count: Int) -> [LocationID] {
    Self.spread(count, over: graph.project.locations.count).map { LocationID($0) }
  }

  func someCases(_ count: Int) -> [CaseID] { Self.spread(count, over: graph.project.cases.count).map { CaseID($0) } }

  private static func spread(_ count: Int, over total: Int) -> [Int] {
    count >= total ? Array(0..<total) : (0..<count).map { ($0 * 2 + 1) * total / (count * 2) }
  }
}
