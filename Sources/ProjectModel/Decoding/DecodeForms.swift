import Diagnostics
import XPath
import YAMLSource

extension ProjectDecoder {
  /// A form with its questions and actions.
  func decodeForm(_ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef, in menu: MenuID) {
    let symbol = doc.symbol(key)
    let menuType = project.menus[menu].type
    var form = Form(menu: menu, key: symbol, name: symbol, span: doc.span(key))
    form.rule = menuType == .basic ? .basic : .advanced
    var parts: [FormKey: (key: YAMLNodeRef, value: YAMLNodeRef)] = [:]
    forEachKey(vocabulary.form, doc, node, owner: form.span, ownerName: "the form", name: symbol) {
      _, key, keyNode, value in
      parts[key] = (keyNode, value)
    }
    if let name = parts[.name]?.value { form.name = doc.symbol(name) }
    questionsByKey = [:]
    if let questions = parts[.questions]?.value { form.questions = decodeQuestions(doc, questions) }
    for (i, question) in form.questions.enumerated() { questionsByKey[question.key] = i }
    if let opens = parts[.opens] { decodeOpens(doc, opens.key, opens.value, &form) }
    if let updates = parts[.updates] { form.updates = decodeUpdates(doc, updates.key, updates.value, form) }
    if let closes = parts[.closes]?.value { form.closes = decodeCloses(doc, closes) }
    let requires = parts[.requiresCase].map { (doc.boolean($0.value) ?? false, doc.span($0.value)) }
    finish(&form, requires: requires)

    let id = FormID(project.forms.count)
    if let source = parts[.source] {
      if menuType == .basic {
        report(
          .meaningless(
            "source", doc.span(source.key), because: "the menu is a basic one",
            help: "shadow forms stand in menus with `type: shadow` or `type: advanced`"))
      } else {
        if let opens = parts[.opens] {
          report(
            .meaningless(
              "opens", doc.span(opens.key), because: "a shadow form has its source's open actions", help: "remove it"))
        }
        shadowForms.insert(id)
        pendingFormSources.append(PendingName(source: id, name: doc.symbol(source.value), span: doc.span(source.value)))
      }
    } else if menuType == .shadow {
      report(.missingKey(FormKey.source.description, form.span, of: "the shadow form `\(shown(symbol))`"))
    }
    project.forms.append(form)
  }

  /// Decides whether a case is selected first, and checks what the indices refer to.
  private func finish(_ form: inout Form, requires: (value: Bool, span: SourceSpan)?) {
    let mains = form.opens.filter { $0.indices.isEmpty }
    let hasMain = form.rule == .basic && mains.contains { $0.condition != .never }
    let usesSelected = form.opens.contains { $0.indices.contains { $0.target == .selectedCase } }
    let changes = form.updates != nil || form.closes != .never
    let isInferred =
      form.rule == .basic ? !hasMain && (changes || usesSelected) : usesSelected || (changes && form.opens.isEmpty)
    form.requiresCase = requires?.value ?? isInferred

    if form.rule == .basic {
      for main in mains.dropFirst() {
        report(
          Diagnostic(
            code: "FORM002", "a basic form opens one main case, and this is a second one", at: .span(main.span),
            related: [RelatedPlace(.span(mains[0].span), "the first one")],
            help: ["give one of them an `index`, or put the form into a menu with `type: advanced`"]))
      }
      if requires?.value == true, let main = mains.first(where: { $0.condition != .never }) {
        report(
          Diagnostic(
            code: "FORM003", severity: .warning,
            "the form requires a case, so HQ never opens this main case", at: .span(main.span),
            related: requires.map { [RelatedPlace(.span($0.span), "required here")] } ?? [],
            help: ["remove `requires_case`, or give the new case an `index` to `selected_case`"]))
      }
    }
    for action in form.opens {
      for index in action.indices {
        switch index.target {
        case .selectedCase where !form.requiresCase:
          report(
            .noSuchCaseInForm("selected_case", index.span, "the form selects no case", "add `requires_case: true`"))
        case .openedCase where mains.isEmpty || (form.rule == .basic && form.requiresCase):
          report(
            .noSuchCaseInForm(
              "opened_case", index.span, "the form opens no main case", "add an action without `index` to `opens`"))
        default: break
        }
      }
    }
  }

  // MARK: Open actions

  private func decodeOpens(
    _ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef, _ form: inout Form
  ) {
    var actions: [OpenAction] = []
    func isAction(_ node: YAMLNodeRef) -> Bool { doc.kind(node) != .sequence && !doc.isNull(node) }
    if doc.kind(node) == .sequence {
      doc.forEachElement(of: node) { element in
        if isAction(element), doc.boolean(element) == nil {
          if let action = decodeOpen(doc, element, owner: doc.span(element), form) { actions.append(action) }
        } else {
          expect(.either([.name(of: .caseType), .object(.openAction)]), "opens", doc, element)
        }
      }
    } else if isAction(node), let action = decodeOpen(doc, node, owner: doc.span(key), form) {
      actions.append(action)
    }
    form.opens = actions
  }

