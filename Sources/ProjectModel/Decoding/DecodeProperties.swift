import Diagnostics
import XPath
import YAMLSource

extension ProjectDecoder {
  /// The case properties that an action saves: the owner, and the others.
  func decodeProperties(
    _ doc: YAMLDocument, _ node: YAMLNodeRef, _ form: Form
  ) -> (owner: OwnerValue?, others: [DataField]) {
    var owner: OwnerValue?
    var others: [DataField] = []
    doc.forEachEntry(of: node) { key, value in
      let symbol = doc.symbol(key)
      let span = doc.span(value)
      switch doc.kind(value) {
      case .sequence: expect(.either([.text, .object(.ownerSource)]), shown(symbol), doc, value)
      case .mapping:
        let source = decodeSource(doc, value, form)
        if symbol == vocabulary.ownerID {
          owner = source.map { OwnerValue(source: $0, span: span) } ?? OwnerValue(source: .undeclared, span: span)
        } else {
          others.append(DataField(key: symbol, value: .empty, span: doc.span(key)))
        }
      case .scalar, .alias:
        if symbol == vocabulary.ownerID {
          guard expect(.text, "owner_id", doc, value) else { return }
          let source = ownerSource(doc.symbol(value), span) ?? .undeclared
          owner = OwnerValue(source: source, span: span)
        } else {
          guard doc.isNull(value) || expect(.either([.text, .boolean]), shown(symbol), doc, value) else { return }
          others.append(
            DataField(key: symbol, value: doc.isNull(value) ? .empty : doc.symbol(value), span: doc.span(key)))
        }
      }
    }
    return (owner, others)
  }

  private func ownerSource(_ symbol: Symbol, _ span: SourceSpan) -> OwnerValue.Source? {
    if symbol == vocabulary.currentUser { return .currentUser }
    if symbol == vocabulary.unowned || symbol == vocabulary.dash { return .unowned }
    return ownerReference(symbol, span, words: ["current_user", "unowned"]).map { .fixed($0) }
  }

  private func decodeSource(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ form: Form) -> OwnerValue.Source? {
    var source: OwnerValue.Source?
    var first: SourceSpan?
    forEachKey(vocabulary.ownerSource, doc, node, owner: doc.span(node), ownerName: "the value") {
      decoder, key, keyNode, value in
      if first != nil {
        decoder.report(
          .meaningless(
            key.rawValue, doc.span(keyNode), because: "a value comes from one place, and there is one already",
            help: "keep one of the keys"))
        return
      }
      first = doc.span(keyNode)
      let symbol = doc.symbol(value)
      switch key {
      case .question: source = decoder.question(doc, value, form).map { .question($0) }
      case .userData: source = .userData(symbol)
      case .sameAs:
        if decoder.text(symbol) == "selected_case" {
          source = .sameAsSelectedCase
        } else {
          decoder.reportUnknownWord(symbol, key: "same_as", doc.span(value), known: ["selected_case"])
        }
      case .xpath: source = decoder.xpath(doc, value).map { .xpath($0, symbol) }
      }
    }
    if first == nil, doc.childCount(node) == 0 {
      report(
        Diagnostic(
          code: "PROJ003", "the value has no source", at: .span(doc.span(node)),
          help: ["write one of `question:`, `user_data:`, `same_as:` and `xpath:`"]))
    }
    return source
  }

  /// The index of the question that a value names.
  func question(_ doc: YAMLDocument, _ node: YAMLNodeRef, _ form: Form) -> Int? {
    let symbol = doc.symbol(node)
    if let index = questionsByKey[symbol] { return index }
    reportUnknown(.question, symbol, doc.span(node)) { _ in form.questions.lazy.map(\.key) }
    return nil
  }

