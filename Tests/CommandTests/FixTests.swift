import Foundation
import Testing

/// `check --fix` and `check --diff` from outside.
@Suite struct FixTests {
  private let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  /// Everything that has one right edit in the text, beside what has none.
  static let wrong = """
    # A project — with comments\u{20}
    caseload: 1.0
    project: "village-health"   # the space
    case_typs:
      patient: {label: Patiént}
    apps:
      worker:
        case_sharing: yes
        menus:
          patients:
            case_type: pateint
            forms:
              register: {opens: patient}
              refer:
                requires_case: "true"
                opens:
                  - {case_type: patient, index: {to: selected_case, relationship: chld}}
                  - case_type: 'patiant' # quoted
                    properties: {owner_id: grup:clinic}
              leave:
                closes: conditionl
                requires_case: on
    groups:
      clinic: {case_sharing: true, members: [joy]}
      village-1: {name: Village 1, case_sharing: true, membrs: [david]}
    mobile_workers:
      david: {apps: [worker], groups: [vilage-1]}
      joy: {apps: ["wroker"]}

    """

  static let right = """
    # A project — with comments\u{20}
    caseload: 1
    project: "village-health"   # the space
    case_types:
      patient: {label: Patiént}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: patient}
              refer:
                requires_case: true
                opens:
                  - {case_type: patient, index: {to: selected_case, relationship: child}}
                  - case_type: 'patient' # quoted
                    properties: {owner_id: group:clinic}
              leave:
                closes: conditional
                requires_case: true
    groups:
      clinic: {case_sharing: true, members: [joy]}
      village-1: {name: Village 1, case_sharing: true, members: [david]}
    mobile_workers:
      david: {apps: [worker], groups: [village-1]}
      joy: {apps: ["worker"]}

    """

  static let layouts: [(String, @Sendable (String) -> String)] = [
    ("LF", { $0 }),
    ("CRLF", { $0.replacingOccurrences(of: "\n", with: "\r\n") }),
    ("byte order mark", { "\u{FEFF}" + $0 }),
    ("no line break at the end", { String($0.dropLast()) }),
    ("all three", { "\u{FEFF}" + String($0.dropLast()).replacingOccurrences(of: "\n", with: "\r\n") }),
    ("blanks and tabs at line ends", { $0.replacingOccurrences(of: ":\n", with: ": \t\n") }),
  ]

  private func text(_ name: String = "project.yaml") throws -> String {
    String(decoding: try Data(contentsOf: URL(fileURLWithPath: folder.path + "/" + name)), as: UTF8.self)
  }

  private func check(_ arguments: String...) throws -> Executable.Result {
    try Executable.run(["check"] + arguments, in: folder.path)
  }

  @Test(arguments: layouts.indices)
  func `what has one right edit is mended, every other byte is kept, and the diff says the same`(layout: Int) throws {
    let change = Self.layouts[layout].1
    try folder.write(change(Self.wrong))
    let shown = try check(".", "--diff")
    #expect(shown.status == 1)
    #expect(shown.errors == "would mend 13 findings in 1 file\n")
    #expect(try text() == change(Self.wrong), "--diff writes nothing")

    let fixed = try check(".", "--fix")
    #expect(fixed.errors == "mended 13 findings in 1 file\n")
    #expect(try text().utf8.elementsEqual(change(Self.right).utf8))
    #expect(!fixed.text.contains("PROJ0"))
    #expect(try check(".").text == fixed.text)

    let again = try check(".", "--fix")
    #expect(again.errors == "nothing to mend\n")
    #expect(again.text == fixed.text)
    let nothing = try check(".", "--diff")
    #expect(nothing.status == 0 && nothing.text == "" && nothing.errors == "nothing to mend\n")

    for program in ["git", "patch"] {
      guard let url = Self.program(program) else { continue }
      try folder.write(change(Self.wrong))
      try shown.output.write(to: URL(fileURLWithPath: folder.path + "/change.diff"))
      let arguments = program == "git" ? ["apply", "--whitespace=nowarn", "change.diff"] : ["--binary", "-p1", "-i", "change.diff"]
      let applied = try Executable.run(program: url, arguments, in: URL(fileURLWithPath: folder.path))
      #expect(applied.status == 0, "\(program): \(applied.errors)\(applied.text)")
      #expect(try text().utf8.elementsEqual(change(Self.right).utf8), "\(program)")
    }
  }

