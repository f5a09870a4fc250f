import Diagnostics
import YAMLSource

extension ProjectDecoder {
  /// How many forms shadow menus may show in all: each is a copy, and menus of many forms in many menus are very many.
  private static let copiedForms = 100_000

  /// Gives shadow forms and shadow menus what their sources have (semantics 3.4).
  func linkShadows(_ menus: [PendingShadow]) {
    if menus.isEmpty, pendingFormSources.isEmpty { return }
    let names = FormNames(project, shadows: shadowForms)
    for pending in pendingFormSources { linkShadowForm(pending, names) }
    pendingFormSources = []
    var copies = 0
    for shadow in menus where !linkShadowMenu(shadow, names, &copies) { break }
  }

  private func linkShadowForm(_ pending: PendingName<FormID>, _ names: FormNames) {
    let menu = project.forms[pending.source].menu
    let app = project.menus[menu].app
    guard let source = names.form(text(pending.name), menu: menu, in: project) else {
      reportUnknown(.form, pending.name, pending.span) { project in
        project.apps[app].menus.lazy.flatMap { project.menus[$0].forms }.map { project.forms[$0].key }
      }
      return
    }
    guard source != pending.source, !shadowForms.contains(source) else {
      report(
        .meaningless(
          "source", pending.span, because: "`\(shown(pending.name))` is a shadow form itself",
          help: "name the form that has the actions"))
      return
    }
    let original = project.forms[source]
    var form = project.forms[pending.source]
    form.source = source
    form.opens = original.opens
    form.questions = original.questions
    if form.updates == nil { form.updates = original.updates }
    if form.closes == .never { form.closes = original.closes }
    form.requiresCase = form.requiresCase || original.requiresCase
    project.forms[pending.source] = form
  }

  /// Whether the next one may be linked as well.
  private func linkShadowMenu(_ shadow: PendingShadow, _ names: FormNames, _ copies: inout Int) -> Bool {
    let app = project.menus[shadow.menu].app
    guard let source = names.menu(text(shadow.source), app: app, in: project) else {
      reportUnknown(.menu, shadow.source, shadow.span) { project in
        project.apps[app].menus.lazy.map { project.menus[$0].key }
      }
      return true
    }
    guard project.menus[source].type != .shadow else {
      report(
        .meaningless(
          "source", shadow.span, because: "`\(shown(shadow.source))` is a shadow menu itself",
          help: "name the menu that has the forms"))
      return true
    }
    if project.menus[shadow.menu].caseTypes.isEmpty {
      project.menus[shadow.menu].caseTypes = project.menus[source].caseTypes
    }
    guard project.menus[shadow.menu].forms.isEmpty else { return true }
    copies += project.menus[source].forms.count
    if copies > Self.copiedForms {
      report(
        Diagnostic(
          code: "FORM004", "the shadow menus up to this one show more than \(Self.copiedForms) forms",
          at: .span(shadow.span), help: ["write fewer shadow menus, or shadow menus of smaller menus"]))
      return false
    }
    let first = project.forms.count
    for index in project.menus[source].forms {
      var form = project.forms[index]
      form.menu = shadow.menu
      form.source = FormID(index)
      project.forms.append(form)
    }
    project.menus[shadow.menu].forms = first..<project.forms.count
    return true
  }
}

/// Menus and forms by their names, for references within one app.
struct FormNames {
  private struct Key: Hashable {
    /// The number of the app or menu that has the name.
    let scope: Int32
    let name: Symbol
  }
  private var menus: [Key: MenuID] = [:]
  private var formsOfMenus: [Key: FormID] = [:]
  /// Nil where several forms of the app have the name; one that is no shadow wins over those that are.
  private var formsOfApps: [Key: FormID?] = [:]

  init(_ project: Project, shadows: Set<FormID>) {
    for id in project.menus.ids {
      let menu = project.menus[id]
      menus[Key(scope: menu.app.raw, name: menu.key)] = id
    }
    for id in project.forms.ids {
      formsOfMenus[Key(scope: project.forms[id].menu.raw, name: project.forms[id].key)] = id
    }
    let shadowNames = add(project.forms.ids.filter { !shadows.contains($0) }, project, unless: [])
    _ = add(project.forms.ids.filter { shadows.contains($0) }, project, unless: shadowNames)
  }

  private mutating func add(_ forms: [FormID], _ project: Project, unless taken: Set<Key>) -> Set<Key> {
    var names: Set<Key> = []
    for id in forms {
      let form = project.forms[id]
      let key = Key(scope: project.menus[form.menu].app.raw, name: form.key)
      if taken.contains(key) { continue }
      formsOfApps[key] = .some(names.insert(key).inserted ? id : nil)
    }
    return names
  }

  /// A menu by `MENU` or `APP/MENU`.
  func menu(_ path: String, app: AppID, in project: Project) -> MenuID? {
    let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    if parts.count == 2, parts[0] != project.text(project.apps[app].key) { return nil }
    guard parts.count <= 2, let name = parts.last.flatMap(project.strings.existing) else { return nil }
    return menus[Key(scope: app.raw, name: name)]
  }

  /// A form by `FORM`, `MENU/FORM` or `APP/MENU/FORM`; a bare name is one of the same menu, or the app's only one.
  func form(_ path: String, menu: MenuID, in project: Project) -> FormID? {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let app = project.menus[menu].app
    guard parts.count <= 3, let name = parts.popLast().flatMap(project.strings.existing) else { return nil }
    if !parts.isEmpty {
      guard let named = self.menu(parts.joined(separator: "/"), app: app, in: project) else { return nil }
      return formsOfMenus[Key(scope: named.raw, name: name)]
    }
    return (formsOfApps[Key(scope: app.raw, name: name)] ?? nil) ?? formsOfMenus[Key(scope: menu.raw, name: name)]
  }
}