  /// An expression; syntax errors are reported at their place inside the scalar.
  func xpath(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> XPathExpression? {
    let value = text(doc.symbol(node))
    do {
      return try XPathExpression.parse(value)
    } catch {
      let span = doc.anchorSpan(node) ?? doc.span(node)
      let source = project.sources[span.file]
      let start = source.sourceOffset(ofValueOffset: error.offset, in: value, span: span)
      let end = source.sourceOffset(ofValueOffset: error.offset + error.length, in: value, span: span)
      report(
        Diagnostic(
          code: "XPATH001", "this is not XPath: \(error.message)",
          at: .span(SourceSpan(file: span.file, start: start, length: max(0, end - start))),
          help: ["correct the expression; its texts need quotes of their own, such as `'Village 1'`"]))
      return nil
    }
  }

  // MARK: Questions

  /// The questions of a form.
  func decodeQuestions(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> [Question] {
    var questions: [Question] = []
    doc.forEachEntry(of: node) { key, value in
      let symbol = doc.symbol(key)
      guard expectMapping(symbol, doc, value) else { return }
      var question = Question(key: symbol, label: symbol, span: doc.span(key))
      forEachKey(vocabulary.question, doc, value, owner: question.span, ownerName: "the question", name: symbol) {
        decoder, key, _, value in
        switch key {
        case .label: question.label = doc.symbol(value)
        case .type: question.type = decoder.choice(QuestionType.self, "type", doc, value) ?? .multipleChoice
        case .required: question.isRequired = doc.boolean(value) ?? false
        case .lookupTable: question.lookup = decoder.decodeLookup(doc, value, owner: question.span)
        case .choices: question.choices = decoder.decodeChoices(doc, value)
        case .calculate: question.calculate = decoder.xpath(doc, value)
        }
      }
      questions.append(question)
    }
    return questions
  }

  private func decodeLookup(_ doc: YAMLDocument, _ node: YAMLNodeRef, owner: SourceSpan) -> LookupTable? {
    var query: (XPathExpression, Symbol, SourceSpan)?
    var instance: (id: Symbol, uri: Symbol) = (.empty, .empty)
    var value: (Symbol, SourceSpan)?
    var label: (Symbol, SourceSpan)?
    forEachKey(vocabulary.lookupTable, doc, node, owner: owner, ownerName: "the lookup table") {
      decoder, key, _, node in
      switch key {
      case .query: query = decoder.xpath(doc, node).map { ($0, doc.symbol(node), doc.span(node)) }
      case .value:
        // Paths from the row, so they are expressions as well.
        _ = decoder.xpath(doc, node)
        value = (doc.symbol(node), doc.span(node))
      case .label:
        _ = decoder.xpath(doc, node)
        label = (doc.symbol(node), doc.span(node))
      case .instance:
        decoder.forEachKey(decoder.vocabulary.instance, doc, node, owner: owner, ownerName: "the instance") {
          _, key, _, value in
          switch key {
          case .id: instance.id = doc.symbol(value)
          case .uri: instance.uri = doc.symbol(value)
          }
        }
      }
    }
    guard let query, let value else { return nil }
    return LookupTable(
      query: query.0, queryText: query.1, querySpan: query.2, instanceID: instance.id, instanceURI: instance.uri,
      value: value.0, valueSpan: value.1, label: label?.0 ?? vocabulary.nameWord, labelSpan: label?.1)
  }

  private func decodeChoices(_ doc: YAMLDocument, _ node: YAMLNodeRef) -> [QuestionChoice] {
    var choices: [QuestionChoice] = []
    doc.forEachElement(of: node) { element in
      guard expect(.text, "choices", doc, element) else { return }
      let symbol = doc.symbol(element)
      if symbol == vocabulary.currentUser { return choices.append(.currentUser) }
      if symbol == vocabulary.unowned || symbol == vocabulary.dash { return choices.append(.unowned) }
      if let (kind, _) = split(symbol), ["user", "group", "location"].contains(kind) {
        if let owner = ownerReference(symbol, doc.span(element), words: []) { choices.append(.owner(owner)) }
      } else {
        choices.append(.text(symbol))
      }
    }
    return choices
  }
}
