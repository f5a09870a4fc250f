import AccessDiff
import Foundation
import OwnershipGraph
import ProjectModel
import Reporting
import SlowEvaluator
import Testing

/// The picture of the graph, drawn by Graphviz itself.
@Suite struct GraphTests {
  private func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) }

  private func report(
    _ new: String, comparedWith old: String? = nil, around: ((Project) -> Target?)? = nil, depth: Int = 2
  ) throws -> GraphReport {
    let graph = try #require(try compile(new))
    let other = try old.map { try #require(try compile($0)) }
    return GraphReport(
      graph, comparedWith: other, around: around?(graph.project).map { ($0, .new) }, depth: depth)
  }

  @Test func `the picture of a project and of a change is as recorded`() throws {
    try expectGolden(try report(Examples.new, comparedWith: Examples.old).dot(), "graph.dot")
    try expectGolden(try report(Examples.new, comparedWith: Examples.old).mermaid(), "graph.mmd")
    try expectGolden(try report(Examples.new, comparedWith: Examples.old).json(), "graph.json")
  }

  @Test func `what is gained is green and what is lost is red`() throws {
    let dot = text(try report(Examples.new, comparedWith: Examples.old).dot())
    #expect(dot.contains("#1a7f37") && dot.contains("#cf222e"))
    #expect(!text(try report(Examples.new).dot()).contains("color="))
  }

  /// A nurse who views what is below a district, and a worker at one of its two clinics.
  private static let district = """
    caseload: 1
    project: district
    organization:
      levels:
        d: {view_descendants: true}
        l: {parent: d, shares_cases: true}
      locations:
        n:
          level: d
          children:
            l1: {level: l}
            l2: {level: l}
    mobile_workers:
      u1: {locations: [n]}
      u2: {locations: [l1]}
    """

  @Test func `an archived location is red, and so is the view from above`() throws {
    let new = Self.district.replacing("l1: {level: l}", with: "l1: {level: l, archived: true}")
    let picture = try DrawnGraph(report(new, comparedWith: Self.district))
    let view = try #require(picture.edges.first { $0.kind == "views" })
    #expect(view.change == "kept" && view.lost == 1 && view.gained == 0)
    // The worker is still assigned to it (semantics 1.5).
    #expect(picture.edges.filter { $0.lost > 0 }.count == 1)
    let l1 = try #require(picture.nodes.first { $0.sample == ["location:l1"] })
    #expect(l1.owning == "lost" && l1.lost == 1)
    let dot = text(try report(new, comparedWith: Self.district).dot())
    #expect(dot.contains(##"[label="views -1", color="#cf222e""##))
    #expect(dot.contains(##"[label="location:l1\nl, archived", shape=folder, style="dashed", color="#cf222e""##))
    let mermaid = text(try report(new, comparedWith: Self.district).mermaid())
    #expect(mermaid.contains("views -1") && mermaid.contains("linkStyle 0 stroke:#cf222e"))
    // And back.
    let back = try DrawnGraph(report(Self.district, comparedWith: new))
    #expect(back.edges.first { $0.kind == "views" }?.gained == 1)
    #expect(back.nodes.first { $0.sample == ["location:l1"] }?.owning == "gained")
  }

  @Test func `a level that stops owning is red, and so is the view from above`() throws {
    let new = Self.district.replacing("shares_cases: true", with: "shares_cases: false")
    let picture = try DrawnGraph(report(new, comparedWith: Self.district))
    #expect(picture.edges.first { $0.kind == "views" }?.lost == 2)
    #expect(picture.edges.first { $0.kind == "owns" }?.lost == 1)
    #expect(picture.nodes.first { $0.sample == ["location:l1"] }?.lost == 2)
    #expect(picture.nodes.first { $0.sample == ["location:l2"] }?.lost == 1)
    #expect(picture.nodes.filter { $0.kind == "location" }.map(\.owning).sorted() == ["kept", "lost", "lost"])
  }

  @Test func `a view that loses and gains is orange`() throws {
    let new = Self.district.replacing("l1: {level: l}", with: "l3: {level: l}").replacing("[l1]", with: "[l2]")
    #expect(text(try report(new, comparedWith: Self.district).dot()).contains(##"[label="views -1 +1", color="#bc4c00""##))
  }

  @Test func `a large picture counts what is lost through its arrows`() throws {
    func project(_ archived: Bool) -> String {
      var text = Self.district
      for number in 3..<103 {
        let flag = archived && number % 2 == 1 ? ", archived: true" : ""
        text = text.replacing("        l2: {", with: "        l\(number): {level: l\(flag)}\n        l2: {")
      }
      return text + "\n  u3: {locations: [n]}"
    }
    let picture = try DrawnGraph(report(project(true), comparedWith: project(false)))
    #expect(picture.summary)
    let view = try #require(picture.edges.first { $0.kind == "views" })
    #expect(view.count == 2 && view.lost == 100 && view.change == "kept")
    let archived = try #require(picture.nodes.first { $0.owning == "lost" })
    #expect(archived.count == 50 && archived.lost == 100)
    #expect(text(try report(project(true), comparedWith: project(false)).dot()).contains("views ×2 -100"))
  }

  @Test(arguments: 0..<60) func `every gain and loss of the comparison is in the picture`(seed: UInt64) throws {
    let old = RandomProjects.project(seed: seed)
    var mutations = Mutations(seed: seed)
    let new = mutations.mutated(old)
    guard let a = try compile(old.yaml), let b = try compile(new.yaml) else { return }
    let diff = AccessDiff(old: a, new: b)
    let picture = try DrawnGraph(GraphReport(b, comparedWith: a, around: nil, depth: 0))
    let owners = picture.nodes.filter { $0.kind != "case" }
    #expect(owners.reduce(0) { $0 + $1.lost } == diff.owners.reduce(0) { $0 + $1.users.count * $1.lostCount })
    #expect(owners.reduce(0) { $0 + $1.gained } == diff.owners.reduce(0) { $0 + $1.users.count * $1.gainedCount })
    let cases = picture.nodes.filter { $0.kind == "case" }
    #expect(cases.reduce(0) { $0 + $1.lost } == diff.cases.reduce(0) { $0 + $1.users.count * $1.lost.count })
    guard !picture.summary else { return }
    for change in diff.owners {
      for user in change.users {
        let name = diff.userName(Int(user))
        guard let node = picture.nodes.first(where: { $0.kind == "users" && $0.sample.contains(name) }) else { continue }
        let arrows = picture.edges.filter { $0.from == node.id }
        // Through several arrows an owner may be lost more than once.
        #expect(arrows.reduce(0) { $0 + $1.lost } >= change.lost.count, "\(name)")
        #expect(arrows.reduce(0) { $0 + $1.gained } >= change.gained.count, "\(name)")
        if change.lost.isEmpty { #expect(arrows.allSatisfy { $0.lost == 0 }) }
        if change.gained.isEmpty { #expect(arrows.allSatisfy { $0.gained == 0 }) }
      }
    }
  }

  @Test func `around a group there are its members, and what they are in`() throws {
    func group(_ project: Project) -> Target? {
      project.strings.existing("village-1").flatMap { project.names.groups[$0] }.map { .owner(Owner($0)) }
    }
    let near = text(try report(Examples.old, around: group, depth: 1).mermaid())
    #expect(near.contains("ana, ben") && near.contains("case:monica") && !near.contains("village-2"))
    let only = text(try report(Examples.old, around: group, depth: 0).mermaid())
    #expect(only.contains("village-1") && !only.contains("ana"))
  }

  @Test func `hostile names are labels and nothing else`() throws {
    let hostile = try report(Examples.hostile)
    let drawn = try Graphviz.draw(hostile.dot(), "-Tsvg")
    if let drawn {
      #expect(drawn.contains("quote&quot; back\\slash ] &#45;&#45;&gt; &lt;b&gt;bold&lt;/b&gt; &amp;amp; | `tick`"))
      #expect(drawn.contains("line\\nbreak \\u{2028}"))
    }
    let mermaid = text(hostile.mermaid())
    try expectGolden(Array(mermaid.utf8), "hostile.mmd")
    for line in mermaid.split(separator: "\n").dropFirst() where line.contains("[\"") || line.contains("(\"") {
      #expect(line.count { $0 == "\"" } == 2)
    }
  }

  @Test(arguments: 0..<20) func `Graphviz reads the picture of any project`(seed: UInt64) throws {
    let old = RandomProjects.project(seed: seed)
    var mutations = Mutations(seed: seed)
    let new = mutations.mutated(old)
    guard let a = try compile(old.yaml), let b = try compile(new.yaml) else { return }
    for other in [nil, a] {
      let report = GraphReport(b, comparedWith: other, around: nil, depth: 0)
      guard let drawn = try Graphviz.draw(report.dot(), "-Tcanon") else { return }
      #expect(drawn.contains("digraph caseload"))
    }
  }

  @Test func `a hundred thousand workers are a readable picture`() throws {
    // Two hundred clinics of ten villages, fifty workers in each.
    var text = """
      caseload: 1
      project: large
      organization:
        levels:
          clinic: {view_descendants: true, shares_cases: true}
          village: {parent: clinic, shares_cases: true}
        locations:

      """
    for clinic in 0..<200 {
      text += "    c\(clinic):\n      level: clinic\n      children:\n"
      for village in 0..<10 { text += "        v\(clinic)-\(village): {level: village}\n" }
    }
    text += "mobile_workers:\n"
    for worker in 0..<100_000 { text += "  w\(worker): {locations: [v\(worker % 200)-\(worker / 200 % 10)]}\n" }
    for nurse in 0..<200 { text += "  n\(nurse): {locations: [c\(nurse)]}\n" }
    let graph = try #require(try compile(text))
    let whole = String(decoding: GraphReport(graph, comparedWith: nil, around: nil, depth: 0).dot(), as: UTF8.self)
    #expect(whole.split(separator: "\n").count < 20)
    #expect(whole.contains("100000 users") && whole.contains("2000 locations: village") && whole.contains("owns ×100000"))
    let clinic = try #require(graph.project.strings.existing("c7").flatMap { graph.project.names.locations[$0] })
    let near = GraphReport(graph, comparedWith: nil, around: (.owner(Owner(clinic)), .new), depth: 3)
    #expect(String(decoding: near.dot(), as: UTF8.self).split(separator: "\n").count < 80)
  }
}

/// A picture as programs read it.
private struct DrawnGraph: Decodable {
  struct Node: Decodable {
    let id, kind, change, owning: String
    let sample: [String]
    let count, gained, lost: Int
  }
  struct Edge: Decodable {
    let from, to, kind, change: String
    let count, gained, lost: Int
  }
  let summary: Bool
  let nodes: [Node]
  let edges: [Edge]

  init(_ report: GraphReport) throws { self = try JSONDecoder().decode(Self.self, from: Data(report.json())) }
}

/// Graphviz's `dot`, if it is installed; continuous integration must have it.
enum Graphviz {
  static func draw(_ dot: [UInt8], _ format: String) throws -> String? {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/bin/sh")
    process.arguments = ["-c", "command -v dot >/dev/null || exit 77; exec dot \(format)"]
    let file = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-\(UUID().uuidString).dot")
    try Data(dot).write(to: file)
    defer { try? FileManager.default.removeItem(at: file) }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: file)
    process.standardOutput = output
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    if process.terminationStatus == 77 {
      try #require(ProcessInfo.processInfo.environment["CI"] == nil, "graphviz is not installed: run .ci/setup tests")
      print("graphviz is not installed: pictures are not drawn by this run")
      return nil
    }
    #expect(process.terminationStatus == 0)
    return String(decoding: data, as: UTF8.self)
  }
}
