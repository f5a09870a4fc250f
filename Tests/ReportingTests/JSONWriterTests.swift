import Foundation
import Testing

@testable import Reporting

@Suite struct JSONWriterTests {
  private func text(_ body: (inout JSONWriter) -> Void) -> String {
    var json = JSONWriter()
    body(&json)
    return String(decoding: json.bytes, as: UTF8.self)
  }

  @Test func layout() {
    let result = text { json in
      json.object { json in
        json.field("name", "joy")
        json.field("count", -3)
        json.field("open", true)
        json.field("reason", orNull: nil as String?)
        json.field("line", orNull: 4)
        json.field("owners", ["user:joy", "group:village-1"])
        json.field("none", [String]())
        json.objectField("empty") { _ in }
        json.arrayField("cases") { json in
          json.object { $0.field("id", 1) }
          json.array { _ in }
          json.integer(2)
          json.null()
        }
      }
    }
    #expect(
      result == """
        {
          "name": "joy",
          "count": -3,
          "open": true,
          "reason": null,
          "line": 4,
          "owners": ["user:joy", "group:village-1"],
          "none": [],
          "empty": {},
          "cases": [
            {
              "id": 1
            },
            [],
            2,
            null
          ]
        }

        """)
  }

  @Test func longListsOfStringsTakeALineEach() {
    let names = (1...12).map { "village-\($0)0" }
    let result = text { $0.strings(names) }
    #expect(result.split(separator: "\n").count == 14)
    #expect(result.hasPrefix("[\n  \"village-10\",\n"))
    #expect(text { $0.strings(["a", "b"]) } == "[\"a\", \"b\"]\n")
  }

  @Test(arguments: [
    ("plain", #""plain""#), ("", #""""#), ("\"\\/", #""\"\\/""#), ("\n\r\t", #""\n\r\t""#),
    ("\0\u{1B}\u{7F}", #""\u0000\u001b\u007f""#), ("\u{9B}", #""\u009b""#), ("\u{2028}\u{202E}", #""\u2028\u202e""#),
    ("é村😀", #""é村😀""#), ("e\u{301}", "\"e\u{301}\""),
  ])
  func escapes(value: String, expected: String) { #expect(text { $0.string(value) } == expected + "\n") }

  @Test func keysAreEscaped() { #expect(text { $0.object { $0.field("a\"b", 1) } } == "{\n  \"a\\\"b\": 1\n}\n") }

  /// Every code point that is not a surrogate comes back from another JSON reader.
  @Test func everyPlaneSurvives() throws {
    let values = (0...0x10FFFF).lazy.filter { $0 < 0x3000 || $0 % 97 == 0 }.compactMap { Unicode.Scalar(UInt32($0)) }
    var all = ""
    for value in values { all.unicodeScalars.append(value) }
    var json = JSONWriter()
    json.strings([all])
    let decoded = try JSONDecoder().decode([String].self, from: Data(json.bytes))
    #expect(decoded.map { Array($0.unicodeScalars) } == [Array(all.unicodeScalars)])
  }
}
