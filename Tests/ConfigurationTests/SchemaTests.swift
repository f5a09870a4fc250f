import Foundation
import ProjectModel
import Reporting
import Testing

/// What holds for the schema's text itself.
@Suite struct SchemaTests {
  @Test(arguments: ConfigurationSchema.Root.allCases)
  func `the schema is JSON, and every reference leads to a definition`(root: ConfigurationSchema.Root) throws {
    let bytes = ConfigurationSchema.bytes(for: root)
    #expect(bytes == ConfigurationSchema.bytes(for: root))
    let parsed = try JSONSerialization.jsonObject(with: Data(bytes))
    let schema = try #require(parsed as? [String: Any])
    let definitions = try #require(schema["$defs"] as? [String: Any])
    #expect(definitions.count == Language.shapes.count + 3)

    let text = String(decoding: bytes, as: UTF8.self)
    let references = text.matches(of: /"\$ref": "#\/\$defs\/([^"]+)"/).map { String($0.1) }
    #expect(!references.isEmpty)
    for reference in references { #expect(definitions[reference] != nil, "\(reference)") }
  }

  @Test func `only the main file needs the version and the project's name`() throws {
    func required(_ root: ConfigurationSchema.Root) throws -> [String]? {
      let parsed = try JSONSerialization.jsonObject(with: Data(ConfigurationSchema.bytes(for: root)))
      return (parsed as? [String: Any])?["required"] as? [String]
    }
    #expect(try required(.project) == ["caseload", "project"])
    #expect(try required(.included) == nil)
  }
}
