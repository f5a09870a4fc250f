import Testing

@testable import XPath

/// Queries of lookup table questions: which lead to the rows of the user-groups table (semantics 2).
@Suite struct GroupQueryTests {
  @Test(arguments: [
    ("instance('groups')/groups/group", false),
    ("instance('groups')/groups/group[name = 'Hill']", false),
    ("instance('groups')/groups/group[position() > 1][@id != #form/other]", false),
    // A field of a row, an attribute, the table itself, what it does not have.
    ("instance('groups')/groups/group/name", true),
    ("instance('groups')/groups/group[name = 'Hill']/name", true),
    ("instance('groups')/groups/group/@id", true),
    ("instance('groups')/groups", true),
    ("instance('groups')/teams/group", true),
    ("instance('groups')/groups/groups", true),
    ("instance('groups')/group", true),
    // Another table, or no query: other rules speak of these.
    ("instance('item-list:villages')/villages_list/villages", false),
    ("instance('item-list:v')/v_list/v[id = instance('groups')/groups/group[1]/@id]", false),
    ("'groups'", false),
  ])
  func `a query that leads elsewhere than to the rows`(query: String, misses: Bool) throws {
    let expression = try XPathExpression.parse(query)
    #expect(expression.missesGroupRows { XPathInstance.hqSource(ofInstance: $0) } == misses)
  }

  @Test func `the instance may have any id`() throws {
    let expression = try XPathExpression.parse("instance('mine')/groups/group/name")
    #expect(expression.missesGroupRows { $0 == "mine" ? XPathInstance.userGroups : nil })
    #expect(!expression.missesGroupRows { _ in "jr://fixture/item-list:mine" })
  }
}
