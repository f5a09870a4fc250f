import Foundation
import Testing

@testable import Reporting

/// The manual's pages of rules and facts.
@Suite struct RuleReferenceTests {
  static let recordCommand = "CASELOAD_RECORD=1 swift test --filter RuleReferenceTests"

  static let pages = [RuleReference.path: RuleReference.markdown, FactsReference.path: FactsReference.markdown]

  @Test(arguments: pages.keys.sorted())
  func `the page is what the description says`(path: String) throws {
    let url = packageRoot.appendingPathComponent(path)
    let page = try #require(Self.pages[path])
    if ProcessInfo.processInfo.environment["CASELOAD_RECORD"] == "1" {
      try page.write(to: url, atomically: true, encoding: .utf8)
      return
    }
    let committed = (try? String(contentsOf: url, encoding: .utf8)) ?? ""
    if committed == page { return }
    let lines = page.split(separator: "\n", omittingEmptySubsequences: false)
    let old = committed.split(separator: "\n", omittingEmptySubsequences: false)
    let line = zip(lines, old).prefix { $0 == $1 }.count
    Issue.record(
      """
      \(path) is stale from line \(line + 1): `\(line < lines.count ? lines[line] : "")`
      write it anew: \(Self.recordCommand)
      """)
  }

  @Test(arguments: pages.keys.sorted())
  func `every link within the page leads to a heading`(path: String) throws {
    let page = try #require(Self.pages[path])
    let headings = Set(
      page.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased().replacing(" ", with: "-")
      })
    for link in Set(page.matches(of: /\]\(#([^)]*)\)/).map { String($0.1) }) { #expect(headings.contains(link), "#\(link)") }
  }
}
