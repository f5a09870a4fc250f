import ProjectModel
import Simulation
import Testing

/// The short way to type a step.
@Suite struct TypedStepTests {
  private static let project: Project? = {
    let text = """
      caseload: 1
      project: p
      case_types: {patient: {}}
      apps: {w: {menus: {m: {case_type: patient, forms: {f: {questions: {village: {}}, opens: patient}}}}}}

      """
    return try? Played(text, "  - sync: []\n").run.state?.project
  }()

  @Test(arguments: [
    ("sync david", "sync: david"), ("sync  david maria", "sync: [david, maria]"), ("sync david,maria", "sync: [david, maria]"),
    ("offline d@x.org", "offline: d@x.org"), ("online", "online: []"), ("sync -", #"sync: "-""#), ("sync a#b", #"sync: "a#b""#),
    (#"sync a"b"#, #"sync: "a\"b""#), ("sync: {a: b}", "sync: {a: b}"), ("expect: {sees: {a: []}}", "expect: {sees: {a: []}}"),
    ("submit david w/m/f", "submit: {user: david, form: w/m/f}"),
    ("submit david w/m/f monica", "submit: {user: david, form: w/m/f, case: monica}"),
    (
      "submit david w/m/f case=x creates=a,b village=group:v weight=61 closes=true",
      "submit: {user: david, form: w/m/f, case: x, creates: [a, b], closes: true, answers: {village: group:v}, set: {weight: 61}}"
    ),
    ("submit david w/m/f name=a}b", #"submit: {user: david, form: w/m/f, set: {name: "a}b"}}"#),
    ("submit david w/m/f a==b", #"submit: {user: david, form: w/m/f, set: {a: "=b"}}"#),
    (#"submit david w/m/f name="Anna M, b" x='y z'"#, #"submit: {user: david, form: w/m/f, set: {name: "Anna M, b", x: "y z"}}"#),
    (#"submit david w/m/f creates="a b",c village="group:v, w""#, #"submit: {user: david, form: w/m/f, creates: ["a b", c], answers: {village: "group:v, w"}}"#),
    (#"submit david w/m/f name=O'Brien town=D'Or x="#, #"submit: {user: david, form: w/m/f, set: {name: "O'Brien", town: "D'Or", x: ""}}"#),
    (#"submit david w/m/f say="a \"b\" c""#, #"submit: {user: david, form: w/m/f, set: {say: "a \"b\" c"}}"#),
    (#"sync "ann b" 'c d'"#, #"sync: ["ann b", "c d"]"#), (#"sync "ann"#, #"sync: "\"ann""#),
    (
      "submit david w/m/f village=[group:g1,group:g2] creates=[a b, 'c d'] x=[y z]",
      #"submit: {user: david, form: w/m/f, creates: [a, b, "c d"], answers: {village: [group:g1, group:g2]}, set: {x: "[y z]"}}"#
    ),
    ("submit david w/m/f village=[]", "submit: {user: david, form: w/m/f, answers: {village: []}}"),
    ("submit david w/m/f village=[a b=c", #"submit: {user: david, form: w/m/f, answers: {village: "[a"}, set: {b: c}}"#),
    ("expect {sees: {a: []}}", "expect: {sees: {a: []}}"), ("expect{sees: {a: []}}", "expect: {sees: {a: []}}"),
    ("expect sees: {a: []}", "expect: {sees: {a: []}}"), ("change groups: {v: null}", "change: {groups: {v: null}}"),
    ("sync [a, b]", "sync: [a, b]"), ("online {users: a, sync: false}", "online: {users: a, sync: false}"),
    ("expect a", "expect a"), ("synchron a", "synchron a"),
  ])
  func yaml(line: String, step: String) throws {
    #expect(TypedStep.yaml(line, project: try #require(Self.project)) == step)
  }
}
