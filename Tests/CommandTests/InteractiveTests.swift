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
    #expect(refused.errors == "error: `\(file)` cannot be written: there is a file of that name; `save!` writes over it (line 2 of the input)\n")
    #expect(try String(contentsOfFile: file, encoding: .utf8) == "mine")
    #expect(try type(["sync david", "save! \(file)"]).status == 0)
    #expect(try String(contentsOfFile: file, encoding: .utf8).hasSuffix("steps:\n  - sync: david\n"))
    #expect(try type(["sync david", "save! \(folder.path)"]).errors.contains("it is not a regular file"))
    #expect(try type(["save"]).errors.contains("write `save FILE NAME`"))
    let spaced = folder.path + "/a story.scenario.yaml"
    #expect(try type(["sync david", "save \"\(spaced)\" 'A story'"]).status == 0)
    #expect(try String(contentsOfFile: spaced, encoding: .utf8).hasPrefix("scenario: \"A story\"\n"))
  }

  @Test func `a step is taken back with all that came of it`() throws {
    let result = try type([
      "sync david", "change: {groups: {river-ward: {case_sharing: false}}}", "sync david",
      "expect: {sees: {david: [lucy]}}", "undo", "undo", "undo", "sync david", "expect: {sees: {david: [lucy, monica]}}",
      "steps", "undo", "undo", "undo", "undo",
    ])
    #expect(result.status == 1)
    #expect(result.text.contains("1. sync: david\n2. sync: david\n3. expect: {sees: {david: [lucy, monica]}}\n"))
    #expect(result.text.hasSuffix("taken back: sync: david\n"))
    #expect(result.errors == "error: there is no step to take back (line 14 of the input)\n")
  }

  @Test func `several steps are taken back, and done again`() throws {
    let result = try type([
      "sync david", "offline david", "sync maria", "undo 2", "history", "redo", "redo", "redo", "history", "undo", "sync maria",
      "redo", "undo 0", "undo 2", "redo 2", "redo 0",
    ])
    #expect(result.text.contains("taken back: sync: maria\ntaken back: offline: david\n1. sync: david\ndone again: offline: david\n"))
    #expect(result.text.contains("done again: sync: maria\n1. sync: david\n2. offline: david\n3. sync: maria\n"))
    #expect(result.errors.split(separator: "\n") == [
      "error: there is nothing to do again (line 8 of the input)", "error: there is nothing to do again (line 12 of the input)",
      "error: write `undo NUMBER` (line 13 of the input)", "error: write `redo NUMBER` (line 16 of the input)",
    ])
    #expect(result.text.hasSuffix("taken back: offline: david\ndone again: offline: david\ndone again: sync: maria\n"))
  }

  /// Web Apps users sync around each form: david's new case is there without a `sync` of his own.
  @Test func `users work in Web Apps from the beginning`() throws {
    let folder = try TemporaryFolder()
    let file = folder.path + "/typed.scenario.yaml"
    let result = try type([
      "submit david visits/pregnancies/register creates=amina", "web_apps", "web_apps: [david]", "web_apps", "steps",
      "submit david visits/pregnancies/register creates=amina", "expect sees: {david: {includes: amina}}", "save \(file)",
      "undo", "undo", "undo", "steps",
    ])
    // A phone that has not logged in cannot submit; in Web Apps david can.
    #expect(result.text.contains("nobody works in Web Apps\nin Web Apps: david\nin Web Apps: david\nin Web Apps: david\nno steps yet\n"), "\(result.text)")
    #expect(result.text.hasSuffix("taken back: web_apps: [david]\nno steps yet\n"), "\(result.text)")
    #expect(try String(contentsOfFile: file, encoding: .utf8).contains("\nweb_apps: [david]\nsteps:\n"))
    #expect(try Executable.run(["test", file]).text == "1 scenario: 1 passed; 1 expectation\n")
    let unknown = try type(["web_apps davit"])
    #expect(unknown.status == 1)
    #expect(unknown.errors.contains("there is no user `davit`; did you mean `david`?"))
  }

  @Test func `steps that could not take place keep a user on the phone`() throws {
    let result = try type(["sync david", "offline david", "web_apps david", "steps"])
    #expect(result.status == 1)
    #expect(result.errors.contains("a step that has been typed could not take place then: offline: david"), "\(result.errors)")
    #expect(result.text.hasSuffix("1. sync: david\n2. offline: david\n"))
  }

  @Test(arguments: [
    "expect {sees: {david: [lucy, monica]}}", "expect sees: {david: [lucy, monica]}", "expect: {sees: {david: [lucy, monica]}}",
    "expect  { sees: {david: [lucy, monica]} }", "change {groups: {river-ward: {name: \"Ward: one\"}}}",
    "change groups: {river-ward: {name: x}}", "- sync: maria", "- expect: {sees: {david: [lucy, monica]}}", "offline [david]", "sync \"david\", maria",
  ])
  func `the colon and the outer braces may be left out`(line: String) throws {
    let result = try type(["sync david", line])
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.text.contains("\n2. "))
  }

  @Test func `a scenario is no project`() throws {
    let scenario = "examples/two-workers/scenarios/one-closes-it-offline.yaml"
    let result = try Executable.run(["simulate", "--interactive", scenario])
    #expect(result.status == 2)
    #expect(result.errors == "error: `\(scenario)` is a scenario; --interactive takes a project, such as `examples/two-workers/project.yaml`\n")
  }

  @Test func `a name under which no folder gives the scenario back is noted`() throws {
    let folder = try TemporaryFolder()
    #expect(try type(["sync david", "save \(folder.path)/a.yaml"]).text.contains("finds scenarios in folders only as `NAME.scenario.yaml`"))
    #expect(try !type(["sync david", "save \(folder.path)/a.scenario.yaml"]).text.contains("only as"))
  }

  @Test(arguments: [
    ("expect", "write `expect sees: {USER: [CASE]}`"), ("expect lucy", "write `expect sees: {USER: [CASE]}`"),
    ("change", "write `change groups:"), ("submit", "write `submit USER APP/MENU/FORM case=CASE`"), ("sync", "write `sync USER`"),
    ("steps now", "write `steps`"), ("undo all", "write `undo NUMBER`"),
  ])
  func `what is missing is said`(line: String, says: String) throws {
    let result = try type([line])
    #expect(result.status == 1)
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(result.text == "")
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
    ("sync: [david", "YAML"), ("sync: {a: b}", "sync"), ("expect: {seen_by: {monica: [david]}}", "does not hold"),
    ("submit david", "form"), ("change: {grups: {}}", "did you mean `groups`?"), ("- sync: davit", "did you mean `david`?"),
    ("steps: []", "steps"), ("sync: david\u{1B}[31m", "control character"), ("]", "no step and no command"), (": :", "step"),
  ])
  func `what cannot be done is said, and not kept`(line: String, says: String) throws {
    let result = try type([line, "steps", "sync david"])
    #expect(result.status == 1)
    let said = result.errors + result.text
    #expect(said.contains(says) || (says == "does not hold" && said.contains("not as expected")), "\(said)")
    #expect(!result.errors.isEmpty)
    #expect(result.text.contains("1. david syncs\n"))
    #expect(!said.contains("\u{1B}"))
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
}
