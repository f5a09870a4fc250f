import Diagnostics
import OwnershipGraph
import ProjectModel

extension SimulationState {
  /// An administrator edits the project: it is compiled again, and devices notice with their next sync.
  mutating func playChange(_ edit: ProjectEdit, _ result: inout StepResult) {
    var editsCases: SourceSpan?
    edit.document.forEachEntry(of: edit.node) { key, _ in
      if edit.strings[edit.document.symbol(key)] == "cases" { editsCases = edit.document.span(key) }
    }
    if let editsCases {
      result.diagnostics.append(.editsCases(editsCases))
      result.outcome = .refused
      return
    }
    let patch = ProjectPatch(edit.node, of: edit.document, strings: edit.strings, source: edit.source)
    guard let patched = self.patched?.apply(patch) else {
      result.diagnostics.append(.doesNotCompile(result.span))
      result.outcome = .refused
      return
    }
    place(patched.loaded.sources)
    guard let project = patched.loaded.project else {
      result.diagnostics += patched.news.map { $0.moved(files) }
      result.diagnostics.append(.doesNotCompile(result.span))
      result.outcome = .refused
      return
    }
    // What the project's own files have is no news; what is said about the edit is.
    let path = edit.source.path
    result.diagnostics += patched.news.filter { patched.loaded.sources.path(of: $0) == path }.map { $0.moved(files) }
    result.changes = patched.changes.entries
    let before = version
    install(project, &result)
    noteReassigned(since: before, &result)
    if patched.changes.entries.isEmpty, result.notes.isEmpty { result.notes.append("nothing in the project is different after this change") }
    if patched.changes.isCut { result.notes.append("the change has more entries than are shown") }
    noteAffected(by: patched.changes.entries, since: before, &result)
  }

  /// An assignment that ended when its location was archived, and that this edit writes anew: the text of the project may
  /// be what it was (semantics 1.5).
  private func noteReassigned(since old: ProjectVersion, _ result: inout StepResult) {
    func assignments(_ project: Project, _ user: String, _ location: String) -> [Membership<Location>] {
      guard let id = project.strings.existing(user).flatMap({ project.names.users[$0] }) else { return [] }
      return project.assignments[id.index].filter { project.text(project.locations[$0.target].key) == location }
    }
    let pairs = Set(endedAssignments.map { [$0.user, $0.location] }).sorted { $0.lexicographicallyPrecedes($1) }
    for pair in pairs where assignments(old.project, pair[0], pair[1]).isEmpty {
      guard !assignments(project, pair[0], pair[1]).isEmpty else { continue }
      result.notes.append("\(pair[0]) is assigned to location:\(pair[1]) again")
    }
  }

  /// Finds a place for the files of a compilation: those of the project are where they always were, and those of edits
  /// are added once. An edit that stands in the scenario's own file is shown there.
  private mutating func place(_ loaded: SourceMap) {
    for file in loaded.files.dropFirst(files.count) {
      let isScenario = sources.files.first.map { $0.path == file.path && $0.bytes == file.bytes } ?? false
      files.append(isScenario ? 0 : Int(sources.add(file).index))
    }
  }

  private mutating func install(_ loaded: Project, _ result: inout StepResult) {
    let old = version
    let archived = newlyArchived(loaded, since: old)
    for user in loaded.users.ids {
      for assignment in loaded.assignments[user.index] where archived.contains(assignment.target) {
        let ended = EndedAssignment(assignment, user, loaded)
        guard endedAssignments.insert(ended).inserted else { continue }
        result.notes.append("\(ended.user) is unassigned from location:\(ended.location), which is archived")
      }
    }
    let ended = endedAssignments
    let project =
      ended.isEmpty ? loaded : loaded.withoutAssignments { ended.contains(EndedAssignment($1, $0, loaded)) }
    version = ProjectVersion(project, owners: &names.owners, types: &names.types, files: files)
    noteRemoved(since: old)
    forgetWorkingMemory()
    for user in old.project.users.ids {
      let name = old.project.text(old.project.users[user].key)
      guard version.user(named: name) == nil else { continue }
      remove(name, old.users[user.index], isWebUser: old.project.users[user].isWebUser, &result)
    }
  }

  /// The locations that are archived now, by themselves or through one above, and were not before (semantics 1.5).
  private func newlyArchived(_ project: Project, since old: ProjectVersion) -> Set<LocationID> {
    var found: Set<LocationID> = []
    for location in project.locations.ids {
      var current: LocationID? = location
      var isArchived = false
      while let here = current, !isArchived {
        isArchived = project.locations[here].isArchived
        current = project.locations[here].parent
      }
      guard isArchived, let before = old.project.strings.existing(project.text(project.locations[location].key)) else {
        continue
      }
      if let before = old.project.names.locations[before], !old.graph.tree.isArchived(before) { found.insert(location) }
    }
    return found
  }

  /// A user is deleted: a mobile worker's own cases go, those of groups and locations stay (semantics 1.11).
  private mutating func remove(_ name: String, _ number: Int32, isWebUser: Bool, _ result: inout StepResult) {
    if let device = deviceOfUser.removeValue(forKey: number) {
      devices[device].cases = [:]
      devices[device].queue = []
      devices[device].version = nil
      devices[device].table = DeviceTable([])
    }
    guard !isWebUser else { return }
    server.beginForm()
    for c in server.cases.indices where server.cases[c].isThere && server.cases[c].owner == number {
      server.delete(Int32(c))
      histories[Int32(c)].deleted = (stepSpan, stepCount, "user:\(name)")
      result.server.append(
        ServerEvent(kind: .deleted, name: names.cases[Int32(c)], user: nil, detail: "with its owner user:\(name)"))
    }
  }
}

extension EndedAssignment {
  init(_ assignment: Membership<Location>, _ user: UserID, _ project: Project) {
    self.init(
      user: project.text(project.users[user].key),
      location: project.text(project.locations[assignment.target].key), span: assignment.span)
  }
}

extension Diagnostic {
  /// The diagnostic in a source map in which its files have other numbers.
  func moved(_ files: [Int]) -> Diagnostic {
    func moved(_ place: Place) -> Place {
      guard case .span(let span) = place else { return place }
      return .span(span.moved(files))
    }
    var diagnostic = self
    diagnostic.place = moved(place)
    diagnostic.related = related.map { RelatedPlace(moved($0.place), $0.message) }
    return diagnostic
  }
}

extension SourceSpan {
  /// The place in a source map in which the files have other numbers.
  func moved(_ files: [Int]) -> SourceSpan {
    var span = self
    let index = Int(span.file.index)
    if index < files.count { span.file = FileID(files[index]) }
    return span
  }
}

extension SourceMap {
  /// The path of a diagnostic's file.
  func path(of diagnostic: Diagnostic) -> String {
    switch diagnostic.place {
    case .span(let span): self[span.file].path
    case .path(let path): path
    }
  }
}
