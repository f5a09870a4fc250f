import Foundation
import ProjectModel
import Testing
import YAMLSource

/// Input that asks for much: nothing may crash, hang or eat memory. Every project here is read in at most seconds, also
/// by a debug build; what grows with the square of the size, or worse, takes minutes.
@Suite(.timeLimit(.minutes(1))) struct HostileInputTests {
  private static func lines(_ count: Int, _ line: (Int) -> String) -> String {
    var text = ""
    for i in 0..<count { text += line(i) + "\n" }
    return text
  }

  // MARK: Trees

  @Test func tenThousandLevelsInAChain() throws {
    let levels = Self.lines(10_000) {
      "    l\($0): {\($0 == 0 ? "" : "parent: l\($0 - 1), ")expand_view_child_data_to: l9999}"
    }
    let codes = try TemporaryProject("organization:\n  levels:\n" + levels).codes()
    // The last one is not below itself.
    #expect(codes == ["ORG006": 1])
  }

  @Test func tenThousandLevelsInACycle() throws {
    let levels = Self.lines(10_000) { "    l\($0): {parent: l\(($0 + 1) % 10_000), expand_view_child_data_to: l5}" }
    let loaded = try TemporaryProject("organization:\n  levels:\n" + levels).load()
    #expect(loaded.diagnostics.map(\.code) == ["ORG001"])
    #expect(loaded.diagnostics.allSatisfy { $0.message.utf8.count < 1000 && $0.related.count < 100 })
  }

  @Test func flatLocationsOnTenThousandLevels() throws {
    let levels = Self.lines(10_000) { "    l\($0): {\($0 == 0 ? "" : "parent: l\($0 - 1)")}" }
    let locations = Self.lines(10_000) { "    p\($0): {level: l\($0)\($0 == 0 ? "" : ", parent: p\($0 - 1)")}" }
    #expect(try TemporaryProject("organization:\n  levels:\n" + levels + "  locations:\n" + locations).codes() == [:])
  }

  @Test func locationsInACycleOfTenThousand() throws {
    let locations = Self.lines(10_000) { "    p\($0): {level: l, parent: p\(($0 + 1) % 10_000)}" }
    let loaded = try TemporaryProject("organization:\n  levels: {l: {}}\n  locations:\n" + locations).load()
    #expect(loaded.diagnostics.map(\.code) == ["ORG002"])
    #expect(loaded.diagnostics.allSatisfy { $0.message.utf8.count < 1000 })
  }

  @Test func nestedLocations() throws {
    func nested(_ depth: Int) -> String {
      let levels = Self.lines(depth) { "    l\($0): {\($0 == 0 ? "" : "parent: l\($0 - 1)")}" }
      let open = (0..<depth).map { "p\($0): {level: l\($0), children: {" }.joined()
      return "organization:\n  levels:\n" + levels + "  locations: {" + open + String(repeating: "}}", count: depth)
        + "}\n"
    }
    #expect(try TemporaryProject(nested(120)).codes() == [:])
    #expect(try TemporaryProject(nested(10_000)).codes() == ["YAML006": 1])
  }

  @Test func locationsNestedByAliases() throws {
    let locations = Self.lines(400) {
      "    p\($0): &p\($0) {level: l, children: {\($0 == 0 ? "" : "q\($0): *p\($0 - 1)")}}"
    }
    #expect(
      try TemporaryProject("organization:\n  levels: {l: {}}\n  locations:\n" + locations).codes() == ["YAML006": 1])
  }

  // MARK: YAML

  @Test func aHundredThousandDuplicateKeys() throws {
    let same = Self.lines(100_000) { _ in "  a: {}" }
    let twice = Self.lines(50_000) { "  a\($0): {}" }
    for groups in [same, twice + twice] {
      let loaded = try TemporaryProject("groups:\n" + groups).load()
      #expect(loaded.diagnostics.count == LimitedDiagnostics.limit + 1)
      #expect(Set(loaded.diagnostics.map(\.code)) == ["YAML003", "FILE006"])
    }
  }

  @Test func billionLaughs() throws {
    let laughs = Self.lines(30) {
      "  a\($0): &a\($0) [\($0 == 0 ? "ha" : Array(repeating: "*a\($0 - 1)", count: 10).joined(separator: ", "))]"
    }
    let clock = ContinuousClock()
    var codes: [String: Int] = [:]
    let time = try clock.measure { codes = try TemporaryProject("groups:\n" + laughs).codes() }
    #expect(codes == ["YAML005": 1])
    #expect(time < .seconds(1))
  }

  @Test func flowNesting() throws {
    for piece in ["[", "{a: ", "[{a: "] {
      #expect(try TemporaryProject("groups: " + String(repeating: piece, count: 100_000)).codes() == ["YAML006": 1])
    }
    for piece in ["- ", "? "] {
      #expect(
        try TemporaryProject(["project.yaml": String(repeating: piece, count: 100_000)]).codes() == ["YAML006": 1])
    }
  }

  @Test func mergesThroughManyAliases() throws {
    let chain = Self.lines(200) {
      "  g\($0): &g\($0) {<<: [\($0 == 0 ? "{}" : "*g\($0 - 1), *g\($0 - 1)")], name: n\($0)}"
    }
    #expect(try TemporaryProject("groups:\n" + chain).codes().keys.sorted() == ["YAML005"])
    let wide = Self.lines(3000) { "  g\($0): &g\($0) {<<: \($0 < 3 ? "{}" : "[*g0, *g1, *g2]"), case_sharing: true}" }
    #expect(try TemporaryProject("groups:\n" + wide).codes() == [:])
    let manyTimes = "groups:\n  a: &a {}\n  b: {<<: [" + String(repeating: "*a, ", count: 100_000) + "*a]}\n"
    #expect(try TemporaryProject(manyTimes).codes() == [:])
  }

  @Test func errorsBehindManyAliases() throws {
    let keys = (0..<900).map { "wrong\($0): 1" }.joined(separator: ", ")
    let aliases = Self.lines(500) { "  b\($0): *a" }
    #expect(try TemporaryProject("groups:\n  a: &a {\(keys)}\n" + aliases).codes() == ["PROJ001": 900])
    let big = String(repeating: "x", count: 1_000_000)
    let loaded = try TemporaryProject(
      "groups:\n  g: {members: [&big \(big)" + String(repeating: ", *big", count: 20_000) + "]}\n"
    ).load()
    #expect(loaded.diagnostics.allSatisfy { $0.message.utf8.count < 1000 })
    #expect(loaded.diagnostics.count == LimitedDiagnostics.limit + 1)
  }

  @Test func directivesWithoutEnd() throws {
    let text = Self.lines(100_000) { "%TAG !t\($0)! tag:t\($0)," } + "---\ncaseload: 1\n"
    #expect(try TemporaryProject(["project.yaml": text]).codes() == ["YAML001": 1])
  }

  @Test func hugeScalars() throws {
    let big = String(repeating: "long ", count: 2_000_000)
    let codes = try TemporaryProject("groups:\n  a: {name: \"\(big)\", case_sharing: \"\(big)\"}\n\(big): 1\n").codes()
    #expect(codes.keys.sorted() == ["YAML001"])
    #expect(
      try TemporaryProject("groups:\n  a: {name: \"\(big)\", case_sharing: \"\(big)\"}\n").codes() == ["PROJ002": 1])
    let xpath = "apps: {a: {menus: {m: {case_type: t, filter: \"\(String(repeating: "(", count: 1_000_000))\"}}}}\n"
    #expect(try TemporaryProject("case_types: {t: {}}\n" + xpath).codes() == ["XPATH001": 1])
  }

  @Test(arguments: (0...0x9F).filter { $0 < 0x20 || $0 >= 0x7E })
  func controlCharacters(code: Int) throws {
    let character = try #require(Unicode.Scalar(code).map(String.init))
    let codes = try TemporaryProject("groups: {a: {name: x\(character)y}}\n").codes()
    let isText = [0x09, 0x0A, 0x0D, 0x7E, 0x85].contains(code)
    #expect(codes == (isText ? [:] : ["YAML002": 1]))
  }

  // MARK: Long lists

  @Test func oneWorkerInFiftyThousandGroups() throws {
    let groups = Self.lines(50_000) { "  g\($0): {}" }
    let names = (0..<50_000).map { "g\($0)" }.joined(separator: ", ")
    let project = try TemporaryProject("groups:\n\(groups)mobile_workers:\n  joy: {groups: [\(names), \(names)]}\n")
    #expect(project.codes()["PROJ008"] == LimitedDiagnostics.limit)
  }

  @Test func manyQuestionsAndActions() throws {
    let questions = (0..<20_000).map { "q\($0): {}" }.joined(separator: ", ")
    let opens = (0..<20_000).map {
      "{case_type: t, index: {to: opened_case}, properties: {owner_id: {question: q\($0)}}}"
    }
    .joined(separator: ", ")
    let form = "{questions: {\(questions)}, opens: [t, \(opens)]}"
    #expect(
      try TemporaryProject("case_types: {t: {}}\napps: {a: {menus: {m: {case_type: t, forms: {f: \(form)}}}}}\n")
        .codes() == [:])
  }

  @Test func shadowMenusOfManyForms() throws {
    let forms = (0..<5000).map { "f\($0): {}" }.joined(separator: ", ")
    let menus = Self.lines(5000) { "      s\($0): {type: shadow, source: m}" }
    let codes = try TemporaryProject("apps:\n  a:\n    menus:\n      m: {forms: {\(forms)}}\n" + menus).codes()
    #expect(codes == ["FORM004": 1])
  }

  @Test func manyUnknownNamesAmongMany() throws {
    let groups = Self.lines(30_000) { "  village-\($0): {}" }
    let workers = Self.lines(30_000) { "  w\($0): {groups: [vilage-\($0)]}" }
    let codes = try TemporaryProject("groups:\n" + groups + "mobile_workers:\n" + workers).codes()
    #expect(codes == ["PROJ006": LimitedDiagnostics.limit, "FILE006": 1])
  }

  @Test func wideTables() throws {
    let header = "username," + (1...20_000).map { "group \($0)" }.joined(separator: ",")
    let rows = Self.lines(20_000) { "w\($0)" }
    let project = try TemporaryProject([
      "project.yaml": "caseload: 1\nproject: p\nmobile_workers: {table: w.csv}\n", "w.csv": header + "\n" + rows,
    ])
    #expect(project.codes() == [:])
  }

  @Test func oneTableManyTimes() throws {
    let mentions = Array(repeating: "w.csv", count: 1000).joined(separator: ", ")
    let project = try TemporaryProject([
      "project.yaml": "caseload: 1\nproject: p\nmobile_workers: {table: [\(mentions)]}\n",
      "w.csv": "username\n" + Self.lines(1000) { "w\($0)" },
    ])
    #expect(project.codes() == ["PROJ008": 999])
  }
}
