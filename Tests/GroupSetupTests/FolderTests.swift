import Foundation
import GroupSetup
import OwnershipGraph
import Testing

/// What `--diff` finds in a folder, above all in one that `--out` wrote.
@Suite struct FolderTests {
  private func write(_ tables: [SetupTable], _ folder: String, asWorkbook: Bool) throws {
    try SetupFile.makeFolder(folder)
    if asWorkbook { return try Workbook.write(tables, to: folder + "/book.xlsx", replacing: false) }
    for table in tables {
      try SetupFile.write(table.csv(), to: "\(folder)/\(table.name).csv", replacing: false)
    }
  }

  @Test(arguments: [true, false])
  func `groups that were written are the same when read`(asWorkbook: Bool) throws {
    let generated = try groups(try example("organization"))
    let scratch = try Scratch()
    try write(generated.workerTables(), scratch.path, asWorkbook: asWorkbook)
    let roster = try GroupRoster(try #require(try ExportedSetup.find(scratch.path)))
    #expect(roster.warnings.isEmpty)
    let diff = SetupDiff(from: roster, to: GroupRoster(generated.after))
    #expect(diff.isEmpty)
    #expect(diff.unchangedCount == 7)
    #expect(diff.newWorkers.isEmpty && diff.missingWorkers.isEmpty)
  }

  @Test(arguments: [true, false])
  func `an organization that was written is the same when read`(asWorkbook: Bool) throws {
    let generated = try organization(try groups(try example("organization")).after, .nearest)
    let scratch = try Scratch()
    try write(generated.workerTables(), scratch.path, asWorkbook: asWorkbook)
    if asWorkbook {
      try Workbook.write(generated.organizationTables(), to: scratch.path + "/organization.xlsx", replacing: false)
    } else {
      try write(generated.organizationTables(), scratch.path + "/organization", asWorkbook: false)
    }
    let roster = try OrganizationRoster(try #require(try ExportedSetup.find(scratch.path)))
    let diff = OrganizationDiff(from: roster, to: OrganizationRoster(generated.after))
    #expect(roster.warnings.isEmpty)
    #expect(diff.isEmpty)
    #expect(diff.assignments?.isEmpty == true)
    #expect(diff.unchangedCount == generated.setup.levels.count + generated.setup.locations.count)
  }

  @Test func `an organization's differences are found`() throws {
    func roster(_ organization: String, _ workers: String) throws -> OrganizationRoster {
      OrganizationRoster(
        try compile(
          "caseload: 1\nproject: t\norganization: {\(organization)}\nmobile_workers: {\(workers)}\n"))
    }
    let diff = OrganizationDiff(
      from: try roster(
        "levels: {d: {}, v: {parent: d, shares_cases: true}, o: {}}, locations: {x: {level: d}, y: {level: d}, a: {level: v, parent: x, id: i}, b: {level: v, parent: x}, gone: {level: o}}",
        "ana: {locations: [a]}, ben: {locations: [b]}, cy: {locations: [x]}"),
      to: try roster(
        "levels: {d: {view_descendants: true}, v: {parent: d, shares_cases: true}, n: {}}, locations: {x: {level: d}, y: {level: d}, q: {level: v, parent: x, id: i}, B: {level: v, parent: y, name: b}, new: {level: n}}",
        "ana: {locations: [q]}, ben: {locations: [B]}, dan: {locations: [y]}"))
    #expect(diff.levelsAdded.map(\.code) == ["n"])
    #expect(diff.levelsRemoved.map(\.code) == ["o"])
    #expect(diff.levelsChanged.map { "\($0.code) \($0.what)" } == ["d [\"View Child Data turned on\"]"])
    #expect(diff.locationsAdded.map(\.siteCode) == ["new"])
    #expect(diff.locationsRemoved.map(\.siteCode) == ["gone"])
    #expect(
      diff.locationsChanged.map { "\($0.code) \($0.what)" } == [
        "q [\"site code `q` instead of `a`\", \"renamed from `a` to `q`\"]", "B [\"below `y` instead of `x`\"]",
      ])
    #expect(
      diff.assignments?.map { "\($0.worker) +\($0.added) -\($0.removed)" } == [
        "ana +[\"q\"] -[\"a\"]", "dan +[\"y\"] -[]", "cy +[] -[\"x\"]",
      ])
  }

  @Test func `what is no export is left to the loader, or refused with the reason`() throws {
    let scratch = try Scratch()
    #expect(try ExportedSetup.find(scratch.path + "/none") == nil)
    #expect(
      problem { _ = try ExportedSetup.find(scratch.path) } == [
        "SETUP013 there is nothing to compare with: the folder has no `project.yaml`, no .xlsx workbook, and not both `users.csv` and `groups.csv`"
      ])
    let table = try scratch.write("username\n".utf8, "users.csv")
    #expect(
      problem { _ = try ExportedSetup.find(table) } == [
        "SETUP013 there is nothing to compare with: one sheet is not enough; name the folder with `users.csv` and `groups.csv`"
      ])
    _ = try scratch.write("name\n".utf8, "groups.csv")
    #expect(problem { _ = try GroupRoster(try #require(try ExportedSetup.find(scratch.path))) } == [])
    _ = try scratch.write("id,,name\n".utf8, "groups.csv")
    #expect(
      problem { _ = try GroupRoster(try #require(try ExportedSetup.find(scratch.path))) } == [
        "SETUP008 the sheet `groups` has no column `name`"
      ])
    let file = try scratch.write("caseload: 1\n".utf8, "project.yaml")
    #expect(try ExportedSetup.find(file) == nil)
    #expect(try ExportedSetup.find(scratch.path) == nil)
  }
}
