import Foundation
import Testing

/// `check` by policies, and `caseload rules`, from outside.
@Suite struct RulesCommandTests {
  private let folder: TemporaryFolder
  static let rule = """
    policy: local
    rules:
      no-survey:
        code: LOCAL001
        summary: A survey is among the forms
        for_each: form
        where: size(form.openings) == 0
        message: "{which} opens nothing"
        because: Surveys belong elsewhere.
        mend: move it
        examples:
          good: |
            caseload: 1
            project: p
            case_types: {c: {}}
            apps: {a: {menus: {m: {case_type: c, forms: {f: {opens: c}}}}}}
          bad: |
            caseload: 1
            project: p
            case_types: {c: {}}
            apps: {a: {menus: {m: {case_type: c, forms: {f: {}}}}}}

    """
  static let project = """
    caseload: 1
    project: p
    case_types: {c: {}}
    apps: {a: {menus: {m: {case_type: c, forms: {f: {}, g: {opens: c}}}}}}
    mobile_workers: {ann: {}}
    policies: []

    """

  init() throws {
    folder = try TemporaryFolder()
    try folder.write(Self.project)
    try write(Self.rule, "local.yaml")
  }

  private func write(_ text: String, _ name: String) throws {
    try text.write(toFile: folder.path + "/" + name, atomically: true, encoding: .utf8)
  }

  private func run(_ arguments: String...) throws -> Executable.Result { try Executable.run(arguments, in: folder.path) }

  // MARK: check

  @Test func `a policy judges beside those of the project`() throws {
    #expect(try run("check", ".").text == "no findings\n")
    let result = try run("check", ".", "--policy", "local.yaml")
    #expect(result.status == 1)
    #expect(result.text.hasPrefix("warning[LOCAL001]: a/m/f opens nothing\n"))
    #expect(result.text.contains("help: move it"))
    #expect(result.text.hasSuffix("1 warning in 1 file\n"))
  }

  @Test func `a project names its policies, relative to its file`() throws {
    try folder.write(Self.project.replacing("policies: []", with: "policies: [local.yaml]\nrules: {no-survey: error}"))
    let result = try Executable.run(["check", folder.path])
    #expect(result.status == 1)
    #expect(result.text.contains("error[LOCAL001]"))
    #expect(try run("check", ".", "--rule", "LOCAL001=info").status == 0)
    #expect(try run("check", ".", "--rule", "no-survey=off").text == "no findings\n")
    #expect(try run("check", ".", "--rule", "no-survey=off", "--rule", "LOCAL001=warning").status == 1)
  }

  @Test func `a comment silences a rule of one's own`() throws {
    let multiline = Self.project.replacing("{f: {}, g", with: "{\n  f: {}, # caseload: allow LOCAL001 a census\n  g")
    try folder.write(multiline)
    #expect(try run("check", ".", "--policy", "local.yaml").text == "no findings; left out: 1 allowed\n")
    // A rule that is off looks for nothing: the comment may stay.
    let off = try run("check", ".", "--policy", "local.yaml", "--rule", "LOCAL001=off")
    #expect(off.text == "no findings\n")
  }

  @Test func `unknown policies and rules are findings where they are named`() throws {
    let result = try run("check", ".", "--policy", "recomended", "--rule", "LOCAL009=off")
    #expect(result.status == 1)
    #expect(result.text.contains("error[POL007]: there is no policy `recomended`"))
    #expect(result.text.contains("did you mean `recommended`?"))
    #expect(result.text.contains("error[POL008]: no rule has the code or name `LOCAL009`"))
    #expect(result.text.contains("--rule LOCAL009=off"))
    try folder.write(Self.project.replacing("policies: []", with: "policies:\n  - gone.yaml\nrules:\n  GONE001: off"))
    let declared = try run("check", ".")
    #expect(declared.status == 1)
    #expect(declared.text.contains("project.yaml:7:5"))
    #expect(declared.text.contains("project.yaml:9:3"))
  }

  @Test(arguments: ["LOCAL001", "LOCAL001=", "=off", "LOCAL001=loud", "LOCAL001:off"])
  func `a level that is none is wrong usage`(text: String) throws {
    #expect(try run("check", ".", "--rule", text).status == 64)
  }

  @Test func `mistakes of a policy have their place in it`() throws {
    try write(Self.rule.replacing("form.openings", with: "form.opening"), "local.yaml")
    let result = try run("check", ".", "--policy", "local.yaml")
    #expect(result.status == 1)
    #expect(result.text.contains("error[POL005]"))
    #expect(result.text.contains("local.yaml:7:22"))
    #expect(!result.text.contains("LOCAL001]"))
  }

