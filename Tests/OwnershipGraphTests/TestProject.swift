import Foundation
import OwnershipGraph
import ProjectModel

/// A project that was loaded from text, and its graph; things are asked for by the names of the configuration.
struct TestProject {
  let graph: OwnershipGraph
  private let users: [String: UserID]
  private let cases: [String: CaseID]
  private let forms: [String: FormID]

  /// Why a text cannot be tested.
  struct DoesNotCompile: Error, CustomStringConvertible {
    var description: String
  }

  /// Writes the text into a temporary file and loads it. Warnings are fine.
  ///
  /// - Parameter url: where to write it; nil for a file that is removed at once.
  init(_ yaml: String, at url: URL? = nil) throws {
    let file = url ?? FileManager.default.temporaryDirectory.appending(path: "caseload-test-\(UUID().uuidString).yaml")
    try Data(yaml.utf8).write(to: file)
    defer { if url == nil { try? FileManager.default.removeItem(at: file) } }
    let loaded = ProjectLoader.load(file.path)
    guard let project = loaded.project else {
      let problems = loaded.diagnostics.filter { $0.severity == .error }.map { "\($0.code): \($0.message)" }
      throw DoesNotCompile(description: problems.joined(separator: "\n"))
    }
    self.init(OwnershipGraph(project))
  }

  private init(_ graph: OwnershipGraph) {
    self.graph = graph
    let project = graph.project
    users = Dictionary(uniqueKeysWithValues: project.users.ids.map { (project.text(project.users[$0].key), $0) })
    cases = Dictionary(uniqueKeysWithValues: project.cases.ids.map { (project.text(project.cases[$0].key), $0) })
    var forms: [String: FormID] = [:]
    for form in project.forms.ids { forms[Self.name(of: form, in: project)] = form }
    self.forms = forms
  }

  // MARK: Names and numbers

  var project: Project { graph.project }
  var formNames: [String] { forms.keys.sorted() }

  func user(_ name: String) throws -> UserID { try found(users[name], name) }
  func declaredCase(_ name: String) throws -> CaseID { try found(cases[name], name) }
  /// By `APP/MENU/FORM`.
  func form(_ path: String) throws -> FormID { try found(forms[path], path) }

  /// By `user:NAME`, `group:KEY` or `location:SITE_CODE`.
  func owner(_ reference: String) throws -> Owner {
    try found(allOwners.first { project.name(of: $0) == reference }, reference)
  }

  var allOwners: [Owner] {
    project.users.ids.map { Owner($0) } + project.groups.ids.map { Owner($0) } + project.locations.ids.map { Owner($0) }
  }

  private func found<Found>(_ found: Found?, _ name: String) throws -> Found {
    guard let found else { throw DoesNotCompile(description: "there is no `\(name)`") }
    return found
  }

  private static func name(of form: FormID, in project: Project) -> String {
    let menu = project.menus[project.forms[form].menu]
    return [project.apps[menu.app].key, menu.key, project.forms[form].key].map(project.text).joined(separator: "/")
  }

  func names(_ users: [UserID]) -> [String] { users.map { "user:" + project.text(project.users[$0].key) } }
  func names(_ cases: [CaseID]) -> [String] { cases.map { project.text(project.cases[$0].key) } }
  func names(_ owners: [Owner]) -> [String] { owners.map(project.name) }

  // MARK: Questions

  func ownerIDs(_ user: String) throws -> [String] { names(graph.ownerIDs(of: try self.user(user))) }

  func groupNames(_ user: String) throws -> [String] {
    graph.groupsTable(of: try self.user(user)).rows().map(graph.groupName)
  }

  func carriesCheck(_ form: String) throws -> Bool { graph.carriesCheck(try self.form(form)) }

  func attempt(_ user: String, _ form: String) throws -> Attempt {
    var judge = AttemptJudge(graph)
    return judge.attempt(try self.user(user), try self.form(form))
  }

  /// The owners that each case of a form could get, in words; see ``OwnersInWords``.
  func owners(_ user: String, _ form: String) throws -> [OwnersInWords] {
    let id = try self.user(user)
    return try attempt(user, form).opened.map { OwnersInWords($0.forecast, of: id, in: project) }
  }

  func sight(_ user: String) throws -> (sent: [String], onDevice: [String]) {
    var sight = CaseSight(graph)
    let seen = sight.sight(of: try self.user(user))
    return (names(seen.sent), names(seen.onDevice))
  }
}

/// What is known of a new case's owner, in the words of the slow evaluator: owners sorted, the submitting user by name.
struct OwnersInWords: Equatable, CustomStringConvertible {
  var possible: [String] = []
  var unknown = false
  var mayBeEmpty = false
  var severalIDs = false

  init(_ possible: [String] = [], unknown: Bool = false, mayBeEmpty: Bool = false, severalIDs: Bool = false) {
    (self.possible, self.unknown, self.mayBeEmpty, self.severalIDs) = (possible, unknown, mayBeEmpty, severalIDs)
  }

  init(_ forecast: OwnerForecast, of user: UserID, in project: Project) {
    possible = Set(
      forecast.owners.map { owner in
        switch owner {
        case .submittingUser: "user:" + project.text(project.users[user].key)
        case .owner(let owner): project.name(of: owner)
        case .unowned: "unowned"
        case .text(let text): "text:" + text
        }
      }
    ).sorted()
    unknown = forecast.unknown != nil
    mayBeEmpty = forecast.mayBeEmpty
    severalIDs = forecast.mayBeSeveralIDs
  }

  var description: String {
    let flags = [unknown ? "unknown" : nil, mayBeEmpty ? "may be empty" : nil, severalIDs ? "several ids" : nil]
    return (possible + flags.compactMap(\.self)).joined(separator: ", ")
  }
}
