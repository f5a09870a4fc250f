/// The slow, obviously correct evaluator: every answer straight from the rules, in sets and arrays of strings.
///
/// Users, groups and locations are written `user:NAME`, `group:KEY` and `location:SITE_CODE`; nobody is `unowned`;
/// a text that is nobody's id is `text:TEXT`. Names that are not declared are ignored.
public struct SlowEvaluator: Sendable {
  public let project: PlainProject

  public init(_ project: PlainProject) {
    self.project = project
  }

  // MARK: Looking things up by name

  func app(_ key: String) -> PlainProject.App? {
    project.apps.first { $0.key == key }
  }

  func menu(_ key: String, of app: PlainProject.App) -> PlainProject.Menu? {
    app.menus.first { $0.key == key }
  }

  func form(_ key: String, of menu: PlainProject.Menu) -> PlainProject.Form? {
    menu.forms.first { $0.key == key }
  }

  func group(_ key: String) -> PlainProject.Group? {
    project.groups.first { $0.key == key }
  }

  func level(_ key: String) -> PlainProject.Level? {
    project.levels.first { $0.key == key }
  }

  func location(_ siteCode: String) -> PlainProject.Location? {
    project.locations.first { $0.siteCode == siteCode }
  }

  func mobileWorker(_ name: String) -> PlainProject.MobileWorker? {
    project.mobileWorkers.first { $0.name == name }
  }

  func webUser(_ name: String) -> PlainProject.WebUser? {
    project.webUsers.first { $0.name == name }
  }

  /// Every user's name, mobile workers first.
  public var userNames: [String] {
    project.mobileWorkers.map(\.name) + project.webUsers.map(\.name)
  }

  /// Section 1.11: an inactive mobile worker cannot log in. Web users always can.
  public func canLogIn(_ user: String) -> Bool {
    if let worker = mobileWorker(user) { return worker.active != false }
    return webUser(user) != nil
  }

  /// The apps that a user may open: a mobile worker without `apps` every app, a web user without `apps` none.
  public func appsOpen(to user: String) -> [String] {
    let everyApp = project.apps.map(\.key)
    if let worker = mobileWorker(user) {
      guard let apps = worker.apps else { return everyApp }
      return everyApp.filter { apps.contains($0) }
    }
    let apps = webUser(user)?.apps ?? []
    return everyApp.filter { apps.contains($0) }
  }

  /// The apps whose lists a user can look at: those, and for a web user without `apps` every app.
  func appsLookedAt(by user: String) -> [String] {
    if let webUser = webUser(user), webUser.apps == nil { return project.apps.map(\.key) }
    return appsOpen(to: user)
  }

  /// `KEY` of `KIND:KEY`, if the kind is the one asked for.
  func name(in reference: String, kind: String) -> String? {
    reference.hasPrefix(kind + ":") ? String(reference.dropFirst(kind.count + 1)) : nil
  }
}
