import Foundation
import Testing

/// `git:REV[:path]`, tried with the executable in repositories made for it.
@Suite struct GitTests {
  /// A folder with a repository of two revisions, `v1` and `v2`, whose project includes a file and a table.
  private final class Repository {
    let root: URL

    init() throws {
      root = FileManager.default.temporaryDirectory.appendingPathComponent("caseload-git-\(UUID().uuidString)")
      try FileManager.default.createDirectory(
        at: root.appendingPathComponent("project/people"), withIntermediateDirectories: true)
      try write("project/project.yaml", "caseload: 1\nproject: p\ninclude: [groups.yaml]\nmobile_workers: {table: people/workers.csv}\n")
      try write("project/groups.yaml", "groups: {a: {case_sharing: true}, b: {case_sharing: true}}\n")
      try write("project/people/workers.csv", "username,group 1\njoy,a\n")
      _ = try run("git init -q . && git config user.email a@b && git config user.name c && git add . && git commit -qm 1 && git tag v1")
      try write("project/people/workers.csv", "username,group 1\njoy,b\n")
      _ = try run("git add . && git commit -qm 2 && git tag v2")
    }

    deinit { try? FileManager.default.removeItem(at: root) }

    func write(_ path: String, _ text: String) throws {
      try text.write(to: root.appendingPathComponent(path), atomically: false, encoding: .utf8)
    }

    /// Runs a line of a shell, both outputs together, with `caseload` on the path.
    func run(_ line: String, in folder: String = ".", _ environment: [String: String] = [:]) throws -> (text: String, status: Int32) {
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/bin/sh")
      process.arguments = ["-c", line]
      process.currentDirectoryURL = root.appendingPathComponent(folder)
      var all = ProcessInfo.processInfo.environment
      all["PATH"] = GitTests.buildFolder.path + ":" + (all["PATH"] ?? "/usr/bin:/bin")
      all["GIT_CEILING_DIRECTORIES"] = FileManager.default.temporaryDirectory.path
      all["GIT_DIR"] = nil
      all["TMPDIR"] = root.appendingPathComponent(".git").path
      process.environment = all.merging(environment) { $1 }
      let pipe = Pipe()
      process.standardOutput = pipe
      process.standardError = pipe
      process.standardInput = FileHandle.nullDevice
      try process.run()
      let data = pipe.fileHandleForReading.readDataToEndOfFile()
      process.waitUntilExit()
      return (String(decoding: data, as: UTF8.self), process.terminationStatus)
    }
  }

  static let buildFolder: URL = {
    for argument in CommandLine.arguments {
      if let range = argument.range(of: ".xctest") {
        return URL(fileURLWithPath: String(argument[..<range.upperBound])).deletingLastPathComponent()
      }
    }
    return Bundle.main.bundleURL
  }()

  @Test func `two revisions are compared, with their included files and tables`() throws {
    let repository = try Repository()
    for arguments in [
      "git:v1:project git:v2:project", "git:v1:project git:v2:project/project.yaml", "git:v1 project", "git:v1:./project project",
      "git:HEAD~1:project git:HEAD:project", "git:v1:\(repository.root.path)/project project",
      "git:v1 ./project", "git:v1 \(repository.root.path)/project", "git:v1 project/project.yaml",
    ] {
      let result = try repository.run("caseload diff \(arguments)")
      #expect(result.status == 0, "\(arguments): \(result.text)")
      #expect(result.text.contains("joy became a member of group:b"), "\(arguments): \(result.text)")
      #expect(!result.text.contains(".git/caseload-"), "\(arguments): a temporary path is shown")
    }
    #expect(try repository.run("caseload diff git:v1:project git:v2:project").text.contains("v2:project/people/workers.csv:2:5  was v1:project/people/workers.csv:2:1"))
    // From a folder within the repository.
    for arguments in ["git:v1 .", "git:v1 git:v2", "git:v1:./ project.yaml", "git:v1:../project ."] {
      let result = try repository.run("caseload diff \(arguments)", in: "project")
      #expect(result.text.contains("joy became a member of group:b"), "\(arguments): \(result.text)")
    }
    // A revision with a colon of its own.
    #expect(try repository.run("caseload diff 'git:HEAD^{/1}:project' project").text.contains("joy became"))
  }

