import Diagnostics
import Foundation
import Testing

@testable import Reporting

#if canImport(FoundationXML)
  import FoundationXML
#endif

/// What the readers of GitHub, GitLab, JUnit and JSON Lines get to see.
@Suite struct ServiceFormatTests {
  // MARK: GitHub

  private func commands(_ report: CheckReport) -> [String] {
    String(decoding: DiagnosticGitHub.render(report), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  @Test func `a workflow command a finding, and a summary`() {
    for (_, report) in CheckReport.samples {
      let lines = commands(report)
      #expect(lines.count == report.findings.count + 1)
      for (line, finding) in zip(lines, report.findings) {
        let name = finding.severity == .info ? "notice" : finding.severity.rawValue
        #expect(line.hasPrefix("::\(name) file="))
      }
      #expect(lines.last?.hasPrefix("::") == false)
    }
  }

  @Test func `workflow commands are escaped`() {
    #expect(
      commands(Samples.syntax.report).first
        == "::error file=a b/ä%3A%2C%25&#?.yaml,line=2,col=8,endLine=2,endColumn=12,title=SYNTAX001::"
        + #"::error::100%25 of [all](http://e.example) {0} {names}, "quoted" <b> & 'x' ]]> \ end"#
        + #"%0Anote: first\r\nsecond%0Ahelp: ::set-output name=a::b%0A./a b/ä:,%25&#?.yaml:2:1: a]] > b ]]>"#)
  }

  @Test func `columns only within one line, lines only in a file`() {
    let lines = commands(Samples.edges.report)
    #expect(lines[3].hasPrefix("::error file=crlf.yaml,line=1,endLine=2,title=EDGE004::"))
    #expect(commands(Samples.ordinary.report)[4].hasPrefix("::error file=missing.yaml,title=FILE001::"))
  }

  // MARK: GitLab

  @Test(arguments: CheckReport.samples.map(\.name))
  func `code quality has the required fields and distinct fingerprints`(sample: String) throws {
    struct Issue: Decodable {
      struct Location: Decodable {
        struct Lines: Decodable { let begin: Int }
        let path: String
        let lines: Lines
      }
      let description, check_name, fingerprint, severity: String
      let location: Location
    }
    let report = try #require(CheckReport.samples.first { $0.name == sample }).report
    let issues = try JSONDecoder().decode([Issue].self, from: Data(DiagnosticGitLab.render(report)))
    #expect(issues.map(\.check_name) == report.findings.map(\.code))
    #expect(issues.map(\.description) == report.findings.map(\.message))
    #expect(Set(issues.map(\.fingerprint)).count == issues.count)
    for issue in issues {
      #expect(["info", "minor", "major", "critical", "blocker"].contains(issue.severity))
      #expect(issue.location.lines.begin >= 1)
      #expect(!issue.location.path.hasPrefix("./"))
    }
  }

  // MARK: JSON Lines

  @Test(arguments: CheckReport.samples.map(\.name))
  func `one object a line, as in JSON`(sample: String) throws {
    let report = try #require(CheckReport.samples.first { $0.name == sample }).report
    let lines = DiagnosticJSONLines.render(report).split(separator: UInt8(ascii: "\n"))
    let whole = DiagnosticJSON.render(report.findings, sources: report.sources)
    let json = try #require(try JSONSerialization.jsonObject(with: Data(whole)) as? [String: Any])
    let findings = try #require(json["findings"] as? [NSDictionary])
    let objects = try lines.map { try #require(try JSONSerialization.jsonObject(with: Data($0)) as? NSDictionary) }
    #expect(objects == findings)
  }

  // MARK: JUnit

  private final class Reader: NSObject, XMLParserDelegate {
    var elements: [(name: String, attributes: [String: String])] = []
    var text = ""

    func parser(
      _ parser: XMLParser, didStartElement name: String, namespaceURI: String?, qualifiedName: String?,
      attributes: [String: String]
    ) { elements.append((name, attributes)) }

    func parser(_ parser: XMLParser, foundCharacters string: String) { text += string }
  }

  private func read(_ report: CheckReport) throws -> Reader {
    let reader = Reader()
    let parser = XMLParser(data: Data(DiagnosticJUnit.render(report)))
    parser.delegate = reader
    try #require(parser.parse(), "\(String(describing: parser.parserError))")
    return reader
  }

  @Test(arguments: CheckReport.samples.map(\.name))
  func `well-formed XML whose counts are right`(sample: String) throws {
    let report = try #require(CheckReport.samples.first { $0.name == sample }).report
    let elements = try read(report).elements
    let codes = Set(report.findings.map(\.code))
    let failed = Set(report.findings.filter { $0.severity != .info }.map(\.code))
    #expect(elements.count { $0.name == "testcase" } == max(1, codes.count))
    #expect(elements.count { $0.name == "failure" } == failed.count)
    for suite in elements where suite.name == "testsuite" || suite.name == "testsuites" {
      #expect(suite.attributes["tests"] == String(max(1, codes.count)))
      #expect(suite.attributes["failures"] == String(failed.count))
    }
  }

  @Test func `XML keeps hostile text readable`() throws {
    let reader = try read(Samples.syntax.report)
    #expect(reader.text.contains(#"{0} {names}, "quoted" <b> & 'x' ]]> \ end"#))
    #expect(reader.text.contains(#"not for XML: \#u{FFFD} \#u{FFFD} \u{8}"#))
    let failure = try #require(reader.elements.first { $0.name == "failure" })
    #expect(failure.attributes["type"] == "error")
    #expect(failure.attributes["message"] == Samples.syntax.diagnostics[0].message)
  }

  @Test func `one suite a project`() throws {
    var report = Samples.ordinary.report
    report.projects.append(CheckReport.Project(path: "other/project.yaml", findings: []))
    let suites = try read(report).elements.filter { $0.name == "testsuite" }
    #expect(suites.map { $0.attributes["name"] } == ["project.yaml", "other/project.yaml"])
    #expect(suites.map { $0.attributes["failures"] } == ["4", "0"])
  }
}
