import Foundation
import Testing

/// What users do wrong on the command line, and that nothing is lost or hangs.
@Suite struct ErrorTests {
  struct Misuse: CustomTestStringConvertible, Sendable {
    let arguments: [String]
    let status: Int32
    let says: String

    var testDescription: String { arguments.joined(separator: " ") }
  }

  static let misuses = [
    Misuse(arguments: ["check", "no/such/project"], status: 2, says: "there is no such file"),
    Misuse(arguments: ["check", "README.md/x"], status: 2, says: "cannot be read"),
    Misuse(arguments: ["check", "examples"], status: 2, says: "there is no such file"),
    Misuse(arguments: ["check", "/dev/null"], status: 2, says: "it is not a regular file"),
    Misuse(arguments: ["check"], status: 64, says: "Missing expected argument"),
    Misuse(arguments: ["check", "examples/two-workers", "--format", "yaml"], status: 64, says: "yaml"),
    Misuse(arguments: ["sees", "examples/two-workers", "dvaid"], status: 2, says: "did you mean `david`?"),
    Misuse(arguments: ["sees", "examples/two-workers"], status: 64, says: "Give a user, or --all."),
    Misuse(arguments: ["sees", "examples/two-workers", "david", "--all"], status: 64, says: "Give a user, or --all."),
    Misuse(
      arguments: ["forms", "examples/two-workers", "--form", "visits"], status: 2, says: "there is no form `visits`"),
    Misuse(arguments: ["who-sees", "examples/two-workers", "case:monika"], status: 2, says: "did you mean `monica`?"),
    Misuse(arguments: ["who-sees", "examples/two-workers", "nothing"], status: 2, says: "write `case:NAME`"),
    Misuse(arguments: ["why", "examples/two-workers", "david", "grupo:x"], status: 2, says: "write `case:NAME`"),
    Misuse(arguments: ["frobnicate"], status: 64, says: "frobnicate"),
  ]

  @Test(arguments: misuses)
  func `wrong arguments are explained`(misuse: Misuse) throws {
    let result = try Executable.run(misuse.arguments)
    #expect(result.status == misuse.status)
    #expect((result.errors + result.text).contains(misuse.says), "\(result.errors)\(result.text)")
  }

  @Test(arguments: [["forms"], ["sees", "--all"], ["who-sees", "user:a"], ["why", "a", "user:a"]])
  func `a project that does not compile answers nothing`(command: [String]) throws {
    let folder = try TemporaryFolder()
    let project = try folder.write("caseload: 1\nproject: x\nmobile_workers: {a: {groups: [b]}}\n")
    let result = try Executable.run([command[0], project] + command.dropFirst())
    #expect(result.status == 2)
    #expect(result.text == "")
    #expect(result.errors.contains("there is no group `b`"))
  }

  @Test func `init never overwrites`() throws {
    let folder = try TemporaryFolder()
    let target = folder.path + "/new"
    #expect(try Executable.run(["init", target]).status == 0)
    #expect(try Executable.run(["check", target]).text == "no findings\n")
    let again = try Executable.run(["init", target])
    #expect(again.status == 2)
    #expect(again.errors.contains("nothing is overwritten"))

    try folder.write("mine", to: "caseload.schema.json")
    #expect(try Executable.run(["init", folder.path]).status == 2)
    #expect(!FileManager.default.fileExists(atPath: folder.path + "/project.yaml"))
  }

  @Test func `a closed pipe ends quietly`() throws {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    let executable = Executable.buildFolder.appendingPathComponent("caseload").path
    process.arguments = [
      "-c", "'\(executable)' schema 2>&1 >/dev/null | head -c 1; '\(executable)' schema | head -c 1",
    ]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    #expect(String(decoding: data, as: UTF8.self) == "{")
  }

  @Test func `output is the same from run to run`() throws {
    for arguments in [
      ["check", "examples/common-mistakes"], ["sees", "examples/organization", "--all", "--format", "json"],
    ] {
      let first = try Executable.run(arguments).output
      for _ in 0..<5 { #expect(try Executable.run(arguments).output == first) }
    }
  }

  @Test func `several projects are checked in one run`() throws {
    let result = try Executable.run(["check", "examples/organization", "no/such", "examples/common-mistakes"])
    #expect(result.status == 2)
    #expect(result.text.contains("examples/organization/project.yaml:"))
    #expect(result.text.contains("examples/common-mistakes/project.yaml:"))
    #expect(result.text.contains("`no/such` cannot be read"))
  }

  @Test(arguments: ["check", "forms", "sees", "who-sees", "why", "init"])
  func `help shows examples`(command: String) throws {
    let result = try Executable.run([command, "--help"])
    #expect(result.status == 0)
    #expect(result.text.contains("caseload \(command) "))
  }

  @Test(arguments: ["bash", "zsh", "fish"])
  func `completion scripts are there`(shell: String) throws {
    let result = try Executable.run(["--generate-completion-script", shell])
    #expect(result.status == 0)
    #expect(result.text.contains("who-sees"))
  }
}

/// `check --against` compares whom a finding is true of, not what its message says.
@Suite struct AgainstTests {
  private static func project(members: String) -> String {
    """
    caseload: 1
    project: x
    case_types: {p: {}}
    apps: {a: {case_sharing: true, menus: {m: {case_type: p, forms: {reg: {opens: p}}}}}}
    groups: {g: {case_sharing: true, members: [\(members)]}}
    mobile_workers: {u1: {}, u2: {}, u3: {}, u4: {}, u5: {}, u6: {}, u7: {}}

    """
  }

