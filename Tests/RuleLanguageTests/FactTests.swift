import RuleLanguage
import Testing

struct FactTests {
  @Test(arguments: [
    Row("user.name", "'david'"), Row("user.name == 'david'", "true"), Row("user.name == 'd' + 'avid'", "true"),
    Row("'dav' + 'id' == user.name", "true"), Row("user.name < 'joy'", "true"), Row("size(user.name)", "5"),
    Row("sight.user == user", "true"), Row("sight.user != user.supervisor", "true"), Row("user.supervisor", "Joy"),
    Row("size(user.groups)", "2"), Row("user.groups", "[Village 1, Village 2]"),
    Row("user.groups[1].name", "'village-2'"),
    Row("size(user.groups[0].members)", "1000000"), Row("user.groups.all(g, g.sharing)", "false"),
    Row("user.groups.exists(g, g.name == 'village-2')", "true"), Row("user.groups.exists_one(g, g.sharing)", "true"),
    Row("user.groups.map(g, g.name)", "['village-1', 'village-2']"),
    Row("user.groups.filter(g, g.sharing).map(g, g.name)", "['village-1']"),
    Row("user.groups.map(g, g.sharing, g.name)", "['village-1']"), Row("'größe' in user.tags", "true"),
    Row("'new' in user.tags", "true"), Row("'old' in user.tags", "false"), Row("user.tags == ['größe', 'new']", "true"),
    // An owner is a group or a user: comparable, as the host says.
    Row("sight.owner in user.groups", "true"), Row("sight.owner == user.groups[0]", "false"),
    // Nullable values (langdef, *Dynamic Values*, wrapper types; type_deduction.textproto, wrappers).
    Row("user.role == null", "true"), Row("user.role != 'nurse'", "true"), Row("user.role == 'nurse'", "false"),
    Row("user.supervisor.role == 'nurse'", "true"), Row("user.age + 1", "42"), Row("user.age > 40.5", "true"),
    Row("user.supervisor.age + 1", "error: the value is null"),
    Row("user.supervisor.age > 1", "error: the value is null"),
    Row("false ? user.age : null", "null"), Row("true ? user.age : 42", "41"), Row("user.supervisor == null", "false"),
    Row("user.supervisor.supervisor == null", "true"), Row("[user.age, 1]", "[41, 1]"),
    // has() (langdef, *Field Selection*): lists are there when they are not empty.
    Row("has(user.role)", "false"), Row("has(user.supervisor.role)", "true"), Row("has(user.name)", "true"),
    Row("has(user.groups)", "true"), Row("has(user.supervisor.tags)", "false"),
    Row("has(user.supervisor.supervisor.role)", "error: the value is null"),
    Row("has(user.supervisor.supervisor.name)", "error: the value is null"),
    // Macros within macros, names that hide names, and names from the root.
    Row("user.groups.exists(a, user.groups.exists(b, a != b && a.name < b.name))", "true"),
    Row("user.groups.all(user, user.name.startsWith('village'))", "true"),
    Row("user.groups.all(user, .user.name == 'david')", "true"),
    Row("[1, 2].map(x, [3, 4].map(x, x * 10)[0] + x)", "[31, 32]"),
    Row("['a', 'b'].exists(x, x == 'b') ? string(limit) + '!' : ''", "'10!'"),
    // Errors beside a deciding operand (langdef, *Logical Operators*).
    Row("user.role.startsWith('n') || user.active", "true"), Row("user.active || user.role.startsWith('n')", "true"),
    Row("user.role.startsWith('n') && !user.active", "false"),
    Row("user.role.startsWith('n') && user.active", "error: the value is null"),
    Row("user.groups.exists(g, 1 / (size(g.name) - 9) == 1 || g.sharing)", "true"),
    Row("user.active ? 1 : 1 / (limit - 10)", "1"),
  ])
  func evaluates(_ row: Row) { #expect(outcome(row.expression) == row.expected) }

  /// A host that gives values of other types than it has declared gets errors.
  final class Liar: FactProvider {
    let value: Value
    init(value: Value) { self.value = value }
    func variable(_ index: Int) -> Value { value }
    func field(_ slot: Int, of object: ObjectRef) -> Value { value }
    func element(_ index: Int, of list: HostList) -> Value { value }
    func name(of object: ObjectRef) -> String { "" }
  }

  @Test(arguments: [
    Value.null, .int(1), .text("x"), .bool(true), .symbol(1), .list([]), .object(World.ref(.user, 0)),
    .hostList(HostList(kind: 0, id: 0, count: 2)),
  ])
  func wrongTypesAreErrors(_ value: Value) throws {
    for text in [
      "user.active && user.active", "limit + 1 > 2", "user.score > 1.0", "user.name.startsWith('a')",
      "size(user.groups) > 0",
      "user.groups.all(g, g.sharing)", "sight.user.name < 'x'", "user.groups[0].sharing", "size(user.name) == 1",
      "!user.active",
      "int(user.name) == 1", "string(user.score) == ''", "[user.name] + user.tags == []", "user.name.matches('a')",
      "'a' in user.tags",
      "user.tags == user.tags",
    ] {
      _ = try? compile(text).evaluate(Liar(value: value))
      _ = try? compile(text).isTrue(Liar(value: value))
      _ = try? MessageTemplate("{\(text)} {user.tags}", schema: World.schema).render(Liar(value: value))
    }
  }

  /// The host may answer for its lists; without an answer the elements are compared.
  final class Quick: FactProvider {
    func variable(_ index: Int) -> Value { .object(World.ref(.user, 0)) }
    func field(_ slot: Int, of object: ObjectRef) -> Value {
      slot == 7 ? .hostList(HostList(kind: 0, id: 0, count: 1_000_000_000)) : .symbol(1)
    }
    func element(_ index: Int, of list: HostList) -> Value { .symbol(2) }
    func contains(_ value: Value, in list: HostList) -> Bool? { if case .symbol = value { true } else { nil } }
    func name(of object: ObjectRef) -> String { "" }
  }

  @Test func hostAnswersMembership() throws {
    #expect(try compile("user.name in user.tags").isTrue(Quick()))
    #expect(
      outcome("('x' + user.name) in user.tags", Quick()) == "error: the expression costs too much for these facts")
  }
}
