import Foundation
import Testing

/// `Documentation/Diagnostics.md` has every code of the sources, and no other; the codes of rules are in the rulebook.
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
      used.formUnion(text.matches(of: /"((?:FILE|YAML|CSV|PROJ|ORG|FORM|XPATH|POL|ALLOW|BASE|SCEN)[0-9]{3})"/).map { String($0.1) })
    }
    #expect(used.subtracting(documented).sorted() == [])
    #expect(documented.subtracting(used).sorted() == [])
  }

  /// The rules of the shipped policies, as their files name them.
  @Test func everyRuleIsInTheRulebook() throws {
    let page = try String(contentsOf: Self.root.appending(path: "Documentation/Rulebook.md"), encoding: .utf8)
    let documented = Set(page.matches(of: /\n### ([A-Z]+[0-9]+)\n/).map { String($0.1) })
    var codes: Set<String> = []
    for policy in ["recommended", "strict", "confidential"] {
      let text = try String(contentsOf: Self.root.appending(path: "policies/\(policy).yaml"), encoding: .utf8)
      codes.formUnion(text.matches(of: /\n    code: ([A-Z]+[0-9]+)/).map { String($0.1) })
    }
    #expect(codes.sorted() == documented.sorted())
  }
}
