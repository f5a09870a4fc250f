import Foundation
import Testing

/// `check --baseline` from outside.
@Suite struct BaselineCommandTests {
  private let folder: TemporaryFolder
  private let baseline: String

  init() throws {
    folder = try TemporaryFolder()
    baseline = folder.path + "/known.json"
    try folder.write(CheckFormatTests.stopping)
  }

  private func check(_ arguments: String...) throws -> Executable.Result {
    try Executable.run(["check", folder.path] + arguments)
  }

  private func text(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test func `what is written is known from then on, wherever its lines move`() throws {
    let written = try check("--baseline", baseline, "--write-baseline")
    #expect(written.status == 0)
    #expect(written.errors == "wrote 1 finding to `\(baseline)`\n")
    #expect(written.text == "no findings; left out: 1 in the baseline\n")
    #expect(
      try text(baseline) == """
        {
          "caseload_baseline": 1,
          "findings": {
            "ENTRY001": [
              "form:a/m/register"
            ]
          }
        }

        """)
    try folder.write("# more\n# lines\n" + CheckFormatTests.stopping)
    let known = try check("--baseline", baseline, "--strict-baseline")
    #expect(known.status == 0)
    #expect(known.text == "no findings; left out: 1 in the baseline\n")
    #expect(try check().status == 1)
    let summary = try check("--baseline", baseline, "--format", "json").json()["summary"] as? [String: Int]
    #expect(summary == ["errors": 0, "warnings": 0, "infos": 0, "allowed": 0, "baselined": 1])
  }

  @Test func `mended entries are reported, and fail if asked`() throws {
    _ = try check("--baseline", baseline, "--write-baseline")
    try folder.write(CheckFormatTests.stopping + "\ngroups: {g: {case_sharing: true, members: [ann]}}\n")
    let lenient = try check("--baseline", baseline)
    #expect(lenient.status == 0)
    #expect(lenient.text.contains("info[BASE001]: `ENTRY001` about `form:a/m/register`"))
    #expect(lenient.text.contains("known.json:5:7"))
    let strict = try check("--baseline", baseline, "--strict-baseline")
    #expect(strict.status == 1)
    #expect(strict.text.contains("error[BASE001]"))
    let rewritten = try check("--baseline", baseline, "--write-baseline")
    #expect(rewritten.errors == "wrote 0 findings to `\(baseline)`; 1 mended and taken out\n")
    #expect(try check("--baseline", baseline, "--strict-baseline").status == 0)
  }

  @Test func `new findings show beside known ones`() throws {
    _ = try check("--baseline", baseline, "--write-baseline")
    try folder.write(
      CheckFormatTests.stopping.replacing("register:", with: "register:\n            opens: c\n          second:"))
    let result = try check("--baseline", baseline, "--format", "json")
    let findings = try result.json()["findings"] as? [[String: Any]]
    #expect(findings?.map { $0["subject"] as? String } == ["form:a/m/second"])
    #expect(result.status == 1)
  }

  @Test func `only the flag writes, and only over a baseline`() throws {
    #expect(try check("--baseline", baseline).status == 2)
    #expect(!FileManager.default.fileExists(atPath: baseline))
    let project = folder.path + "/project.yaml"
    let result = try check("--baseline", project, "--write-baseline")
    #expect(result.status == 2)
    #expect(result.errors.contains("is no baseline: it is not JSON"))
    #expect(try text(project) == CheckFormatTests.stopping)
  }

  @Test func `a project that does not compile leaves the baseline alone`() throws {
    _ = try check("--baseline", baseline, "--write-baseline")
    let before = try text(baseline)
    try folder.write(CheckFormatTests.stopping + "\nwrong: 1\n")
    let result = try check("--baseline", baseline, "--write-baseline")
    #expect(result.status == 1)
    #expect(result.errors.contains("the project does not compile"))
    #expect(try text(baseline) == before)
    #expect(try check("--baseline", baseline, "--strict-baseline").text.contains("BASE001") == false)
  }

  @Test(arguments: ["{", "[]", #"{"caseload_baseline": 9, "findings": {}}"#, "", "\u{0}"])
  func `bad JSON is an error, not a crash`(content: String) throws {
    try folder.write(content, to: "known.json")
    let result = try check("--baseline", baseline)
    #expect(result.status == 2)
    #expect(result.errors.hasPrefix("error: `\(baseline)` is no baseline: "))
    #expect(result.text == "")
  }

  @Test func `misuse is said`() throws {
    #expect(try check("--write-baseline").status == 64)
    #expect(try check("--strict-baseline").status == 64)
    #expect(try check(folder.path, "--baseline", baseline).status == 64)
    #expect(try check("--baseline", folder.path).status == 2)
    #expect(try check("--baseline", folder.path + "/no/such/known.json", "--write-baseline").status == 2)
  }
}
