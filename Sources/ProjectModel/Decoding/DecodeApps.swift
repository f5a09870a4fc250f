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
  func declareApps() -> [AppBody] {
    var bodies: [AppBody] = []
    for part in sections[.apps] ?? [] {
      let doc = part.document
      forEachNamed(doc, part.value, .app, slashes: false) { decoder, key, value in
        let symbol = doc.symbol(key)
        var app = App(key: symbol, name: symbol, span: doc.span(key))
        var menus: YAMLNodeRef?
        decoder.forEachKey(decoder.vocabulary.app, doc, value, owner: app.span, ownerName: "the app", name: symbol) {
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
  func decodeMenus(of apps: [AppBody]) {
    var shadows: [PendingShadow] = []
    for body in apps {
      let first = project.menus.count
      if let menus = body.menus { decodeMenus(menus, of: body, &shadows) }
      project.apps[body.app].menus = first..<project.menus.count
    }
    linkShadows(shadows)
  }

  private func decodeMenus(_ node: YAMLNodeRef, of app: AppBody, _ shadows: inout [PendingShadow]) {
    let doc = app.document
    forEachNamed(doc, node, .menu, slashes: false) { decoder, key, value in
      let symbol = doc.symbol(key)
      var menu = Menu(app: app.app, key: symbol, name: symbol, span: doc.span(key))
      var forms: YAMLNodeRef?
      var single: CaseTypeID?
      var listed = NamedList<CaseType>()
      var source: (key: SourceSpan, name: Symbol, span: SourceSpan)?
      decoder.forEachKey(decoder.vocabulary.menu, doc, value, owner: menu.span, ownerName: "the menu", name: symbol) {
        decoder, key, keyNode, value in
        switch key {
        case .name: menu.name = doc.symbol(value)
        case .type: menu.type = decoder.choice(MenuType.self, "type", doc, value) ?? .basic
        case .caseType: if let type = decoder.caseType(doc, value) { single = type }
        case .caseTypes:
          doc.forEachElement(of: value) { element in
            guard decoder.expect(.text, "case_types", doc, element) else { return }
            if let type = decoder.caseType(doc, element) {
              decoder.add(type, doc.symbol(element), doc.span(element), to: &listed)
            }
          }
        case .filter:
          // Not evaluated, but it must be an expression.
          _ = decoder.xpath(doc, value)
          menu.hasFilter = true
        case .source: source = (doc.span(keyNode), doc.symbol(value), doc.span(value))
        case .forms: forms = value
        }
      }
      menu.caseTypes = listed.items.map(\.target)
      if let single, !menu.caseTypes.contains(single) { menu.caseTypes.insert(single, at: 0) }
      let id = MenuID(decoder.project.menus.count)
      if let source {
        if menu.type == .shadow {
          shadows.append(PendingShadow(menu: id, source: source.name, span: source.span))
        } else {
          decoder.report(
            .meaningless(
              "source", source.key, because: "the menu is no shadow menu", help: "add `type: shadow`, or remove it"))
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
}
