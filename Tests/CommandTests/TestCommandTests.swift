import Foundation
import Testing

/// `caseload test`, from outside.
@Suite struct TestCommandTests {
  /// Every scenario that is shipped holds, and each says what it shows.
  @Test func `the shipped scenarios pass`() throws {
    let result = try Executable.run(["test", "examples"])
    #expect(result.status == 0, "\(result.text)\(result.errors)")
    let json = try Executable.run(["test", "examples", "--format", "json"]).json()
    let scenarios = try #require(json["scenarios"] as? [[String: Any]])
    #expect(scenarios.count >= 15)
    for scenario in scenarios {
      #expect((scenario["expectations"] as? Int ?? 0) > 0)
      let file = try #require(scenario["file"] as? String)
      let text = try String(contentsOf: Executable.root.appendingPathComponent(file), encoding: .utf8)
      #expect(text.contains("\nexplanation: |\n"), "\(file)")
    }
  }

  static let project = """
    caseload: 1
    project: p
    case_types: {patient: {}, other: {}}
    apps:
      worker:
        case_sharing: true
        menus: {patients: {case_type: patient, forms: {register: {opens: patient}, visit: {requires_case: true, updates: {}}}}}
    groups: {a: {case_sharing: true, members: [ann]}, b: {case_sharing: true, members: [bob]}}
    mobile_workers: {ann: {}, bob: {}}
    cases: {x: {case_type: patient, owner: group:a}, y: {case_type: patient, owner: group:b}}

    """

