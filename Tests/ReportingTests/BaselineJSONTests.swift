import Testing

@testable import Reporting

@Suite struct BaselineJSONTests {
  @Test func `a list of subjects for each code, one a line`() throws {
    let entries = [
      (code: "A001", subject: "form:a/b"), (code: "A001", subject: "user:\"x\"\n\u{1B}"),
      (code: "B001", subject: "form:a/b"),
    ]
    try expectGolden(BaselineJSON.render(version: 1, entries: entries), "baseline.json")
    try expectGolden(BaselineJSON.render(version: 1, entries: []), "baseline-none.json")
  }
}
