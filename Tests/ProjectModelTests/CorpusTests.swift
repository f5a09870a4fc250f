import Diagnostics
import Foundation
import ProjectModel
import Testing

/// The projects of `Data`, see the README there.
@Suite struct CorpusTests {
  /// A folder with a project; named so that a failure says which.
  struct Folder: CustomTestStringConvertible, Sendable {
    let url: URL
    var testDescription: String { url.lastPathComponent }
  }

  private static func folders(_ name: String) -> [Folder] {
    let data = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Data/\(name)")
    let all = try? FileManager.default.contentsOfDirectory(at: data, includingPropertiesForKeys: nil)
    return (all ?? []).map { Folder(url: $0) }.sorted { $0.url.path < $1.url.path }
  }

  private static let bad = folders("BadInput")
  private static let good = folders("GoodInput")

  @Test func theCorpusIsThere() {
    #expect(Self.bad.count >= 91)
    #expect(Self.good.count >= 25)
  }

  @Test(arguments: bad)
  func badInput(_ folder: Folder) throws {
    let loaded = ProjectLoader.load(folder.url.appendingPathComponent("project.yaml").path)
    let expected = try String(contentsOf: folder.url.appendingPathComponent("expected.txt"), encoding: .utf8)
    let found = loaded.diagnostics.map { Self.line($0, loaded.sources, folder.url.path + "/") }
    #expect(found.sorted() == expected.split(separator: "\n").map(String.init).sorted())
    #expect((loaded.project == nil) == loaded.diagnostics.contains { $0.severity == .error })
    for diagnostic in loaded.diagnostics {
      #expect(!diagnostic.help.isEmpty, "\(diagnostic.code) has no cure")
      #expect(diagnostic.message.first?.isUppercase != true && diagnostic.message.last != ".")
    }
  }

  @Test(arguments: good)
  func goodInput(_ folder: Folder) {
    let loaded = ProjectLoader.load(folder.url.appendingPathComponent("project.yaml").path)
    #expect(loaded.diagnostics.map { Self.line($0, loaded.sources, folder.url.path + "/") + " " + $0.message } == [])
    #expect(loaded.project != nil)
  }

  private static func line(_ diagnostic: Diagnostic, _ sources: SourceMap, _ folder: String) -> String {
    func relative(_ path: String) -> String { path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path }
    switch diagnostic.place {
    case .path(let path): return "\(relative(path)) \(diagnostic.code)"
    case .span(let span):
      let place = sources.lineColumn(of: span)
      return "\(relative(sources[span.file].path)):\(place.line):\(place.column) \(diagnostic.code)"
    }
  }
}
