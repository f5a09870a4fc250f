import Foundation
import Testing

/// `check` from outside: every format, `--fail-on`, allowances and baselines.
@Suite struct CheckFormatTests {
  static let formats = ["text", "json", "jsonl", "sarif", "junit", "github", "gitlab"]
  static let mistakes = "examples/common-mistakes"

  @Test(arguments: formats)
  func `every format has every code, and the same exit code`(format: String) throws {
    let result = try Executable.run(["check", Self.mistakes, "--format", format])
    #expect(result.status == 1)
    #expect(result.errors == "")
    for code in ["ENTRY001", "ENTRY002", "ENTRY003"] { #expect(result.text.contains(code)) }
    let again = try Executable.run(["check", Self.mistakes, "--format", format])
    #expect(again.output == result.output)
  }

  @Test(arguments: formats)
  func `a clean project is clean in every format`(format: String) throws {
    let folder = try TemporaryFolder()
    #expect(try Executable.run(["init", folder.path + "/new"]).status == 0)
    let result = try Executable.run(["check", folder.path + "/new", "--format", format])
    #expect(result.status == 0)
    #expect(result.errors == "")
  }

  @Test(arguments: formats)
  func `a project that cannot be read is a finding in every format`(format: String) throws {
    let result = try Executable.run(["check", "no/such", "--format", format, "--fail-on", "never"])
    #expect(result.status == 2)
    #expect(result.text.contains("FILE001"))
  }

  @Test(arguments: [
    ("error", 1, 0, 0), ("warning", 1, 1, 0), ("info", 1, 1, 1), ("never", 0, 0, 0),
  ])
  func `fail-on says which severities fail`(threshold: String, error: Int32, warning: Int32, info: Int32) throws {
    let folder = try TemporaryFolder()
    func status(_ text: String) throws -> Int32 {
      try Executable.run(["check", try folder.write(text), "--fail-on", threshold]).status
    }
    #expect(try status(Self.stopping) == error)
    #expect(try status(Self.stopping.replacing("register:", with: "register: # caseload: allow ENTRY001")) == warning)
    #expect(try status(Self.unknownOwner) == info)
  }

  @Test func `an unknown threshold or format is wrong usage`() throws {
    #expect(try Executable.run(["check", Self.mistakes, "--fail-on", "fatal"]).status == 64)
    #expect(try Executable.run(["check", Self.mistakes, "--format", "xml"]).status == 64)
  }

  /// `ann` has no group.
  static let stopping = """
    caseload: 1
    project: p
    case_types: {c: {}}
    apps:
      a:
        case_sharing: true
        menus:
          m:
            case_type: c
            forms:
              register:
                opens: c
    mobile_workers: {ann: {}}
    """

  /// `ann` saves an owner that nobody can know.
  static let unknownOwner = stopping.replacing(
    "opens: c", with: "opens: [{case_type: c, properties: {owner_id: {xpath: \"instance('x')/y\"}}}]")

  // MARK: Allowances

  @Test func `an allowance silences, and the summary says so`() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(
      Self.stopping.replacing("register:", with: "register: # caseload: allow ENTRY001 a pilot"))
    let result = try Executable.run(["check", path])
    #expect(result.status == 0)
    #expect(result.text == "no findings; left out: 1 allowed\n")
    let json = try Executable.run(["check", path, "--format", "json"]).json()
    #expect((json["summary"] as? [String: Int])?["allowed"] == 1)
  }

  @Test func `in a project that does not compile nothing is said of what was not looked for`() throws {
    let folder = try TemporaryFolder()
    let text =
      Self.stopping.replacing("register:", with: "register: # caseload: allow ENTRY001 a pilot") + "\nwrong: 1\n"
    let json = try Executable.run(["check", try folder.write(text), "--format", "json"]).json()
    #expect((json["findings"] as? [[String: Any]])?.map { $0["code"] as? String } == ["PROJ001"])
  }

  /// Services look for the file that a finding names: an option is none.
  @Test(arguments: formats, [["--rule", "ENTRY0011=off"], ["--policy", "recomended"]])
  func `what is wrong with an option stands at the project`(format: String, option: [String]) throws {
    let folder = try TemporaryFolder()
    #expect(try Executable.run(["init", folder.path + "/new"]).status == 0)
    let result = try Executable.run(["check", "new", "--format", format] + option, in: folder.path)
    #expect(result.status == 1)
    let words = option.joined(separator: " ")
    for part in result.text.components(separatedBy: words).dropLast() { #expect(part.hasSuffix("the command says `")) }
    #expect(result.text.contains("new/project.yaml"))
    #expect(format == "github" || format == "gitlab" || format == "junit" || result.text.contains("`\(words)`"))
  }
}
