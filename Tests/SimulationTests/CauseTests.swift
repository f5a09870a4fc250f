import Foundation
import Simulation
import Testing

/// The reason of a difference is what made it so, and never argues for the contrary.
@Suite struct CauseTests {
  /// - Returns: the reason of each difference, as `SIGN NAME (REASON)`.
  private static func problems(_ steps: String, more: String = "") throws -> [String] {
    try Played(Villages.project + more, steps).problems.map { String($0.drop { $0 != " " }.dropFirst()) }
  }

  @Test func `a case that is deleted`() throws {
    #expect(
      try Self.problems(
        """
          - change: {mobile_workers: {joy: null}, groups: {village-1: {members: [david]}, village-2: {members: []}}}
          - expect: {case: {own: {exists: true}}}
        """, more: "  own: {case_type: patient, owner: user:joy}\n") == [
        "- exists: true (case:own was deleted with its owner user:joy in step 1)",
        "+ exists: false (case:own was deleted with its owner user:joy in step 1)",
      ])
  }

  @Test func `forms that wait on a device`() throws {
    #expect(
      try Self.problems(
        """
          - sync: david
          - offline: david
          - submit: {user: david, form: worker/patients/refer, case: monica, creates: ref}
          - submit: {user: david, form: worker/patients/visit, case: monica, set: {weight: 3}}
          - submit: {user: david, form: worker/patients/discharge, case: monica}
          - expect: {case: {ref: {exists: true}, monica: {closed: true, weight: 3, height: 1}}}
        """) == [
        "- exists: true (the form that opens case:ref has not been sent)",
        "+ exists: false (the form that opens case:ref has not been sent)",
        "- closed: true",
        "- height: 1 (no form has saved `height`)",
        "- weight: 3 (worker/patients/visit of david, which saves it in step 4, has not been sent)",
        "+ closed: false (worker/patients/discharge of david, which closes it in step 5, has not been sent)",
      ])
  }

  @Test func `a form that failed on the server`() throws {
    #expect(
      try Self.problems(
        """
          - sync: david
          - submit: {user: david, form: worker/patients/transfer, case: monica, answers: {to: user:joy}}
          - offline: david
          - submit: {user: david, form: worker/patients/refer, case: monica, creates: lost}
          - change: {mobile_workers: {joy: null}, groups: {village-1: {members: [david]}, village-2: {members: []}}}
          - online: david
          - expect: {case: {lost: {exists: true}}}
        """) == ["-", "+"].map {
        "\($0) exists: \($0 == "-") (the form that opens case:lost failed: case:lost refers to case:monica, which is deleted)"
      })
  }

  @Test func `somebody inactive who still has it`() throws {
    #expect(
      try Self.problems(
        """
          - sync: david
          - change: {mobile_workers: {david: {active: false}}}
          - expect: {seen_by: {monica: []}}
        """) == ["+ david (it is here since an earlier sync; david is inactive and cannot log in)"])
  }

  /// Users are never rows of that table (semantics 2).
  @Test(arguments: ["user:david", "unowned", "-"])
  func `what is never in a user-groups table`(name: String) throws {
    for list in ["groups: {david: [\(name)]}", "not: {groups: {david: [\(name)]}}"] {
      #expect(
        try Self.problems("  - sync: david\n  - expect: {\(list)}\n") == [
          "SCEN010 `\(name)` is never in a user-groups table"
        ])
    }
  }

  /// The parent that only a dropped case would bring goes with it.
  @Test func `what a dropped case would bring`() throws {
    #expect(
      try Self.problems(
        "  - sync: david\n  - expect: {sees: {david: {includes: par}}}\n",
        more: """
            host: {case_type: patient, owner: unowned, closed: true}
            par: {case_type: patient, owner: group:clinic}
            c: {case_type: referral, owner: group:village-1, index: [{to: par}, {to: host, relationship: extension}]}

          """) == [
        "- par (group:village-1 lists david as a member; group:village-1 shares cases (Case Sharing is on); case:c is owned "
          + "by group:village-1; case:c is a child of case:par, so case:par comes with it; the server sends case:par, and "
          + "the device drops it at the end of the sync; case:c is dropped, and nothing else brings case:par)"
      ])
  }

  @Test func `a form that opens where it should stop`() throws {
    #expect(
      try Self.problems(
        "  - sync: david\n  - submit: {user: david, form: worker/patients/register, outcome: stops}\n") == [
        "- stops", "+ opens (the user-groups table has one row: group:village-1)",
      ])
  }

  /// An unfiltered owner expression works with one group and fails with several (semantics 3.7).
  @Test func `a form that failed and opens`() throws {
    let project = Villages.project.replacingOccurrences(
      of: "          keep:\n",
      with: """
                  first:
                    opens:
                      - case_type: patient
                        properties: {owner_id: {xpath: "instance('groups')/groups/group/@id"}}
                  keep:

        """)
    let played = try Played(
      project, "  - sync: joy\n  - change: {groups: {village-2: {members: []}}}\n  - sync: joy\n")
    let forms = try played.step(3).devices.first?.forms ?? []
    #expect(
      forms.map { "\($0.form) \($0.after.word): \($0.after.detail)" } == [
        "nurse/patients/first opens: the user-groups table has one row: group:village-1"
      ])
  }
}
