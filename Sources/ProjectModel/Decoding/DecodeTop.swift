import Diagnostics
import YAMLSource

extension ProjectDecoder {
  /// Sorts the sections of all documents by key, and decodes the short ones.
  func decodeTop() {
    var texts: [ProjectKey: SourceSpan] = [:]
    for (number, doc) in documents.enumerated() {
      guard doc.kind(doc.root) == .mapping else {
        report(
          Diagnostic(
            code: "PROJ002", "a project configuration is a mapping of keys such as `project:`",
            at: .span(doc.span(doc.root)), help: ["begin with `caseload: 1` and `project: NAME`"]))
        continue
      }
      let isMain = number == 0
      var seen: Set<ProjectKey> = []
      doc.forEachEntry(of: doc.root) { key, value in
        guard let ordinal = vocabulary.project.ordinal(of: doc.symbol(key)) else {
          if let meant = reportUnknownKey(doc, key, vocabulary.project, of: doc.root) { seen.insert(vocabulary.project.keys[meant]) }
          return
        }
        let projectKey = vocabulary.project.keys[ordinal]
        seen.insert(projectKey)
        guard expect(vocabulary.project.descriptions[ordinal].type, projectKey.rawValue, doc, value) else { return }
        switch projectKey {
        case .caseload:
          let version = shown(doc.symbol(value))
          if version != String(Language.version) {
            let span = doc.span(value)
            report(.unsupportedVersion(version, span).mended(by: versionEdit(version, span)))
          }
        case .project, .plan:
          if let first = texts[projectKey] { report(.keyTwice(projectKey.rawValue, doc.span(key), first: first)) }
          texts[projectKey] = doc.span(key)
          decodeText(projectKey, doc, value)
        case .include: break
        default: sections[projectKey, default: []].append(SectionPart(document: doc, key: key, value: value))
        }
      }
      if isMain {
        let start = SourceSpan(file: doc.file, start: project.sources[doc.file].byteOrderMarkLength, length: 0)
        for key in [ProjectKey.caseload, .project] where !seen.contains(key) {
          report(.missingKey(key.description, start, of: "the project configuration"))
        }
      }
    }
    decodeFeatures()
    decodePolicies()
    decodeRuleSettings()
  }

  private func decodeText(_ key: ProjectKey, _ doc: YAMLDocument, _ value: YAMLNodeRef) {
    if key == .project {
      project.name = doc.symbol(value)
      project.nameSpan = doc.span(value)
      if project.name == .empty {
        report(
          Diagnostic(
            code: "PROJ011", "a project needs a name", at: .span(doc.span(value)),
            help: ["write the project space's name"]))
      }
    } else {
      project.plan = choice(Plan.self, "plan", doc, value)
    }
  }

  private func decodeFeatures() {
    var seen: [FeaturesKey: SourceSpan] = [:]
    for part in sections[.features] ?? [] {
      let doc = part.document
      forEachKey(vocabulary.features, doc, part.value, owner: doc.span(part.key), ownerName: "`features`") {
        decoder, key, keyNode, value in
        if let first = seen[key] { decoder.report(.keyTwice(key.rawValue, doc.span(keyNode), first: first)) }
        seen[key] = doc.span(keyNode)
        let on = doc.boolean(value) ?? false
        switch key {
        case .restoreLocationRestriction:
          decoder.project.features.restoreLocationRestriction = on
          decoder.project.featureSpans.restoreLocationRestriction = doc.span(keyNode)
        case .extensionSync: decoder.project.features.extensionSync = on
        case .webUserLocations:
          decoder.project.features.webUserLocations = on
          decoder.project.featureSpans.webUserLocations = doc.span(keyNode)
        }
      }
    }
  }

  private func decodePolicies() {
    for part in sections[.policies] ?? [] {
      var named = project.policies ?? []
      forEachText("policies", .text, part.document, part.value) { _, node in
        named.append(NamedPolicy(name: part.document.symbol(node), span: part.document.span(node)))
      }
      project.policies = named
    }
  }

  private func decodeRuleSettings() {
    var first: [Symbol: SourceSpan] = [:]
    for part in sections[.rules] ?? [] {
      let doc = part.document
      doc.forEachEntry(of: part.value) { key, value in
        let rule = doc.symbol(key)
        if let first = first[rule] { return report(.keyTwice(shown(rule), doc.span(key), first: first)) }
        first[rule] = doc.span(key)
        guard doc.kind(value) == .scalar, !doc.isNull(value) else {
          expect(.choice(RuleSettingWord.choices), shown(rule), doc, value)
          return
        }
        guard let word = choice(RuleSettingWord.self, text(rule), doc, value) else { return }
        project.ruleSettings.append(
          DeclaredRuleSetting(rule: rule, level: Severity(rawValue: word.rawValue), span: doc.span(key)))
      }
    }
  }

  /// The case types.
  func decodeCaseTypes() {
    for part in sections[.caseTypes] ?? [] {
      let doc = part.document
      forEachNamed(doc, part.value, .caseType) { decoder, key, value in
        let symbol = doc.symbol(key)
        var caseType = CaseType(key: symbol, label: symbol, span: doc.span(key))
        decoder.forEachKey(
          decoder.vocabulary.caseType, doc, value, owner: caseType.span, ownerName: "the case type", name: symbol
        ) { decoder, key, _, value in
          switch key {
          case .label: caseType.label = doc.symbol(value)
          case .expectedPerOwner: caseType.expectedPerOwner = decoder.count(key.rawValue, doc, value)
          }
        }
        decoder.add(caseType)
      }
    }
  }

  private func add(_ caseType: CaseType) {
    if let first = project.names.caseTypes.declare(caseType.key, CaseTypeID(project.caseTypes.count)) {
      reportDeclaredTwice(.caseType, caseType.key, caseType.span, first: project.caseTypes[first].span)
    } else {
      project.caseTypes.append(caseType)
    }
  }
}
