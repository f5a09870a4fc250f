import Diagnostics
import OwnershipGraph
import ProjectModel

@testable import Policy
@testable import SlowEvaluator

/// A random project, loaded, beside the slow evaluator's view of it.
struct RandomCase {
  let plain: PlainProject
  let slow: SlowEvaluator
  let graph: OwnershipGraph
  /// `APP/MENU/FORM`, and its parts.
  let forms: [(path: String, app: String, menu: String, form: String)]
  /// By owner, the active users who have it among their owner ids; the slow evaluator takes its time.
  let viewers: [String: Set<String>]
  private let ownerIDs: [String: [String]]

  init?(seed: UInt64) {
    var plain = RandomProjects.project(seed: seed, namesakes: false)
    let roles = ["nurse", "chw", nil]
    for i in plain.mobileWorkers.indices { plain.mobileWorkers[i].role = roles[(Int(seed) + i) % 3] }
    self.plain = plain
    slow = SlowEvaluator(plain)
    forms = plain.apps.flatMap { app in
      app.menus.flatMap { menu in
        menu.forms.map { ("\(app.key)/\(menu.key)/\($0.key)", app.key, menu.key, $0.key) }
      }
    }
    ownerIDs = Dictionary(uniqueKeysWithValues: slow.userNames.map { [slow] in ($0, slow.ownerIDs(of: $0)) })
    var viewers: [String: Set<String>] = [:]
    for (user, owners) in ownerIDs where slow.canLogIn(user) {
      for owner in owners { viewers[owner, default: []].insert(user) }
    }
    self.viewers = viewers
    let loaded = ProjectLoader.load(text: Array(plain.yaml.utf8), shownAs: "random-\(seed).yaml")
    guard let project = loaded.project else { return nil }
    graph = OwnershipGraph(project)
  }

  // MARK: What rules read of a user

  func role(_ user: String) -> String { slow.mobileWorker(user)?.role ?? "" }

  /// What findings call a user: by the declared id, otherwise by name.
  func member(_ user: String) -> String {
    (slow.mobileWorker(user)?.id ?? slow.webUser(user)?.id).map { "id:" + $0 } ?? user
  }

  /// The groups that the user is a member of, sharing or not.
  func groups(_ user: String) -> Set<String> {
    Set(
      plain.groups.map(\.key).filter { key in
        slow.mobileWorker(user)?.groups.contains(key) == true
          || plain.groups.contains { $0.key == key && $0.members.contains(user) }
          || plain.supervisors.contains { $0.user == user && $0.over.contains("group:\(key)") }
      })
  }

  func owners(_ user: String) -> Set<String> { Set(ownerIDs[user] ?? []) }

  // MARK: Facts one by one

  struct TriedForm {
    let user: String
    let path: String
    let app: String
    let menu: String
    let form: String
    let attempt: SlowAttempt
    /// The form at which it is mended: a shadow form's source.
    let place: String
    /// What can be an owner, of the cases that it opens.
    var owners: Set<String> {
      Set(attempt.cases.flatMap(\.owners.possible).filter { $0 != "unowned" && !$0.hasPrefix("text:") })
    }
  }

  func attempts() -> [TriedForm] {
    forms.flatMap { form in
      slow.userNames.compactMap { user in
        slow.attempt(user: user, app: form.app, menu: form.menu, form: form.form).map {
          TriedForm(
            user: user, path: form.path, app: form.app, menu: form.menu, form: form.form, attempt: $0,
            place: place(form.app, form.menu, form.form))
        }
      }
    }
  }

  private func place(_ app: String, _ menu: String, _ form: String) -> String {
    let declared = slow.app(app).flatMap { slow.menu(menu, of: $0) }.flatMap { slow.form(form, of: $0) }
    return "\(app)/\(declared?.source ?? "\(menu)/\(form)")"
  }

  struct SeenOwner {
    let user: String
    let owner: String
    let caseType: String
  }

  /// Each user with each owner among their owner ids, and each case type of which that owner can have cases.
  func sights(_ attempts: [TriedForm]) -> [SeenOwner] {
    let possible = possibleOwners(attempts)
    return slow.userNames.filter { slow.canLogIn($0) }.flatMap { user in
      let owners = self.owners(user)
      return plain.caseTypes.flatMap { type in
        owners.filter { possible[type]?.isOpen == true || possible[type]?.owners.contains($0) == true }
          .map { SeenOwner(user: user, owner: $0, caseType: type) }
      }
    }
  }

  private func possibleOwners(_ attempts: [TriedForm]) -> [String: (owners: Set<String>, isOpen: Bool)] {
    var result: [String: (owners: Set<String>, isOpen: Bool)] = [:]
    for type in plain.caseTypes { result[type] = ([], false) }
    for entry in plain.cases { result[entry.caseType]?.owners.insert(entry.owner) }
    for tried in attempts {
      for opened in tried.attempt.cases {
        if opened.owners.unknown { result[opened.caseType]?.isOpen = true }
        result[opened.caseType]?.owners.formUnion(opened.owners.possible)
        if opened.owners.mayBeEmpty { result[opened.caseType]?.owners.insert("user:\(tried.user)") }
      }
    }
    // What forms make of selected cases.
    for (path, appKey, menuKey, formKey) in forms {
      guard let app = slow.app(appKey), let menu = slow.menu(menuKey, of: app), let form = slow.form(formKey, of: menu),
        let owner = slow.activeUpdates(of: slow.formWithActions(form, in: app))?.ownerID
      else { continue }
      for type in menu.caseTypes + [menu.caseType].compactMap({ $0 }) {
        switch owner {
        case .named(let name): result[type]?.owners.insert(name)
        case .unowned: break
        case .currentUser:
          for tried in attempts where tried.path == path && tried.attempt.outcome == .opens {
            result[type]?.owners.insert("user:\(tried.user)")
          }
        default: result[type]?.isOpen = true
        }
      }
    }
    return result
  }
}
