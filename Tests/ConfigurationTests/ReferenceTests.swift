import Foundation
import ProjectModel
import Testing

@testable import Reporting

/// The manual's page of the configuration language.
@Suite struct ReferenceTests {
  static let recordCommand = "CASELOAD_RECORD=1 swift test --filter ConfigurationTests"

  @Test func `the page is what the description says`() throws {
    let url = packageRoot.appendingPathComponent(ConfigurationReference.path)
    let page = ConfigurationReference.markdown
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
      \(ConfigurationReference.path) is stale from line \(line + 1): `\(line < lines.count ? lines[line] : "")`
      write it anew: \(Self.recordCommand)
      """)
  }

  @Test func `every link leads to a heading`() {
    let page = ConfigurationReference.markdown
    let headings = Set(
      page.split(separator: "\n").filter { $0.hasPrefix("#") }.map { line in
        line.drop { $0 == "#" || $0 == " " }.lowercased().replacing(" ", with: "-").filter {
          $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_"
        }
      })
    for link in Set(page.matches(of: /\]\(#([^)]*)\)/).map { String($0.1) }) {
      #expect(headings.contains(link), "#\(link)")
    }
    for shape in Language.shapes { #expect(headings.contains(shape.name.anchor)) }
  }

  @Test func `prose stays within 118 columns`() {
    for line in ConfigurationReference.markdown.split(separator: "\n") where !line.hasPrefix("|") {
      #expect(line.count <= 118, "\(line)")
    }
  }

  // MARK: Examples

  /// A ```` ```yaml ```` block of the page, and the CSV files that follow it.
  struct Example: CustomTestStringConvertible, Sendable {
    let yaml: String
    var tables: [(name: String, text: String)] = []
    var testDescription: String { yaml.replacing("\n", with: " ⏎ ") }

    /// The block as a main file.
    var project: String {
      yaml.contains("caseload:") ? yaml : "caseload: 1\nproject: example\n" + yaml
    }
  }

  static let examples: [Example] = {
    var examples: [Example] = []
    for block in ConfigurationReference.markdown.matches(of: /(?m)^```(yaml|csv)(.*)\n((?s:.*?))^```$/) {
      let text = String(block.3)
      if block.1 == "yaml" {
        examples.append(Example(yaml: text))
      } else if !examples.isEmpty {
        examples[examples.count - 1].tables.append((block.2.trimmingCharacters(in: .whitespaces), text))
      }
    }
    return examples
  }()

  @Test func `there are examples`() {
    #expect(Self.examples.count >= 20)
    #expect(Self.examples.contains { $0.tables.count == 2 })
  }

  @Test(arguments: examples)
  func `an example loads without a diagnostic`(example: Example) throws {
    let folder = try TemporaryFolder()
    try folder.write(Array(example.project.utf8), to: "project.yaml")
    for table in example.tables { try folder.write(Array(table.text.utf8), to: table.name) }
    let loaded = ProjectLoader.load(folder.path)
    #expect(loaded.diagnostics.map { "\($0.code) \($0.message)" } == [])
    #expect(loaded.project != nil)
  }
}
