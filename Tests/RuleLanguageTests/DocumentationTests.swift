import Foundation
import RuleLanguage
import Testing

/// Each example in `Documentation/RuleLanguage.md` has the value that stands beside it.
struct DocumentationTests {
  static func text() throws -> String {
    let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .deletingLastPathComponent()
    return try String(contentsOf: root.appending(path: "Documentation/RuleLanguage.md"), encoding: .utf8)
  }

  /// The pairs around an arrow: `expression` → `value`.
  static func examples() throws -> [Row] {
    try text().replacing("\\|", with: "|").matches(of: /`([^`]+)` → `([^`]+)`/).map { Row(String($0.1), String($0.2)) }
  }

  @Test func examplesHoldTrue() throws {
    let examples = try Self.examples()
    #expect(examples.count >= 25)
    for example in examples { #expect(outcome(example.expression) == example.expected, "\(example.expression)") }
  }

  @Test(arguments: [
    "size", "startsWith", "endsWith", "contains", "matches", "int", "double", "string", "has", "all", "exists",
    "exists_one", "filter", "map",
  ])
  func everyFunctionHasAnExample(_ name: String) throws {
    #expect(try Self.examples().contains { $0.expression.contains("\(name)(") })
    #expect(try Self.text().contains("| `\(name)` |"))
  }

  @Test func messageExample() throws {
    let template = try MessageTemplate("{user} has {size(user.groups)} groups", schema: World.schema)
    #expect(try template.render(World()) == "David has 2 groups")
  }

  /// What is said to be left out is refused.
  @Test(arguments: [
    "7u == 7", "uint(1)", "b'a'", "bytes('a')", "{'a': 1}", "User{}", "type(1)", "dyn(1)", "bool('true')",
    "timestamp('x')", "duration('1s')", "user.`name`",
    "user.?name", "[1, 'a']", "1 == null", "'\\uD83D'", "'a'.matches('\\\\pL')", "'a'.matches('(?=a)')",
  ])
  func leftOut(_ text: String) { #expect(throws: Problems.self) { try compile(text) } }
}
