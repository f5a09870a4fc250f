import Simulation
import Testing

/// A statement and its negation: one of the two holds, never both.
@Suite struct NegationTests {
  @Test(arguments: [
    ("{monica: {weight: ~}}", true), ("{monica: {weight: \"\"}}", true), ("{monica: {properties: {weight: ~}}}", true),
    ("{monica: {weight: 5}}", false), ("{monica: {opened_by: ~}}", true), ("{monica: {modified_by: ~}}", true),
    ("{monica: {opened_by: david}}", false), ("{monica: {closed: false}}", true), ("{anna: {weight: ~}}", true),
    ("{anna: {opened_by: ~}}", false), ("{anna: {opened_by: david}}", true), ("{heavy: {weight: ~}}", false),
    ("{emptied: {weight: ~}}", true), ("{monica: {exists: true}}", true),
  ])
  func `facts of a case`(fact: String, holds: Bool) throws {
    let steps = """
        - sync: david
        - submit: {user: david, form: worker/patients/register, creates: anna}
        - submit: {user: david, form: worker/patients/register, creates: heavy, set: {weight: 61}}
        - submit: {user: david, form: worker/patients/register, creates: emptied, set: {weight: ""}}

      """
    let plain = try Played(Villages.project, steps + "  - expect: {case: \(fact)}\n")
    let negated = try Played(Villages.project, steps + "  - expect: {not: {case: \(fact)}}\n")
    #expect(plain.run.diagnostics.isEmpty && negated.run.diagnostics.isEmpty, "\(plain.problems + negated.problems)")
    #expect(plain.problems.isEmpty == holds, "\(plain.problems)")
    #expect(negated.problems.isEmpty != holds, "\(negated.problems)")
  }

  @Test func `a value that nobody saved`() throws {
    let played = try Played(Villages.project, "  - sync: david\n  - expect: {not: {case: {monica: {weight: ~}}}}\n")
    #expect(played.problems == ["6: - weight: any value (no form has saved `weight`)"])
  }
}
