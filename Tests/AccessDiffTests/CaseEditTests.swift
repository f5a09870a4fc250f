import Testing

/// What a user gains or loses because of another case: the edit is at that case, or on the way to it (semantics 4).
@Suite struct CaseEditTests {
  /// An edit of a project, and what it should be said to be, read as a loss and, the other way round, as a gain. The
  /// places are lines, `-` for none.
  struct Row: CustomTestStringConvertible, Sendable {
    var what: String
    var change: [(line: String, to: String)]
    var lost: String
    var gained: String
    /// The line in the project before the edit and the one after it.
    var lines: String
    var base = CaseEditTests.base
    var testDescription: String { what }
  }

  /// The membership is in line 5, its group's sharing in 6, the user in 9, the parent in 11, the child in 12.
  static let base = """
    caseload: 1
    project: x
    case_types: {p: {}, t: {}}
    groups:
      g: {members: [ana],
        case_sharing: true}
      h: {case_sharing: true}
    mobile_workers: {ben: {},
      ana: {locations: [hope]}}
    cases:
      parent: {case_type: p, owner: user:ben}
      test: {case_type: t, owner: group:g, index: {to: parent}}
    organization:
      levels: {clinic: {shares_cases: true}}
      locations: {hope: {level: clinic}}
    """

  private static let child = "owner: group:g, index: {to: parent}}"
  private static let byLocation = base.replacing("owner: group:g", with: "owner: location:hope")
  /// The extension of a live host.
  private static let extended = base.replacing(", index: {to: parent}}", with: "}")
    .replacing("owner: user:ben}", with: "owner: user:ben,\n    index: {to: test, relationship: extension}}")
  /// Another case between the child and the parent.
  private static let distant = base.replacing("to: parent", with: "to: middle")
    .replacing("cases:\n", with: "cases:\n  middle: {case_type: t, owner: user:ben, index: {to: parent}}\n")

  static let rows: [Row] = [
    Row(
      what: "the index is removed", change: [(child, "owner: group:g}")],
      lost: "case:test is no longer a child of case:parent", gained: "case:test is a child of case:parent now",
      lines: "12 12"),
    Row(
      what: "the child is closed", change: [(child, "owner: group:g, closed: true, index: {to: parent}}")],
      lost: "case:test is closed now", gained: "case:test is open now", lines: "12 12"),
    Row(
      what: "the child is given to somebody else", change: [(child, "owner: group:h, index: {to: parent}}")],
      lost: "case:test was taken from group:g", gained: "case:test was given to group:g", lines: "12 12"),
    Row(
      what: "the child is removed", change: [("\n  test: {case_type: t, " + child, "")],
      lost: "case:test was removed", gained: "case:test was added", lines: "12 -"),
    Row(
      what: "the user leaves the group", change: [("members: [ana]", "members: []")],
      lost: "ana is no longer a member of group:g", gained: "ana became a member of group:g", lines: "5 9"),
    Row(
      what: "the group no longer shares",
      change: [("[ana],\n    case_sharing: true", "[ana],\n    case_sharing: false")],
      lost: "group:g does not share cases any more (Case Sharing)", gained: "group:g shares cases now (Case Sharing)",
      lines: "6 6"),
    Row(
      what: "the level no longer owns cases", change: [("shares_cases: true", "shares_cases: false")],
      lost: "level clinic does not own cases any more (Owns Cases)", gained: "level clinic owns cases now (Owns Cases)",
      lines: "14 14", base: byLocation),
    Row(
      what: "the user leaves the location", change: [("ana: {locations: [hope]}", "ana: {}")],
      lost: "ana is no longer assigned to location:hope", gained: "ana was assigned to location:hope", lines: "9 9",
      base: byLocation),
    Row(
      what: "the index of a case on the way is removed",
      change: [("owner: user:ben, index: {to: parent}}", "owner: user:ben}")],
      lost: "case:middle is no longer a child of case:parent", gained: "case:middle is a child of case:parent now",
      lines: "11 11", base: distant),
    Row(
      what: "the child at the end is closed", change: [("owner: group:g,", "owner: group:g, closed: true,")],
      lost: "case:test is closed now", gained: "case:test is open now", lines: "13 13", base: distant),
    Row(
      what: "the extension's index is removed", change: [("\n    index: {to: test, relationship: extension}}", "}")],
      lost: "case:parent is no longer an extension of case:test",
      gained: "case:parent is an extension of case:test now",
      lines: "12 11", base: extended),
    Row(
      what: "the extension becomes a child", change: [("relationship: extension", "relationship: child")],
      lost: "case:parent is no longer an extension of case:test",
      gained: "case:parent is an extension of case:test now",
      lines: "12 12", base: extended),
    Row(
      what: "the extension is closed", change: [("owner: user:ben,\n", "owner: user:ben, closed: true,\n")],
      lost: "case:parent is closed now", gained: "case:parent is open now", lines: "11 11", base: extended),
    Row(
      what: "the host is closed", change: [("owner: group:g}", "owner: group:g, closed: true}")],
      lost: "case:test is closed now", gained: "case:test is open now", lines: "13 13", base: extended),
    Row(
      what: "the host is given to somebody else", change: [("owner: group:g}", "owner: group:h}")],
      lost: "case:test was taken from group:g", gained: "case:test was given to group:g", lines: "13 13",
      base: extended),
    Row(
      what: "closing the parent as well is no cause",
      change: [(child, "owner: group:g}"), ("owner: user:ben}", "owner: user:ben, closed: true}")],
      lost: "case:test is no longer a child of case:parent", gained: "case:test is a child of case:parent now",
      lines: "12 12"),
    Row(
      what: "the owned extension of a host that is closed",
      change: [("owner: user:ben}", "owner: user:ben, closed: true}")],
      lost: "case:parent is closed now", gained: "case:parent is open now", lines: "11 11",
      base: base.replacing("{to: parent}", with: "{to: parent, relationship: extension}")),
  ]

  @Test(arguments: rows) func `the edit is named, not a state`(row: Row) throws {
    var text = row.base
    for change in row.change {
      try #require(text.contains(change.line))
      text = text.replacing(change.line, with: change.to)
    }
    let before = try #require(try compile(row.base))
    let after = try #require(try compile(text))
    func causes(_ list: [ReadDiff.Pair]) throws -> [ReadDiff.Cause] {
      try #require(list.first { $0.user == "ana" && $0.case == "parent" }).because
    }
    func line(_ place: ReadDiff.Place?) -> String { place.map { "\($0.line)" } ?? "-" }
    let lost = try causes(readDiff(before, after).cases.lost)
    #expect(lost.map(\.edit) == [row.lost])
    #expect(lost.map { "\(line($0.old)) \(line($0.new))" } == [row.lines])
    let gained = try causes(readDiff(after, before).cases.gained)
    #expect(gained.map(\.edit) == [row.gained])
    #expect(gained.map { "\(line($0.new)) \(line($0.old))" } == [row.lines])
  }

  @Test func `every way that is lost is named`() throws {
    let old = Self.base.replacing("owner: user:ben}", with: "owner: group:g}")
    let new = old.replacing("p, owner: group:g}", with: "p, owner: user:ben}")
      .replacing(Self.child, with: "owner: group:g}")
    let diff = try readDiff(try #require(try compile(old)), try #require(try compile(new)))
    let lost = try #require(diff.cases.lost.first { $0.user == "ana" && $0.case == "parent" })
    #expect(
      lost.because.map(\.edit)
        == ["case:parent was taken from group:g", "case:test is no longer a child of case:parent"])
  }
}
