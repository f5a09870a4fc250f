import Diagnostics
import OwnershipGraph
import ProjectModel

/// A server, the devices of its users and the project as its administrators have left it: a value, so that an earlier
/// state is kept by keeping it.
public struct SimulationState: Sendable {
  /// The scenario's file, as file 0, then those of the project, then those of its edits.
  public internal(set) var sources: SourceMap
  /// What the steps so far have touched.
  public internal(set) var touched = Touched()
  /// What is recorded.
  public var options: SimulationOptions

  var names = SharedNames()
  /// The present version of the project. Devices keep the one of their last sync.
  var version: ProjectVersion
  /// The project's text as edits have left it; nil if it cannot be edited.
  var patched: PatchedProject?
  /// By file of the project and its edits: where it stands in ``sources``.
  var files: [Int]
  var server = Server()
  /// In the order in which users were first met.
  var devices: [Device] = []
  var deviceOfUser: [Int32: Int] = [:]
  let webApps: Set<String>
  var endedAssignments: Set<EndedAssignment> = []
  /// How many steps have been played.
  var stepCount = 0
  /// How many errors steps have had.
  var errorCount = 0
  var clock: ScenarioTime?
  /// Names of cases that were never made, with why not.
  var unmadeCases: [String: String] = [:]
  /// Forms and menus that changes have removed, with the number of the step.
  var removed: [String: Int] = [:]
  /// Where what is said of cases comes from.
  var histories = CaseHistories()
  /// Where the step stands that is being played.
  var stepSpan = SourceSpan(file: FileID(0), start: 0, length: 0)

  // Working memory, which says nothing about the state.
  /// By class of users: the table of the present version.
  var tables: [Int: DeviceTable] = [:]
  /// Locations of the present version that have had open cases, by their place in the tree.
  var ownersByPosition: [(position: Int32, owner: Int32)] = []
  var placedOwners = 0
  var marks: [Int32] = []

  /// Starts with a project: its declared cases on the server, no device synced yet.
  ///
  /// - Parameters:
  ///   - project: the loaded project, and its files.
  ///   - scenario: the file of the steps, to which their spans refer as file 0.
  ///   - webApps: the names of the users who work in Web Apps.
  ///   - patchable: the text of the project, for `change` steps; without it they are refused.
  public init(
    project: Project, sources files: SourceMap, scenario: SourceFile, webApps: Set<String> = [],
    options: SimulationOptions = SimulationOptions(), patchable: PatchableProject? = nil
  ) {
    self.options = options
    patched = patchable.map { PatchedProject($0, first: ScenarioRunner.withoutCases()) }
    self.webApps = webApps
    sources = SourceMap()
    _ = sources.add(scenario)
    for file in files.files { _ = sources.add(file) }
    self.files = Array(1...max(1, files.files.count))
    version = ProjectVersion(project, owners: &names.owners, types: &names.types, files: self.files)
    openDeclaredCases(version)
  }

  /// The project as its administrators have left it.
  public var project: Project { version.project }

  private mutating func openDeclaredCases(_ version: ProjectVersion) {
    let project = version.project
    for declared in project.cases {
      let number = names.cases.number(project.text(declared.key))
      names.caseIDs[number] = project.text(declared.id)
      names.casesByID[project.text(declared.id)] = number
      server.reserve(number)
    }
    for (index, declared) in project.cases.enumerated() {
      var record = CaseRecord(status: declared.isClosed ? .closed : .open)
      record.type = version.types[declared.caseType.index]
      switch declared.owner {
      case .reference(let reference): record.owner = version.number(Owner(reference))
      case .unowned: record.owner = OwnerTable.unowned
      case .text(let symbol): record.owner = names.owners.number(text: project.text(symbol))
      }
      if let creator = declared.createdBy { record.openedBy = version.users[creator.index] }
      record.modifiedBy = record.openedBy
      if declared.name != declared.key { record.properties["case_name"] = project.text(declared.name) }
      for field in project.caseProperties[index] {
        record.properties[project.text(field.key)] = project.text(field.value)
      }
      record.links = project.caseIndices[index].map { link in
        let isChild = if case .child = link.relationship { true } else { false }
        return CaseRecord.Link(target: Int32(link.target.index), relationship: isChild ? .child : .extension)
      }
      server.open(Int32(index), record, owners: names.owners)
      histories.declared.append(
        CaseHistories.Declared(
          span: declared.span.moved(version.files), owner: declared.ownerSpan.moved(version.files),
          closed: declared.closedSpan?.moved(version.files),
          indices: project.caseIndices[index].map { $0.span.moved(version.files) }))
    }
  }

  // MARK: Devices

  /// The number of a user's device, new if the user has none yet.
  mutating func device(of user: Int32) -> Int {
    if let device = deviceOfUser[user] { return device }
    deviceOfUser[user] = devices.count
    devices.append(Device(user: user, isWebApps: webApps.contains(names.owners.bareName(user))))
    return devices.count - 1
  }

  /// The names of all users of the present project, sorted.
  public var users: [String] { project.users.map { project.text($0.key) }.sortedByBytes() }

  /// The names of all cases that steps can refer to, in the order of their making.
  public var cases: [String] { names.cases.names }

  /// The names of all forms and menus of the present project, as `APP/MENU/FORM` and `APP/MENU`, sorted.
  public var forms: [String] { version.forms.keys.sortedByBytes() }
  public var menus: [String] { version.menus.keys.sortedByBytes() }
}

extension Sequence<String> {
  /// Sorted by their bytes, which does not depend on any locale.
  func sortedByBytes() -> [String] { sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) } }
}
