import Foundation
import GroupSetup
import OwnershipGraph
import ProjectModel
import SlowEvaluator
import Testing

@Suite(WorkbookJudge.runs) struct WorkbookTests {
  private func judge(_ tables: [SetupTable], _ kind: String) throws -> String {
    let scratch = try Scratch()
    let path = scratch.path + "/book.xlsx"
    try #require(WorkbookLimits.problems(tables, file: path).isEmpty)
    try Workbook.write(tables, to: path, replacing: false)
    return try WorkbookJudge.judge(kind, path)
  }

  @Test func `the example's workbooks are what HQ takes`() throws {
    let generated = try groups(try example("organization"))
    try expectGolden(Array(try judge(generated.workerTables(), "users").utf8), "mobile-workers.txt")
    let back = try organization(generated.after, .nearest)
    try expectGolden(Array(try judge(back.workerTables(), "users").utf8), "organization-workers.txt")
    try expectGolden(Array(try judge(back.organizationTables(), "organization").utf8), "organization.txt")
  }

  @Test func `random projects' workbooks are what HQ takes`() throws {
    var judged = 0
    for seed in UInt64(0)..<30 {
      guard
        let generated = try? groups(
          try compile(RandomProjects.project(seed: seed, namesakes: false).yaml),
          {
            $0.existing = .keep
            $0.template = try NameTemplate("{path} {site_code}")
          })
      else { continue }
      // Existing groups may share a name, which the workbook cannot express: the validator says so.
      let names = generated.setup.groups.map(\.name)
      guard Set(names).count == names.count else { continue }
      judged += 1
      #expect(try judge(generated.workerTables(), "users").hasSuffix("\nvalid\n"), "\(seed)")
      let back = try organization(generated.after, .severalLocations)
      #expect(try judge(back.workerTables(), "users").hasSuffix("\nvalid\n"), "\(seed)")
      #expect(try judge(back.organizationTables(), "organization").hasSuffix("\nvalid\n"), "\(seed)")
    }
    #expect(judged >= 5)
  }

  @Test func `names that look like formulas are text, and ids and data are kept`() throws {
    let text = villages(
      "  \"=1+1\": {id: u1, locations: [v1], groups: [g]}\n  \"@ben\": {locations: [v1]}",
      "groups: {g: {name: +plus, id: id-g, data: {district: =A1, \"-x\": y}}}")
    let generated = try groups(try compile(text)) { $0.template = try NameTemplate("=SUM({site_code})") }
    #expect(
      try judge(generated.workerTables(), "users") == """
        [users]
        username | password | name | user_id | group 1 | group 2
        =1+1 |  |  | u1 | =SUM(v1) | +plus
        @ben |  |  |  | =SUM(v1) | 
        [groups]
        id | name | case-sharing? | reporting? | data: -x | data: district
        id-g | +plus | no | yes | y | =A1
         | =SUM(v1) | yes | yes |  | 
        valid

        """)
  }

  /// A row without `user_id` makes a worker: it says all that the project knows. A row with it must not change more than
  /// groups: only a state that is known to be off is written, and user data, since an empty cell would empty the field.
  @Test func `new workers' rows have role, state and user data`() throws {
    let text = villages(
      """
        old: {id: u1, name: Old, role: nurse, locations: [v1], user_data: {cadre: a, only_old: x}}
        gone: {id: u2, active: false, locations: [v1]}
        new: {name: New One, role: chw, locations: [v1], user_data: {cadre: asha, commcare_project: test}}
        off: {active: false, locations: [v2]}
      """)
    let generated = try groups(try compile(text))
    #expect(
      try judge(generated.workerTables(), "users") == """
        [users]
        username | password | name | role | user_id | is_active | data: cadre | group 1
        old |  |  |  | u1 |  | a | North/Village 1-Cases
        gone |  |  |  | u2 | no |  | North/Village 1-Cases
        new |  | New One | chw |  | yes | asha | North/Village 1-Cases
        off |  |  |  |  | no |  | North/Village 2-Cases
        [groups]
        id | name | case-sharing? | reporting?
         | North/Village 1-Cases | yes | yes
         | North/Village 2-Cases | yes | yes
        valid

        """)
    #expect(
      generated.uploadRemarks() == [
        "workers without an `id`: 2 of 4; an upload makes new workers of their rows, which need a password, and refuses usernames that exist: declare the ids of a download",
        "HQ must have these roles, or it refuses the new workers' rows: `chw`",
        "an upload empties the field `cadre` of 1 worker with an id for whom the project declares no value",
      ])
  }

  @Test func `a workbook is the same to the byte, and never written over a file`() throws {
    let tables = try groups(try example("organization")).workerTables()
    let scratch = try Scratch()
    let (first, second) = (scratch.path + "/a.xlsx", scratch.path + "/b.xlsx")
    try Workbook.write(tables, to: first, replacing: false)
    try Workbook.write(tables, to: second, replacing: false)
    #expect(FileManager.default.contents(atPath: first) == FileManager.default.contents(atPath: second))
    #expect(throws: SetupFileProblem.self) { try Workbook.write(tables, to: first, replacing: false) }
    try Workbook.write(tables, to: first, replacing: true)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path).sorted() == ["a.xlsx", "b.xlsx"])
  }
}
