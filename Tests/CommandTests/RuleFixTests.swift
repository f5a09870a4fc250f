import Foundation
import Testing

/// The mends that rules name.
@Suite struct RuleFixTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  struct Mend: CustomTestStringConvertible, Sendable {
    let fix: String
    /// `for_each` and what else the rule needs.
    let rule: String
    let before: String
    /// The same text if nothing is to be mended.
    let after: String

    var testDescription: String { "\(fix): \(before)" }
  }

  private static func group(_ before: String, _ after: String) -> Mend {
    Mend(
      fix: "share_group", rule: "for_each: group\n    where: '!group.case_sharing'",
      before: "groups:\n  \(before)\nmobile_workers: {ann: {}}", after: "groups:\n  \(after)\nmobile_workers: {ann: {}}")
  }

  private static func question(_ fix: String, _ before: String, _ after: String) -> Mend {
    func project(_ question: String) -> String {
      """
      case_types: {patient: {}}
      apps:
        a:
          menus:
            m:
              case_type: patient
              forms:
                f:
                  questions:
                    team: \(question)
                  opens: {case_type: patient, properties: {owner_id: {question: team}}}
      groups: {hill: {case_sharing: true}}
      """
    }
    return Mend(fix: fix, rule: "for_each: question", before: project(before), after: project(after))
  }

  private static func lookup(_ fix: String, _ before: String, _ after: String) -> Mend {
    question(
      fix, "{lookup_table: {query: \"instance('group')/groups/group\", \(before)}}",
      "{lookup_table: {query: \"instance('group')/groups/group\", \(after)}}")
  }

  static let mends = [
    group("hill: {name: Hill, members: [ann]}", "hill: {name: Hill, case_sharing: true, members: [ann]}"),
    group("hill: {case_sharing: false}", "hill: {case_sharing: true}"),
    group("hill:\n    # those on the hill\n    members: [ann]", "hill:\n    case_sharing: true\n    # those on the hill\n    members: [ann]"),
    group("base: &b {case_sharing: true}\n  hill: &h {name: Hill}\n  river: *h", "base: &b {case_sharing: true}\n  hill: &h {name: Hill}\n  river: *h"),
    lookup("value_is_id", "value: name", "value: \"@id\""),
    lookup("value_is_id", "value: 'name', label: '@id'", "value: '@id', label: 'name'"),
    lookup("value_is_id", "value: \"@id\", label: \"@id\"", "value: \"@id\", label: \"name\""),
    lookup("value_is_id", "value: id", "value: \"@id\""), lookup("value_is_id", "value: ID", "value: \"@id\""),
    lookup("value_is_id", "value: id, label: '@name'", "value: \"@id\", label: 'name'"),
    lookup("value_is_id", "value: '@id', label: \"@name\"", "value: '@id', label: \"name\""),
    lookup("value_is_id", "value: '@uuid'", "value: '@uuid'"),
    lookup("value_is_id", "value: \"@id\", label: name", "value: \"@id\", label: name"),
    lookup(
      "instance", "value: \"@id\", instance: {id: groups, uri: jr://fixture/user-groups}",
      "value: \"@id\", instance: {id: group, uri: jr://fixture/user-groups}"),
    lookup(
      "instance", "instance: {id: group, uri: jr://fixture/user-group}, value: \"@id\"",
      "instance: {id: group, uri: jr://fixture/user-groups}, value: \"@id\""),
    question("require_answer", "{choices: [group:hill]}", "{required: true, choices: [group:hill]}"),
    question("require_answer", "{required: false, choices: [group:hill]}", "{required: true, choices: [group:hill]}"),
    question("single_answer", "{type: checkbox, choices: [group:hill]}", "{type: multiple_choice, choices: [group:hill]}"),
    question("single_answer", "{type: text}", "{type: text}"),
    Mend(
      fix: "turn_on_add_on", rule: "for_each: form\n    at: form.app",
      before: "case_types: {p: {}}\napps:\n  a:\n    name: A\n    menus: {m: {case_type: p, forms: {f: {opens: p}}}}",
      after: """
        case_types: {p: {}}\napps:\n  a:\n    name: A\n    add_ons: [custom_single_and_multiple_answer_questions]
            menus: {m: {case_type: p, forms: {f: {opens: p}}}}
        """),
    Mend(
      fix: "name_owner_id", rule: "for_each: form",
      before: "case_types: {p: {}}\napps: {a: {menus: {m: {case_type: p, forms: {f: {opens: {case_type: p, properties: {owner-id: unowned}}}}}}}}",
      after: "case_types: {p: {}}\napps: {a: {menus: {m: {case_type: p, forms: {f: {opens: {case_type: p, properties: {owner_id: unowned}}}}}}}}"),
    Mend(
      fix: "name_owner_id", rule: "for_each: form",
      before: "case_types: {p: {}}\napps: {a: {menus: {m: {case_type: p, forms: {f: {opens: {case_type: p, properties: {owner_id: unowned, ownerid: x}}}}}}}}",
      after: "case_types: {p: {}}\napps: {a: {menus: {m: {case_type: p, forms: {f: {opens: {case_type: p, properties: {owner_id: unowned, ownerid: x}}}}}}}}"),
  ]

  private func write(_ mend: Mend) throws {
    try folder.write("caseload: 1\nproject: p\npolicies: [local.yaml]\n" + mend.before + "\n")
    try folder.write(
      """
      policy: local
      rules:
        it:
          code: LOCAL001
          summary: It is wrong
          \(mend.rule)
          message: it is wrong
          fix: \(mend.fix)

      """, to: "local.yaml")
  }

  private func check(_ arguments: String...) throws -> Executable.Result {
    try Executable.run(["check", "."] + arguments, in: folder.path)
  }

  private func text() throws -> String { try String(contentsOfFile: folder.path + "/project.yaml", encoding: .utf8) }

  @Test(arguments: mends)
  func `a rule's findings are mended as it says`(mend: Mend) throws {
    try write(mend)
    let fixed = try check("--fix")
    let wanted = "caseload: 1\nproject: p\npolicies: [local.yaml]\n" + mend.after + "\n"
    #expect(try text() == wanted, "\(fixed.errors)\(fixed.text)")
    #expect(try check("--fix").errors == "nothing to mend\n")
    #expect(try text() == wanted)
  }

  @Test func `a mend that would stop a worker is not made, the others are`() throws {
    let project = """
      caseload: 1
      project: p
      policies: [recommended, local.yaml]
      case_types: {patient: {}}
      apps: {a: {case_sharing: true, menus: {m: {case_type: patient, forms: {register: {opens: patient}}}}}}
      groups:
        hill: {case_sharing: true, members: [ann]}
        river: {members: [ann]}
        lake: {members: [bob]}
      mobile_workers: {ann: {}, bob: {}}

      """
    try write(Self.group("x: {}", ""))
    try folder.write(project)
    // What --fix would take back is no fix in SARIF either.
    let sarif = try check("--format", "sarif").text
    #expect(sarif.components(separatedBy: "\"fixes\"").count == 2)
    #expect(sarif.components(separatedBy: "\"insertedContent\"").count == 2)
    let fix = try #require(sarif.range(of: "\"fixes\"").map { sarif[$0.upperBound...].prefix(1_000) })
    #expect(fix.contains("\"startLine\": 9,") || fix.contains("\"startLine\":9,"))
    #expect(try text() == project)
    let fixed = try check("--fix")
    #expect(
      fixed.errors == """
        not mended: LOCAL001 at project.yaml:8: it would bring the error ENTRY002 at project.yaml:5
        mended 1 finding in 1 file

        """)
    #expect(try text() == project.replacingOccurrences(of: "lake: {", with: "lake: {case_sharing: true, "))
  }

  @Test func `what a comment allows or a baseline knows is left as it is`() throws {
    try write(Self.group("hill: {} # caseload: allow LOCAL001 not yet\n  river: {}", ""))
    let before = try text()
    let river = "group:river"
    try folder.write("{\"caseload_baseline\": 1, \"findings\": {\"LOCAL001\": [\"\(river)\"]}}", to: "known.json")
    #expect(try check("--fix", "--baseline", "known.json").errors == "nothing to mend\n")
    #expect(try text() == before)
    #expect(try check("--fix").errors == "mended 1 finding in 1 file\n")
    #expect(try text() == before.replacingOccurrences(of: "river: {}", with: "river: {case_sharing: true}"))
  }

  @Test func `a group of a table shares by its cell`() throws {
    try write(Self.group("x: {}", ""))
    try folder.write("caseload: 1\nproject: p\npolicies: [local.yaml]\ngroups: {table: g.csv}\n")
    try folder.write("name,case-sharing?\nhill,no\nriver,\"No\"\nlake,YES\n", to: "g.csv")
    #expect(try check("--fix").errors == "mended 2 findings in 1 file\n")
    #expect(
      try String(contentsOfFile: folder.path + "/g.csv", encoding: .utf8)
        == "name,case-sharing?\nhill,yes\nriver,\"yes\"\nlake,YES\n")
  }

  @Test(arguments: [
    ("share_group", "for_each: app", "it mends a group, and the findings stand at an app"),
    ("share_groups", "for_each: group", "did you mean `share_group`?"),
    ("share_group", "for_each: attempt", "it mends a group, and the findings stand at a form"),
  ])
  func `a mend that does not fit the rule is a mistake of the policy`(fix: String, rule: String, says: String) throws {
    try write(Mend(fix: fix, rule: rule, before: "groups: {hill: {}}", after: ""))
    let result = try check()
    #expect(result.status == 1)
    #expect(result.text.contains("error[POL002]") && result.text.contains(says), "\(result.text)")
  }
}
