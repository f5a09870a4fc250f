import RuleLanguage
import Testing

/// Facts that can be anything: what no facts fulfil must never be fulfilled by these.
private final class AnyFacts: FactProvider {
  static let schema = Schema(
    types: [
      ObjectType(
        "thing",
        fields: [
          Field("on", .bool, slot: 0), Field("count", .int, slot: 1), Field("name", .string, slot: 2),
          Field("role", .nullable(.string), slot: 3), Field("score", .double, slot: 4),
          Field("kind", .string, slot: 5, words: ["red", "green", "blue"]), Field("tags", .list(.string), slot: 6),
          Field("things", .list(.object("thing")), slot: 7), Field("parent", .nullable(.object("thing")), slot: 8),
          Field("age", .nullable(.int), slot: 9), Field("marks", .list(.string), slot: 10, words: ["x", "y"]),
          Field("numbers", .list(.int), slot: 11), Field("total", .int, slot: 12, isCount: true),
        ])
    ], variables: [Variable("a", .object("thing")), Variable("b", .object("thing"))])

  /// By thing, by slot.
  var values: [[Value]]

  init(_ random: inout Random) {
    let texts = ["", "a", "ab", "b", "x"]
    func list(_ random: inout Random, _ element: (inout Random) -> Value) -> Value {
      .list((0..<random.number(4)).map { _ in element(&random) })
    }
    values = (0..<3).map { _ in
      [
        .bool(random.number(2) == 0), .int(Int64(random.number(5)) - 1), .text(texts[random.number(5)]),
        random.number(3) == 0 ? .null : .text(texts[random.number(5)]),
        .double([-1, 0, 1.5, 2, .nan, .infinity][random.number(6)]), .text(["red", "green", "blue"][random.number(3)]),
        list(&random) { .text(texts[$0.number(5)]) },
        list(&random) { .object(ObjectRef(type: 0, index: UInt64($0.number(3)))) },
        random.number(3) == 0 ? .null : .object(ObjectRef(type: 0, index: UInt64(random.number(3)))),
        random.number(3) == 0 ? .null : .int(Int64(random.number(4))), list(&random) { .text(["x", "y"][$0.number(2)]) },
        list(&random) { .int(Int64($0.number(4))) }, .int(Int64(random.number(3))),
      ]
    }
  }

  func variable(_ index: Int) -> Value { .object(ObjectRef(type: 0, index: UInt64(index))) }
  func field(_ slot: Int, of object: ObjectRef) -> Value { values[Int(object.index)][slot] }
  func element(_ index: Int, of list: HostList) -> Value { .null }
  func name(of object: ObjectRef) -> String { "thing" }
}

private struct Random {
  var state: UInt64

  mutating func number(_ bound: Int) -> Int {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return Int(state >> 33) % bound
  }

  mutating func one<Element>(_ all: [Element]) -> Element { all[number(all.count)] }

  /// A condition about `x`, one of the variables or the element of a macro.
  mutating func condition(_ depth: Int, _ names: [String] = ["a", "b"]) -> String {
    let x = one(names)
    guard depth > 0, number(3) > 0 else { return atom(x, names) }
    func inner(_ random: inout Random) -> String { random.condition(depth - 1, names) }
    switch number(10) {
    case 0, 1: return "(\(inner(&self)) && \(inner(&self)))"
    case 2, 3: return "(\(inner(&self)) || \(inner(&self)))"
    case 4: return "!(\(inner(&self)))"
    case 5: return "(\(inner(&self)) ? \(inner(&self)) : \(inner(&self)))"
    case 6:
      let name = "e\(names.count)"
      return "\(x).things.\(one(["all", "exists", "exists_one"]))(\(name), \(condition(depth - 1, names + [name])))"
    case 7:
      let (name, op) = ("e\(names.count)", one(["==", "!="]))
      let list = one(["tags", "marks"])
      return "\(x).\(list).\(one(["all", "exists"]))(\(name), \(name) \(op) '\(one(["x", "a", ""]))')"
    case 8:
      let name = "e\(names.count)"
      let list = "\(x).things.filter(\(name), \(condition(depth - 1, names + [name])))"
      if number(3) == 0 { return "size(\(list)) \(one(["> 0", "== 0", "> 1"]))" }
      return "\(list).\(one(["all", "exists", "exists_one"]))(\(name), \(condition(depth - 1, names + [name])))"
    default: return "(\(inner(&self))) == (\(inner(&self)))"
    }
  }

