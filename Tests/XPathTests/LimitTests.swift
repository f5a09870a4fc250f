import Testing
import XPath

@Suite struct LimitTests {
  private static func nested(_ depth: Int, _ open: String = "(", _ close: String = ")") -> String {
    String(repeating: open, count: depth) + "1" + String(repeating: close, count: depth)
  }

  @Test(arguments: [("(", ")"), ("a[", "]"), ("not(", ")"), ("f(1, ", ")")])
  func depth(_ brackets: (open: String, close: String)) {
    let (open, close) = brackets
    #expect(throws: Never.self) { try XPathExpression.parse(Self.nested(64, open, close)) }
    for depth in [65, 3_000] {
      let error = #expect(throws: XPathSyntaxError.self) { try XPathExpression.parse(Self.nested(depth, open, close)) }
      #expect(error?.message == "the expression is nested more than 64 levels deep")
      let bracket = open.utf8.firstIndex { $0 == UInt8(ascii: "(") || $0 == UInt8(ascii: "[") }
      let within = bracket.map { open.utf8.distance(from: open.utf8.startIndex, to: $0) } ?? 0
      #expect(error?.offset == 64 * open.utf8.count + within)
    }
  }

  @Test func length() {
    let longest = "'" + String(repeating: "x", count: 32 * 1024 - 2) + "'"
    #expect(throws: Never.self) { try XPathExpression.parse(longest) }
    let error = #expect(throws: XPathSyntaxError.self) { try XPathExpression.parse(longest + " ") }
    #expect(error == XPathSyntaxError(offset: 32_768, length: 1, message: "the expression is longer than 32768 bytes"))
  }

  /// Long flat expressions are no deeper than short ones.
  @Test(arguments: [
    ("1+", "1"), ("1=", "1"), ("1<", "1"), ("1*", "1"), ("1 or ", "1"), ("1 and ", "1"), ("-", "1"), ("a|", "a"),
    ("a/", "a"), ("../", "a"), ("//a", ""), ("a[1]/", "a"),
  ])
  func longChains(_ row: (part: String, end: String)) throws {
    let text = String(repeating: row.part, count: 32_000 / row.part.utf8.count) + row.end
    let expression = try XPathExpression.parse(text)
    _ = expression.evaluate(in: TestEnvironment())
    _ = expression.reads
  }

  /// A table that counts how often its rows are read.
  final class LargeTable: XPathEnvironment {
    var rowsRead = 0
    let groupCount = 100_000
    func groupID(at index: Int) -> XPathText {
      rowsRead += 1
      return .id(UInt32(index))
    }
    func groupName(at index: Int) -> XPathText {
      rowsRead += 1
      return XPathText("Village \(index)")
    }
    func session(_ path: [String]) -> XPathLookup { .value(.id(77_777)) }
    func caseProperty(of caseID: XPathText, _ property: String) -> XPathLookup { .missing }
    func question(_ path: String) -> XPathLookup { .missing }

    func evaluate(_ text: String) throws -> XPathOutcome { try XPathExpression.parse(text).evaluate(in: self) }
  }

  @Test func largeTables() throws {
    let table = LargeTable()
    let path = "instance('groups')/groups/group"
    #expect(try table.evaluate("\(path)/@id") == .failure(.severalNodes("\(path)/@id")))
    #expect(try table.evaluate("count(\(path))") == .number(100_000))
    #expect(table.rowsRead == 0)
    #expect(try table.evaluate("\(path)[5]/@id") == .text(.id(4)))
    #expect(table.rowsRead == 1)
    #expect(try table.evaluate("\(path)[@id = #session/context/userid]/name") == .text(XPathText("Village 77777")))
    #expect(try table.evaluate("\(path)[name = 'Village 9']/@id") == .text(.id(9)))
    #expect(try table.evaluate("count-selected(join(' ', \(path)/@id))") == .number(100_000))
  }

  @Test func workIsBounded() throws {
    let path = "instance('group')/groups/group"
    let squared = "count(instance('groups')/groups/group[count(\(path)[name = 'x']) = 0])"
    #expect(try LargeTable().evaluate(squared) == .unknown("evaluating it takes too many steps"))
  }
}