  @Test(arguments: [("u7", "u6", 1, 1), ("u7", "u7", 0, 0), ("u7", "u6, u7", 0, 1), ("u6, u7", "u7", 1, 0)])
  func `whoever newly stops is brought`(before: String, after: String, brought: Int, mended: Int) throws {
    let folder = try TemporaryFolder()
    let old = try folder.write(Self.project(members: before), to: "old.yaml")
    let new = try folder.write(Self.project(members: after), to: "new.yaml")
    let result = try Executable.run(["check", new, "--against", old, "--format", "json"])
    #expect((try result.json()["findings"] as? [Any])?.count == brought)
    #expect((try result.json()["mended"] as? [Any])?.count == mended)
    #expect(result.status == (brought > 0 ? 1 : 0))
  }
}

@Suite struct GenerateTableTests {
  @Test func `an inactive worker stays inactive in the upload`() throws {
    let folder = try TemporaryFolder()
    let project = try folder.write(
      """
      caseload: 1
      project: p
      organization: {levels: {v: {shares_cases: true}}, locations: {v1: {level: v}}}
      mobile_workers: {a: {active: false, locations: [v1]}, b: {locations: [v1]}}

      """)
    let result = try Executable.run(["generate", "groups", project, "--format", "csv", "--out", folder.path + "/out"])
    #expect(result.status == 0)
    let users = try String(contentsOfFile: folder.path + "/out/users.csv", encoding: .utf8)
    #expect(
      users.split(whereSeparator: \.isNewline) == [
        "username,password,name,is_active,group 1", "a,,,no,v1-Cases", "b,,,yes,v1-Cases",
      ])
  }
}

@Suite struct GenerateOutputTests {
  @Test func `one workbook says where the reasons went`() throws {
    let folder = try TemporaryFolder()
    let one = try Executable.run([
      "generate", "groups", "examples/organization", "--format", "hq-workbook", "--output", folder.path + "/x.xlsx",
    ])
    #expect(one.status == 0)
    #expect(one.text.contains("--out DIR writes them beside it, as supervisors.csv"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["x.xlsx"])
    let all = try Executable.run([
      "generate", "groups", "examples/organization", "--format", "hq-workbook", "--out", folder.path + "/out",
    ])
    #expect(!all.text.contains("--out DIR"))
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folder.path + "/out").sorted() == [
        "mobile-workers.xlsx", "supervisors.csv",
      ])
  }
}

/// `generate --diff` against what HQ exported and what `--out` wrote.
@Suite struct GenerateDiffTests {
  private func written(_ format: String, _ folder: TemporaryFolder) throws -> String {
    let out = folder.path + "/" + format
    let result = try Executable.run(["generate", "groups", "examples/organization", "--format", format, "--out", out])
    #expect(result.status == 0)
    return out
  }

  @Test(arguments: ["hq-workbook", "csv", "yaml"])
  func `a folder that was written is compared`(format: String) throws {
    let folder = try TemporaryFolder()
    let out = try written(format, folder)
    let same = try Executable.run(["generate", "groups", "examples/organization", "--diff", out])
    #expect(same.status == 0)
    #expect(same.errors == "")
    #expect(same.text == "`\(out)` has the generated groups, and their members: 7 groups\n")
    let part = try Executable.run([
      "generate", "groups", "examples/organization", "--under", "mercy-clinic", "--diff", out,
    ])
    #expect(part.status == 1)
    #expect(part.text.contains("- group `North District/Hope Clinic/West Village-Cases`, 3 members\n    - chidi\n"))
  }

  @Test func `a comparison writes no file, and may say how much was proved`() throws {
    let folder = try TemporaryFolder()
    let out = folder.path + "/out"
    let wrong = try Executable.run([
      "generate", "groups", "examples/organization", "--diff", "examples/organization", "--out", out,
    ])
    #expect(wrong.status == 64)
    #expect(wrong.errors.contains("--diff writes nothing"))
    #expect(!FileManager.default.fileExists(atPath: out))
    let verified = try Executable.run([
      "generate", "groups", "examples/organization", "--diff", "examples/organization", "--verify",
    ])
    #expect(verified.text.contains("49 pairs of 7 workers and 7 owners compared"))
  }

  @Test func `a red proof is said, and in the exit code`() throws {
    let folder = try TemporaryFolder()
    let project = try folder.write(
      """
      caseload: 1
      project: p
      organization: {levels: {v: {shares_cases: true}}, locations: {v1: {level: v}}}
      groups: {v1: {name: v1-Cases, case_sharing: true, members: [b]}}
      mobile_workers: {a: {locations: [v1]}, b: {locations: [v1]}, c: {groups: [v1]}}

      """)
    let result = try Executable.run(["generate", "groups", project, "--existing", "merge", "--diff", project])
    #expect(result.status == 1)
    #expect(
      result.errors == """
        error: workers would not see the same as before (2 differences); without --diff, nothing would be written
          a would newly see the cases of group:v1
          c would newly see the cases of location:v1, which group:v1 stands for

        """)
    let json = try Executable.run(
      ["generate", "groups", project, "--existing", "merge", "--diff", project, "--report", "json"]
    ).json()
    #expect((json["proof"] as? [String: Any])?["green"] as? Bool == false)
  }

  @Test func `what cannot be compared is explained`() throws {
    let folder = try TemporaryFolder()
    let empty = try Executable.run(["generate", "groups", "examples/organization", "--diff", folder.path])
    #expect(empty.status == 2)
    #expect(empty.errors.contains("there is nothing to compare with: the folder has no `project.yaml`"))
    try folder.write("PK\u{3}\u{4}", to: "broken.xlsx")
    let broken = try Executable.run(["generate", "groups", "examples/organization", "--diff", folder.path])
    #expect(broken.status == 2)
    #expect(broken.errors.contains("error[SETUP009]: the workbook is damaged or cut off"))
    #expect(broken.errors.contains("broken.xlsx"))
  }
}
