import Foundation
import ProjectModel
import Testing

@testable import Reporting

/// The columns that the manual names are those that the decoder knows.
@Suite struct TableColumnTests {
  /// The sections with what the decoder's own list is asked through: a header that nothing resembles.
  static let projects: [String: String] = [
    "mobile_workers": "mobile_workers: {table: t.csv}",
    "groups": "groups: {table: t.csv}",
    "locations": "organization: {levels: {l: }, locations: {table: {file: t.csv, level: l}}}",
    "cases": "cases: {table: t.csv}",
  ]

  /// The headers as the decoder lists them, numbers and names as `1`.
  static func documented(_ table: ConfigurationTable) -> Set<String> {
    let headers = table.columns.flatMap { [$0.header] + $0.aliases } + table.ignored
    return Set(
      headers.map { header in
        if header.hasPrefix("data: ") { return "data: 1" }
        return header.hasSuffix(" N") ? header.dropLast() + "1" : header.lowercased()
      })
  }

  @Test(arguments: ["mobile_workers", "groups", "locations", "cases"])
  func `the manual's columns are the decoder's`(section: String) throws {
    let table = try #require(ConfigurationTable.all.first { $0.section == section })
    let folder = try TemporaryFolder()
    let project = try #require(Self.projects[section])
    try folder.write(Array("caseload: 1\nproject: p\n\(project)\n".utf8), to: "project.yaml")
    let strange = String(repeating: "qx", count: 20)
    try folder.write(Array("\(strange)\n".utf8), to: "t.csv")
    let diagnostics = ProjectLoader.load(folder.path).diagnostics
    let help = try #require(diagnostics.first { $0.code == "CSV002" }?.help.first)
    #expect(Set(help.matches(of: /`([^`]*)`/).map { String($0.1) }) == Self.documented(table))
    let missing = Set(
      diagnostics.filter { $0.code == "CSV003" }.compactMap { $0.message.firstMatch(of: /column `(.*)`/) }
        .map { String($0.1) })
    #expect(missing == Set(table.columns.filter(\.isRequired).map(\.header)))
  }

  @Test(arguments: ["mobile_workers", "groups", "locations", "cases"])
  func `every column of the manual is accepted`(section: String) throws {
    let table = try #require(ConfigurationTable.all.first { $0.section == section })
    let folder = try TemporaryFolder()
    let project = try #require(Self.projects[section])
    try folder.write(Array("caseload: 1\nproject: p\n\(project)\n".utf8), to: "project.yaml")
    let headers = (table.columns.map(\.header) + table.ignored).map { $0.replacing(" N", with: " 1") }
    try folder.write(Array((headers.joined(separator: ",") + "\n").utf8), to: "t.csv")
    let diagnostics = ProjectLoader.load(folder.path).diagnostics
    #expect(diagnostics.map { "\($0.code) \($0.message)" } == [])
  }
}
