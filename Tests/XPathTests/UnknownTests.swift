import Testing
import XPath

/// The third answer: ids that are known only by reference, and places that cannot be known.
@Suite struct UnknownTests {
  /// Two groups with unknown ids 1 and 2; the user's location is the second; question `q` cannot be known.
  static var environment: TestEnvironment {
    var environment = TestEnvironment()
    environment.groups = [(.id(1), XPathText("Village 1")), (.id(2), XPathText("Village 2"))]
    var both = XPathText.id(2)
    both.append(.literal(" "))
    both.append(.id(3))
    environment.session = [
      "context/userid": .value(.id(9)),
      "user/data/commcare_location_id": .value(.id(2)),
      "user/data/commcare_location_ids": .value(both),
    ]
    environment.questions = ["q": .unknown("nobody has answered it"), "typed": .value(XPathText("abc"))]
    return environment
  }

  static let table: [(String, String)] = [
    // An id stays what it is.
    ("PATH[1]/@id", "'<1>'"), ("PATH[name = 'Village 2']/@id", "'<2>'"), ("join(' ', PATH/@id)", "'<1> <2>'"),
    ("concat('x-', PATH[1]/@id, '-', 'y')", "'x-<1>-y'"), ("#session/context/userid", "'<9>'"),
    ("PATH[@id = #session/user/data/commcare_location_id]/@id", "'<2>'"),
    ("PATH[#session/user/data/commcare_location_id = @id]/name", "'Village 2'"),
    ("PATH[@id = #session/context/userid]/@id", "''"),
    ("PATH[selected(#session/user/data/commcare_location_ids, @id)]/@id", "'<2>'"),
    ("selected-at(#session/user/data/commcare_location_ids, 1)", "'<3>'"),
    ("count-selected(#session/user/data/commcare_location_ids)", "2.0"),
    ("join(' ', distinct-values(PATH/@id))", "'<1> <2>'"),
    // Compared with itself, with another, with a text.
    ("PATH[1]/@id = PATH[1]/@id", "true"), ("PATH[1]/@id = PATH[2]/@id", "false"),
    ("PATH[1]/@id != PATH[2]/@id", "true"),
    ("PATH[1]/@id = 'abc'", "unknown"), ("PATH[1]/@id = ''", "false"), ("PATH[1]/@id = 'a b'", "false"),
    ("PATH[1]/@id != ''", "true"), ("boolean(PATH[1]/@id)", "true"),
    ("PATH[1]/@id = 1", "unknown"), ("PATH[1]/@id = true()", "true"), ("PATH[1]/@id < 1", "unknown"),
    ("concat('a', PATH[1]/@id) = concat('a', PATH[2]/@id)", "false"),
    ("concat('a', PATH[1]/@id) = concat('b', PATH[2]/@id)", "false"),
    ("concat(PATH[1]/@id, 'a') = concat(PATH[2]/@id, 'b')", "false"),
    ("concat(PATH[1]/@id, 'a') = PATH[1]/@id", "false"), ("concat(PATH[1]/@id, 'a') = PATH[2]/@id", "unknown"),
    ("contains(PATH[1]/@id, '')", "true"), ("contains(PATH[1]/@id, 'a')", "unknown"),
    ("contains(concat('abc', PATH[1]/@id), 'b')", "true"), ("starts-with(concat('abc', PATH[1]/@id), 'x')", "false"),
    ("starts-with(PATH[1]/@id, 'x')", "unknown"), ("ends-with(concat(PATH[1]/@id, '-Cases'), '-Cases')", "true"),
    ("selected('a b', PATH[1]/@id)", "unknown"), ("selected(concat(PATH[1]/@id, ' b'), 'b')", "true"),
    ("selected(PATH[1]/@id, '')", "false"),
    ("string-length(PATH[1]/@id)", "unknown"), ("upper-case(PATH[1]/@id)", "unknown"),
    ("substr(PATH[1]/@id, 1)", "unknown"),
    ("upper-case(PATH[1]/name)", "'VILLAGE 1'"),
    // A filter that is open for one row leaves the whole open, and so does counting.
    ("PATH[@id = 'abc']/@id", "unknown"), ("count(PATH[@id = 'abc'])", "unknown"),
    ("PATH[@id != 'abc'][1]/@id", "unknown"),
    ("PATH[name = #form/q]/@id", "unknown"),
    ("PATH[name = 'Village 1' and @id = 'abc']/name", "unknown"), ("PATH[name = 'x' and @id = 'abc']/name", "''"),
    // Logic.
    ("#form/q = 'a' and false()", "false"), ("#form/q = 'a' and true()", "unknown"),
    ("false() and #form/q = 'a'", "false"),
    ("#form/q = 'a' or true()", "true"), ("#form/q = 'a' or false()", "unknown"), ("not(#form/q = 'a')", "unknown"),
    ("#form/q = 'a' and #form/q = 'b' and false()", "false"), ("#form/q = 'a' and last()", "unknown"),
    ("last() and false()", "unsupported function"),
    ("if(#form/q = 'a', 'x', 'y')", "unknown"), ("if(true(), 'x', #form/q)", "'x'"),
    ("cond(true(), 'x', #form/q, 'y', 'z')", "'x'"),
    ("coalesce('x', #form/q)", "'x'"), ("coalesce(#form/q, 'x')", "unknown"), ("coalesce('x', today())", "'x'"),
    ("coalesce(today(), last())", "unsupported function"), ("concat(#form/q, 'x')", "unknown"),
    // Places that are not understood: never a value and never a failure.
    ("instance('item-list:places')/places_list/places/id", "unknown"),
    ("instance('locations')/locations/location/@id", "unknown"),
    ("count(instance('locations')/locations/location)", "unknown"),
    ("instance('casedb')/casedb/case/@owner_id", "unknown"),
    ("instance('casedb')/casedb/case[@case_type = 'x']/@owner_id", "unknown"),
    ("instance('casedb')/casedb/case[@case_id = 'x'][@status = 'open']/@owner_id", "unknown"),
    ("instance('casedb')/casedb/case[@case_id = ../x]/@owner_id", "unknown"),
    ("instance('casedb')/casedb/case[@case_id != 'x']/@owner_id", "unknown"),
    ("instance('commcaresession')/session/context", "unknown"),
    ("instance('commcaresession')/session/*/userid", "unknown"),
    ("instance('groups')/groups/*/@id", "unknown"), ("instance('groups')[1]/groups/group/@id", "unknown"),
    ("../village", "unknown"), ("village", "unknown"), (".", "unknown"), ("/", "unknown"),
    ("/other/village", "unknown"),
    ("current()/../village", "unknown"), ("$x", "unknown"), ("#user/role", "unknown"), ("#case/a/b/c", "unknown"),
    ("#registry/x", "unknown"),
    ("#form", "unknown"), ("position()", "unknown"),
    // Functions that the engine has and this does not evaluate, and what changes every time.
    ("today()", "unknown"), ("now()", "unknown"), ("uuid()", "unknown"), ("random()", "unknown"),
    ("uuid(8)", "unknown"),
    ("regex('a', 'b')", "unknown"), ("format-date('2020-01-01', '%Y')", "unknown"),
    ("replace('a', 'b', 'c')", "unknown"),
    ("jr:itext('x')", "unknown"), ("max(1, 2)", "unknown"), ("sort('b a')", "unknown"), ("'2020-01-01' < 5", "unknown"),
    ("regex(last(), 'b')", "unsupported function"), ("last(today())", "unsupported function"),
    ("distinct-values(PATH/@id)", "unknown"), ("count(distinct-values(PATH/@id))", "unknown"),
  ]

