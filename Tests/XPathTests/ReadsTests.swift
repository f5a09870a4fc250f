import Testing
import XPath

@Suite struct ReadsTests {
  static let table: [(String, String)] = [
    ("'-'", ""), ("1 + 2", ""), ("today()", ""),
    ("instance('groups')/groups/group/@id", "groups"),
    ("count(instance('group')/groups/group)", "groups"),
    ("instance('commcaresession')/session/context/userid", "context/userid"),
    ("#session/user/data/role", "user/data/role"),
    (
      "instance('groups')/groups/group[@id = instance('commcaresession')/session/user/data/commcare_location_id]/@id",
      "groups user/data/commcare_location_id"
    ),
    ("if(/data/a = 1, #form/b/c, -/data/d)", "?a ?b/c ?d"),
    ("#case/owner", "cases data/case_id"), ("#case/parent/owner", "cases data/case_id"),
    (
      "instance('casedb')/casedb/case[@case_id = instance('commcaresession')/session/data/case_id]/@owner_id",
      "cases data/case_id"
    ),
    ("coalesce(#form/a, instance('groups')/groups/group[2]/name)", "groups ?a"),
    ("instance('locations')/locations/location[@id = #session/context/userid]/@id", "context/userid"),
    ("../a", ""), ("#user/role", ""),
  ]

  @Test(arguments: table)
  func reads(_ row: (expression: String, expected: String)) throws {
    let reads = try XPathExpression.parse(row.expression).reads
    let parts =
      (reads.groups ? ["groups"] : []) + (reads.cases ? ["cases"] : []) + reads.session.sorted()
      + reads.questions.sorted().map { "?" + $0 }
    #expect(parts.joined(separator: " ") == row.expected, "\(row.expression)")
    #expect(reads.isEmpty == row.expected.isEmpty)
  }

  @Test func whatIsReadOfTheUser() throws {
    let reads = try XPathExpression.parse("concat(#session/context/userid, #session/user/data/a, #case/x)").reads
    #expect(reads.userID)
    #expect(reads.userData == ["a"])
    #expect(reads.selectedCase)
    #expect(!(try XPathExpression.parse("#session/context/username").reads.userID))
  }

  @Test func instancesByTheFormsOwnNames() throws {
    let expression = try XPathExpression.parse("instance('mine')/groups/group/@id")
    #expect(!expression.reads.groups)
    #expect(expression.reads { $0 == "mine" ? XPathInstance.userGroups : nil }.groups)
  }
}