  private mutating func atom(_ x: String, _ names: [String]) -> String {
    let comparison = one(["==", "!=", "<", "<=", ">", ">="])
    let equality = one(["==", "!="])
    let (text, number, y) = (one(["''", "'a'", "'ab'", "'x'"]), number(4) - 1, one(names))
    switch self.number(27) {
    case 0, 1: return "\(x).on"
    case 2: return "\(x).on \(comparison) \(y).on"
    case 3, 4: return "\(x).count \(comparison) \(number)"
    case 5: return "\(x).count \(comparison) \(y).count"
    case 6: return "\(x).name \(comparison) \(text)"
    case 7: return "\(x).role \(equality) \(one([text, "null", "\(y).name"]))"
    case 8: return "\(x).score \(comparison) \(one(["\(number)", "1.5", "\(y).score"]))"
    case 9, 10: return "\(x).kind \(equality) '\(one(["red", "green", "blue"]))'"
    case 11: return "\(x).kind in ['red', 'blue']"
    case 12: return "size(\(x).\(one(["tags", "things", "name", "marks"]))) \(comparison) \(number)"
    case 13: return "\(text) in \(x).\(one(["tags", "tags"]))"
    case 14: return "\(x).name.\(one(["startsWith", "endsWith", "contains", "matches"]))(\(text))"
    case 15: return "has(\(x).\(one(["role", "tags", "parent", "age"])))"
    case 16: return "\(x).parent \(equality) null"
    case 17: return "\(x).parent.\(one(["on", "count > 1"]))"
    case 18: return "\(x).age \(comparison) \(number)"
    case 19: return "\(x).name in [\(text), \(y).name]"
    case 20: return "\(x).count in [\(number), 2]"
    case 21: return "(\(x).on ? \(number) : 2) \(comparison) \(y).count + 1"
    case 22: return "(\(x).on ? 'a' : 'b') \(equality) \(text)"
    case 24: return "\(x).total \(comparison) \(number)"
    case 25: return "\(x).name.\(one(["startsWith", "endsWith", "contains"]))(\(one(["'a'", "'b'", "'ab'", "'ba'"])))"
    case 23: return "\(x).tags[0] \(equality) \(text)"
    default: return "\(x).\(one(["numbers", "tags"])) \(equality) []"
    }
  }
}

@Suite struct ContradictionTests {
  private func isCertain(_ conditions: [(String, Bool)], _ schema: Schema = AnyFacts.schema) throws -> Bool {
    Contradiction.isCertain(
      try conditions.map { (try RuleExpression($0.0, schema: schema, expected: .bool), wanted: $0.1) }, schema: schema)
  }

