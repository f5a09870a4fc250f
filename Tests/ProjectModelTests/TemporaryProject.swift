import Diagnostics
import Foundation
import ProjectModel
import Testing

/// A project in a folder of its own, which goes when the test is over.
final class TemporaryProject {
  let folder: URL

  init(_ files: [String: String]) throws {
    folder = FileManager.default.temporaryDirectory.appendingPathComponent("project-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    for (path, text) in files { try write(path, text) }
  }

  /// A project of one file; `caseload` and `project` are put before it.
  convenience init(_ text: String) throws { try self.init(["project.yaml": "caseload: 1\nproject: p\n" + text]) }

  deinit { try? FileManager.default.removeItem(at: folder) }

  func write(_ path: String, _ text: String) throws {
    let file = folder.appendingPathComponent(path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    // Foundation's own ways to write a file wait for the disk.
    let stream = try #require(fopen(file.path, "w"))
    #expect(fwrite(Array(text.utf8), 1, text.utf8.count, stream) == text.utf8.count)
    fclose(stream)
  }

  func load() -> LoadedProject { ProjectLoader.load(folder.path) }

  /// The diagnostics as `path:line:column CODE`, with how many times each code is there.
  func codes() -> [String: Int] {
    load().diagnostics.reduce(into: [:]) { $0[$1.code, default: 0] += 1 }
  }

  func lines() -> [String] {
    let loaded = load()
    return loaded.diagnostics.map { diagnostic in
      guard case .span(let span) = diagnostic.place else { return diagnostic.code }
      let place = loaded.sources.lineColumn(of: span)
      let path = loaded.sources[span.file].path.dropFirst(folder.path.count + 1)
      return "\(path):\(place.line):\(place.column) \(diagnostic.code)"
    }
  }
}
