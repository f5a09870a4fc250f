import Foundation
import Testing

@Suite struct SampleCommandTests {
  @Test func `a sample is made, checked and never overwritten`() throws {
    let folder = try TemporaryFolder()
    let target = folder.path + "/demo"
    let made = try Executable.run(["sample", "--out", target])
    #expect(made.status == 0)
    #expect(
      made.text == """
        made \(target): 9 workers, 9 locations in 3 levels, 2 groups, 27 cases
        next: caseload check \(target)

        """)
    let check = try Executable.run(["check", target])
    #expect(check.status == 1)
    #expect(check.text.contains("error[ENTRY006]"))

    let again = try Executable.run(["sample", "--out", target])
    #expect(again.status == 2)
    #expect(again.errors.contains("nothing is overwritten; add --force"))
    #expect(try Executable.run(["sample", "--out", target, "--seed", "2", "--force"]).status == 0)
    #expect(try String(contentsOfFile: target + "/project.yaml", encoding: .utf8).contains("--seed 2"))
  }

  @Test func `tables are of the same project`() throws {
    let folder = try TemporaryFolder()
    let options = ["--workers", "60", "--locations", "40", "--levels", "3", "--groups", "4", "--cases", "100"]
    for (name, more) in [("yaml", []), ("csv", ["--tables"])] {
      #expect(try Executable.run(["sample", "--out", "\(folder.path)/\(name)"] + options + more).status == 0)
    }
    let answers = try ["yaml", "csv"].map {
      try Executable.run(["who-sees", "\(folder.path)/\($0)", "case:patient-50"]).text
    }
    #expect(answers[0].contains("users see case:patient-50"))
    #expect(answers[0] == answers[1])
  }

  @Test(arguments: [
    (["--workers", "0"], "`--workers` must be 1 at least"), (["--levels", "12"], "`--levels` can be 8 at most"),
    (["--cases=-3"], "`--cases` cannot be negative"), (["--workers", "many"], "many"), ([], "--out"),
  ])
  func `impossible samples are wrong usage`(arguments: [String], says: String) throws {
    let out = arguments.isEmpty ? [] : ["--out", "never-made"]
    let result = try Executable.run(["sample"] + out + arguments)
    #expect(result.status == 64)
    #expect(result.errors.contains(says), "\(result.errors)")
    #expect(!FileManager.default.fileExists(atPath: Executable.root.path + "/never-made"))
  }
}
