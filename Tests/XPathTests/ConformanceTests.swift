import Foundation
import Testing
import XPath

/// The answers of the real engine, recorded with `Tests/XPathTests/Data/owner-expressions.json`.
@Suite struct ConformanceTests {
  struct File: Decodable {
    struct User: Decodable {
      var id: String
      var userData: [String: String]
    }
    struct Group: Decodable {
      var id: String
      var name: String
    }
    struct Expectation: Decodable, Sendable {
      var value: String?
      var error: String?
    }
    struct Expression: Decodable, Sendable {
      var xpath: String
      var withGroups: [String: Expectation]
    }
    var user: User
    var groups: [Group]
    var cases: [String: [String: String]]
    var expressions: [Expression]
  }

  static func file() throws -> File {
    let url = try #require(
      Bundle.module.url(forResource: "owner-expressions", withExtension: "json", subdirectory: "Data"))
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try decoder.decode(File.self, from: Data(contentsOf: url))
  }

  @Test func everyRecordedAnswer() throws {
    let file = try Self.file()
    #expect(file.expressions.count == 14)
    for expression in file.expressions {
      let parsed = try XPathExpression.parse(expression.xpath)
      #expect(expression.withGroups.count == 4)
      for (count, expected) in expression.withGroups {
        var environment = TestEnvironment()
        environment.groups = file.groups.prefix(try #require(Int(count))).map { (XPathText($0.id), XPathText($0.name)) }
        environment.session["context/userid"] = .value(XPathText(file.user.id))
        for (key, value) in file.user.userData { environment.session["user/data/" + key] = .value(XPathText(value)) }
        for (id, properties) in file.cases {
          var known: [String: XPathText] = [:]
          for (name, value) in properties { known["@" + name] = XPathText(value) }
          environment.cases[XPathText(id)] = known
        }
        // The file has texts without quotes and numbers as Java prints them.
        let summary = parsed.evaluate(in: environment).summary
        let bare = summary.hasPrefix("'") ? String(summary.dropFirst().dropLast()) : summary
        #expect(bare == expected.value ?? expected.error, "\(expression.xpath) with \(count) groups")
      }
    }
  }
}
