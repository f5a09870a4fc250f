import Diagnostics
import Testing

@testable import YAMLSource

@Suite struct YAMLAliasTests {
  @Test(arguments: [
    ("[&a x, *a]", "[x x]"), ("a: &a {b: c}\nd: *a", "{a:{b:c} d:{b:c}}"), ("{&k a: 1, b: *k}", "{a:1 b:a}"),
    ("[&k a, {*k : 1}]", "[a {a:1}]"), ("[&a [&b x, *b], *a]", "[[x x] [x x]]"),
    // The latest anchor of a name counts, also one inside a collection of the same name.
    ("[&a x, &a y, *a]", "[x y y]"), ("[&a [&a x, *a], *a]", "[[x x] x]"), ("[&a x, &a [*b, &b y]]", ""),
    ("[&a, *a]", "[ ]"), ("[&é村 x, *é村]", ""),
  ])
  func aliases(text: String, shown: String) {
    let read = ReadYAML(text)
    if shown.isEmpty {
      #expect(read.document == nil && !read.diagnostics.isEmpty)
    } else {
      #expect(read.shown == shown)
    }
  }

  @Test func aliasesKnowBothPlaces() throws {
    let read = ReadYAML("a: &x [text]\nb: *x\n")
    let document = try #require(read.document)
    var places: [[String]] = []
    document.forEachEntry(of: document.root) { _, value in
      places.append([read.written(document.span(value)), document.anchorSpan(value).map(read.written) ?? "none"])
    }
    #expect(places == [["&x [text]", "none"], ["*x", "&x [text]"]])
  }

  @Test(arguments: [
    ("{a: &a {x: 1, y: 2}, b: {<<: *a, y: 3}}", "{y:3 x:1}"),
    // What is written in the mapping wins, wherever the merge key stands.
    ("{a: &a {x: 1, y: 2}, b: {y: 3, <<: *a}}", "{y:3 x:1}"),
    // The first of a list wins over the others.
    ("{a: &a {x: 1}, c: &c {x: 2, y: 2}, b: {<<: [*a, *c]}}", "{x:1 y:2}"),
    ("{a: &a {x: 1}, c: &c {<<: *a, y: 2}, d: &d {x: 3, y: 3, z: 3}, b: {<<: [*c, *d]}}", "{y:2 x:1 z:3}"),
    ("{b: {<<: {x: 1, <<: {x: 2, y: 2}}}}", "{x:1 y:2}"), ("{l: &l [{x: 1}, {y: 2}], b: {<<: *l}}", "{x:1 y:2}"),
    ("{b: {<<: [], x: 1}}", "{x:1}"), ("{b: {<<: {}, x: 1}}", "{x:1}"),
    // A quoted one is a key like others.
    ("{b: {'<<': {x: 1}}}", "{<<:{x:1}}"),
    ("{a: &a {x: 1}, b: {<<: [*a, *a, {<<: *a}]}}", "{x:1}"),
  ])
  func merges(text: String, shown: String) throws {
    let read = ReadYAML(text)
    #expect(read.diagnostics.isEmpty)
    #expect(read.shown.hasSuffix("b:" + shown + "}"), "\(read.shown)")
  }

  @Test(arguments: [
    ("{b: {<<: 3}}", ["1:10 YAML009"]), ("{b: {<<: [{}, x]}}", ["1:15 YAML009"]), ("{b: {<<: }}", ["1:10 YAML009"]),
    ("{a: &a x, b: {<<: *a}}", ["1:19 YAML009"]), ("{b: {<<: [[{}]]}}", ["1:11 YAML009"]),
  ])
  func mergesOfNoMapping(text: String, lines: [String]) { #expect(ReadYAML(text).lines == lines) }
}

@Suite struct YAMLLimitTests {
  private static func limits(_ change: (inout YAMLLimits) -> Void) -> YAMLLimits {
    var limits = YAMLLimits()
    change(&limits)
    return limits
  }

  @Test func depth() {
    let limits = Self.limits { $0.depth = 3 }
    #expect(ReadYAML("[[[x]]]", limits: limits).diagnostics.isEmpty)
    #expect(ReadYAML("[[[[x]]]]", limits: limits).lines == ["1:4 YAML006"])
    #expect(ReadYAML("a:\n  b:\n    c:\n      d: e\n", limits: limits).lines == ["4:7 YAML006"])
    // Collections behind aliases are within each other as well.
    #expect(ReadYAML("[&a [x], [*a]]", limits: limits).diagnostics.isEmpty)
    #expect(ReadYAML("[&a [[x]], [*a]]", limits: limits).lines == ["1:13 YAML006"])
    #expect(ReadYAML("[&a [], &b [*a], [*b]]", limits: limits).lines == ["1:19 YAML006"])
  }

  @Test func aliasedNodes() {
    let limits = Self.limits { $0.aliasedNodes = 10 }
    // Four nodes a time: the 1 + 2 + 3 nodes and their aliases allow ten for each that is written.
    let text = "[&a [x, x, x], " + Array(repeating: "*a", count: 40).joined(separator: ", ") + "]"
    #expect(ReadYAML(text, limits: limits).diagnostics.isEmpty)
    let nested = "[&a [x, x, x, x], &b [*a, *a, *a, *a], &c [*b, *b, *b, *b], *c, *c, *c, *c]"
    #expect(ReadYAML(nested, limits: limits).lines.count == 1)
    #expect(ReadYAML(nested, limits: limits).lines.allSatisfy { $0.hasSuffix("YAML005") })
    #expect(ReadYAML(nested).diagnostics.isEmpty)
  }

  @Test func fileSize() {
    let limits = Self.limits { $0.fileSize = 10 }
    #expect(ReadYAML("a: 3456789", limits: limits).diagnostics.isEmpty)
    #expect(ReadYAML("a: 34567890", limits: limits).lines == ["1:1 FILE005"])
  }

  @Test func diagnosticsAreCountedBeyondTheLimit() {
    let count = LimitedDiagnostics.limit + 5
    let read = ReadYAML(String(repeating: "a: 1\n", count: count + 1))
    #expect(read.diagnostics.count == LimitedDiagnostics.limit + 1)
    #expect(read.diagnostics.last?.code == "FILE006")
    #expect(read.diagnostics.last?.count == 5)
    // The first key is right, and every line has five bytes.
    #expect(read.diagnostics.last?.place == .span(SourceSpan(file: FileID(0), start: 5 * (count - 4), length: 1)))
  }
}
