import Diagnostics
import Foundation
import Testing

@testable import Reporting

/// The structure that the official schema of SARIF 2.1.0 asks for, and what readers of it rely on.
@Suite struct SARIFTests {
  private func run(_ report: CheckReport, rules: [String: RuleText] = [:]) throws -> [String: Any] {
    let bytes = DiagnosticSARIF.render(report, rules: rules, version: "1.2.3")
    let log = try #require(try JSONSerialization.jsonObject(with: Data(bytes)) as? [String: Any])
    #expect(Set(log.keys) == ["$schema", "version", "runs"])
    #expect(log["version"] as? String == "2.1.0")
    let runs = try #require(log["runs"] as? [[String: Any]])
    #expect(runs.count == 1)
    return try #require(runs.first)
  }

  private func results(_ report: CheckReport) throws -> [[String: Any]] {
    try #require(try run(report)["results"] as? [[String: Any]])
  }

  @Test(arguments: CheckReport.samples.map(\.name))
  func `has what the schema requires`(sample: String) throws {
    let report = try #require(CheckReport.samples.first { $0.name == sample }).report
    let run = try run(report)
    #expect(Set(run.keys) == ["tool", "columnKind", "results"])
    #expect(run["columnKind"] as? String == "unicodeCodePoints")
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    #expect(driver["name"] as? String == "caseload")
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let ids = rules.compactMap { $0["id"] as? String }
    #expect(ids.count == rules.count)
    #expect(Set(ids).count == ids.count)
    for rule in rules { try expectMessage(rule["shortDescription"]) }
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == report.findings.count)
    for result in results {
      let index = try #require(result["ruleIndex"] as? Int)
      #expect(ids[index] == result["ruleId"] as? String)
      #expect(["error", "warning", "note"].contains(result["level"] as? String ?? ""))
      try expectMessage(result["message"])
      let locations = try #require(result["locations"] as? [[String: Any]])
      #expect(locations.count == 1)
      let related = result["relatedLocations"] as? [[String: Any]] ?? []
      for location in locations + related { try expectLocation(location) }
      for location in related { try expectMessage(location["message"]) }
      for fix in result["fixes"] as? [[String: Any]] ?? [] { try expectFix(fix) }
      let fingerprints = try #require(result["partialFingerprints"] as? [String: String])
      #expect(fingerprints["caseload/v1"]?.count == 16)
    }
  }

  /// Section 3.55: a description, and changes of files that replace regions.
  private func expectFix(_ fix: [String: Any]) throws {
    #expect(Set(fix.keys) == ["description", "artifactChanges"])
    try expectMessage(fix["description"])
    let changes = try #require(fix["artifactChanges"] as? [[String: Any]])
    #expect(!changes.isEmpty)
    for change in changes {
      #expect(Set(change.keys) == ["artifactLocation", "replacements"])
      let replacements = try #require(change["replacements"] as? [[String: Any]])
      #expect(!replacements.isEmpty)
      for replacement in replacements {
        #expect(Set(replacement.keys) == ["deletedRegion", "insertedContent"])
        #expect(Set((replacement["insertedContent"] as? [String: String] ?? [:]).keys) == ["text"])
        let region = try #require(replacement["deletedRegion"] as? [String: Int])
        #expect(Set(region.keys) == ["startLine", "startColumn", "endLine", "endColumn"])
        let start = (region["startLine"] ?? 0, region["startColumn"] ?? 0)
        #expect(start >= (1, 1) && start <= (region["endLine"] ?? 0, region["endColumn"] ?? 0))
      }
    }
  }

  @Test func `a finding with edits has one fix, in the order of the text`() throws {
    let results = try results(Samples.syntax.report)
    let fixes = results.compactMap { $0["fixes"] as? [[String: Any]] }
    #expect(fixes.map(\.count) == [1])
    let change = try #require((fixes.first?.first?["artifactChanges"] as? [[String: Any]])?.first)
    let replacements = try #require(change["replacements"] as? [[String: Any]])
    // Behind `two: 😀 here`, in code points; and `three`.
    #expect(replacements.map { $0["deletedRegion"] as? [String: Int] } == [
      ["startLine": 2, "startColumn": 12, "endLine": 2, "endColumn": 12],
      ["startLine": 3, "startColumn": 1, "endLine": 3, "endColumn": 6],
    ])
    #expect(replacements.map { ($0["insertedContent"] as? [String: String])?["text"] } == [" {0}", "drei\n\"3\""])
  }

  private func expectMessage(_ value: Any?) throws {
    let message = try #require(value as? [String: String])
    #expect(Set(message.keys) == ["text"])
  }

  private func expectLocation(_ location: [String: Any]) throws {
    let physical = try #require(location["physicalLocation"] as? [String: Any])
    let uri = try #require((physical["artifactLocation"] as? [String: String])?["uri"])
    #expect(!uri.isEmpty)
    #expect(uri.unicodeScalars.allSatisfy { $0.isASCII && !"{}|\\^`<>\" ".unicodeScalars.contains($0) })
    guard let region = physical["region"] as? [String: Int] else { return }
    #expect(Set(region.keys) == ["startLine", "startColumn", "endLine", "endColumn"])
    #expect(region.values.allSatisfy { $0 >= 1 })
    let start = (region["startLine"] ?? 0, region["startColumn"] ?? 0)
    #expect(start <= (region["endLine"] ?? 0, region["endColumn"] ?? 0))
  }

  @Test func `fingerprints depend on code and subject, not on lines`() throws {
    func fingerprint(_ code: String, subject: String = "", message: String = "m", line: Int = 0) throws -> String? {
      var samples = Samples()
      let file = samples.file("a.yaml", String(repeating: "\n", count: line) + "x\n")
      samples.add(code, message, samples.place(file, "x"))
      samples.diagnostics[0].subject = subject
      return (try results(samples.report).first?["partialFingerprints"] as? [String: String])?["caseload/v1"]
    }
    let first = try fingerprint("A1", subject: "form:a/b/c")
    // FNV-1a of `A1`, a zero byte and the subject, worked out apart.
    #expect(first == "f4ffe587d1a88209")
    #expect(try fingerprint("A1", subject: "form:a/b/c", message: "other", line: 7) == first)
    #expect(try fingerprint("A2", subject: "form:a/b/c") != first)
    #expect(try fingerprint("A1", subject: "form:a/b/d") != first)
    #expect(try fingerprint("A1", message: "one") != (try fingerprint("A1", message: "two")))
  }

  @Test func `braces and links are text`() throws {
    let result = try #require(try results(Samples.syntax.report).first)
    let text = try #require((result["message"] as? [String: String])?["text"])
    #expect(
      text.hasPrefix(#"::error::100% of \[all\](http://e.example) {{0}} {{names}}, "quoted" <b> & 'x' \]\]> \\ end"#))
  }

  @Test(arguments: [
    ("project.yaml", "project.yaml"), ("./a b/ä:%.yaml", "a%20b/%C3%A4%3A%25.yaml"), ("/x//y.yaml", "file:///x/y.yaml"),
    ("../up/./x.yaml", "../up/x.yaml"), ("-a?b#c[d].yaml", "-a%3Fb%23c%5Bd%5D.yaml"),
  ])
  func `paths are URIs`(path: String, uri: String) { #expect(ReportPath.uri(path) == uri) }

  @Test func `what is known of rules is shown`() throws {
    let run = try run(
      Samples.ordinary.report, rules: ["PROJ006": RuleText(summary: "a name is unknown", help: "write it as declared")])
    let driver = try #require((run["tool"] as? [String: Any])?["driver"] as? [String: Any])
    let rules = try #require(driver["rules"] as? [[String: Any]])
    let known = try #require(rules.first { $0["id"] as? String == "PROJ006" })
    #expect(known["shortDescription"] as? [String: String] == ["text": "a name is unknown"])
    #expect(known["help"] as? [String: String] == ["text": "write it as declared"])
    let other = try #require(rules.first { $0["id"] as? String == "PROJ005" })
    #expect(other["shortDescription"] as? [String: String] == ["text": "the user `…` is declared twice"])
  }
}
