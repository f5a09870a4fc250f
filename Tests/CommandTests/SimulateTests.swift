import Foundation
import Testing

/// `caseload simulate`, from outside.
@Suite struct SimulateTests {
  static let offline = "examples/two-workers/scenarios/one-closes-it-offline.yaml"

  @Test func `the timeline says what happens and how it ends`() throws {
    let result = try Executable.run(["simulate", Self.offline])
    #expect(result.status == 0)
    #expect(result.errors == "")
    #expect(result.text.hasPrefix("Two workers, one case, no network\n\(Self.offline)\n\n1. david, maria sync (line 9)\n"))
    #expect(result.text.contains("maria   disappears  monica"))
    #expect(result.text.contains("at the end\n"))
  }

  /// The contract of the JSON.
  @Test func `JSON has the devices that changed, and all with --all`() throws {
    for isAll in [false, true] {
      let json = try Executable.run(["simulate", Self.offline, "--format", "json"] + (isAll ? ["--all"] : [])).json()
      #expect(Set(json.keys) == ["scenario", "file", "passed", "steps", "state", "findings"])
      let steps = try #require(json["steps"] as? [[String: Any]])
      #expect(steps.map { $0["index"] as? Int } == Array(1...9))
      #expect(steps.map { $0["step"] as? String }.prefix(3) == ["sync", "offline", "submit"])
      #expect(steps[0]["line"] as? Int == 9)
      let keys: Set = [
        "index", "line", "step", "time", "title", "outcome", "reason", "detail", "devices", "server", "changes",
        "failures", "notes",
      ]
      for step in steps { #expect(Set(step.keys) == keys) }
      let devices = try #require(steps[0]["devices"] as? [String: [String: Any]])
      let david = try #require(devices["david"])
      #expect(david["cases"] as? [String] == ["lucy", "monica"])
      #expect(david["listed"] as? [String: [String]] == ["visits/pregnancies": ["lucy", "monica"]])
      #expect(david["groups"] as? [String] == ["group:river-ward"])
      let online = try #require(steps[5]["devices"] as? [String: [String: Any]])
      #expect(online.keys.sorted() == (isAll ? ["david", "maria"] : ["maria"]))
      #expect(online["maria"]?["cases"] as? [String] == [])
      let state = try #require(json["state"] as? [String: Any])
      let cases = try #require(state["cases"] as? [String: [String: Any]])
      #expect(cases["monica"]?["closed"] as? Bool == true)
      #expect(cases["monica"]?["owner"] as? String == "group:river-ward")
    }
  }

  @Test func `several scenarios are a list`() throws {
    let json = try Executable.run(["simulate", Self.offline, Self.offline, "--format", "json"]).json()
    #expect((json["scenarios"] as? [[String: Any]])?.count == 2)
  }

  @Test func `one user, one case, some steps`() throws {
    let maria = try Executable.run(["simulate", Self.offline, "--user", "maria"]).text
    #expect(!maria.contains("david   "))
    #expect(maria.contains("maria   disappears  monica"))
    let lucy = try Executable.run(["simulate", Self.offline, "--case", "lucy"]).text
    #expect(!lucy.contains("   monica"))
    #expect(lucy.contains("david  appears  lucy  "))
    let until = try Executable.run(["simulate", Self.offline, "--until", "4", "--format", "json"]).json()
    #expect((until["steps"] as? [Any])?.count == 4)
  }

  @Test func `a step beyond the end is noted`() throws {
    let result = try Executable.run(["simulate", Self.offline, "--until", "99"])
    #expect(result.status == 0)
    #expect(result.errors == "note: `\(Self.offline)` has 9 steps, fewer than --until 99: all are played\n")
    #expect(try Executable.run(["simulate", Self.offline, "--until", "9"]).errors == "")
  }

  @Test func `all devices at every step, for people`() throws {
    let text = try Executable.run(["simulate", Self.offline, "--until", "2", "--all"]).text
    #expect(text.contains("\n2. david, maria go offline (line 10)\n   david  has      lucy, monica; offline\n"), "\(text)")
    let maria = try Executable.run(["simulate", Self.offline, "--until", "2", "--all", "--user", "maria"]).text
    #expect(!maria.contains("david  "))
    #expect(maria.contains("\n2. david, maria go offline (line 10)\n   maria  has      monica; offline\n"), "\(maria)")
  }

  @Test func `a very long name pushes nothing else aside`() throws {
    let folder = try TemporaryFolder()
    let name = String(repeating: "n", count: 300)
    try folder.write("caseload: 1\nproject: p\ncase_types: {t: {}}\nmobile_workers: {\(name): {}, ann: {}}\ncases: {c: {case_type: t, owner: user:ann}}\n")
    let scenario = try folder.write("scenario: s\nproject: .\nsteps:\n  - sync: [ann, \(name)]\n", to: "s.scenario.yaml")
    let text = try Executable.run(["simulate", scenario]).text
    #expect(text.contains("\n   ann  appears  c  owned by user:ann\n"), "\(text)")
    #expect(text.contains("   \(name)  has"))
  }

  @Test func `explanations have file and line`() throws {
    let result = try Executable.run(["simulate", Self.offline, "--explain", "--user", "maria"])
    #expect(result.text.contains("because group:river-ward lists maria as a member (examples/two-workers/project.yaml:31:22)"))
  }

  static let misuses: [ErrorTests.Misuse] = [
    .init(arguments: ["simulate"], status: 64, says: "Missing expected argument"),
    .init(arguments: ["simulate", offline, "--until", "0"], status: 64, says: "Steps are counted from 1."),
    .init(arguments: ["simulate", offline, "--user", "mariah"], status: 2, says: "did you mean `maria`?"),
    .init(arguments: ["simulate", offline, "--case", "monika"], status: 2, says: "did you mean `monica`?"),
    .init(arguments: ["simulate", "no-such.yaml"], status: 2, says: "there is no such file"),
    .init(arguments: ["simulate", "examples/two-workers/project.yaml"], status: 2, says: "scenario"),
    .init(arguments: ["simulate", "/dev/null"], status: 2, says: "it is not a regular file"),
    .init(arguments: ["simulate", offline, "--project", "examples/organization"], status: 1, says: "there is no user `david`"),
    .init(arguments: ["simulate", offline, "--project", "nowhere"], status: 2, says: "there is no such file"),
    .init(arguments: ["simulate", "--interactive", "a", "b"], status: 64, says: "Give one project"),
    .init(arguments: ["simulate", "--interactive", "a", "--all"], status: 64, says: "type `state`"),
    .init(arguments: ["simulate", "--interactive", "nowhere"], status: 2, says: "there is no such file"),
  ]

  @Test(arguments: misuses)
  func `wrong arguments are explained`(misuse: ErrorTests.Misuse) throws {
    let result = try Executable.run(misuse.arguments)
    #expect(result.status == misuse.status, "\(result.errors)")
    #expect((result.errors + result.text).contains(misuse.says), "\(result.errors)\(result.text)")
  }

  @Test func `one bad scenario does not stop the others`() throws {
    let folder = try TemporaryFolder()
    let bad = try folder.write("scenario: bad\nproject: nowhere\nsteps: []\n", to: "bad.yaml")
    let result = try Executable.run(["simulate", bad, Self.offline])
    #expect(result.status == 2)
    #expect(result.errors.contains("bad.yaml:2:10"))
    #expect(result.text.contains("at the end"))
  }
}
