import Foundation
import GroupSetup
import OwnershipGraph
import ProjectModel
import Testing
import WorkbookReader

/// Workbooks as HQ exports them, and what can be wrong with one; written by Python.
@Suite(WorkbookJudge.runs) struct ExportTests {
  /// A scratch folder with a workbook of the kind.
  private func workbook(_ kind: String) throws -> (scratch: Scratch, path: String) {
    let scratch = try Scratch()
    let path = scratch.path + "/book.xlsx"
    try WorkbookJudge.make(kind, path)
    return (scratch, path)
  }

  private func roster(_ path: String) throws -> GroupRoster {
    try GroupRoster(try #require(try ExportedSetup.find(path)))
  }

  private func lines(_ roster: GroupRoster) -> [String] {
    roster.groups.map { "\($0.id) \($0.name) \($0.caseSharing) \($0.members)" }
  }

  @Test func `an export of HQ is read`() throws {
    let book = try workbook("hq-export")
    let roster = try roster(book.path)
    #expect(lines(roster) == ["g1 A true [\"ana\", \"ben\"]", "g2 B false [\"ben\"]"])
    #expect(roster.workers == ["ana", "ben"])
    #expect(roster.warnings.isEmpty)
  }

  /// Shared strings with runs and phonetic hints, inline strings, numbers, booleans, formulas, missing cells, prefixes;
  /// the header ends at its first empty cell (semantics 7), so what stands beyond it is not read.
  @Test func `every kind of cell is read`() throws {
    let book = try workbook("kinds-of-cells")
    #expect(lines(try roster(book.path)) == [" 42 true [\"ana\"]", " A b false [\"7\"]"])
    let sheet = try #require(try WorkbookFile(book.path).sheet("users"))
    #expect(sheet.header == ["username", "group 1"])
    #expect(sheet.name(ofRow: 0, 1) == "B3")
  }

  struct Bad: Sendable, CustomTestStringConvertible {
    let kind: String
    let messages: [String]
    var testDescription: String { kind }

    init(_ kind: String, _ messages: String...) {
      self.kind = kind
      self.messages = messages
    }
  }

  private static let damaged = "SETUP009 the workbook is damaged or cut off: "

  @Test(
    arguments: [
      Bad("cut-off", damaged + "it has no table of contents at its end"),
      Bad("flipped", damaged + "the checksum of its part `xl/worksheets/a.xml` is wrong"),
      Bad("empty", damaged + "it is empty"),
      Bad("text", "SETUP009 it is not an xlsx workbook"),
      Bad("xls", "SETUP009 it is a workbook with a password, or an old .xls file"),
      Bad("encrypted", "SETUP009 its part `xl/workbook.xml` is encrypted"),
      Bad("no-workbook", "SETUP009 it is not an xlsx workbook"),
      Bad("ods", "SETUP009 it is an OpenDocument file, not an xlsx workbook"),
      Bad("bomb", "SETUP009 its part `xl/worksheets/a.xml` grows to more than 200 times its size, as workbooks do not"),
      Bad("deep", damaged + "the elements of its part `xl/worksheets/a.xml` are nested deeper than in any workbook"),
      Bad("long-tag", damaged + "its part `xl/worksheets/a.xml` has a tag or comment without an end"),
      Bad("entities", "SETUP009 its part `xl/worksheets/a.xml` declares a document type, as workbooks do not"),
      Bad("external", "SETUP009 its part `xl/worksheets/a.xml` declares a document type, as workbooks do not"),
      Bad("not-xml", damaged + "its part `xl/worksheets/a.xml` is not well-formed in line 1: mismatched tag"),
      Bad("missing-part", damaged + "the sheet `users` has no part"),
      Bad("missing-string", "SETUP009 cell A2 of the sheet `users` refers to text 5, which is missing"),
      Bad("error-cell", "SETUP009 cell B2 of the sheet `users` holds the error `#REF!` of a formula"),
      Bad("far-row", "SETUP009 the sheet `users` has more than 1048576 rows, which is more than is read"),
      Bad("far-column", damaged + "the sheet `users` has a cell `ZZZZ1` where none can be"),
      Bad("rows-backwards", damaged + "the rows of the sheet `users` are out of order after row 2"),
      Bad("other-sheets", "SETUP010 there is no sheet `users`; rename `Users` if it is meant to be it"),
      Bad("no-groups-sheet", "SETUP010 there is no sheet `groups`; rename `Groups` if it is meant to be it"),
      Bad(
        "no-username", "SETUP008 the sheet `users` has no column `username`; did you mean `user name` to be it?"),
      Bad("no-header", "SETUP008 the sheet `users` has no column `username`"),
      Bad("header-twice", "SETUP011 the sheet `users` has the column `Username` twice: A and C"),
      Bad(
        "unknown-group",
        "SETUP012 cell B3 of the sheet `users` has `AA`, which is no group of the sheet `groups`"),
      Bad("maybe", "SETUP012 cell C2 of the sheet `groups` has `maybe`, which is neither yes nor no"),
      Bad(
        "worker-twice",
        "SETUP012 cell A3 of the sheet `users` has `Ana`, which cell A2 of the sheet `users` has as well"),
    ])
  func `what is wrong with a workbook is said with file, sheet and cell`(bad: Bad) throws {
    let book = try workbook(bad.kind)
    do {
      let roster = try roster(book.path)
      Issue.record("\(lines(roster))")
    } catch let problem as SetupProblem {
      #expect(problem.diagnostics.map { "\($0.code) \($0.message)" } == bad.messages)
      for diagnostic in problem.diagnostics {
        #expect(diagnostic.place == .path(book.path))
        #expect(!diagnostic.help.isEmpty)
      }
    }
  }

  @Test(arguments: [
    Bad(
      "unknown-header",
      "SETUP011 the sheet `users` has the unknown column `gruop 1`, which is not read; did you mean `group 1`?"),
    Bad(
      "group-twice",
      "SETUP012 two groups are called `A`: cell B2 of the sheet `groups` and cell B3 of the sheet `groups`; members are counted for the first"
    ),
  ])
  func `what is odd is a warning`(odd: Bad) throws {
    let book = try workbook(odd.kind)
    #expect(try roster(book.path).warnings.map { "\($0.code) \($0.message)" } == odd.messages)
  }

  @Test func `a large export is read`() throws {
    let book = try workbook("large")
    let roster = try roster(book.path)
    #expect(roster.workers.count == 20_000)
    #expect(roster.groups.count == 5_000)
    #expect(roster.groups.allSatisfy { $0.members.count == 4 })
  }

  /// A random byte of a good workbook is changed: it is read, or refused in words.
  @Test func `broken bytes do no harm`() throws {
    let book = try workbook("hq-export")
    let good = try #require(FileManager.default.contents(atPath: book.path)).map { $0 }
    var dice = SplitMix(seed: 7)
    for _ in 0..<600 {
      var bytes = good
      for _ in 0..<dice.number(below: 4) + 1 { bytes[dice.number(below: bytes.count)] = UInt8(dice.number(below: 256)) }
      if dice.number(below: 4) == 0 { bytes.removeLast(dice.number(below: bytes.count)) }
      let path = try book.scratch.write(bytes, "broken.xlsx")
      do {
        _ = try roster(path)
      } catch let problem as SetupProblem {
        #expect(!problem.diagnostics.isEmpty)
      }
    }
  }

  private struct SplitMix {
    var state: UInt64
    init(seed: UInt64) { state = seed }
    mutating func number(below bound: Int) -> Int {
      state &+= 0x9E37_79B9_7F4A_7C15
      var z = state
      z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
      z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
      return Int((z ^ (z >> 31)) % UInt64(bound))
    }
  }
}
