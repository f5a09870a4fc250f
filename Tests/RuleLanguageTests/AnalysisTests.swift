import RuleLanguage
import Testing

struct AnalysisTests {
  @Test(arguments: [
    ("true", true), ("1 == 2 && user.active", false), ("user.active || 'a' < 'b'", true), ("has(user.name)", true),
    ("[1, 2].all(x, x > 0)", true), ("user.role.startsWith('n') && false", false), ("size('abc') == 3", true),
    ("(1 == 1 ? 'a' : user.name) == 'a'", true), ("'abc'.matches('^b')", false), ("!(false || false)", true),
  ])
  func constants(_ text: String, _ value: Bool) throws {
    let expression = try compile(text)
    #expect(expression.isConstant)
    guard case .bool(value)? = expression.constantValue else {
      Issue.record("\(String(describing: expression.constantValue))")
      return
    }
  }

  @Test(arguments: [
    "user.active", "1 / 0 == 1", "user.groups.all(g, true)", "user.active && true", "user.tags.exists(x, x == 'a')",
    "['a'].exists(x, x == user.name)",
  ])
  func notConstant(_ text: String) throws { #expect(try compile(text).isConstant == false) }

  @Test(arguments: [
    ("user.active", ["user.active"]), ("sight.user.role != 'x'", ["sight.user.role"]),
    ("sight.user == user", ["sight.user", "user"]),
    ("size(user.groups) > 1", ["user.groups"]),
    ("user.groups.exists(g, g.name == 'x')", ["user.groups", "user.groups.name"]),
    ("user.groups[limit].name == ''", ["limit", "user.groups.name"]),
    ("(user.active ? user : sight.user).name == 'x'", ["sight.user.name", "user.active", "user.name"]),
    (
      "user.groups.filter(g, g.sharing).map(g, g.name) == []",
      ["user.groups", "user.groups.name", "user.groups.sharing"]
    ),
    ("[user, sight.user].exists(u, u.age > 1)", ["sight.user", "sight.user.age", "user", "user.age"]),
    ("user.active || true", []), ("true ? user.active : sight.user.active", ["user.active"]),
    ("has(user.role)", ["user.role"]),
    ("[1].all(x, x == limit)", ["limit"]),
    (
      "user.supervisor.supervisor.supervisor.supervisor.supervisor.supervisor.supervisor.supervisor.supervisor.name == ''",
      ["user" + String(repeating: ".supervisor", count: 8)]
    ),
  ])
  func reads(_ text: String, _ expected: [String]) throws {
    #expect(try compile(text).reads.map(\.description) == expected)
  }

  @Test func conjuncts() throws {
    let text = "sight.user.active && (sight.owner.name == 'x' && true) && (limit > 3 || sight.count > 1)"
    let parts = try compile(text).conjuncts
    #expect(
      parts.map { $0.reads.map(\.description) } == [
        ["sight.user.active"], ["sight.owner.name"], ["limit", "sight.count"],
      ])
    #expect(
      parts.map { String(decoding: Array(text.utf8)[$0.range], as: UTF8.self) }
        == ["sight.user.active", "sight.owner.name == 'x'", "(limit > 3 || sight.count > 1)"])
    #expect(try parts.map { try $0.isTrue(World()) } == [true, false, true])
    #expect(try compile("user.active || user.active").conjuncts.count == 1)
  }

  @Test(arguments: [
    ("1", ValueType.int), ("user.groups", .list(.object("group"))), ("user.age", .nullable(.int)),
    ("[]", .list(.anything)),
    ("user.groups.map(g, g.name)", .list(.string)), ("true ? null : 1", .nullable(.int)),
    ("[[], [1]]", .list(.list(.int))),
    ("[[[[[]]]], [], [[[]]]]", .list(.list(.list(.list(.list(.anything)))))),
    ("([] + user.groups + [])[0].name", .string),
    ("user.groups.map(x, x).map(y, y.name)", .list(.string)), ("[user.age, 1]", .list(.nullable(.int))),
    ("null", .null),
  ])
  func types(_ text: String, _ type: ValueType) throws { #expect(try compile(text).type == type) }

  @Test(arguments: [
    ("{sight.user} would see {sight.owner}", "David would see Village 2"), ("no braces", "no braces"),
    ("{{}} {{x}}", "{} {x}"),
    ("{size(user.groups)} groups: {user.groups}", "2 groups: Village 1, Village 2"),
    ("{user.groups.map(g, '{' + g.name + '}')}", "{village-1}, {village-2}"),
    ("{user.role} {user.score} {1.0} {true}", "null 2.5 1 true"),
    ("größe {user.tags}", "größe größe, new"), ("", ""), ("{\"}\"}", "}"),
  ])
  func templates(_ text: String, _ expected: String) throws {
    let template = try MessageTemplate(text, schema: World.schema, symbol: World.symbol)
    #expect(try template.render(World()) == expected)
  }

  @Test(arguments: [
    ("a «{»b", "`{` is never closed"), ("a «}» b", "`}` closes nothing"),
    ("größe {user.«nam»} x", "`user` has no field `nam`"),
    ("{«»}", "the expression is empty"), ("{«zz»} {user.name} {«yy»}", "unknown name `zz`; unknown name `yy`"),
    ("{user.name + «'»}", "the string is never closed"),
  ])
  func templateProblems(_ marked: String, _ message: String) {
    let marked = Marked(marked)
    do {
      _ = try MessageTemplate(marked.text, schema: World.schema)
      Issue.record("compiles")
    } catch {
      #expect(error.list.map(\.message).joined(separator: "; ") == message)
      #expect(error.list.map { $0.offset..<$0.offset + $0.length } == marked.places)
    }
  }

  @Test func longListsAreCounted() throws {
    let template = try MessageTemplate("{user.groups[0].members}", schema: World.schema)
    #expect(try template.render(World()).hasSuffix("David, David and 999980 more"))
  }

  @Test func templateErrorsHaveTheirPlace() throws {
    let template = try MessageTemplate("x {user.tags[5]}", schema: World.schema)
    do { _ = try template.render(World()) } catch { #expect(error.offset == 3 && error.length == 12) }
  }
}
