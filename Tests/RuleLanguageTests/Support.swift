import RuleLanguage
import Testing

/// A small world of users and groups, with symbols for some texts, as a host has it.
final class World: FactProvider, Sendable {
  /// Texts by symbol.
  static let texts = [
    "", "david", "joy", "nurse", "counsellor", "village-1", "village-2", "village-3", "hiv_test", "größe",
  ]

  static func symbol(_ text: String) -> UInt32? {
    texts.firstIndex { $0.utf8.elementsEqual(text.utf8) }.map(UInt32.init)
  }

  static let schema = Schema(
    types: [
      ObjectType(
        "sight", "A user can see cases of a type.",
        fields: [
          Field("user", .object("user"), slot: 0), Field("case_type", .string, slot: 1),
          Field("owner", .object("owner"), slot: 2), Field("count", .int, slot: 3),
        ]),
      ObjectType(
        "user",
        fields: [
          Field("name", .string, slot: 0), Field("role", .nullable(.string), slot: 1),
          Field("groups", .list(.object("group")), slot: 2), Field("active", .bool, slot: 3),
          Field("age", .nullable(.int), slot: 4), Field("score", .double, slot: 5),
          Field("supervisor", .nullable(.object("user")), slot: 6), Field("tags", .list(.string), slot: 7),
        ]),
      ObjectType(
        "group",
        fields: [
          Field("name", .string, slot: 0), Field("members", .list(.object("user")), slot: 1),
          Field("sharing", .bool, slot: 2),
        ]),
      ObjectType("owner", fields: [Field("name", .string, slot: 0)], comparableWith: ["group", "user"]),
    ],
    variables: [Variable("sight", .object("sight")), Variable("user", .object("user")), Variable("limit", .int)])

  enum Kind: UInt32 { case sight, user, group, owner }

  static func ref(_ kind: Kind, _ index: UInt64) -> ObjectRef { ObjectRef(type: kind.rawValue, index: index) }

  /// David (0) is in the groups 0 and 1, has no role and is supervised by Joy; Joy (1) is a nurse in group 2.
  let groups: [[UInt64]] = [[0, 1], [2]]
  /// The sight is David's, of an HIV test owned by the group of this number.
  let owner: UInt64 = 1

  func variable(_ index: Int) -> Value {
    switch index {
    case 0: .object(Self.ref(.sight, 0))
    case 1: .object(Self.ref(.user, 0))
    default: .int(10)
    }
  }

  func field(_ slot: Int, of object: ObjectRef) -> Value {
    switch (Kind(rawValue: object.type), slot) {
    case (.sight, 0): .object(Self.ref(.user, 0))
    case (.sight, 1): .symbol(8)
    case (.sight, 2): .object(Self.ref(.owner, owner))
    case (.sight, 3): .int(3)
    case (.user, 0): .symbol(object.index == 0 ? 1 : 2)
    case (.user, 1): object.index == 0 ? .null : .symbol(3)
    case (.user, 2): .hostList(HostList(kind: 0, id: object.index, count: groups[Int(object.index)].count))
    case (.user, 3): .bool(true)
    case (.user, 4): object.index == 0 ? .int(41) : .null
    case (.user, 5): .double(2.5)
    case (.user, 6): object.index == 0 ? .object(Self.ref(.user, 1)) : .null
    case (.user, 7): .list(object.index == 0 ? [.symbol(9), .text("new")] : [])
    case (.group, 0): .symbol(5 + UInt32(object.index))
    case (.group, 1): .hostList(HostList(kind: 1, id: object.index, count: 1_000_000))
    case (.group, 2): .bool(object.index != 1)
    case (.owner, 0): .symbol(5 + UInt32(object.index))
    default: .null
    }
  }

  func element(_ index: Int, of list: HostList) -> Value {
    list.kind == 0 ? .object(Self.ref(.group, groups[Int(list.id)][index])) : .object(Self.ref(.user, 0))
  }

  func isSame(_ a: ObjectRef, _ b: ObjectRef) -> Bool {
    let group = [Kind.group.rawValue, Kind.owner.rawValue]
    return a.index == b.index && (a.type == b.type || group.contains(a.type) && group.contains(b.type))
  }

  func withText(of symbol: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Void) {
    var text = Self.texts[Int(symbol)]
    text.withUTF8(body)
  }

  func name(of object: ObjectRef) -> String {
    switch Kind(rawValue: object.type) {
    case .user: ["David", "Joy"][Int(object.index)]
    case .group, .owner: "Village \(object.index + 1)"
    default: "a sight"
    }
  }
}

func compile(_ text: String, limits: Limits = Limits()) throws(Problems) -> RuleExpression {
  try RuleExpression(text, schema: World.schema, limits: limits, symbol: World.symbol)
}

/// The outcome of an expression as a text: the value as it would be written, or `error: ` and the message.
func outcome(_ text: String, _ facts: any FactProvider = World(), limits: Limits = Limits()) -> String {
  do {
    return show(try compile(text, limits: limits).evaluate(facts), facts)
  } catch let error as EvaluationError {
    return "error: " + error.message
  } catch let problems as Problems {
    return "wrong: " + problems.list.map(\.message).joined(separator: "; ")
  } catch {
    return "\(error)"
  }
}

func show(_ value: Value, _ facts: any FactProvider) -> String {
  switch value {
  case .null: "null"
  case .bool(let value): "\(value)"
  case .int(let value): "\(value)"
  case .double(let value): "\(value)"
  case .text(let text): "'\(text)'"
  case .symbol(let symbol): "'\(World.texts[Int(symbol)])'"
  case .object(let object): facts.name(of: object)
  case .list(let elements): "[" + elements.map { show($0, facts) }.joined(separator: ", ") + "]"
  case .hostList(let list):
    "[" + (0..<Int(list.count)).map { show(facts.element($0, of: list), facts) }.joined(separator: ", ") + "]"
  }
}

/// An expression and what it must come to.
struct Row: Sendable, CustomTestStringConvertible {
  var expression: String
  var expected: String
  var testDescription: String { expression }

  init(_ expression: String, _ expected: String) {
    self.expression = expression
    self.expected = expected
  }
}