  private static func program(_ name: String) -> URL? {
    ["/usr/bin/", "/bin/", "/usr/local/bin/"].map { URL(fileURLWithPath: $0 + name) }
      .first { FileManager.default.isExecutableFile(atPath: $0.path) }
  }

  struct Ambiguous: CustomTestStringConvertible, Sendable {
    let name: String
    let text: String

    init(_ name: String, _ text: String) {
      self.name = name
      self.text = text
    }

    var testDescription: String { name }
  }

  static let ambiguous = [
    Ambiguous("two names are as near", "groups: {team: {}, teak: {}}\nmobile_workers: {a: {groups: [tean]}}"),
    Ambiguous("another number", "groups: {village-3: {}}\nmobile_workers: {a: {groups: [village-4]}}"),
    Ambiguous("another letter", "groups: {team-b: {}}\nmobile_workers: {a: {groups: [team-a]}}"),
    Ambiguous("the key is there as well", "groups: {hill: {case_sharing: true, case_sharng: false}}"),
    Ambiguous("an alias", "groups: {river: {name: &n rivr}}\nmobile_workers: {a: {groups: [*n]}}"),
    Ambiguous("an anchor", "groups: {river: {}}\nmobile_workers: {a: {groups: [&n rivr]}}"),
    Ambiguous("nothing is near", "groups: {river: {color: blue}}"),
    Ambiguous("a later version", "plan: pro"),
  ]

  @Test(arguments: ambiguous)
  func `where more than one edit could be right there is none`(example: Ambiguous) throws {
    let version = example.name == "a later version" ? "2" : "1"
    let project = "caseload: \(version)\nproject: p\n\(example.text)\n"
    try folder.write(project)
    let fixed = try check(".", "--fix")
    #expect(fixed.status == 1)
    #expect(fixed.errors == "nothing to mend\n")
    #expect(try text() == project)
  }

  @Test func `what an edit brings to light is mended as well, or the edit is not made`() throws {
    try folder.write("caseload: 1\nproject: p\ngrups:\n  hill: {case_sharng: true, membrs: [davd]}\nmobile_workers: {david: {}}\n")
    #expect(try check(".", "--fix").errors == "mended 4 findings in 1 file\n")
    #expect(
      try text() == "caseload: 1\nproject: p\ngroups:\n  hill: {case_sharing: true, members: [david]}\nmobile_workers: {david: {}}\n")