  static let impossible = [
    "a.on && !a.on", "!(a.on || !a.on)", "a.name == 'x' && a.name == 'y'", "a.name == 'x' && a.name != 'x'",
    "size(a.tags) < 0", "size(a.name) <= -1", "a.name in []", "a.count < 1 && a.count > 2", "a.count > 1 && a.count < 2",
    "a.count == 1 && a.count == 2", "a.count in [1, 2] && a.count > 2", "a.score < 1 && a.score > 2",
    "a.score > 1.5 && a.score <= 1.5", "a.count < b.count && b.count < a.count", "a.count == b.count && a.count > b.count",
    "a.name < b.name && a.name == b.name", "[].exists(x, a.on)", "!([].all(x, a.on))", "!(a.name.matches(''))",
    "!(a.name.startsWith(''))", "!a.name.contains('')", "a.kind != 'red' && a.kind != 'green' && a.kind != 'blue'",
    "!(a.kind in ['red', 'green', 'blue'])", "a.kind.startsWith('y')", "a.kind == 'red' && size(a.kind) == 4",
    "a.name == 'abc' && a.name.endsWith('d')", "a.name == 'abc' && a.name.matches('^b')",
    "a.name != '' && size(a.name) == 0", "a.name == '' && size(a.name) > 0", "a.role == null && a.role != null",
    "a.role == null && a.role == 'x'", "has(a.role) && a.role == null", "!has(a.role) && a.role != null",
    "a.parent == null && a.parent.on", "has(a.tags) && size(a.tags) == 0", "a.tags == [] && 'x' in a.tags",
    "a.tags == [] && a.tags[0] == 'x'", "size(a.tags) < 2 && a.tags[1] == 'x'",
    "a.things.exists(t, t.on) && a.things.all(t, !t.on)", "a.things.exists(t, t.on) && size(a.things) == 0",
    "!a.things.all(t, t.on) && !a.things.exists(t, !t.on)", "a.things.exists(t, t.on && !t.on)",
    "a.things.exists_one(t, t.count > 1) && a.things.all(t, t.count < 1)",
    "a.things.exists(t, t.name == 'x') && a.things.all(t, t.name == 'y' || t.name == 'z')",
    "['x', 'y'].exists(t, t == 'z')", "a.marks.exists(m, m != 'x' && m != 'y')", "[1, 2].exists(n, n > 2)",
    "(a.on ? 1 : 2) == 3", "(a.on ? 'x' : 'y') == 'z'", "a.on ? a.name in [] : a.count in []",
    "(a.on || b.on) && !a.on && !b.on", "a.on == true && a.on == false", "a.on == b.on && a.on && !b.on",
    "(a.on || b.on) && (a.on || !b.on) && (!a.on || b.on) && (!a.on || !b.on)", "a.name in [b.name] && a.name != b.name",
    "size(a.tags) + 1 < 1", "a.count % 3 > 2", "a != a", "a.name != a.name", "a.count < a.count",
    "a.on && (a.name == 'x' || a.name == 'y') && !(a.name in ['x', 'y'])", "a.age < 1 && a.age > 2",
    "a.age == null && a.age > 2", "a.age == 1 && a.age == 2", "size([a.name, 'x']) == 1",
    "a.things.exists(t, t.things.exists(s, s.on) && t.things.all(s, !s.on))", "'x' in a.tags && size(a.tags) == 0",
    "a.total < 0", "a.total == -1", "a.total + 1 < 1", "a.name.contains('ab') && !a.name.contains('a')",
    "a.name.startsWith('ab') && !a.name.contains('b')", "a.name.startsWith('ab') && !a.name.startsWith('a')",
    "a.name.endsWith('ab') && !a.name.endsWith('b')", "a.name.startsWith('ab') && a.name.startsWith('ac')",
    "a.name.endsWith('ab') && a.name.endsWith('cb')", "size(a.name) < 2 && a.name.startsWith('abc')",
    "size(a.name) == 1 && a.name.contains('éa')", "a.name == '' && a.name.endsWith('b')",
    "a.things.filter(t, false).exists(t, t.on)", "size(a.things.filter(t, false)) > 0",
    "a.things.filter(t, t.on).exists(t, !t.on)", "a.things.filter(t, t.on).exists(s, !s.on)",
    "a.things.filter(t, t.on).filter(t, t.count > 1).exists(t, t.count < 1)", "!a.things.filter(t, t.on).all(t, t.on)",
    "a.things.filter(t, t.on).all(t, t.count > 1) && a.things.exists(t, t.on && t.count < 1)",
    "a.things.all(t, !t.on) && size(a.things.filter(t, t.on)) == 2",
  ]

  @Test(arguments: impossible) func `cannot be`(text: String) throws {
    #expect(try isCertain([(text, true)]))
    #expect(try isCertain([("!(\(text))", false)]))
  }