  @Test func `every format carries findings of rules`() throws {
    for format in ["json", "jsonl", "sarif", "junit", "github", "gitlab"] {
      let result = try run("check", ".", "--policy", "local.yaml", "--format", format)
      #expect(result.status == 1)
      #expect(result.text.contains("LOCAL001"), "\(format)")
    }
    let sarif = try run("check", ".", "--policy", "local.yaml", "--format", "sarif").text
    #expect(sarif.contains("Surveys belong elsewhere."))
  }

  // MARK: rules

  @Test func `rules are listed`() throws {
    let result = try run("rules", "--policy", "local.yaml")
    #expect(result.status == 0)
    #expect(result.text == "local (local.yaml)\n LOCAL001  warning  no-survey  A survey is among the forms\n")
    let shipped = try run("rules")
    #expect(shipped.status == 0)
    for name in ["recommended (policies/recommended.yaml)", "strict (", "confidential ("] {
      #expect(shipped.text.contains(name))
    }
  }

  @Test func `rules are explained`() throws {
    let text = try run("rules", "no-survey", "--policy", "local.yaml").text
    for part in [
      "LOCAL001 no-survey (warning, of the policy local)", "Surveys belong elsewhere.", "How to mend it\n  move it",
      "  where: size(form.openings) == 0", "It fires in\n  caseload: 1", "It is silent in\n  caseload: 1",
    ] { #expect(text.contains(part), "\(part)") }
  }

  @Test func `rules as JSON`() throws {
    let list = try run("rules", "--policy", "local.yaml", "--format", "json").json()
    let rules = try #require(list["rules"] as? [[String: Any]])
    #expect(rules.count == 1)
    #expect(rules.first?["code"] as? String == "LOCAL001")
    #expect(rules.first?["for_each"] as? String == "form")
    #expect(rules.first?["because"] == nil)
    let one = try run("rules", "LOCAL001", "--policy", "local.yaml", "--format", "json").json()
    let explained = try #require((one["rules"] as? [[String: Any]])?.first)
    #expect(explained["where"] as? String == "size(form.openings) == 0")
    #expect(explained["mend"] as? String == "move it")
    #expect((explained["bad"] as? String)?.hasPrefix("caseload: 1\n") == true)
  }

  @Test func `the rules of a project, at its levels`() throws {
    try folder.write(Self.project.replacing("policies: []", with: "policies: [local.yaml]\nrules: {no-survey: error}"))
    #expect(try run("rules", "--project", ".").text.contains("LOCAL001  error  no-survey"))
    try folder.write("caseload: 1\n")
    #expect(try run("rules", "--project", ".").status == 2)
  }

  @Test func `a shipped policy is printed to the byte`() throws {
    let file = try Data(contentsOf: Executable.root.appendingPathComponent("policies/confidential.yaml"))
    #expect(try run("rules", "--print", "confidential").output == file)
    let unknown = try run("rules", "--print", "confidental")
    #expect(unknown.status == 2)
    #expect(unknown.errors.contains("did you mean confidential?"))
  }

  @Test func `examples are tried`() throws {
    let right = try run("rules", "--test", "local.yaml")
    #expect(right.status == 0)
    #expect(right.text == "1 rule, 2 examples: all as they should be\n")
    try write(Self.rule.replacing("forms: {f: {}}", with: "forms: {f: {opens: c}}"), "local.yaml")
    let wrong = try run("rules", "--test", "local.yaml")
    #expect(wrong.status == 1)
    #expect(wrong.text.contains("LOCAL001: the rule does not fire in the bad example"))
    #expect(wrong.text.hasSuffix("1 rule, 2 examples: 1 not as they should be\n"))
    let json = try run("rules", "--test", "local.yaml", "--format", "json").json()
    #expect((json["failures"] as? [[String: Any]])?.first?["example"] as? String == "bad")
    #expect(try run("rules", "--test", "gone.yaml").status == 2)
  }

  /// The policy itself is tried, not what it extends.
  @Test func `a policy that extends another is tried alone`() throws {
    try write(Self.rule.replacing("policy: local", with: "policy: local\nextends: recommended"), "local.yaml")
    #expect(try run("rules", "--test", "local.yaml").text == "1 rule, 2 examples: all as they should be\n")
  }

  @Test func `an unknown rule or policy could not be shown`() throws {
    let rule = try run("rules", "LOCAL002", "--policy", "local.yaml")
    #expect(rule.status == 2)
    #expect(rule.errors == "error: no rule has the code or name `LOCAL002`; did you mean `LOCAL001`?\n")
    let policy = try run("rules", "--policy", "gone.yaml")
    #expect(policy.status == 2)
    #expect(policy.errors.contains("error[POL007]"))
  }

  @Test(arguments: [
    ["--print", "strict", "--test", "strict"], ["--print", "strict", "ENTRY001"], ["--project", ".", "--policy", "strict"],
  ])
  func `what does not go together`(arguments: [String]) throws {
    #expect(try Executable.run(["rules"] + arguments, in: folder.path).status == 64)
  }
}
