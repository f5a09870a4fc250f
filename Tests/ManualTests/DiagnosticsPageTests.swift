import Foundation
import Testing

/// `Documentation/Diagnostics.md` has every code of the sources, and no other.
struct DiagnosticsPageTests {
  private static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()

  @Test func everyCodeIsDocumented() throws {
    let page = try String(contentsOf: Self.root.appending(path: "Documentation/Diagnostics.md"), encoding: .utf8)
    let documented = Set(page.matches(of: /\| ([A-Z]+[0-9]{3}) \|/).map { String($0.1) })
    var used: Set<String> = []
    let sources = Self.root.appending(path: "Sources")
    for case let file as URL in FileManager.default.enumerator(at: sources, includingPropertiesForKeys: nil) ?? .init() {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      used.formUnion(text.matches(of: /"((?:FILE|YAML|CSV|PROJ|ORG|FORM|XPATH|ENTRY|OWNER|ALLOW|BASE|SCEN)[0-9]{3})"/).map { String($0.1) })
    }
    #expect(used.subtracting(documented).sorted() == [])
    #expect(documented.subtracting(used).sorted() == [])
  }
}
