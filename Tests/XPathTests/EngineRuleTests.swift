import Testing
import XPath

/// Relatives of the recorded expressions. The expectations come from commcare-core's rules: how nodes become values,
/// how it compares, and what it evaluates when.
@Suite struct EngineRuleTests {
  static let path = "instance('groups')/groups/group"

  /// An expression (`PATH` is the path to the groups) and what it comes to with no, one, two and three groups.
  static let byGroupCount: [(String, [String])] = [
    // White space and quotes.
    ("  instance( \"groups\" ) / groups/\n group /\t@id ", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("instance('user-groups')/groups/group/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    (
      "instance('groups')/groups/child::group/attribute::id",
      ["no such node", "'g1'", "several nodes", "several nodes"]
    ),
    ("instance('groups')/groups/./group/self::node()/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("(instance('groups'))/groups/group/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("PATH/name", ["no such node", "'Village 1'", "several nodes", "several nodes"]),
    // Elements have no text of their own.
    ("instance('groups')/groups", ["''", "''", "''", "''"]),
    ("PATH", ["no such node", "''", "several nodes", "several nodes"]),
    // An attribute nobody has is possible and empty; a child nobody has is neither.
    ("PATH/@foo", ["no such node", "''", "''", "''"]),
    ("PATH/foo", ["no such node", "no such node", "no such node", "no such node"]),
    ("PATH/name/foo", ["no such node", "no such node", "no such node", "no such node"]),
    ("instance('groups')/group/@id", ["no such node", "no such node", "no such node", "no such node"]),
    ("count(PATH/@foo)", ["0.0", "0.0", "0.0", "0.0"]),
    ("count(PATH/foo)", ["0.0", "0.0", "0.0", "0.0"]),
    ("count(PATH/name)", ["0.0", "1.0", "2.0", "3.0"]),
    ("count(instance('groups')/groups)", ["1.0", "1.0", "1.0", "1.0"]),
    // Positions.
    ("PATH[2]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("PATH[0]/@id", ["no such node", "''", "''", "''"]),
    ("PATH[-1]/@id", ["no such node", "''", "''", "''"]),
    ("PATH[1.9]/@id", ["no such node", "'g1'", "'g1'", "'g1'"]),
    ("PATH[position() = 2]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("PATH[position() < 2]/@id", ["no such node", "'g1'", "'g1'", "'g1'"]),
    ("PATH[position() > 1]/@id", ["no such node", "''", "'g2'", "several nodes"]),
    ("PATH[count(instance('group')/groups/group)]/@id", ["no such node", "'g1'", "'g2'", "'g3'"]),
    ("PATH[@id != 'g1'][1]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("PATH[1][@id != 'g1']/@id", ["no such node", "''", "''", "''"]),
    ("PATH[position() > 1][1]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("PATH[position() > 1][position() = 2]/@id", ["no such node", "''", "''", "'g3'"]),
    ("PATH[2][1]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("instance('groups')/groups[1]/group[1]/@id", ["no such node", "'g1'", "'g1'", "'g1'"]),
    ("instance('groups')/groups[2]/group[1]/@id", ["no such node", "''", "''", "''"]),
    ("position(PATH[2])", ["no such node", "failure", "1.0", "1.0"]),
    // A text passes no filter.
    ("PATH['x']/@id", ["no such node", "''", "''", "''"]),
    ("PATH[name]/@id", ["no such node", "''", "''", "''"]),
    ("PATH[true()]/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("PATH[boolean(name)]/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    // Filters by what a row holds.
    ("PATH[@id = 'g2']/name", ["no such node", "''", "'Village 2'", "'Village 2'"]),
    ("PATH['g2' = @id]/name", ["no such node", "''", "'Village 2'", "'Village 2'"]),
    ("PATH[./@id = 'g2']/name", ["no such node", "''", "'Village 2'", "'Village 2'"]),
    ("PATH[not(@id = 'g1')]/@id", ["no such node", "''", "'g2'", "several nodes"]),
    ("PATH[@id = 'g1' or @id = 'g2']/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("PATH[@id = 'g2' and name = 'Village 2']/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("PATH[@id = 'g2'][name = 'Village 1']/@id", ["no such node", "''", "''", "''"]),
    ("PATH[starts-with(name, 'North/')]/@id", ["no such node", "''", "''", "'g3'"]),
    ("PATH[ends-with(name, '-Cases')]/@id", ["no such node", "''", "''", "'g3'"]),
    ("PATH[contains(name, 'Village')]/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    (
      "PATH[selected(instance('commcaresession')/session/user/data/commcare_location_ids, @id)][1]/@id",
      ["no such node", "''", "'g2'", "'g2'"]
    ),
    ("PATH[@foo = 'x']/@id", ["no such node", "''", "''", "''"]),
    ("PATH[@foo = '']/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("PATH[foo = 'x']/@id", ["no such node", "no such node", "no such node", "no such node"]),
    ("PATH/name[. = 'Village 2']", ["no such node", "''", "'Village 2'", "'Village 2'"]),
    ("PATH/name[../@id = 'g2']", ["no such node", "''", "'Village 2'", "'Village 2'"]),
    ("PATH[@id = #form/village]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("PATH[@id = /data/village]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    ("PATH[name = /data/nowhere]/@id", ["no such node", "no such node", "no such node", "no such node"]),
    // Inside a filter an unfiltered path into the same table means the row at hand, one into its alias does not.
    (
      "PATH[count(instance('groups')/groups/group) = 1]/@id",
      ["no such node", "'g1'", "several nodes", "several nodes"]
    ),
    ("PATH[count(instance('group')/groups/group) = 1]/@id", ["no such node", "'g1'", "''", "''"]),
    ("PATH[count(../group) = 1]/@id", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("PATH[@id = instance('groups')/groups/group[2]/@id]/@id", ["no such node", "''", "'g2'", "'g2'"]),
    // What counting guards.
    ("if(count(PATH) > 1, PATH[1]/@id, PATH/@id)", ["no such node", "'g1'", "'g1'", "'g1'"]),
    ("if(count(PATH) >= 1, PATH[1]/@id, #session/context/userid)", ["'u1'", "'g1'", "'g1'", "'g1'"]),
    ("cond(count(PATH) = 0, '-', count(PATH) = 1, PATH/@id, 'many')", ["'-'", "'g1'", "'many'", "'many'"]),
    ("count(PATH) = 1 and PATH/@id = 'g1'", ["false", "true", "false", "false"]),
    ("count(PATH) != 1 or PATH/@id = 'g1'", ["true", "true", "true", "true"]),
    ("PATH/@id = 'g1' and false()", ["no such node", "false", "several nodes", "several nodes"]),
    ("count(PATH[@id = 'g2']) = 1", ["false", "false", "true", "true"]),
    ("count(if(true(), PATH, ''))", ["0.0", "1.0", "2.0", "3.0"]),
    ("coalesce('a', PATH/@id)", ["'a'", "'a'", "'a'", "'a'"]),
    ("coalesce('', PATH/@id)", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("coalesce(PATH[2]/@id, 'none')", ["no such node", "'none'", "'g2'", "'g2'"]),
    ("coalesce('a', join(' ', PATH/@id))", ["no such node", "'a'", "'a'", "'a'"]),
    // Lists.
    (
      "join(', ', PATH/name)",
      [
        "no such node", "'Village 1'", "'Village 1, Village 2'", "'Village 1, Village 2, North/Hope Clinic-Cases'",
      ]
    ),
    ("join(' ', PATH[position() > 1]/@id)", ["no such node", "''", "'g2'", "'g2 g3'"]),
    ("join(' ', PATH/@id, 'x')", ["no such node", "'g1 x'", "several nodes", "several nodes"]),
    ("join(' ', distinct-values(PATH/@id))", ["no such node", "'g1'", "'g1 g2'", "'g1 g2 g3'"]),
    ("concat(PATH/@id)", ["no such node", "'g1'", "'g1g2'", "'g1g2g3'"]),
    ("concat(PATH/@id, '')", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("string(PATH/@id)", ["no such node", "'g1'", "several nodes", "several nodes"]),
    ("selected-at(join(' ', PATH/@id), 1)", ["no such node", "failure", "'g2'", "'g2'"]),
    ("count-selected(join(' ', PATH/@id))", ["no such node", "1.0", "2.0", "3.0"]),
    ("PATH/@id = ''", ["no such node", "false", "several nodes", "several nodes"]),
    ("PATH[9]/@id = ''", ["no such node", "true", "true", "true"]),
    // What the engine does not have.
    ("PATH[last()]/@id", ["no such node", "unsupported function", "unsupported function", "unsupported function"]),
    ("PATH[last()]/@foo", ["no such node", "unsupported function", "unsupported function", "unsupported function"]),
    ("count(PATH[last()])", ["0.0", "unsupported function", "unsupported function", "unsupported function"]),
    ("name(PATH)", Array(repeating: "unsupported function", count: 4)),
    ("normalize-space(join('', PATH/@id))", ["no such node"] + Array(repeating: "unsupported function", count: 3)),
    (
      "if(count(PATH) = 1, PATH/@id, last())",
      ["unsupported function", "'g1'"] + Array(repeating: "unsupported function", count: 2)
    ),
    ("instance('groups')", Array(repeating: "unsupported function", count: 4)),
    ("instance('groups')//group/@id", Array(repeating: "failure", count: 4)),
    ("instance('groups')/groups/group/../group/@id", Array(repeating: "failure", count: 4)),
    ("PATH/@id | 'x'", Array(repeating: "failure", count: 4)),
    ("(PATH)[1]", Array(repeating: "failure", count: 4)),
    ("(PATH)/@id", Array(repeating: "failure", count: 4)),
    ("PATH/text()", Array(repeating: "failure", count: 4)),
  ]

  @Test(arguments: byGroupCount)
  func groups(_ row: (expression: String, expected: [String])) {
    let text = row.expression.replacing("PATH", with: Self.path)
    let found = (0...3).map { TestEnvironment.village($0).evaluate(text) }
    #expect(found == row.expected, "\(text)")
  }

  /// Without a table: conversions, comparisons and functions, with two groups.
  static let plain: [(String, String)] = [
    ("'a' = 'a'", "true"), ("'a' = 'A'", "false"), ("'1' = '1.0'", "false"), ("1 = '1.0'", "true"),
    ("1 = ' 1 '", "true"),
    ("'' = 0", "false"), ("'' != 0", "true"), ("0 = ''", "false"), ("1 = 'x'", "false"), ("1 = '1e0'", "false"),
    ("true() = 'x'", "true"), ("true() = ''", "false"), ("false() = 0", "true"), ("true() = 7", "true"),
    ("1 = 1 = 1", "true"), ("2 = 2 = 2", "true"), ("2 != 2 = 0", "true"),
    ("1 < 2", "true"), ("'a' < 'b'", "false"), ("'10' > '9'", "true"), ("'' >= 0", "false"), ("3 > 2 > 1", "false"),
    ("1 + 2 * 3", "7.0"), ("7 mod 4 - 1", "2.0"), ("8 div 2 div 2", "2.0"), ("--2", "2.0"), ("2 - -2", "4.0"),
    ("-2 + 3", "1.0"), ("10 - 2 - 3", "5.0"), ("'2' + 1", "3.0"), ("1 div 0", "inf"), (".5 + 1.", "1.5"),
    ("1 = 1 and 2 = 3 or 4 = 4", "true"), ("true() or 1 div 0 = 0 and false()", "true"),
    ("not('')", "true"), ("not('x')", "false"), ("not(0)", "true"), ("boolean(0.5)", "true"),
    ("boolean('false')", "true"),
    ("boolean-from-string('True')", "true"), ("boolean-from-string('x')", "false"),
    ("string(2)", "'2'"), ("string(2.50)", "'2.5'"), ("string(true())", "'true'"), ("string(1 div 0)", "'Infinity'"),
    ("string(0 div 0)", "'NaN'"), ("string(12345678901)", "'1.2345678901E10'"), ("string(0.0001)", "'1.0E-4'"),
    ("string(-0.25)", "'-0.25'"), ("string(1234567.5)", "'1234567.5'"), ("string(0.00125)", "'0.00125'"),
    ("concat()", "''"), ("concat('a', 1, true())", "'a1true'"), ("join('-')", "''"), ("join('-', 'a', 2)", "'a-2'"),
    ("string-length('h\u{e9}llo')", "5.0"), ("upper-case('ab')", "'AB'"), ("lower-case('AB')", "'ab'"),
    ("substr('hello', 1, 3)", "'el'"), ("substr('hello', 2)", "'llo'"), ("substr('hello', -2)", "'lo'"),
    ("substr('hello', 0, -1)", "'hell'"), ("substr('hello', 0, 9)", "''"), ("substr('hello', 4, 2)", "''"),
    ("substr('', 1)", "''"),
    ("substring-before('a-b-c', '-')", "'a'"), ("substring-after('a-b-c', '-')", "'b-c'"),
    ("substring-before('abc', 'x')", "''"), ("substring-after('abc', 'x')", "'abc'"),
    ("substring-before('', 'x')", "''"),
    ("translate('a-b-c', '-', '/')", "'a/b/c'"), ("translate('abc', 'abc', 'x')", "'x'"),
    ("contains('abc', 'bc')", "true"), ("contains('abc', '')", "true"), ("starts-with('abc', 'ab')", "true"),
    ("starts-with('abc', 'bc')", "false"), ("ends-with('abc', 'bc')", "true"), ("ends-with('bc', 'abc')", "false"),
    ("selected('a b c', 'b')", "true"), ("selected('a b c', ' b ')", "true"), ("selected('ab c', 'b')", "false"),
    ("selected('', '')", "true"), ("selected('a', '')", "false"), ("selected('a  b', '')", "true"),
    ("selected('a b c', 'a b')", "true"), ("is-selected('a b', 'b')", "true"), ("selected(1, '1')", "failure"),
    ("count-selected('a b  c ')", "3.0"), ("count-selected('')", "0.0"), ("count-selected(' a')", "2.0"),
    ("count-selected(3)", "failure"),
    ("selected-at('a b', 0)", "'a'"), ("selected-at('a b', '1')", "'b'"), ("selected-at('a b', 2)", "failure"),
    ("selected-at('a b', -1)", "failure"),
    ("coalesce('', '', 'c')", "'c'"), ("coalesce(0 div 0, 'c')", "'c'"), ("coalesce(0, 'c')", "0.0"),
    ("coalesce('')", "''"), ("cond(false(), 1, true(), 2, 3)", "2.0"), ("cond('', 1, 0, 2, 3)", "3.0"),
    ("int(-2.7)", "-2.0"), ("round(2.5)", "3.0"), ("round(-1.5)", "-1.0"), ("floor(-0.5)", "-1.0"),
    ("ceiling(1.2)", "2.0"),
    ("abs(-3)", "3.0"), ("number('x') = number('x')", "false"), ("number('-.5')", "-0.5"), ("number('-')", "nan"),
    ("depend('a', 'b')", "'a'"), ("count('x')", "failure"), ("count(true())", "failure"), ("sum('x')", "failure"),
    ("and = or", "unknown"), ("if('', 1, 2)", "2.0"),
    // Places outside of the table.
    ("#form/village", "'g2'"), ("#form/place/village", "'g1'"), ("/data/place/village", "'g1'"),
    ("/data/nowhere", "no such node"),
    ("count(/data/nowhere)", "0.0"), ("count(#form/village)", "1.0"), ("selected(#form/many, 'g2')", "true"),
    ("if(#form/age > 5, 'old', 'young')", "'old'"), ("if(/data/empty = '', 'none', /data/empty)", "'none'"),
    ("#session/context/userid", "'u1'"), ("#session/user/data/commcare_location_id", "'g2'"),
    ("instance('commcaresession')/session/user/data/nowhere", "no such node"),
    ("count(instance('commcaresession')/session/user/data/nowhere)", "0.0"),
    (
      "if(count(#session/user/data/x) > 0, instance('commcaresession')/session/user/data/x, 'd')",
      "'d'"
    ),
    ("selected-at(instance('commcaresession')/session/user/data/commcare_location_ids, 1)", "'g3'"),
    ("#case/@owner_id", "'g3'"), ("#case/case_name", "'Asha'"), ("#case/nothing", "''"),
    ("#case/parent/@owner_id", "'u1'"),
    ("#case/host/@owner_id", "''"), ("#case/grandparent/@owner_id", "''"),
    ("instance('casedb')/casedb/case[@case_id = instance('commcaresession')/session/data/case_id]/@owner_id", "'g3'"),
    ("instance('casedb')/casedb/case['c1' = @case_id]/index/parent", "'p1'"),
    (
      "instance('casedb')/casedb/case[@case_id = instance('casedb')/casedb/case[@case_id='c1']/index/parent]/@owner_id",
      "'u1'"
    ),
    ("instance('casedb')/casedb/case[@case_id = 'nobody']/@owner_id", "''"),
    ("instance('casedb')/casedb/case[@case_id = '']/@owner_id", "''"),
    ("count(instance('casedb')/casedb/case[@case_id = 'c1'])", "1.0"),
    ("count(instance('casedb')/casedb/case[@case_id = 'nobody'])", "0.0"),
    ("instance('casedb')/casedb/case[@case_id = 'c1']", "''"),
    ("instance('casedb')/casedb/case[@case_id = last()]/@owner_id", "unsupported function"),
  ]

  @Test(arguments: plain)
  func outsideTheTable(_ row: (expression: String, expected: String)) {
    #expect(TestEnvironment.village(2).evaluate(row.expression) == row.expected, "\(row.expression)")
  }

  @Test func idsThatLookLikeNumbersAreComparedAsNumbersAtTheFront() {
    var environment = TestEnvironment()
    environment.groups = [(XPathText("007"), XPathText("James")), (XPathText("8"), XPathText("Bill"))]
    #expect(environment.evaluate("instance('groups')/groups/group[@id = '7']/name") == "'James'")
    #expect(environment.evaluate("instance('groups')/groups/group['7' = @id]/name") == "''")
    #expect(environment.evaluate("instance('groups')/groups/group[true()][@id = '7']/name") == "''")
  }

  @Test func repeatedRowsCount() {
    var environment = TestEnvironment.village(1)
    environment.groups.append(environment.groups[0])
    #expect(environment.evaluate("count(instance('groups')/groups/group)") == "2.0")
    #expect(environment.evaluate("instance('groups')/groups/group[@id = 'g1']/@id") == "several nodes")
    #expect(environment.evaluate("join(' ', distinct-values(instance('groups')/groups/group/@id))") == "'g1'")
  }

  @Test func formsDeclareInstancesUnderOtherIDs() {
    var environment = TestEnvironment.village(1)
    #expect(environment.evaluate("instance('mine')/groups/group/@id") == "unknown")
    environment.sources["mine"] = "jr://fixture/user-groups"
    #expect(environment.evaluate("instance('mine')/groups/group/@id") == "'g1'")
    environment.sources["groups"] = "jr://fixture/item-list:places"
    #expect(environment.evaluate("instance('groups')/groups/group/@id") == "unknown")
  }

  @Test(arguments: [
    ("'g1'", "g1"), ("2", "2"), ("2.5", "2.5"), ("true()", "1"), ("false()", "0"), ("number('x')", ""), ("''", ""),
  ])
  func whatAQuestionSaves(_ row: (expression: String, saved: String)) throws {
    let outcome = try XPathExpression.parse(row.expression).evaluate(in: TestEnvironment())
    #expect(outcome.savedText == XPathText(row.saved))
  }

  @Test func failuresNameThePathOrFunction() throws {
    func outcome(_ text: String, _ groups: Int) throws -> XPathOutcome {
      try XPathExpression.parse(text).evaluate(in: TestEnvironment.village(groups))
    }
    let path = "instance('groups')/groups/group/@id"
    #expect(try outcome("if(1, \(path) , '')", 2) == .failure(.severalNodes(path)))
    #expect(try outcome("concat('a', \(path))", 0) == .failure(.noSuchNode(path)))
    #expect(try outcome("last()", 0) == .failure(.unsupportedFunction("last")))
    #expect(XPathOutcome.failure(.other("x")).savedText == nil)
  }
}
