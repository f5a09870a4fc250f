import Diagnostics
import OwnershipGraph
import ProjectModel
import Testing

@testable import Policy

/// How findings are grouped, placed and worded.
@Suite struct FindingTests {
  static let project = """
    caseload: 1
    project: village-health
    case_types: {patient: {}, referral: {}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: patient}
              refer:
                requires_case: true
                opens: {case_type: referral, index: {to: selected_case, relationship: child}}
    groups:
      red: {case_sharing: true, members: [ana]}
      blue: {case_sharing: true, members: [ana]}
      green: {}
    mobile_workers:
      ana: {role: nurse}
      ben: {role: chw, groups: [green]}
      cleo: {role: chw}
      dan: {role: chw, active: false}
      eve: {id: e1, role: nurse, groups: [red]}
    """

  struct Run {
    let loaded: LoadedProject
    let policies: PolicySet
    let run: RuleRun

    /// The findings in the order of output: `LINE message (count)`.
    var lines: [String] {
      run.findings.inOutputOrder(loaded.sources).map { finding in
        "\(line(finding.place)) \(finding.message) (\(finding.count))"
      }
    }

    func line(_ place: Place) -> Int {
      guard case .span(let span) = place else { return 0 }
      return loaded.sources[span.file].lineColumn(at: Int(span.start)).line
    }
  }

  private func judge(
    _ policy: String, _ project: String = Self.project, members: Bool = false, limits: RuleLimits = RuleLimits()
  ) throws -> Run {
    let loaded = ProjectLoader.load(text: Array(project.utf8), shownAs: "project.yaml")
    let compiled = try #require(loaded.project, "\(loaded.diagnostics.map(\.message))")
    let policies = PolicySet(text: policy, shownAs: "p.yaml", for: compiled)
    #expect(policies.diagnostics.map(\.message) == [])
    let run = RuleRun(OwnershipGraph(compiled), policies, namesMembers: members, limits: limits)
    return Run(loaded: loaded, policies: policies, run: run)
  }

  private func attempts(_ keys: String, _ message: String = "'{attempt.form}: {which}'") -> String {
    policy(keys, forEach: "attempt", message: message)
  }

  // MARK: Limits

  /// Three groups with two, one and no members in groups: a step or two for each element.
  @Test func `a rule that asks too much is stopped, at its macro`() throws {
    let text = policy("where: >-\n  group.name != '' &&\n  group.members.exists(m, m.role == 'x')", forEach: "group")
    for steps in [0, 1, 2, 5] {
      let run = try judge(text, limits: RuleLimits(rule: steps))
      #expect(run.run.failures.map(\.code) == ["POL010"], "\(steps)")
      let failure = try #require(run.run.failures.first)
      #expect(failure.severity == .error)
      #expect(failure.notes.contains { $0.contains("incomplete") })
      guard case .span(let span) = failure.place else { return #expect(Bool(false)) }
      #expect(run.policies.sources.text(of: span) == "group.members.exists(m, m.role == 'x')")
    }
    #expect(try judge(text, limits: RuleLimits(rule: 1_000)).run.failures.isEmpty)
    // What all rules of a part may spend together.
    #expect(try judge(text, limits: RuleLimits(rule: 1_000, part: 2)).run.failures.map(\.code) == ["POL010"])
  }

  /// Ten steps for all: the first rule takes them, and the second one is not to blame.
  @Test func `a rule that others have left nothing says so, and names them`() throws {
    func rule(_ name: String, _ code: String) -> String {
      """
        \(name):
          code: \(code)
          summary: s
          message: "'x'"
          for_each: group
          where: group.members.exists(m, m.role == '\(name)')
      """
    }
    let text = "policy: p\nrules:\n" + rule("dear", "LOCAL001") + "\n" + rule("cheap", "LOCAL002") + "\n"
    let enough = try judge(text, limits: RuleLimits(rule: 1_000, part: 1_000)).run
    #expect(enough.failures.isEmpty)
    let run = try judge(text, limits: RuleLimits(rule: 5, part: 5)).run
    #expect(run.failures.count == 2)
    #expect(run.failures.first?.message.contains("`LOCAL001` was stopped after 5 steps of its macros") == true)
    #expect(run.failures.last?.message == "rule `LOCAL002` was stopped: the macros of all rules together have used up the 5 steps of a run")
    #expect(run.failures.last?.notes.contains("most steps were taken by `LOCAL001` (5)") == true)
  }

  @Test(arguments: ["attempt", "sight", "user"])
  func `conditions without macros cost nothing`(kind: String) throws {
    let text = policy("where: \(kind == "user" ? "user" : kind + ".user").role == 'nurse'", forEach: kind)
    let run = try judge(text, limits: RuleLimits(rule: 0, part: 0))
    #expect(run.run.failures.isEmpty)
    #expect(!run.run.findings.isEmpty)
  }

  @Test(arguments: ["attempt", "sight"]) func `rules over people are stopped as well`(kind: String) throws {
    let text = policy("where: \(kind).user.groups.exists(g, g.name == 'x')", forEach: kind)
    #expect(try judge(text, limits: RuleLimits(rule: 1)).run.failures.map(\.code) == ["POL010"])
  }

  @Test func `what a rule found before it was stopped stays`() throws {
    let text = policy("where: group.members.exists(m, m.role == 'nurse')", forEach: "group", message: "'{group}'")
    let run = try judge(text, limits: RuleLimits(rule: 7))
    #expect(run.run.failures.map(\.code) == ["POL010"])
    #expect(run.lines == ["16 group:red (1)"])
    #expect(try judge(text).lines == ["16 group:red (1)", "17 group:blue (1)"])
  }

  @Test func `a sight is written in words`() throws {
    let text = policy(
      "where: sight.user.name == 'eve' && sight.case_type == 'patient' && sight.owner.kind == 'group'", forEach: "sight",
      message: "'{sight}'")
    #expect(try judge(text).lines == ["16 eve sees patient of group:red (1)"])
  }

  // MARK: Groups

  @Test func `attempts at one form are one finding`() throws {
    let run = try judge(attempts("where: attempt.outcome == 'stops'"))
    #expect(
      run.lines == [
        "11 worker/patients/register: ana, ben and cleo (3)", "12 worker/patients/refer: ana, ben and cleo (3)",
      ])
    #expect(run.run.findings.map(\.subject).sorted() == ["form:worker/patients/refer", "form:worker/patients/register"])
    #expect(run.run.findings.allSatisfy { $0.members.isEmpty })
  }

