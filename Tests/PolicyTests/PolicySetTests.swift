import Diagnostics
import Testing

@testable import Policy

/// Several policies together: what they extend, what is there twice, the levels of single rules.
@Suite struct PolicySetTests {
  private static func rule(_ code: String, _ name: String, extends: String = "") -> String {
    "policy: p-\(name)\n\(extends)\nrules:\n  \(name): {code: \(code), summary: s, for_each: form, message: m}\n"
  }

  /// Writes policies into a folder and reads one, or several.
  private func read(_ files: [String: String], _ names: String..., settings: [RuleSetting] = []) throws -> PolicySet {
    let folder = try TemporaryFolder()
    for (name, text) in files { try folder.write(text, to: name) }
    return PolicySet(names.map { PolicyRequest($0, at: .path($0), folder: folder.path) }, settings: settings)
  }

  // MARK: extends

  @Test func `what a policy extends comes first, and paths are relative to the file`() throws {
    let policies = try read(
      [
        "a.yaml": Self.rule("AA1", "a", extends: "extends: sub/b.yaml"),
        "sub/b.yaml": Self.rule("BB1", "b", extends: "extends: [../c.yaml]"), "c.yaml": Self.rule("CC1", "c"),
      ], "a.yaml")
    #expect(policies.problems == [])
    #expect(policies.rules.map(\.code) == ["CC1", "BB1", "AA1"])
    #expect(policies.policies.map(\.name) == ["p-c", "p-b", "p-a"])
    #expect(policies.isUsable)
  }

  @Test func `each policy is read once, whatever circles they make`() throws {
    let policies = try read(
      [
        "a.yaml": Self.rule("AA1", "a", extends: "extends: [b.yaml, ./a.yaml]"),
        "b.yaml": Self.rule("BB1", "b", extends: "extends: a.yaml"),
      ], "a.yaml", "b.yaml", "./a.yaml")
    #expect(policies.problems == [])
    #expect(policies.rules.map(\.code) == ["BB1", "AA1"])
  }

  @Test func `what is not there is reported where it is named`() throws {
    let policies = try read(
      ["a.yaml": "policy: a\nextends: [recomended, gone.yaml, sub/]\nrules: {}\n", "sub/x.yaml": ""], "a.yaml", "strikt")
    #expect(policies.problems == ["2:11 POL007", "2:23 POL007", "2:34 POL007"])
    #expect(policies.diagnostics.first?.help == ["did you mean `recommended`?"])
    #expect(policies.requestDiagnostics.map(\.code) == ["POL007"])
    #expect(policies.requestDiagnostics.first?.help == ["did you mean `strict`?"])
    #expect(!policies.isUsable)
    let bare = try read(["mine": Self.rule("AA1", "a")], "mine")
    #expect(bare.requestDiagnostics.first?.help == ["a file is named by a path with a `/` or by its ending: `./mine`"])
  }

  @Test func `a long chain is read`() throws {
    var files: [String: String] = [:]
    for i in 0..<300 { files["p\(i).yaml"] = Self.rule("AA\(i)", "r\(i)", extends: i < 299 ? "extends: p\(i + 1).yaml" : "") }
    let policies = try read(files, "p0.yaml")
    #expect(policies.problems == [])
    #expect(policies.rules.count == 300)
    #expect(policies.rules.last?.code == "AA0")
  }

  @Test func `shipped policies can be extended`() throws {
    let policies = try read(["a.yaml": Self.rule("AA1", "a", extends: "extends: recommended")], "a.yaml", "recommended")
    #expect(policies.problems == [])
    #expect(policies.policies.map(\.name) == ["recommended", "p-a"])
  }

  // MARK: Files that are no policies

  @Test(arguments: ["root:x:0:0", "- one\n- two\n", "password: hunter2\n", "a: [b\n", "[", "\0\u{1}"])
  func `nothing is shown of a file that is no policy`(text: String) throws {
    for name in ["passwd", "./passwd"] {
      let policies = try read(["a.yaml": "policy: a\nextends: ./passwd\n", "passwd": text], "a.yaml", name)
      #expect(policies.rules.isEmpty && !policies.isUsable)
      #expect(policies.problems == ["2:10 POL007"])
      for diagnostic in policies.diagnostics {
        guard case .span(let span) = diagnostic.place else { continue }
        #expect(policies.sources[span.file].path.hasSuffix("a.yaml"))
      }
    }
  }

