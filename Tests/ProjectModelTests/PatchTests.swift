import Diagnostics
import ProjectModel
import Testing
import YAMLSource

/// Patches of a project configuration.
@Suite(.timeLimit(.minutes(1))) struct PatchTests {
  private static let small = """
    caseload: 1
    project: p
    include: people/*.yaml
    case_types: {patient: {}}
    apps:
      worker:
        case_sharing: true
        menus:
          patients:
            case_type: patient
            forms:
              register: {opens: {case_type: patient, properties: {owner_id: group:clinic}}}
    groups:
      clinic: {case_sharing: true}

    """
  private static let people = """
    groups:
      village: {case_sharing: true}
    mobile_workers:
      david: {groups: [village], user_data: {cadre: asha, post: 3}}
      joy: {groups: [village, clinic]}

    """

  private func project(_ more: [String: String] = [:]) throws -> TemporaryProject {
    try TemporaryProject(["project.yaml": Self.small, "people/workers.yaml": Self.people].merging(more) { $1 })
  }

  @Test func patchesComeOneAfterTheOther() throws {
    let patched = try Patched(
      project(),
      """
      changes:
        - mobile_workers: {david: {groups: [clinic]}, joy: ~}
        - mobile_workers: {david: {user_data: {cadre: ~}}, mary: {groups: clinic}}
          groups: {clinic: {case_sharing: false, name: Clinic}}
      """)
    #expect(patched.lines == [])
    #expect(patched.facts == ["clinic Clinic false", "village village true", "david [clinic] post=3", "mary [clinic]"])
  }

  @Test(arguments: [
    // At the patch's own lines.
    ("mobile_workers: {david: {groups: [clinik]}}", ["change.yaml:2:39 PROJ006"]),
    ("mobile_workers: {david: {group: [clinic]}}", ["change.yaml:2:30 PROJ001"]),
    ("mobile_workers: {david: {groups: true}}", ["change.yaml:2:38 PROJ002"]),
    ("mobile_worker: {david: {}}", ["change.yaml:2:5 PROJ001"]),
    ("5", ["change.yaml:2:5 PROJ002"]), ("~", ["change.yaml:2:5 PROJ002"]), ("[groups]", ["change.yaml:2:5 PROJ002"]),
    ("include: x.yaml", ["change.yaml:2:5 PROJ009"]),
    // Removing what is not there is nothing.
    ("mobile_workers: {nobody: ~}", []), ("apps: {worker: {menus: {other: {forms: ~}}}}", []),
    ("groups: {clinic: {id: ~}}", []), ("supervisors: ~", []),
    // What a patch breaks elsewhere.
    ("groups: {clinic: ~}", ["change.yaml:2:14 PROJ006 people/workers.yaml:5:27"]),
    ("case_types: ~", ["change.yaml:2:5 PROJ006 project.yaml:10:20"]),
    ("project: ~", ["change.yaml:2:5 PROJ003 project.yaml:1:1"]),
    ("{mobile_workers: {mary: {groups: [village]}}, groups: {village: ~}}", ["change.yaml:2:39 PROJ006"]),
  ])
  func placesOfDiagnostics(patch: String, lines: [String]) throws {
    let patched = try Patched(project(), "changes:\n  - \(patch)\n")
    let found = patched.lines
    for line in lines { #expect(found.contains(line), "\(found)") }
    #expect(found.isEmpty == lines.isEmpty, "\(found)")
    #expect((patched.loaded.project == nil) == !lines.isEmpty)
  }

  @Test func whatIsWrongWithoutPatchesStays() throws {
    let patched = try Patched(
      project(["people/more.yaml": "mobile_workers: {ann: {groups: [nowhere]}}\n"]),
      "changes:\n  - groups: {new: {}}\n  - groups: {new: {nam: x}}\n")
    #expect(patched.lines == ["people/more.yaml:1:33 PROJ006", "change.yaml:3:20 PROJ001"])
  }

  @Test func aPatchMayMend() throws {
    let patched = try Patched(
      project(["people/more.yaml": "mobile_workers: {ann: {groups: [nowhere]}}\n"]),
      "changes:\n  - groups: {nowhere: {}}\n")
    #expect(patched.lines == [])
  }

  @Test func theChangesFileIsReadOnceAndTheProjectsFilesKeepTheirNumbers() throws {
    let project = try project()
    let patchable = PatchableProject.load(project.folder.path)
    let changes = try Changes("changes:\n  - groups: {a: {}}\n  - groups: {b: {}}\n")
    let patched = patchable.patched(by: changes.patches)
    #expect(patched.sources.files.map(\.path).prefix(2) == patchable.loaded.sources.files.map(\.path)[...])
    #expect(patched.sources.files.map(\.path).dropFirst(2) == ["change.yaml"])
    #expect(patchable.patched(by: []).project?.groups.count == 2)
  }

  @Test func nothingIsReadAgain() throws {
    let project = try project(["people/g.yaml": "cases: {table: ../cases.csv}\n", "cases.csv": Self.cases])
    let patchable = PatchableProject.load(project.folder.path)
    for path in ["project.yaml", "people/workers.yaml", "cases.csv"] { try project.write(path, "{") }
    let changes = try Changes("changes:\n  - groups: {a: {}}\n")
    #expect(patchable.patched(by: changes.patches).project?.groups.count == 3)
  }

  private static let cases = "case_id,case_type,owner_id\nmonica,patient,group:village\n"

  @Test func fiftyChangesAreFast() throws {
    let project = try project()
    let changes = try Changes("changes:\n" + (0..<50).map { "  - groups: {g\($0): {}}\n" }.joined())
    let patchable = PatchableProject.load(project.folder.path)
    let time = ContinuousClock().measure {
      for i in changes.patches.indices {
        #expect(patchable.patched(by: Array(changes.patches[...i])).project?.groups.count == 3 + i)
      }
    }
    #expect(time < .seconds(5))
  }

  /// Aliases that stand for more and more, in a patch and in what it changes.
  @Test func aliasesDoNotExplode() throws {
    var text = "  - case_types: &a0 {x: {label: ~}}\n"
    for i in 1...9 { text += "    k\(i): &a\(i) {a: *a\(i - 1), b: *a\(i - 1), c: *a\(i - 1)}\n" }
    let patched = try Patched(project(), "changes:\n" + text)
    #expect(patched.loaded.project == nil)
  }
}

/// A file with a list of changes.
struct Changes {
  var patches: [ProjectPatch] = []

  init(_ text: String) throws {
    let source = SourceFile(path: "change.yaml", bytes: Array(text.utf8))
    var strings = StringTable.forYAML()
    let document = try #require(YAMLReader.read(source, file: FileID(0), into: &strings).document)
    document.forEachEntry(of: document.root) { _, list in
      document.forEachElement(of: list) { node in
        patches.append(ProjectPatch(node, of: document, strings: strings, source: source))
      }
    }
  }
}

/// A project with changes applied.
struct Patched {
  let loaded: LoadedProject
  private let folder: String

  init(_ project: TemporaryProject, _ changes: String) throws {
    folder = project.folder.path
    loaded = ProjectLoader.load(folder, patches: try Changes(changes).patches)
  }

  /// The diagnostics as `path:line:column CODE`, and where the first related place is if the patch is to blame.
  var lines: [String] {
    loaded.diagnostics.map { diagnostic in
      var text = "\(shown(diagnostic.place)) \(diagnostic.code)"
      if let related = diagnostic.related.first, related.message.contains("after") || related.message.contains("still") {
        text += " \(shown(related.place))"
      }
      return text
    }
  }

  private func shown(_ place: Place) -> String {
    guard case .span(let span) = place else { return "" }
    let position = loaded.sources.lineColumn(of: span)
    let path = loaded.sources[span.file].path
    return "\(path.hasPrefix(folder) ? String(path.dropFirst(folder.count + 1)) : path):\(position.line):\(position.column)"
  }

  /// Groups with name and case sharing; users with groups, locations and data; cases with owner.
  var facts: [String] { loaded.project.map(Self.facts) ?? [] }

  static func facts(of project: Project) -> [String] {
    func text(_ symbol: Symbol) -> String { project.text(symbol) }
    let groups = project.groups.map { "\(text($0.key)) \(text($0.name)) \($0.caseSharing)" }
    let locations = project.locations.map { location in
      let parent = location.parent.map { " in " + text(project.locations[$0].key) } ?? ""
      return "\(text(location.key)) \(text(location.name)) \(location.isArchived)\(parent)"
    }
    let users = project.users.ids.map { id in
      let groups = project.memberships[id.index].map { text(project.groups[$0.target].key) }
      let locations = project.assignments[id.index].map { text(project.locations[$0.target].key) }
      let data = project.userData[id.index].map { " \(text($0.key))=\(text($0.value))" }
      let names = "[" + (groups + locations).joined(separator: " ") + "]"
      let name = project.users[id].name == project.users[id].key ? "" : " " + text(project.users[id].name)
      return "\(text(project.users[id].key)) \(names)\(data.joined())\(project.users[id].isActive ? "" : " inactive")\(name)"
    }
    let cases = project.cases.ids.map { id in
      let declared = project.cases[id]
      let owner: String
      switch declared.owner {
      case .unowned: owner = "-"
      case .text(let symbol): owner = "?" + text(symbol)
      case .reference(.user(let id)): owner = text(project.users[id].key)
      case .reference(.group(let id)): owner = text(project.groups[id].key)
      case .reference(.location(let id)): owner = text(project.locations[id].key)
      }
      let indices = project.caseIndices[id.index].map { " \($0.relationship) of \(text(project.cases[$0.target].key))" }
      let data = project.caseProperties[id.index].map { " \(text($0.key))=\(text($0.value))" }
      return "\(text(declared.key)) \(owner)\(declared.isClosed ? " closed" : "")\(indices.joined())\(data.joined())"
    }
    return groups + locations + users + cases
  }
}
