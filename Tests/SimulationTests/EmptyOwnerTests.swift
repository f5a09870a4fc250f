import Simulation
import Testing

/// A form whose new case certainly has no owner is announced, expected and played the same way (semantics 3.7, 3.8).
@Suite struct EmptyOwnerTests {
  /// `OPENS` and `QUESTIONS` are filled in.
  private static func project(_ opens: String, questions: String = "{}") -> String {
    """
    caseload: 1
    project: empty-owners
    case_types: {patient: {}, visit: {}}
    apps:
      a:
        menus:
          m:
            case_type: patient
            forms:
              f:
                questions: \(questions)
                opens: \(opens)
    groups: {g: {name: Old, case_sharing: true, members: [one]}}
    mobile_workers: {one: {}}

    """
  }

  /// A filter that matches nothing gives an empty text.
  private static let filtered = #"{owner_id: {xpath: "instance('groups')/groups/group[name = 'Old']/@id"}}"#
  private static let nowhere = #"{owner_id: {xpath: "instance('groups')/groups/group[name = 'Nowhere']/@id"}}"#

  @Test func `it is announced at the sync, predicted and submitted alike`() throws {
    let played = try Played(
      Self.project("[{case_type: patient, properties: \(Self.filtered)}]"),
      """
        - sync: one
        - expect: {form: {user: one, form: a/m/f, outcome: opens}, owners: {user: one, form: a/m/f, owners: group:g}}
        - change: {groups: {g: {name: New}}}
        - expect: {form: {user: one, form: a/m/f, outcome: opens}}         # until the next sync
        - sync: one
        - expect: {form: {user: one, form: a/m/f, outcome: fails, reason: empty_owner}}
        - expect: {not: {form: {user: one, form: a/m/f, outcome: opens}}}
        - expect: {owners: {user: one, form: a/m/f, owners: []}}
        - submit: {user: one, form: a/m/f, outcome: fails, reason: empty_owner}
        - expect: {owners: {user: one, form: a/m/f, owners: group:g}}
      """)
    #expect(played.problems == ["14: - group:g (the owner of the new patient is empty)"])
    let announced = try played.step(5).devices.flatMap(\.forms)
    #expect(announced.map(\.form) == ["a/m/f"])
    #expect(announced.map(\.after.word) == ["fails"] && announced.map(\.after.reason) == ["empty_owner"])
  }

  private static let lookup = """
    {lookup_table: {query: "instance('groups')/groups/group[name = 'Nowhere']", \
    instance: {id: groups, uri: "jr://fixture/user-groups"}, value: "@id"}
    """

  @Test(arguments: ["", ", required: true"])
  func `a question without choices`(required: String) throws {
    let questions = "{q: \(Self.lookup)\(required)}}"
    let played = try Played(
      Self.project("[{case_type: patient, properties: {owner_id: {question: q}}}]", questions: questions),
      """
        - sync: one
        - expect: {form: {user: one, form: a/m/f, outcome: fails, reason: empty_owner}}
        - expect: {owners: {user: one, form: a/m/f, owners: []}}
        - submit: {user: one, form: a/m/f, outcome: fails, reason: empty_owner}
        - expect: {form: {user: one, form: a/m/f, outcome: opens}}
      """)
    #expect(
      played.problems == [
        "9: - opens",
        "9: + fails (empty_owner) (the owner of the new patient is empty, since the question `q` has nothing to choose from)",
      ])
  }

  /// What may not take place, and an answer that is open, is not certain.
  @Test func `what is not certain opens`() throws {
    let conditional = "{case_type: visit, index: {to: opened_case}, when: conditional, properties: \(Self.nowhere)}"
    let repeated = "{case_type: visit, index: {to: opened_case}, repeat: true, properties: \(Self.nowhere)}"
    let main = "{case_type: patient, properties: {owner_id: current_user}}"
    for other in [conditional, repeated] {
      let played = try Played(
        Self.project("[\(main), \(other)]"),
        """
          - sync: one
          - expect:
              form: {user: one, form: a/m/f, outcome: opens}
              owners: {user: one, form: a/m/f, owners: user:one}
          - expect: {owners: {user: one, form: a/m/f, case_type: visit, owners: []}}
          - submit: {user: one, form: a/m/f, creates: {a: patient, b: visit}, outcome: fails, reason: empty_owner}
          - submit: {user: one, form: a/m/f, creates: {a: patient}}
        """)
      #expect(played.problems == [])
    }
    let open = try Played(
      Self.project("[{case_type: patient, properties: {owner_id: {question: q}}}]", questions: "{q: {type: text}}"),
      """
        - sync: one
        - expect: {form: {user: one, form: a/m/f, outcome: opens}}
        - submit: {user: one, form: a/m/f, outcome: fails, reason: empty_owner}
      """)
    #expect(open.problems == [])
  }

  @Test(arguments: ["owners: []", "owners: [user:david]", "case: monica, owners: {excludes: group:clinic}"])
  func `a form that opens no case has no owners to expect`(rest: String) throws {
    let statement = "{owners: {user: david, form: worker/patients/visit, \(rest)}}"
    let negated = rest.contains("excludes") ? "owners: group:clinic" : rest
    let not = "{not: {owners: {user: david, form: worker/patients/visit, \(negated)}}}"
    let played = try Played(Villages.project, "  - sync: david\n  - expect: \(statement)\n  - expect: \(not)\n")
    let problem = "SCEN015 the form `worker/patients/visit` opens no case"
    #expect(played.problems == ["6: " + problem, "7: " + problem])
  }
}
