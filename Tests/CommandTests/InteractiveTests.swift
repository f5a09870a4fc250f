import Foundation
import Testing

@testable import caseload

#if canImport(Glibc)
  import Glibc
#endif

/// `caseload simulate --interactive`, from a pipe and on a terminal.
@Suite struct InteractiveTests {
  private func type(_ lines: [String]) throws -> Executable.Result {
    try Executable.run(
      ["simulate", "--interactive", "examples/two-workers"], input: lines.map { $0 + "\n" }.joined())
  }

  @Test func `steps in short and in full`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/typed.scenario.yaml"
    let result = try type([
      "sync david,maria", "# a comment", "", "submit david visits/pregnancies/register creates=amina",
      "submit: {user: maria, form: visits/pregnancies/follow-up, case: monica, set: {weight: 61}}",
      "sync david", "expect: {case: {monica: {weight: 61}, amina: {owner: group:river-ward}}}",
      "save \(file) What was \"typed\"",
    ])
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.contains("1. david, maria sync\n"))
    #expect(result.text.contains("5. 2 expectations hold\n"))
    #expect(result.text.hasSuffix("wrote 5 steps to `\(file)`\n"))
    let saved = try String(contentsOfFile: file, encoding: .utf8)
    #expect(saved.hasPrefix("scenario: \"What was \\\"typed\\\"\"\nproject: \""))
    #expect(saved.contains("\n  - sync: [david, maria]\n  - submit: {user: david, form: visits/pregnancies/register, creates: amina}\n"))
    let test = try Executable.run(["test", file])
    #expect(test.text == "1 scenario: 1 passed; 2 expectations\n", "\(test.text)")
  }

  @Test func `nothing is overwritten without being asked`() throws {
    let folder = try TemporaryFolder()
    let file = try folder.write("mine", to: "typed.yaml")
    let refused = try type(["sync david", "save \(file)"])
    #expect(refused.status == 1)
    #expect(refused.text.contains("there is a file of that name; `save!` writes over it"))
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    #expect(try type(["sync david", "save! \(file)"]).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasSuffix("steps:\n  - sync: david\n"))
    #expect(try type(["sync david", "save! \(folder.path)"]).text.contains("it is not a regular file"))
    #expect(try type(["save"]).text.contains("write `save FILE NAME`"))
  }

  @Test func `a step is taken back with all that came of it`() throws {
    let result = try type([
      "sync david", "change: {groups: {river-ward: {case_sharing: false}}}", "sync david",
      "expect: {sees: {david: [lucy]}}", "undo", "undo", "undo", "sync david", "expect: {sees: {david: [lucy, monica]}}",
      "steps", "undo", "undo", "undo", "undo",
    ])
    #expect(result.status == 1)
    #expect(result.text.contains("1. sync: david\n2. sync: david\n3. expect: {sees: {david: [lucy, monica]}}\n"))
    #expect(result.text.hasSuffix("taken back: sync: david\nerror: there is no step to take back\n"))
  }

  @Test func `a form that stops is kept with its outcome`() throws {
    let result = try type([
      "change: {groups: {river-ward: {case_sharing: false}}}", "sync david",
      "submit david visits/pregnancies/register creates=x", "steps",
    ])
    #expect(result.status == 0, "\(result.text)")
    #expect(result.text.hasSuffix("creates: x, outcome: stops, reason: no_group}\n"))
  }

  @Test(arguments: [
    ("sync mariah", "did you mean `maria`?"), ("syncc david", "did you mean `sync`?"), ("frobnicate", "`help` lists them"),
    ("sync: [david", "YAML"), ("sync: {a: b}", "sync"), ("expect: {sees: {david: [monica]}}", "does not hold"),
    ("submit david", "form"), ("change: {grups: {}}", "did you mean `groups`?"), ("- sync: david", "step"),
    ("steps: []", "steps"), ("sync: david\u{1B}[31m", "control character"), ("]", "no step and no command"), (": :", "step"),
  ])
  func `what cannot be done is said, and not kept`(line: String, says: String) throws {
    let result = try type([line, "steps", "sync david"])
    #expect(result.status == 1)
    #expect(result.text.contains(says) || (says == "does not hold" && result.text.contains("not as expected")), "\(result.text)")
    #expect(result.text.contains("1. david syncs\n"))
    #expect(!result.text.contains("\u{1B}"))
  }

  @Test func `long lines and bytes that are no text`() throws {
    let long = String(repeating: "a", count: 2_000_000)
    #expect(try type(["sync " + long, "sync: " + long]).status == 1)
    #expect(try type(["\u{0}\u{1}\u{FFFF}: x"]).status == 1)
  }

  // MARK: Editing

  @Test func `keys edit the line`() {
    var buffer = LineBuffer()
    buffer.insert("sync dvid")
    buffer.move(by: -3)
    buffer.insert("a")
    #expect(buffer.text == "sync david")
    buffer.moveToEnd()
    buffer.deleteWord()
    buffer.insert("maria")
    #expect(buffer.finish() == "sync maria")
    buffer.insert("half")
    buffer.showOlder()
    #expect(buffer.text == "sync maria")
    buffer.showOlder()
    buffer.showNewer()
    #expect(buffer.text == "half")
    buffer.moveToStart()
    buffer.deleteForward()
    buffer.deleteBackward()
    buffer.move(by: 99)
    buffer.deleteBackward()
    #expect(buffer.text == "al")
    buffer.deleteToStart()
    #expect(buffer.text == "")
    buffer.insert("e\u{301}x")
    buffer.move(by: -1)
    buffer.deleteBackward()
    #expect(buffer.text == "x")
    buffer.insert(String(repeating: "y", count: LineBuffer.limit + 1))
    #expect(buffer.text == "x")
  }

  @Test func `what completions have in common`() {
    #expect(Completion.commonPrefix(["village-1", "village-2"]) == "village-")
    #expect(Completion.commonPrefix(["a", "b"]) == "")
    #expect(Completion.commonPrefix([]) == "")
  }

  #if canImport(Glibc)
    /// On a terminal: completion by Tab, history, Ctrl-C and Ctrl-D.
    @Test(.timeLimit(.minutes(1))) func `a terminal completes and remembers`() throws {
      var (master, slave): (Int32, Int32) = (0, 0)
      try #require(openpty(&master, &slave, nil, nil, nil) == 0)
      let terminal = FileHandle(fileDescriptor: slave, closeOnDealloc: false)
      let process = Process()
      process.executableURL = Executable.buildFolder.appendingPathComponent("caseload")
      process.arguments = ["simulate", "--interactive", "examples/two-workers"]
      process.currentDirectoryURL = Executable.root
      process.environment = ProcessInfo.processInfo.environment.merging(["TERM": "xterm", "NO_COLOR": "1"]) { $1 }
      process.standardInput = terminal
      process.standardOutput = terminal
      process.standardError = terminal
      try process.run()
      close(slave)
      let keyboard = FileHandle(fileDescriptor: master, closeOnDealloc: true)
      var seen = ""
      func wait(for text: String) {
        while !seen.contains(text) {
          let data = keyboard.availableData
          if data.isEmpty { return }
          seen += String(decoding: data, as: UTF8.self)
        }
        seen = ""
      }
      func press(_ keys: String) throws { try keyboard.write(contentsOf: Data(keys.utf8)) }
      wait(for: "> ")
      try press("syn\tdav\t\r")
      wait(for: "1. david syncs")
      try press("\u{1B}[A\u{17}maria\r")
      wait(for: "2. maria syncs")
      try press("s\t")
      wait(for: "save  save!  state  steps  submit  sync")
      try press("\u{3}steps\r")
      wait(for: "2. sync: maria")
      try press("\u{4}")
      process.waitUntilExit()
      #expect(process.terminationReason == .exit)
      #expect(process.terminationStatus == 0)
    }
  #endif
}
