import Diagnostics
import ProjectModel

/// Forms and menus that the project has, or had, and a device does not have: it has the apps of its last sync.
extension SimulationState {
  /// Remembers what a change has taken away.
  mutating func noteRemoved(since old: ProjectVersion) {
    for path in old.forms.keys where version.forms[path] == nil { removed[path] = stepCount }
    for path in old.menus.keys where version.menus[path] == nil { removed[path] = stepCount }
  }

  /// Why a form or a menu is not on a device that has synced; nil if the project never had it.
  ///
  /// - Parameter isNew: whether the project has it now.
  func notOnDevice(_ kind: String, _ name: Written, isNew: Bool, _ device: Int) -> Diagnostic? {
    let user = names.owners.bareName(devices[device].user)
    if isNew {
      let since = "it has not synced since step \(devices[device].lastSync)"
      return .notOnDevice(
        "the device of `\(user)` does not have the \(kind) `\(name.text)`: \(since)", name.span,
        help: "write `sync: \(user)` before")
    }
    guard let step = removed[name.text] else { return nil }
    return .notOnDevice(
      "the \(kind) `\(name.text)` was removed in step \(step), and the device of `\(user)` has synced since",
      name.span, help: "name another \(kind), or put this before the sync of step \(devices[device].lastSync)")
  }

  /// That a user may open a form's app with the next sync; nil if not.
  func mayOpenSoon(_ name: Written, _ device: Int) -> Diagnostic? {
    guard let user = version.user(devices[device].user), let form = version.forms[name.text] else { return nil }
    let app = version.project.menus[version.project.forms[form].menu].app
    guard version.graph.listingApps(of: user).contains(app) else { return nil }
    return notOnDevice("form", name, isNew: true, device)
  }
}

extension Diagnostic {
  fileprivate static func notOnDevice(_ message: String, _ span: SourceSpan, help: String) -> Diagnostic {
    Diagnostic(code: "SCEN012", message, at: .span(span), help: [help])
  }
}