  /// - Parameter owner: where a missing key is reported.
  private func decodeOpen(
    _ doc: YAMLDocument, _ node: YAMLNodeRef, owner: SourceSpan, _ form: Form
  ) -> OpenAction? {
    let span = doc.span(node)
    if doc.kind(node) == .scalar {
      return caseType(doc, node).map { OpenAction(caseType: $0, span: span) }
    }
    var action = OpenAction(caseType: CaseTypeID(0), span: span)
    var hasType = false
    forEachKey(vocabulary.openAction, doc, node, owner: owner, ownerName: "the open action") {
      decoder, key, keyNode, value in
      switch key {
      case .caseType:
        action.span = doc.span(value)
        if let type = decoder.caseType(doc, value) {
          action.caseType = type
          hasType = true
        }
      case .index: action.indices = decoder.decodeActionIndices(doc, value, form)
      case .properties:
        let saved = decoder.decodeProperties(doc, value, form)
        action.owner = saved.owner
        action.properties = saved.others
      case .when: action.condition = decoder.choice(Condition.self, "when", doc, value) ?? .always
      case .repeat: action.isRepeated = doc.boolean(value) ?? false
      }
    }
    return hasType ? action : nil
  }

  private func decodeActionIndices(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ form: Form) -> [ActionIndex] {
    var result: [ActionIndex] = []
    forEachObject("index", doc, node) { decoder, element in
      var target: ActionIndex.Target?
      var span = doc.span(element)
      var relationship = ActionIndex.Relationship.child
      decoder.forEachKey(decoder.vocabulary.actionIndex, doc, element, owner: span, ownerName: "the index") {
        decoder, key, _, value in
        switch key {
        case .to:
          span = doc.span(value)
          switch decoder.text(doc.symbol(value)) {
          case "selected_case": target = .selectedCase
          case "opened_case": target = .openedCase
          default:
            decoder.reportUnknownWord(doc.symbol(value), key: "to", span, known: ActionIndexKey.targets.map(\.word))
          }
        case .relationship: relationship = decoder.decodeRelationship(doc, value, form)
        }
      }
      if let target { result.append(ActionIndex(target: target, relationship: relationship, span: span)) }
    }
    return result
  }

  private func decodeRelationship(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ form: Form) -> ActionIndex.Relationship {
    guard doc.kind(node) == .scalar else {
      var relationship = ActionIndex.Relationship.child
      forEachKey(vocabulary.relationshipQuestion, doc, node, owner: doc.span(node), ownerName: "the relationship") {
        decoder, _, _, value in
        if let question = decoder.question(doc, value, form) { relationship = .byQuestion(question) }
      }
      return relationship
    }
    switch text(doc.symbol(node)) {
    case "child": return .child
    case "extension": return .extension
    default:
      reportUnknownWord(
        doc.symbol(node), key: "relationship", doc.span(node), known: RelationshipWord.choices.map(\.word))
      return .child
    }
  }

  // MARK: Updates

  private func decodeUpdates(
    _ doc: YAMLDocument, _ key: YAMLNodeRef, _ node: YAMLNodeRef, _ form: Form
  ) -> Updates {
    var updates = Updates(span: doc.span(key))
    forEachKey(vocabulary.updates, doc, node, owner: doc.span(key), ownerName: "`updates`") { decoder, key, _, value in
      switch key {
      case .when: updates.condition = decoder.choice(Condition.self, "when", doc, value) ?? .always
      case .properties:
        if doc.kind(value) == .mapping {
          let saved = decoder.decodeProperties(doc, value, form)
          updates.owner = saved.owner
          updates.savesOwner = saved.owner != nil
          updates.properties = saved.others
        } else {
          decoder.forEachText("properties", .text, doc, value) { decoder, element in
            let symbol = doc.symbol(element)
            let span = doc.span(element)
            if symbol == decoder.vocabulary.ownerID {
              updates.savesOwner = true
              updates.owner = OwnerValue(source: .undeclared, span: span)
            } else {
              updates.properties.append(DataField(key: symbol, value: .empty, span: span))
            }
          }
        }
      }
    }
    return updates
  }

  private func decodeCloses(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> Condition {
    if let closes = doc.boolean(node) { return closes ? .always : .never }
    let word = text(doc.symbol(node))
    if word == "conditional" { return .conditional }
    let known = ["true", "false", "conditional"]
    let problem = Diagnostic.unknownWord(word, key: "closes", doc.span(node), known: known)
    let isConditional = Suggestion.meant(by: word, among: known) == "conditional"
    report(
      problem.mended(
        by: isConditional ? edit(doc.span(node), from: word, to: "conditional") : booleanEdit(.boolean, doc, node)))
    return .never
  }
}

extension Diagnostic {
  static func noSuchCaseInForm(_ word: String, _ span: SourceSpan, _ because: String, _ help: String) -> Diagnostic {
    Diagnostic(code: "FORM001", "there is no `\(word)` here: \(because)", at: .span(span), help: [help])
  }
}
