import Diagnostics
import YAMLSource

extension ProjectDecoder {
  /// What remains to be decoded of an app when all other names are known.
  struct AppBody {
    let app: AppID
    let document: YAMLDocument
    let menus: YAMLNodeRef?
  }

  /// A menu that shows another menu's forms.
  struct PendingShadow {
    let menu: MenuID
    let source: Symbol
    let span: SourceSpan
  }

  /// The apps by name, with all that does not refer to people; the menus follow later.
  mutating func declareApps() -> [AppBody] {
    var bodies: [AppBody] = []
    for part in sections[.apps] ?? [] {
      let doc = part.document
      forEachNamed(doc, part.value, .app, slashes: false) { decoder, key, value in
        let symbol = doc.symbol(key)
        var app = App(key: symbol, name: symbol, span: doc.span(key))
        var menus: YAMLNodeRef?
        decoder.forEachKey(decoder.vocabulary.app, doc, value, owner: app.span, ownerName: "the app `\(decoder.text(symbol))`") {
          decoder, key, _, value in
          switch key {
          case .name: app.name = doc.symbol(value)
          case .caseSharing:
            app.caseSharing = doc.boolean(value) ?? false
            app.caseSharingSpan = doc.span(value)
          case .addOns:
            decoder.forEachText("add_ons", .text, doc, value) { _, element in app.addOns.append(doc.symbol(element)) }
          case .menus: menus = value
          }
        }
        let id = AppID(decoder.project.apps.count)
        if let first = decoder.project.names.apps.declare(symbol, id) {
          decoder.reportDeclaredTwice(.app, symbol, app.span, first: decoder.project.apps[first].span)
          return
        }
        decoder.project.apps.append(app)
        bodies.append(AppBody(app: id, document: doc, menus: menus))
      }
    }
    return bodies
  }

  /// The menus and forms of all apps, then what refers from one form or menu to another.
  mutating func decodeMenus(of apps: [AppBody]) {
    var shadows: [PendingShadow] = []
    for body in apps {
      let first = project.menus.count
      if let menus = body.menus { decodeMenus(menus, of: body, &shadows) }
      project.apps[body.app].menus = first..<project.menus.count
    }
    linkShadowForms()
    for shadow in shadows { linkShadowMenu(shadow) }
  }

  private mutating func decodeMenus(_ node: YAMLNodeRef, of app: AppBody, _ shadows: inout [PendingShadow]) {
    let doc = app.document
    forEachNamed(doc, node, .menu, slashes: false) { decoder, key, value in
      let symbol = doc.symbol(key)
      var menu = Menu(app: app.app, key: symbol, name: symbol, span: doc.span(key))
      var forms: YAMLNodeRef?
      var source: (key: SourceSpan, name: Symbol, span: SourceSpan)?
      decoder.forEachKey(decoder.vocabulary.menu, doc, value, owner: menu.span, ownerName: "the menu `\(decoder.text(symbol))`") {
        decoder, key, keyNode, value in
        switch key {
        case .name: menu.name = doc.symbol(value)
        case .type: menu.type = decoder.choice(MenuType.self, "type", doc, value) ?? .basic
        case .caseType: if let type = decoder.caseType(doc, value) { menu.caseTypes.append(type) }
        case .caseTypes:
          doc.forEachElement(of: value) { element in
            guard decoder.expect(.text, "case_types", doc, element) else { return }
            if let type = decoder.caseType(doc, element), !menu.caseTypes.contains(type) { menu.caseTypes.append(type) }
          }
        case .filter: menu.hasFilter = true
        case .source: source = (doc.span(keyNode), doc.symbol(value), doc.span(value))
        case .forms: forms = value
        }
      }
      let id = MenuID(decoder.project.menus.count)
      if let source {
        if menu.type == .shadow {
          shadows.append(PendingShadow(menu: id, source: source.name, span: source.span))
        } else {
          decoder.report(
            .meaningless("source", source.key, because: "the menu is no shadow menu", help: "add `type: shadow`, or remove it"))
        }
      }
      menu.forms = decoder.project.forms.count..<decoder.project.forms.count
      decoder.project.menus.append(menu)
      if let forms {
        decoder.forEachNamed(doc, forms, .form, slashes: false) { decoder, key, value in
          decoder.decodeForm(doc, key, value, in: id)
        }
      }
      decoder.project.menus[id].forms = menu.forms.lowerBound..<decoder.project.forms.count
    }
  }

