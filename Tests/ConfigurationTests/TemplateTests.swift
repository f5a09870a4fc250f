import Foundation
import ProjectModel
import Reporting
import Testing

/// The project that `caseload init` writes.
@Suite struct TemplateTests {
  @Test func `a new project loads without a diagnostic`() throws {
    let folder = try TemporaryFolder()
    for file in ProjectTemplate.files() { try folder.write(file.bytes, to: file.name) }
    let loaded = ProjectLoader.load(folder.path)
    #expect(loaded.diagnostics.map { "\($0.code) \($0.message)" } == [])
    let project = try #require(loaded.project)
    #expect(project.apps.map(\.caseSharing) == [true])
    #expect(project.groups.map(\.caseSharing) == [true])
    #expect(project.users.count == 2)
    #expect(project.cases.count == 1)
  }

  @Test func `its first line names the schema that stands beside it`() throws {
    let files = ProjectTemplate.files()
    #expect(files.map(\.name) == ["project.yaml", "caseload.schema.json"])
    let text = String(decoding: files[0].bytes, as: UTF8.self)
    #expect(text.hasPrefix("# yaml-language-server: $schema=caseload.schema.json\n"))
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= 120 && !$0.hasSuffix(" ") })
    #expect(files[1].bytes == ConfigurationSchema.bytes())
  }
}

/// The schema's judgement of the new project.
@Suite(SchemaJudge.runs) struct TemplateSchemaTests {
  @Test func `the schema accepts a new project`() throws {
    let folder = try TemporaryFolder()
    for file in ProjectTemplate.files() { try folder.write(file.bytes, to: file.name) }
    let file = SchemaJudge.File(path: folder.url("project.yaml").path, root: .project)
    #expect(try SchemaJudge.judge([file]) == [.accepted])
  }
}