  static let possible = [
    "a.on && !b.on", "a.name == 'x' && b.name == 'y'", "a.count < 2 && a.count > 0", "a.score < 1 || a.score > 2",
    "!(a.score < 1) && !(a.score >= 1)", "a.score != a.score", "a.role != 'x' && a.role != 'y'", "a.tags != []",
    "a.kind != 'red' && a.kind != 'green'", "a.things.exists(t, t.on) && a.things.exists(t, !t.on)",
    "a.things.exists(t, t.on) && b.things.all(t, !t.on)", "a.things.all(t, t.on) && a.things.all(t, !t.on)",
    "a.things.exists(t, t.on) && !a.on", "size(a.tags) == 0", "!has(a.role)", "a.name.matches('$') && a.name == ''",
    "!a.name.matches('^$')", "!a.name.matches(r'\\b')", "a.name.startsWith('a') && a.name.endsWith('b')",
    "(a.on ? 1 : 2) == 2", "a.count != 1 && a.count != 2 && a.count >= 1", "a.age != 3", "!(a.role == 'x')",
    "a.name != 'é' && a.name == 'e\u{301}'", "a.things.exists(t, t == a) && a.things.all(t, t != b)",
    "a.parent == null && (a.parent == null || a.parent.on)", "!(a.parent != null && a.parent.on)",
    "['x', 'y'].exists(t, t == a.name)", "a.count + 9223372036854775807 > 0", "a.count < b.count && b.count < 3",
    "a.things.exists_one(t, t.on) && a.things.exists(t, !t.on)", "a.numbers.exists(n, n > 3) && a.numbers.exists(n, n < 3)",
    "a.total == 0", "a.count < 0", "!(a.total > 0)", "a.name.contains('ab') && !a.name.contains('ba')",
    "a.name.startsWith('a') && !a.name.startsWith('ab')", "a.name.startsWith('ab') && a.name.endsWith('b') && size(a.name) == 2",
    "a.name.startsWith('a') && a.name.startsWith('ab')", "size(a.name) == 1 && a.name.contains('é')",
    "a.name.startsWith('ab') && !b.name.startsWith('a')", "size(a.things.filter(t, false)) == 0",
    "a.things.filter(t, t.on).exists(t, t.count > 1)", "a.things.filter(t, t.on).all(t, !t.on)",
    "a.things.filter(t, t.on).all(t, false) && a.things.exists(t, !t.on)", "a.things.filter(t, t.on).exists_one(t, true)",
    "a.things.filter(t, b.things.exists(s, s.on)).exists(t, !t.on)",
  ]

  @Test(arguments: possible) func `can be`(text: String) throws { #expect(try !isCertain([(text, true)])) }

  @Test(arguments: [
    ("a.on", "a.on", true), ("a.on && b.on", "b.on || a.count > 1", true), ("a.on", "b.on", false),
    ("a.role == 'x'", "a.role in ['x', 'y']", true), ("a.role in ['x', 'y']", "a.role == 'x'", false),
    ("a.count > 3", "a.count >= 3", true), ("a.count >= 3", "a.count > 3", false),
    ("size(a.tags) > 1", "has(a.tags)", true), ("a.things.all(t, t.on)", "!a.things.exists(t, !t.on)", true),
    ("a.things.all(t, t.on)", "a.things.exists(t, t.on)", false), ("true", "a.on || !a.on", true),
    ("a.parent == null || a.parent.on", "a.parent == null || a.parent.on", true),
  ])
  func `a condition that another follows from`(given: String, then: String, follows: Bool) throws {
    #expect(try isCertain([(given, true), (then, false)]) == follows)
  }

  /// Whatever is called impossible, no facts make true; and of what random conditions say, much is found.
  @Test(.timeLimit(.minutes(2))) func `random conditions`() throws {
    var random = Random(state: 20_261_122)
    let facts = (0..<150).map { _ in AnyFacts(&random) }
    var found = 0
    for _ in 0..<4_000 {
      let conditions = (0..<1 + random.number(3)).map { _ in (random.condition(2), random.number(2) == 0) }
      let compiled = try conditions.map {
        (try RuleExpression($0.0, schema: AnyFacts.schema, expected: .bool), wanted: $0.1)
      }
      guard Contradiction.isCertain(compiled, schema: AnyFacts.schema) else { continue }
      found += 1
      for facts in facts {
        let isFulfilled = compiled.allSatisfy { condition, wanted in
          (try? condition.isTrue(facts)).map { $0 == wanted } ?? false
        }
        #expect(!isFulfilled, "\(conditions)")
        if isFulfilled { return }
      }
    }
    #expect(found > 100)
  }

  /// Conditions made to be hard: given up, not worked on for ever.
  @Test(.timeLimit(.minutes(1))) func `looking has an end`() throws {
    let pigeons = (0..<7).flatMap { p in
      ["(" + (0..<6).map { "a.name.contains('\(p)-\($0)')" }.joined(separator: " || ") + ")"]
        + (0..<p).flatMap { q in (0..<6).map { "!(a.name.contains('\(p)-\($0)') && a.name.contains('\(q)-\($0)'))" } }
    }
    #expect(try !isCertain([(pigeons.joined(separator: " && "), true)]))
    let wide = (0..<400).map { "(a.count == \($0) || b.count == \($0 + 1))" }.joined(separator: " || ")
    #expect(try !isCertain([(wide, true)]))
    let tall = (0..<400).map { "(a.count != \($0) || b.count != \($0 + 1))" }.joined(separator: " && ")
    #expect(try !isCertain([(tall, true)]))
  }
}