  /// A folder with a project and scenarios.
  private func folder(_ scenarios: [String: String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    try folder.write(Self.project)
    for (name, steps) in scenarios {
      let parent = URL(fileURLWithPath: folder.path + "/" + name).deletingLastPathComponent()
      try FileManager.default.createDirectory(at: parent, withIntermediateDirectories: true)
      let up = String(repeating: "../", count: name.split(separator: "/").count - 1)
      try folder.write("scenario: \(name)\nproject: \(up)project.yaml\nsteps:\n\(steps)", to: name)
    }
    return folder
  }

  private static let good = "  - sync: ann\n  - expect: {sees: {ann: [x]}}\n"
  private static let wrong = "  - sync: [ann, bob]\n  - expect:\n      sees: {ann: [y], bob: [y]}\n      case: {x: {closed: true}}\n"

  @Test func `all failures in one run, with line, sign and reason`() throws {
    let folder = try folder(["a.scenario.yaml": Self.wrong, "scenarios/b.yaml": Self.wrong, "c.scenario.yaml": Self.good])
    let result = try Executable.run(["test", folder.path])
    #expect(result.status == 1)
    let lines = result.text.split(separator: "\n").map(String.init)
    #expect(lines.filter { $0.hasPrefix("FAILED") }.count == 2)
    #expect(lines.contains("\(folder.path)/a.scenario.yaml:6:14: step 2: cases on the device of ann"))
    let at = try #require(lines.firstIndex { $0.hasSuffix("cases on the device of ann") })
    #expect(lines[at + 1].hasPrefix("  - y: "))
    #expect(lines[at + 2].hasPrefix("  + x: "))
    #expect(lines.last == "3 scenarios: 1 passed, 2 failed; 7 expectations, 4 do not hold")
  }

  @Test func `what is found, and what is not`() throws {
    let folder = try folder([
      "a.scenario.yaml": Self.good, "scenarios/b.yaml": Self.good, "scenarios/deep/c.yml": Self.good,
      ".hidden/d.scenario.yaml": Self.wrong, "other/e.yaml": "no scenario", "scenarios/project.yaml": "no scenario",
    ])
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/scenarios/loop", withDestinationPath: "..")
    let json = try Executable.run(["test", folder.path + "/", folder.path + "/a.scenario.yaml", "--format", "json"]).json()
    let files = (json["scenarios"] as? [[String: Any]] ?? []).compactMap { $0["file"] as? String }
    #expect(files.map { $0.replacingOccurrences(of: folder.path + "/", with: "") } == ["a.scenario.yaml", "scenarios/b.yaml", "scenarios/deep/c.yml"])
  }

  @Test func `bad scenarios of every kind do not stop the others`() throws {
    let folder = try folder(["good.scenario.yaml": Self.good])
    let bad = [
      ("empty", "", "is empty"), ("yaml", "steps: [", "YAML"), ("list", "- a\n", "mapping"),
      ("no-project", "scenario: x\nsteps: []\n", "project"), ("key", "scenario: x\nproject: project.yaml\nstep: []\n", "steps"),
      ("missing", "scenario: x\nproject: nowhere.yaml\nsteps: []\n", "there is no such file"),
      ("user", "scenario: x\nproject: project.yaml\nsteps:\n  - sync: anne\n", "did you mean `ann`?"),
      ("case", "scenario: x\nproject: project.yaml\nsteps:\n  - expect: {seen_by: {z: []}}\n", "there is no case `z`"),
      ("form", "scenario: x\nproject: project.yaml\nsteps:\n  - sync: ann\n  - submit: {user: ann, form: worker/patients/registr}\n", "did you mean `worker/patients/register`?"),
      ("listed", "scenario: x\nproject: project.yaml\nsteps:\n  - sync: ann\n  - submit: {user: ann, form: worker/patients/visit, case: y}\n", "is not in the list"),
      ("patch", "scenario: x\nproject: project.yaml\nsteps:\n  - change: {groups: {a: {members: [anne]}}}\n", "patch.scenario.yaml:4:37"),
      ("binary", "\u{0}\u{1}\u{2}", "FILE"),
    ]
    for (name, text, _) in bad { try folder.write(text, to: "\(name).scenario.yaml") }
    let result = try Executable.run(["test", folder.path])
    #expect(result.status == 1)
    for (name, _, message) in bad where name != "binary" {
      #expect(result.text.contains("\(name).scenario.yaml"), "\(name)")
      #expect(result.text.contains(message), "\(name): \(result.text)")
    }
    #expect(result.text.hasSuffix("13 scenarios: 1 passed, 12 failed; 2 expectations\n"), "\(result.text.suffix(200))")
  }

  @Test(arguments: [
    (["no/such"], 2, "there is no such file or folder"), (["Documentation"], 2, "there is no scenario in"),
    (["examples", "--filter", "nothing like it"], 2, "none of 15 scenarios"),
    (["examples", "no/such"], 2, "15 passed"), (["examples", "--format", "yaml"], 64, "yaml"),
    (["examples", "--format", "junit", "--coverage"], 64, "Coverage is printed as text or json"),
    (["examples", "--fail-under", "101"], 64, "0 to 100"),
  ])
  func `wrong arguments are explained`(arguments: [String], status: Int, says: String) throws {
    let result = try Executable.run(["test"] + arguments)
    #expect(result.status == Int32(status))
    #expect((result.text + result.errors).contains(says), "\(result.text)\(result.errors)")
  }

  @Test(arguments: [("OFFLINE", 2), ("village-nurses", 4), ("Two workers", 1), ("two-workers", 5)])
  func `a filter is part of a path or a name`(filter: String, count: Int) throws {
    let json = try Executable.run(["test", "examples", "--filter", filter, "--format", "json"]).json()
    #expect((json["scenarios"] as? [Any])?.count == count)
  }

  @Test func `formats for services`() throws {
    let folder = try folder(["a.scenario.yaml": Self.wrong, "b.scenario.yaml": Self.good])
    let github = try Executable.run(["test", folder.path, "--format", "github"])
    #expect(github.status == 1)
    #expect(github.text.contains("::error file=\(folder.path)/a.scenario.yaml,line=6,col=14,endLine=6,endColumn=17,title=SCEN020::"))
    let junit = try Executable.run(["test", folder.path, "--format", "junit"])
    #expect(junit.status == 1)
    #expect(junit.text.contains(#"<testsuites name="caseload test" tests="2" failures="1" errors="0">"#))
    #expect(junit.text.components(separatedBy: "<failure ").count == 2)
  }

  @Test func `coverage names what no scenario touches, with its place`() throws {
    let folder = try folder(["a.scenario.yaml": Self.good])
    let path = folder.path
    let lcov = path + "/coverage.info"
    let result = try Executable.run(["test", path, "--coverage", "--lcov", lcov, "--fail-under", "90"])
    #expect(result.status == 1)
    // Forms: neither. Case types: that of the expected case is not opened or changed. Groups: a. Users: ann's kind.
    #expect(result.text.contains("not touched  worker/patients/register  \(path)/project.yaml:7:52\n"), "\(result.text)")
    #expect(result.text.contains("not touched  b    "), "\(result.text)")
    #expect(result.text.contains("not touched  bob  "), "\(result.text)")
    #expect(result.errors.contains("less than 90%"))
    let file = try String(contentsOfFile: lcov, encoding: .utf8)
    #expect(file.hasPrefix("TN:caseload\nSF:\(path)/project.yaml\nDA:3,"))
    #expect(try Executable.run(["test", path, "--coverage", "--fail-under", "10"]).status == 0)
    let json = try Executable.run(["test", path, "--coverage", "--format", "json"]).json()
    let coverage = try #require(json["coverage"] as? [String: Any])
    #expect(Set(coverage.keys) == ["covered", "total", "percent", "projects"])
    #expect(try Executable.run(["test", path, "--lcov", "/no/such/file"]).status == 2)
  }

  /// A rule is counted if it has something to judge, and touched if a scenario touches one thing that it judges.
  @Test func `coverage counts the rules of the project's policies`() throws {
    let folder = try folder(["a.scenario.yaml": Self.good])
    let path = folder.path
    try folder.write("""
      policy: own
      rules:
        ann-sees:
          code: LOCAL001
          severity: warning
          summary: Only ann sees patients
          for_each: sight
          where: sight.case_type == "patient" && sight.user.groups.exists(g, g.name == "b")
          require: sight.user.name == "ann"
          message: "no"
          examples: {good: "caseload: 1", bad: "caseload: 1"}
        registered:
          code: LOCAL002
          severity: warning
          summary: Each form has a name
          for_each: form
          require: form.name != ""
          message: "no"
          examples: {good: "caseload: 1", bad: "caseload: 1"}
        silent:
          code: LOCAL003
          severity: "off"
          summary: Nothing
          for_each: form
          require: "false"
          message: "no"
          examples: {good: "caseload: 1", bad: "caseload: 1"}
        about-nothing:
          code: LOCAL004
          severity: warning
          summary: Levels
          for_each: level
          require: "false"
          message: "no"
          examples: {good: "caseload: 1", bad: "caseload: 1"}

      """, to: "own.yaml")
    try folder.write(Self.project + "policies: [own.yaml]\n")
    let before = try Executable.run(["test", path, "--coverage"])
    #expect(before.status == 0, "\(before.errors)")
    // Neither bob's patients nor any form are played.
    #expect(before.text.contains("  0 of 2 rules\n    not touched  LOCAL001 ann-sees "), "\(before.text)")
    #expect(before.text.contains("not touched  LOCAL002 registered       \(path)/own.yaml:12:3\n"), "\(before.text)")
    #expect(!before.text.contains("LOCAL003") && !before.text.contains("LOCAL004"))
    let steps = "  - sync: [ann, bob]\n  - expect: {form: {user: ann, form: worker/patients/visit, outcome: opens}, case: {y: {closed: false}}}\n"
    try folder.write("scenario: b\nproject: .\nsteps:\n" + steps, to: "b.scenario.yaml")
    let after = try Executable.run(["test", path, "--coverage"])
    #expect(after.text.contains("  2 of 2 rules\n"), "\(after.text)")
    // The folder and the file in it are one project.
    #expect(after.text.components(separatedBy: "coverage of ").count == 2)
    let json = try Executable.run(["test", path, "--coverage", "--format", "json"]).json()
    let coverage = try #require(json["coverage"] as? [String: Any])
    let projects = try #require(coverage["projects"] as? [[String: Any]])
    let items = try #require(projects[0]["items"] as? [[String: Any]])
    let rule = try #require(items.last { $0["kind"] as? String == "rule" })
    #expect(rule["name"] as? String == "LOCAL002 registered")
    #expect(rule["scenarios"] as? Int == 1)
    #expect(rule["file"] as? String == path + "/own.yaml")
    let files = try Executable.run(["test", path, "--lcov", path + "/c.info", "--cobertura", path + "/c.xml", "--format", "junit"])
    #expect(files.status == 0)
    #expect(try String(contentsOfFile: path + "/c.info", encoding: .utf8).contains("SF:\(path)/own.yaml\nDA:3,1\nDA:12,1\n"))
    #expect(try String(contentsOfFile: path + "/c.xml", encoding: .utf8).contains(#"<method name="rule LOCAL001 ann-sees""#))
  }

  @Test func `a policy that cannot be read is not passed over`() throws {
    let folder = try folder(["a.scenario.yaml": Self.good])
    try folder.write(Self.project + "policies: [own.yaml]\n")
    let result = try Executable.run(["test", folder.path, "--coverage"])
    #expect(result.status == 2)
    #expect(result.errors.contains("own.yaml") && result.errors.contains("not all rules of \(folder.path)/project.yaml are counted"))
  }

  @Test(.timeLimit(.minutes(1))) func `Ctrl-C ends a run at once, and what it reads is watched`() throws {
    let folder = try folder([:])
    let long = "scenario: long\nproject: project.yaml\nsteps:\n"
      + String(repeating: "  - sync: ann\n  - submit: {user: ann, form: worker/patients/register}\n", count: 30_000)
    let path = try folder.write(long, to: "long.scenario.yaml")
    let process = Process()
    process.executableURL = Executable.buildFolder.appendingPathComponent("caseload")
    process.arguments = ["test", path, "--watch"]
    process.standardOutput = FileHandle.nullDevice
    process.standardError = FileHandle.nullDevice
    try process.run()
    usleep(700_000)
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    // No run has ended.
    #expect(process.terminationStatus == 130)
  }

  @Test(.timeLimit(.minutes(1))) func `files that come and go are noticed`() throws {
    let folder = try folder(["a.scenario.yaml": Self.good])
    try FileManager.default.createDirectory(atPath: folder.path + "/people", withIntermediateDirectories: true)
    try folder.write("web_users: {kim: {}}\n", to: "people/a.yaml")
    try folder.write(Self.project + "include: [people/*.yaml]\n")
    let process = Process()
    process.executableURL = Executable.buildFolder.appendingPathComponent("caseload")
    process.arguments = ["test", folder.path, "--watch"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    func next(_ total: String) {
      var seen = ""
      var descriptor = pollfd(fd: output.fileHandleForReading.fileDescriptor, events: Int16(POLLIN), revents: 0)
      while !seen.contains(total) {
        guard poll(&descriptor, 1, 10_000) == 1 else {
          Issue.record("`\(total)` did not come, but `\(seen)`")
          return
        }
        let data = output.fileHandleForReading.availableData
        if data.isEmpty { return }
        seen += String(decoding: data, as: UTF8.self)
      }
    }
    next("1 scenario: 1 passed; 1 expectation\n")
    // A file that the pattern takes in, and that declares ann again.
    try folder.write("mobile_workers: {ann: {}}\n", to: "people/b.yaml")
    next("1 scenario: 0 passed, 1 failed; 1 expectation\n")
    try FileManager.default.removeItem(atPath: folder.path + "/people/b.yaml")
    next("1 scenario: 1 passed; 1 expectation\n")
    try FileManager.default.removeItem(atPath: folder.path + "/project.yaml")
    next("1 scenario: 0 passed, 1 failed; 1 expectation\n")
    try folder.write(Self.project)
    next("1 scenario: 1 passed; 1 expectation\n")
    try FileManager.default.removeItem(atPath: folder.path + "/a.scenario.yaml")
    next("no scenarios\n")
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationStatus == 2)
  }

  @Test(.timeLimit(.minutes(1))) func `watching runs again when a file changes, and ends cleanly`() throws {
    let folder = try folder(["a.scenario.yaml": Self.good])
    let process = Process()
    process.executableURL = Executable.buildFolder.appendingPathComponent("caseload")
    process.arguments = ["test", folder.path, "--watch"]
    let output = Pipe()
    process.standardOutput = output
    process.standardError = FileHandle.nullDevice
    try process.run()
    var seen = ""
    func wait(for text: String) {
      while !seen.contains(text) {
        let data = output.fileHandleForReading.availableData
        if data.isEmpty { return }
        seen += String(decoding: data, as: UTF8.self)
      }
    }
    wait(for: "1 scenario: 1 passed; 1 expectation\n")
    try folder.write("scenario: b\nproject: project.yaml\nsteps:\n" + Self.wrong, to: "b.scenario.yaml")
    wait(for: "2 scenarios: 1 passed, 1 failed; 4 expectations, 2 do not hold\n")
    try folder.write("scenario: b\nproject: project.yaml\nsteps:\n" + Self.good, to: "b.scenario.yaml")
    wait(for: "2 scenarios: 2 passed; 2 expectations\n")
    process.interrupt()
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 0)
    #expect(seen.hasSuffix("2 scenarios: 2 passed; 2 expectations\n"))
  }
}