  @Test func `nothing is left, changed or run`() throws {
    let repository = try Repository()
    _ = try repository.run("printf '#!/bin/sh\\ntouch ../../hook-ran\\n' > .git/hooks/post-checkout; chmod +x .git/hooks/*")
    try repository.write(".gitattributes", "*.csv filter=evil\n")
    _ = try repository.run("git config filter.evil.smudge 'touch filter-ran; cat' && git config filter.evil.clean cat && git add . && git commit -qm 3")
    let before = try repository.run("git status --porcelain; git log --oneline; ls -a . .git; git stash list").text
    _ = try repository.run("caseload diff git:v1:project git:HEAD:project")
    #expect(try repository.run("git status --porcelain; git log --oneline; ls -a . .git; git stash list").text == before)
    #expect(try repository.run("ls").text == "project\n")
  }

  @Test(arguments: [
    ("git:nowhere:project project", "there is no revision `nowhere` in this git repository"),
    ("git:--output=x:project project", "there is no revision `--output=x`"),
    ("git:-h:project project", "there is no revision `-h`"),
    ("git::project project", "`git:` names no revision"),
    ("git:v1:nowhere project", "there is no `nowhere` in the revision `v1`"),
    ("git:v1:../outside project", "`../outside` is outside the git repository"),
    ("git:v1:/etc project", "`/etc` is outside the git repository"),
    ("git:v1 /", "`/` is in no git repository"),
    ("git:v1:project/groups.yaml project", "v1:project/groups.yaml"),
    ("git:v1:project/people project", "v1:project/people/project.yaml"),
  ]) func `what cannot be read is said`(arguments: String, message: String) throws {
    let repository = try Repository()
    let result = try repository.run("caseload diff \(arguments)")
    #expect(result.text.contains(message), "\(result.text)")
    #expect(result.status == 2)
    #expect(!result.text.contains(".git/caseload-"), "a temporary path is shown: \(result.text)")
  }

  @Test func `a shallow clone and a machine without git are named`() throws {
    let repository = try Repository()
    _ = try repository.run("git clone -q --depth 1 file://$PWD shallow")
    let result = try repository.run("caseload diff git:v1:project project", in: "shallow")
    #expect(result.text.contains("which is a shallow clone") && result.text.contains("--unshallow"))
    #expect(result.status == 2)
    let folder = repository.root.appendingPathComponent("bin")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    let without = try repository.run("'\(Self.buildFolder.path)/caseload' diff git:v1:project project", ["PATH": folder.path])
    #expect(without.text.contains("`git` is not installed"))
    #expect(without.status == 2)
  }

  @Test func `a side that does not compile is reported with its own places`() throws {
    let repository = try Repository()
    try repository.write("project/groups.yaml", "groups: {a: {case_sharing: true}}\n")
    _ = try repository.run("git commit -qam broken && git tag v3")
    let result = try repository.run("caseload diff git:v1:project git:v3:project")
    #expect(result.status == 2)
    #expect(result.text.contains("--> v3:project/people/workers.csv:2:5"), "\(result.text)")
    #expect(try repository.run("caseload check project --against git:v1").status == 2)
    #expect(try repository.run("caseload graph git:v1:project git:v3:project").status == 2)
  }

  @Test func `check tells what a change brings and mends`() throws {
    let repository = try Repository()
    let app = "apps: {w: {case_sharing: true, menus: {m: {case_type: p, forms: {f: {opens: p}}}}}}\ncase_types: {p: {}}\n"
    let head = "caseload: 1\nproject: p\n"
    let groups = "groups: {a: {case_sharing: true}, b: {case_sharing: true}}\n"
    try repository.write("one.yaml", head + app + groups + "mobile_workers: {joy: {groups: [a]}, eve: {}}\n")
    try repository.write("two.yaml", head + app + groups + "mobile_workers: {joy: {groups: [a, b]}, eve: {groups: [a]}}\n")
    let result = try repository.run("caseload check two.yaml --against one.yaml")
    #expect(result.status == 1)
    let parts = result.text.split(separator: "the change mends")
    #expect(parts.count == 2 && parts[0].contains("ENTRY002") && !parts[0].contains("ENTRY001"))
    #expect(parts.last?.contains("ENTRY001") == true)
    let none = try repository.run("caseload check one.yaml --against one.yaml")
    #expect(none.status == 0 && none.text == "the change brings: nothing\nthe change mends: nothing\n")
    #expect(try repository.run("caseload check one.yaml --against two.yaml --format json | grep -c ENTRY").text == "2\n")
  }

  @Test(arguments: [
    ("gained", Int32(1)), ("lost", 1), ("stopped", 0), ("orphaned", 1),
  ]) func `fail-on decides the exit code`(what: String, status: Int32) throws {
    let repository = try Repository()
    #expect(try repository.run("caseload diff git:v1:project git:v2:project --fail-on \(what)").status == status)
    #expect(try repository.run("caseload diff git:v1:project git:v1:project --fail-on \(what)").status == 0)
  }
}