  /// A project may name policies inside its folder alone, and so may these.
  @Test(arguments: [
    ("policies/a.yaml", [], 1), ("../out.yaml", ["POL007"], 0), ("policies/../../out.yaml", ["POL007"], 0),
    ("policies/up.yaml", ["POL007"], 0), ("../gone.yaml", ["POL007"], 0), ("/etc/passwd", ["POL007"], 0),
  ])
  func `a project's policies are in its folder`(name: String, codes: [String], rules: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write(Self.rule("AA1", "a"), to: "project/policies/a.yaml")
    try folder.write("policy: up\nextends: ../../out.yaml\n", to: "project/policies/up.yaml")
    try folder.write(Self.rule("BB1", "b"), to: "out.yaml")
    let inside = PolicyRequest(
      name, at: .path("project.yaml"), folder: folder.path + "/project", within: folder.path + "/project")
    let policies = PolicySet([inside])
    #expect((policies.diagnostics + policies.requestDiagnostics).map(\.code) == codes)
    #expect(policies.rules.count == rules)
    // Whoever gives a policy on the command line may name any file.
    if name != "../gone.yaml", name != "/etc/passwd" {
      #expect(PolicySet([PolicyRequest(name, at: .path(""), folder: folder.path + "/project")]).rules.count == 1)
    }
  }

  // MARK: Twice

  @Test func `a code that is there twice is reported at the one who extends`() throws {
    let policies = try read(
      ["a.yaml": Self.rule("AA1", "a", extends: "extends: b.yaml"), "b.yaml": Self.rule("AA1", "b")], "a.yaml")
    #expect(policies.diagnostics.map(\.message) == ["the code `AA1` is there twice"])
    #expect(policies.problems == ["4:3 POL004"])
    guard case .span(let span)? = policies.diagnostics.first?.place else { return #expect(Bool(false)) }
    #expect(policies.sources[span.file].path.hasSuffix("/a.yaml"))
    #expect(policies.rules.map(\.name) == ["b"])
  }

  @Test func `names and codes are one space of names`() {
    let policies = PolicySet(
      text: """
        policy: p
        rules:
          one: {code: AA1, summary: s, for_each: form, message: m}
          AA1: {code: AA2, summary: s, for_each: form, message: m}
          AA3: {code: AA3, summary: s, for_each: form, message: m}
        """, shownAs: "p.yaml")
    #expect(policies.diagnostics.map(\.message) == ["the rule `AA1` is there twice"])
    #expect(policies.problems == ["4:3 POL004"])
    #expect(policies.rules.map(\.code) == ["AA1", "AA3"])
  }

  @Test func `a name twice in one file is YAML's error`() {
    let rule = "{code: AA1, summary: s, for_each: form, message: m}"
    #expect(PolicySet(text: "policy: p\nrules:\n  a: \(rule)\n  a: \(rule)\n", shownAs: "p.yaml").problems == ["4:3 YAML003"])
  }

  // MARK: Levels

  @Test func `a project that sets a level by code and by name cannot mean both`() throws {
    func setting(_ name: String, _ start: Int) -> RuleSetting {
      RuleSetting(name, .off, at: .span(SourceSpan(file: FileID(0), start: start, length: 1)))
    }
    let files = ["a.yaml": Self.rule("AA1", "a")]
    let twice = try read(files, "a.yaml", settings: [setting("AA1", 0), setting("a", 9)])
    #expect(twice.requestDiagnostics.map(\.code) == ["POL004"])
    #expect(twice.requestDiagnostics.first?.message == "the level of rule `AA1` is set twice: `a` is the same rule")
    // A level of the command line comes on top.
    let over = try read(files, "a.yaml", settings: [setting("AA1", 0), RuleSetting("a", .error, at: .path("--rule"))])
    #expect(over.requestDiagnostics.isEmpty)
    #expect(over.rules.map(\.level) == [.error])
  }

  @Test func `the last setting wins, by code or name`() throws {
    let files = ["a.yaml": Self.rule("AA1", "a") + "  b: {code: BB1, summary: s, for_each: form, message: m, severity: off}\n"]
    let settings = [
      RuleSetting("AA1", .error, at: .path("1")), RuleSetting("b", .info, at: .path("2")),
      RuleSetting("a", .off, at: .path("3")), RuleSetting("AA2", .off, at: .path("4")),
    ]
    let policies = try read(files, "a.yaml", settings: settings)
    #expect(policies.rules.map(\.level) == [.off, .info])
    #expect(policies.requestDiagnostics.map(\.message) == ["no rule has the code or name `AA2`"])
    #expect(policies.requestDiagnostics.map(\.place) == [.path("4")])
    #expect(policies.requestDiagnostics.first?.help == ["did you mean `AA1`?"])
  }
}