  /// Gives a shadow menu its source's case types and forms (semantics 3.4).
  private mutating func linkShadowMenu(_ shadow: PendingShadow) {
    let app = project.menus[shadow.menu].app
    let parts = text(shadow.source).split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let menus = project.apps[app].menus
    let appKey = text(project.apps[app].key)
    let name = parts.count == 2 && parts[0] == appKey ? parts[1] : text(shadow.source)
    guard let source = menus.first(where: { text(project.menus[$0].key) == name }).map({ MenuID($0) }) else {
      reportUnknown(.menu, shadow.source, shadow.span) { [project] in menus.map { project.text(project.menus[$0].key) } }
      return
    }
    guard project.menus[source].type != .shadow else {
      report(
        .meaningless(
          "source", shadow.span, because: "`\(name)` is a shadow menu itself", help: "name the menu that has the forms"))
      return
    }
    if project.menus[shadow.menu].caseTypes.isEmpty {
      project.menus[shadow.menu].caseTypes = project.menus[source].caseTypes
    }
    guard project.menus[shadow.menu].forms.isEmpty else { return }
    let first = project.forms.count
    for index in project.menus[source].forms {
      var form = project.forms[index]
      form.menu = shadow.menu
      form.source = FormID(index)
      project.forms.append(form)
    }
    project.menus[shadow.menu].forms = first..<project.forms.count
  }

  /// Gives shadow forms their source's open actions (semantics 3.4).
  private mutating func linkShadowForms() {
    for pending in pendingFormSources {
      let menu = project.menus[project.forms[pending.source].menu]
      guard let source = formNamed(text(pending.name), from: menu) else {
        reportUnknown(.form, pending.name, pending.span) { [project] in
          project.apps[menu.app].menus.flatMap { index in
            project.menus[index].forms.map { "\(project.text(project.menus[index].key))/\(project.text(project.forms[$0].key))" }
          }
        }
        continue
      }
      guard source != pending.source, !shadowForms.contains(source) else {
        report(
          .meaningless(
            "source", pending.span, because: "`\(text(pending.name))` is a shadow form itself",
            help: "name the form that has the actions"))
        continue
      }
      let original = project.forms[source]
      project.forms[pending.source].source = source
      project.forms[pending.source].opens = original.opens
      project.forms[pending.source].questions = original.questions
      if project.forms[pending.source].updates == nil { project.forms[pending.source].updates = original.updates }
      if project.forms[pending.source].closes == .never { project.forms[pending.source].closes = original.closes }
      project.forms[pending.source].requiresCase = project.forms[pending.source].requiresCase || original.requiresCase
    }
    pendingFormSources = []
  }

  /// A form by `FORM`, `MENU/FORM` or `APP/MENU/FORM`, within one app; a bare name must be unique or in the same menu.
  private func formNamed(_ path: String, from menu: Menu) -> FormID? {
    var parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    let app = project.apps[menu.app]
    if parts.count == 3 {
      guard parts.removeFirst() == text(app.key) else { return nil }
    }
    var found: [FormID] = []
    for index in app.menus {
      let candidate = project.menus[index]
      if parts.count == 2, text(candidate.key) != parts[0] { continue }
      found += candidate.forms.filter { text(project.forms[$0].key) == parts.last }.map { FormID($0) }
    }
    let originals = found.filter { !shadowForms.contains($0) }
    return originals.count == 1 ? originals[0] : found.count == 1 ? found[0] : nil
  }
}