  @Test func `group_by keeps apart what is at one place`() throws {
    let run = try judge(
      attempts("where: attempt.outcome == 'stops' && attempt.form.name == 'register'\ngroup_by: attempt.reason",
        "'{attempt.reason} {which}'"))
    #expect(Set(run.lines) == ["11 no_group ben and cleo (2)", "11 several_groups ana (1)"])
    #expect(
      Set(run.run.findings.map(\.subject))
        == ["form:worker/patients/register/no_group", "form:worker/patients/register/several_groups"])
  }

  @Test func `at moves findings to another thing`() throws {
    let run = try judge(attempts("where: attempt.outcome == 'stops'\nat: attempt.user", "'{which}'"))
    #expect(run.lines == ["20 ana (1)", "21 ben (1)", "22 cleo (1)"])
    let menu = try judge(attempts("where: attempt.outcome == 'stops'\nat: attempt.form.menu", "'{count}'"))
    #expect(menu.lines == ["8 3 (3)"])
  }

  @Test(arguments: [
    ("form.requires_case", "/true"), ("size(form.openings)", "/1"), ("1.5", "/1.5"), ("form.name", "/refer"),
    ("form.app", "/app:worker"), ("form.openings[0]", "/form:worker/patients/refer/opens:0"), ("null", ""),
  ])
  func `what groups are called`(value: String, suffix: String) throws {
    let run = try judge(policy("where: form.name == 'refer'\ngroup_by: \(value == "null" ? "form.openings[0].owner" : value)"))
    #expect(run.run.findings.map(\.subject) == ["form:worker/patients/refer" + suffix])
  }

  @Test func `things at one place are one finding, the others beside it`() throws {
    let run = try judge(policy("at: form.app", message: "'{which}, {count}, {form}'"))
    #expect(run.lines == ["5 worker/patients/register and worker/patients/refer, 2, worker/patients/register (2)"])
    #expect(run.run.findings.first?.related.map { run.line($0.place) } == [11, 12])
  }

  @Test func `more than five are counted`() throws {
    let users = (1...9).map { "  u\($0): {}\n" }.joined()
    let project = "caseload: 1\nproject: p\nmobile_workers:\n\(users)"
    let run = try judge(policy("at: user.project", forEach: "user", message: "'{which}'"), project)
    #expect(run.lines == ["2 9 users (u1, u2, u3, u4, u5 and 4 more) (9)"])
    #expect(run.run.findings.first?.related.count == 5)
  }

  // MARK: What is beside

  @Test func `memberships are beside attempts`() throws {
    let run = try judge(attempts("where: attempt.reason == 'several_groups' && attempt.form.name == 'refer'"))
    let finding = try #require(run.run.findings.first)
    #expect(finding.notes == ["ana is in group:red, group:blue"])
    #expect(finding.related.map { run.line($0.place) } == [16, 17])
    #expect(finding.related.map(\.message) == ["ana: membership of group:red", "ana: membership of group:blue"])
  }

  @Test func `related is what the rule says`() throws {
    let run = try judge(policy("where: form.name == 'refer'\nrelated: form.openings[0].case_type"))
    #expect(run.run.findings.first?.related.map(\.message) == ["referral"])
    let list = try judge(policy("where: form.name == 'refer'\nrelated: form.app.case_types"))
    #expect(list.run.findings.first?.related.map(\.message) == ["patient", "referral"])
    let none = try judge(policy("where: form.name == 'refer'\nrelated: form.openings[0].owner"))
    #expect(none.run.findings.first?.related == [])
  }

  @Test func `members are ids where they are declared`() throws {
    let run = try judge(policy("where: user.active", forEach: "user"), members: true)
    #expect(run.run.findings.flatMap(\.members) == ["user:ana", "user:ben", "user:cleo", "user:eve"])
    let tried = try judge(attempts("where: attempt.form.name == 'refer'"), members: true)
    #expect(tried.run.findings.map(\.members) == [["ana", "ben", "cleo", "id:e1"]])
  }

  @Test func `how to mend is one line of help`() throws {
    let run = try judge(policy("where: form.name == 'refer'\nmend: |\n  do this\n  and that\n"))
    #expect(run.run.findings.first?.help == ["do this and that"])
  }

  // MARK: Levels, errors, order

  @Test(arguments: [("error", Severity.error), ("warning", .warning), ("info", .info)])
  func `the level is the severity`(level: String, severity: Severity) throws {
    let run = try judge(policy("severity: \(level)"))
    #expect(run.run.findings.map(\.severity) == [severity, severity])
  }

  @Test func `a rule that is off finds nothing`() throws {
    #expect(try judge(policy("severity: off")).run.findings.isEmpty)
  }

  @Test func `what has no value is told once, at its place in the policy`() throws {
    let keys = "where: >-\n  attempt.form.name == 'register' &&\n  attempt.user.groups[1].name == 'green'"
    let run = try judge(attempts(keys))
    #expect(run.run.findings.isEmpty)
    let failure = try #require(run.run.failures.first)
    #expect(run.run.failures.count == 1)
    #expect(failure.code == "POL009")
    #expect(failure.severity == .error)
    guard case .span(let span) = failure.place else { return #expect(Bool(false)) }
    let place = run.policies.sources[span.file].lineColumn(at: Int(span.start))
    #expect(place.line == 10)
    #expect((7...32).contains(place.column))
  }

  @Test(arguments: ["at: 'attempt.user.groups[9]'", "group_by: 'attempt.user.groups[9].name'", "related: 'attempt.user.groups[9]'"])
  func `places and groups without a value are told too`(key: String) throws {
    let run = try judge(attempts("where: attempt.outcome == 'stops'\n\(key)"))
    #expect(run.run.failures.map(\.code) == ["POL009"])
  }

  @Test func `a message without a value falls back on the summary`() throws {
    let run = try judge(attempts("where: attempt.form.name == 'refer'", "'{attempt.user.groups[9]}'"))
    #expect(run.run.findings.count == 1)
    #expect(run.run.findings.first?.message.hasPrefix("s (its message cannot be made: ") == true)
  }

  /// Two runs say the same in the same order; so do rules whatever their order.
  @Test func `the order is that of the text`() throws {
    let rules = ["AA1", "AA2", "AA3"].map {
      "  r\($0): {code: \($0), summary: s, for_each: form, message: m}\n"
    }
    let first = try judge("policy: p\nrules:\n" + rules.joined())
    let second = try judge("policy: p\nrules:\n" + rules.reversed().joined())
    let order = first.run.findings.inOutputOrder(first.loaded.sources).map(\.code)
    #expect(order == ["AA1", "AA2", "AA3", "AA1", "AA2", "AA3"])
    #expect(second.run.findings.inOutputOrder(second.loaded.sources).map(\.code) == order)
  }

  /// The project's `rules:` win over the policy, what is asked for over both.
  @Test func `levels come from the policy, the project, and the caller`() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "policy: p\nrules:\n"
        + ["AA1", "AA2", "AA3"].map { "  r\($0): {code: \($0), summary: s, for_each: form, message: m, severity: error}\n" }.joined(),
      to: "p.yaml")
    try folder.write(
      Self.project + "\npolicies: [p.yaml]\nrules: {AA2: info, rAA3: info, AA4: off}\n", to: "project.yaml")
    let project = try #require(ProjectLoader.load(folder.path).project)
    let policies = PolicySet(of: project, settings: [RuleSetting("AA3", .warning, at: .path("--rule"))])
    #expect(policies.diagnostics.isEmpty)
    #expect(policies.rules.map(\.level) == [.error, .info, .warning])
    #expect(policies.requestDiagnostics.map(\.code) == ["POL008"])
    #expect(policies.knownCodes.findings.isSuperset(of: ["AA1", "AA2", "AA3"]))
  }

  @Test func `a project without policies is judged by the recommended ones`() throws {
    let loaded = ProjectLoader.load(text: Array(Self.project.utf8), shownAs: "project.yaml")
    let policies = PolicySet(of: try #require(loaded.project))
    #expect(policies.policies.map(\.name) == ["recommended"])
    let none = ProjectLoader.load(text: Array((Self.project + "\npolicies: []\n").utf8), shownAs: "project.yaml")
    #expect(PolicySet(of: try #require(none.project)).policies.isEmpty)
  }
}