    let hidden = "caseload: 1\nproject: p\nfeatures: {extension_sync: yes}\ngrups:\n  hill: {color: blue}\n"
    try folder.write(hidden)
    let fixed = try check(".", "--fix")
    #expect(
      fixed.errors == """
        not mended: PROJ001 at project.yaml:4: it would bring the error PROJ001 at project.yaml:5
        mended 1 finding in 1 file

        """)
    #expect(try text() == hidden.replacingOccurrences(of: "yes", with: "true"))
  }

  @Test func `tables are mended with the quotes of their cells`() throws {
    try folder.write("caseload: 1\nproject: p\ngroups: {hill: {}}\nmobile_workers: {table: w.csv}\n")
    try folder.write("usernam,group\r\nann,\"hil\"\r\nbob,hll\r\n", to: "w.csv")
    #expect(try check(".", "--fix").errors == "mended 3 findings in 1 file\n")
    #expect(try text("w.csv") == "username,group\r\nann,\"hill\"\r\nbob,hill\r\n")
  }

  @Test func `files that may not be changed are not`() throws {
    let file = try folder.write(Self.wrong)
    try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: file)
    let refused = try check(".", "--fix")
    #expect(refused.status == 2)
    #expect(refused.errors == "error: `project.yaml` cannot be mended: it is read-only\nhelp: nothing has been written\n")
    #expect(try text() == Self.wrong)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path) == ["project.yaml"])
  }

  @Test func `a link stays a link, and the mode is kept`() throws {
    let file = try folder.write(Self.wrong, to: "real.yaml")
    try FileManager.default.setAttributes([.posixPermissions: 0o640], ofItemAtPath: file)
    try FileManager.default.createSymbolicLink(atPath: folder.path + "/project.yaml", withDestinationPath: "real.yaml")
    #expect(try check(".", "--fix").errors == "mended 13 findings in 1 file\n")
    #expect(try text("real.yaml") == Self.right)
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: folder.path + "/project.yaml") == "real.yaml")
    let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int
    #expect(mode == 0o640)
  }

  @Test func `a file of two projects is mended once, and for both`() throws {
    try folder.write("groups: {hill: {case_sharng: true}}\n", to: "groups.yaml")
    try folder.write("caseload: 1\nproject: a\ninclude: groups.yaml\n", to: "a.yaml")
    try folder.write("caseload: 1\nproject: b\ninclude: groups.yaml\n", to: "b.yaml")
    let fixed = try check("a.yaml", "./b.yaml", "--fix")
    #expect(fixed.errors == "mended 1 finding in 1 file\n")
    #expect(try text("groups.yaml") == "groups: {hill: {case_sharing: true}}\n")
  }

  static let misuses = [
    ["--fix", "--diff"], ["--fix", "--against", "git:HEAD"], ["--diff", "--format", "json"],
    ["--fix", "--baseline", "b.json", "--write-baseline"],
  ]

  @Test(arguments: misuses)
  func `what does not go together is wrong usage`(options: [String]) throws {
    try folder.write(Self.wrong)
    #expect(try Executable.run(["check", "."] + options, in: folder.path).status == 64)
    #expect(try text() == Self.wrong)
  }

  @Test func `a project that cannot be read is said so`() throws {
    #expect(try check("no/such", "--fix").status == 2)
    #expect(try check("no/such", "--diff").status == 2)
  }

  /// A policy of the user's own, and an allowance of its code, under which the code `LOC001` is near.
  private static func house(_ members: String, where condition: String = "size(group.members) < 2") -> [String: String] {
    [
      "project.yaml": """
        caseload: 1
        project: p
        policies: [house.yaml]
        case_types: {patient: {}}
        groups:
          # caseload: allow LOCAL001 agreed with the district office
          a: {case_sharing: true, members: [u1]}
        \(members): {u1: {}}

        """,
      "house.yaml": """
        policy: house
        rules:
          small:
            code: LOCAL001
            summary: s
            message: "{group} is small"
            for_each: group
            where: \(condition)

        """,
    ]
  }

  @Test func `an allowance of a rule that is not known is left alone`() throws {
    let path = folder.path + "/project.yaml"
    // The project does not compile, and so its policies are not known.
    for (name, text) in Self.house("mobile_worker") { try folder.write(text, to: name) }
    #expect(try !Executable.run(["check", "."], in: folder.path).text.contains("ALLOW002"))
    let fixed = try Executable.run(["check", ".", "--fix"], in: folder.path)
    #expect(fixed.errors == "mended 1 finding in 1 file\n")
    #expect(fixed.status == 0)
    #expect(try String(contentsOfFile: path, encoding: .utf8) == Self.house("mobile_workers")["project.yaml"])
    // The policy has an error, or is not there.
    let wrong = Self.house("mobile_workers", where: "size(group.member) < 2")
    for (name, text) in wrong { try folder.write(text, to: name) }
    for code in ["POL005", "POL007"] {
      let result = try Executable.run(["check", ".", "--fix"], in: folder.path)
      #expect(result.text.contains(code))
      #expect(!result.text.contains("ALLOW002"))
      #expect(result.errors == "nothing to mend\n")
      try? FileManager.default.removeItem(atPath: folder.path + "/house.yaml")
    }
  }

  /// A policy that only --policy names may be left out of a run.
  @Test func `an allowance of a rule that a run was not given is told, and left alone`() throws {
    for (name, text) in Self.house("mobile_workers") {
      try folder.write(text.replacingOccurrences(of: "policies: [house.yaml]\n", with: ""), to: name)
    }
    let without = try Executable.run(["check", ".", "--fix"], in: folder.path)
    #expect(without.errors == "nothing to mend\n")
    #expect(without.text.contains("no finding has the code `LOCAL001`"))
    #expect(without.text.contains("`--policy`"))
    let sarif = try Executable.run(["check", ".", "--format", "sarif"], in: folder.path).text
    #expect(!sarif.contains("\"fixes\""))
    let with = try Executable.run(["check", ".", "--policy", "house.yaml"], in: folder.path).text
    #expect(!with.contains("ALLOW002"))
  }
}
