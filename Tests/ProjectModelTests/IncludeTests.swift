import Foundation
import ProjectModel
import Testing

#if canImport(Glibc)
  import Glibc
#endif

/// Files that are included, or ought not to be.
@Suite(.timeLimit(.minutes(1))) struct IncludeTests {
  private static let head = "caseload: 1\nproject: p\n"

  @Test func aChainOfThousands() throws {
    var files = ["project.yaml": Self.head + "include: f0.yaml\n"]
    for i in 0..<3000 { files["f\(i).yaml"] = "groups: {g\(i): {}}\n" + (i < 2999 ? "include: f\(i + 1).yaml\n" : "") }
    let loaded = try TemporaryProject(files).load()
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.project?.groups.count == 3000)
  }

  @Test func filesInTheOrderOfTheMainFileAndThePattern() throws {
    let project = try TemporaryProject([
      "project.yaml": Self.head + "include: [z.yaml, parts/*.yaml]\n", "z.yaml": "groups: {z: {}}\ninclude: y.yaml\n",
      "y.yaml": "groups: {y: {}}\n", "parts/b.yaml": "groups: {b: {}}\n", "parts/B.yaml": "groups: {B: {}}\n",
      "parts/a.yaml": "groups: {a: {}}\ninclude: ../z.yaml\n", "parts/.hidden.yaml": "groups: {hidden: {}}\n",
      "parts/deep/c.yaml": "groups: {c: {}}\n",
    ])
    let loaded = try #require(project.load().project)
    #expect(loaded.groups.map { loaded.text($0.key) } == ["z", "y", "B", "a", "b"])
  }

  @Test(arguments: [
    ("**/*.yaml", ["a", "b", "c"]), ("**/**/**/c.yaml", ["c"]), ("x/**/*.yaml", ["b", "c"]), ("?/b.yaml", ["b"]),
    ("**/x/**/*.yaml", ["b", "c"]), ("*/*.yaml", ["b"]), ("./x/./b.yaml", ["b"]), ("[a].yaml", []),
  ])
  func patterns(pattern: String, groups: [String]) throws {
    let project = try TemporaryProject([
      "main/project.yaml": Self.head + "include: '../parts/none.yaml'\n", "a.yaml": "groups: {a: {}}\n",
      "x/b.yaml": "groups: {b: {}}\n", "x/y/z/c.yaml": "groups: {c: {}}\n",
      "project.yaml": Self.head + "include: '\(pattern)'\n",
    ])
    try FileManager.default.removeItem(at: project.folder.appendingPathComponent("main"))
    let loaded = project.load()
    // The main file matches `**/*.yaml` as well, and is not meant.
    #expect(loaded.diagnostics.map(\.code) == (groups.isEmpty ? ["FILE001"] : []))
    if let found = loaded.project { #expect(found.groups.map { found.text($0.key) } == groups) }
  }

  @Test func aPatternOfStarsOverManyFiles() throws {
    var files = ["project.yaml": Self.head + "include: '**/*/**/*/**/*a*a*a*a*a*a*a*b.yaml'\n"]
    for i in 0..<2000 { files["d\(i % 20)/e\(i % 7)/\(String(repeating: "a", count: 100))\(i).yaml"] = "" }
    #expect(try TemporaryProject(files).codes() == ["FILE003": 1])
  }

  @Test func aFolderThatLeadsToItself() throws {
    let project = try TemporaryProject([
      "project.yaml": Self.head + "include: 'parts/**/*.yaml'\n", "parts/a.yaml": "groups: {a: {}}\n",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: project.folder.appendingPathComponent("parts/loop").path, withDestinationPath: ".")
    let loaded = project.load()
    #expect(loaded.diagnostics.isEmpty)
    #expect(loaded.sources.files.map { $0.path.hasSuffix("/parts/a.yaml") } == [false, true])
  }

  @Test func pipesAreNotWaitedFor() throws {
    let project = try TemporaryProject([
      "project.yaml": Self.head + "include: pipe.yaml\nmobile_workers: {table: pipe.yaml}\n"
    ])
    #expect(mkfifo(project.folder.appendingPathComponent("pipe.yaml").path, 0o600) == 0)
    #expect(project.lines() == ["project.yaml:3:10 FILE001", "project.yaml:4:25 FILE001"])
  }

  @Test(arguments: [
    #""a.yaml\0.txt""#, #""\0""#, "''", String(repeating: "x", count: 5000), "a.yaml/", "a.yaml/b", ".",
  ])
  func pathsThatLeadNowhere(path: String) throws {
    let project = try TemporaryProject([
      "project.yaml": Self.head + "include: [\(path)]\n", "a.yaml": "groups: {a: {}}\n",
    ])
    let loaded = project.load()
    #expect(loaded.project == nil)
    #expect(loaded.diagnostics.map(\.code) == ["FILE001"])
    #expect(loaded.diagnostics.allSatisfy { $0.message.utf8.count < 1000 })
  }

  @Test(arguments: ["/etc/passwd", "../x.yaml", "a/../../x.yaml", "../*.yaml", "/etc/*", "link.yaml"])
  func nothingOutsideTheFolder(path: String) throws {
    let project = try TemporaryProject([
      "in/project.yaml": Self.head + "include: ['\(path)']\n", "x.yaml": "groups: {x: {}}\n",
    ])
    try FileManager.default.createSymbolicLink(
      atPath: project.folder.appendingPathComponent("in/link.yaml").path, withDestinationPath: "../x.yaml")
    let loaded = ProjectLoader.load(project.folder.appendingPathComponent("in").path)
    #expect(loaded.diagnostics.map(\.code) == ["FILE002"])
    #expect(loaded.sources.files.count == 1)
  }

  /// Two ways to write `é`: the file system has two files, and so has the project.
  @Test func namesAreBytes() throws {
    let project = try TemporaryProject([
      "project.yaml": Self.head + "include: ['*/g.yaml']\n", "e\u{301}/g.yaml": "groups: {a: {}}\n",
    ])
    try project.write("\u{E9}/g.yaml", "groups: {b: {}}\n")
    #expect(project.load().project?.groups.count == 2)
  }
}