  @Test(arguments: table)
  func thirdAnswer(_ row: (expression: String, expected: String)) {
    let text = row.expression.replacing("PATH", with: "instance('groups')/groups/group")
    #expect(Self.environment.evaluate(text) == row.expected, "\(text)")
  }

  @Test func theReasonIsForPeople() throws {
    let outcome = try XPathExpression.parse("concat(#form/q, 'x')").evaluate(in: Self.environment)
    #expect(outcome == .unknown("nobody has answered it"))
    let instance = try XPathExpression.parse("instance('locations')/locations/location/@id")
    #expect(instance.evaluate(in: Self.environment) == .unknown("the instance `locations`"))
  }

  @Test func textsAreNormalised() {
    let text = XPathText([.literal(""), .literal("a"), .literal("b"), .id(1), .literal(""), .id(1), .literal("c")])
    #expect(text.pieces == [.literal("ab"), .id(1), .id(1), .literal("c")])
    #expect(XPathText("").isEmpty)
    #expect(XPathText([.literal("")]) == XPathText())
    // The engine compares code units, not what they look like.
    #expect(XPathText("\u{e9}") != XPathText("e\u{301}"))
    #expect(TestEnvironment().evaluate("'\u{e9}' = 'e\u{301}'") == "false")
  }
}
