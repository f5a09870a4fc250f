import Diagnostics
import YAMLSource

extension ScenarioDecoder {
  /// The statements of an `expect` step, in the order of the text.
  mutating func expectations(_ node: Node, _ owner: SourceSpan, isNegated: Bool) -> [Expectation] {
    var result: [Expectation] = []
    forEachKey(ExpectKey.self, node, at: owner) { decoder, key, keyNode, value in
      func add(_ statement: Expectation.Statement, _ span: SourceSpan) {
        result.append(Expectation(statement, isNegated: isNegated, span: span))
      }
      switch key {
      case .state:
        for (name, facts) in decoder.entries("case", takes: "cases, each with facts", value) {
          add(.state(of: name, decoder.facts(facts, name.span)), name.span)
        }
      case .sees:
        for (user, cases) in decoder.entries("sees", takes: "users, each with cases", value) {
          add(.sees(user: user, decoder.list(user.text, takes: "cases", cases)), user.span)
        }
      case .seenBy:
        for (name, users) in decoder.entries("seen_by", takes: "cases, each with users", value) {
          add(.seenBy(case: name, decoder.list(name.text, takes: "users", users)), name.span)
        }
      case .listed:
        for (user, menus) in decoder.entries("listed", takes: "users, each with menus", value) {
          for (menu, cases) in decoder.entries(user.text, takes: "menus, each with cases", menus) {
            add(.listed(user: user, menu: menu, decoder.list(menu.text, takes: "cases", cases)), menu.span)
          }
        }
      case .groups:
        for (user, groups) in decoder.entries("groups", takes: "users, each with groups", value) {
          add(.groups(user: user, decoder.list(user.text, takes: "groups and locations", groups)), user.span)
        }
      case .form:
        for form in decoder.objects("form", value) {
          if let (statement, span) = decoder.form(form) { add(statement, span) }
        }
      case .owners:
        for owners in decoder.objects("owners", value) {
          if let (statement, span) = decoder.owners(owners) { add(statement, span) }
        }
      case .nextSync:
        for (user, sync) in decoder.entries("next_sync", takes: "users, each with a mapping", value) {
          add(decoder.nextSync(user, sync), user.span)
        }
      case .not:
        if isNegated { return decoder.report(.notWithinNot(decoder.span(keyNode))) }
        result += decoder.expectations(value, decoder.span(keyNode), isNegated: true)
      }
    }
    return result
  }

  /// A list of names, or a mapping with `includes` and `excludes`.
  private mutating func list(_ key: String, takes: String, _ node: Node) -> NameList {
    guard document.kind(node) == .mapping else { return NameList(exactly: names(key, takes: takes, node)) }
    var list = NameList()
    forEachKey(ListKey.self, node, at: span(node)) { decoder, key, _, value in
      let names = decoder.names(key.rawValue, takes: takes, value)
      switch key {
      case .exactly: list.exactly = names
      case .includes: list.includes = names
      case .excludes: list.excludes = names
      }
    }
    return list
  }

  /// The facts of a case. A key that is no state is a property.
  private mutating func facts(_ node: Node, _ owner: SourceSpan) -> [StateFact] {
    var result: [StateFact] = []
    func add(_ decoder: inout ScenarioDecoder, _ subject: StateFact.Subject, _ key: Written, _ value: Node) {
      if decoder.document.isNull(value) {
        result.append(StateFact(subject, Written("", decoder.span(value)), span: key.span))
      } else if let value = decoder.scalar(key.text, takes: "a value", value) {
        result.append(StateFact(subject, value, span: key.span))
      }
    }
    forEachKey(
      StateKey.self, node, at: owner,
      others: { decoder, key, value in add(&decoder, .property(key.text), key, value) },
      { decoder, key, keyNode, value in
        let name = Written(key.rawValue, decoder.span(keyNode))
        switch key {
        case .exists, .closed:
          guard let flag = decoder.flag(key.rawValue, value) else { return }
          let word = Written(flag.value ? "true" : "false", flag.span)
          result.append(StateFact(key == .exists ? .exists : .closed, word, span: name.span))
        case .owner: add(&decoder, .owner, name, value)
        case .caseType: add(&decoder, .caseType, name, value)
        case .openedBy: add(&decoder, .openedBy, name, value)
        case .modifiedBy: add(&decoder, .modifiedBy, name, value)
        case .properties:
          for property in decoder.values("properties", value) {
            result.append(StateFact(.property(property.name.text), property.value, span: property.name.span))
          }
        }
      })
    return result
  }

  private mutating func form(_ node: Node) -> (Expectation.Statement, SourceSpan)? {
    var (user, form, selected, outcome, reason): (Written?, Written?, Written?, Written?, Written?)
    var answers: [Answer] = []
    forEachKey(FormExpectationKey.self, node, at: span(node)) { decoder, key, _, value in
      switch key {
      case .user: user = decoder.scalar("user", takes: "a user", value)
      case .form: form = decoder.scalar("form", takes: "`APP/MENU/FORM`", value)
      case .selected: selected = decoder.scalar("case", takes: "a case", value)
      case .answers: answers = decoder.answers("answers", value)
      case .outcome: outcome = decoder.word("outcome", value, known: Self.outcomes)
      case .reason: reason = decoder.word("reason", value, known: Self.reasons)
      }
    }
    guard let user, let form, let outcome else { return nil }
    let expectation = FormExpectation(
      user: user, form: form, selectedCase: selected, answers: answers, outcome: outcome, reason: reason)
    return (.form(expectation), form.span)
  }

  private mutating func owners(_ node: Node) -> (Expectation.Statement, SourceSpan)? {
    var (user, form, selected, type): (Written?, Written?, Written?, Written?)
    var answers: [Answer] = []
    var owners: NameList?
    forEachKey(OwnersExpectationKey.self, node, at: span(node)) { decoder, key, _, value in
      switch key {
      case .user: user = decoder.scalar("user", takes: "a user", value)
      case .form: form = decoder.scalar("form", takes: "`APP/MENU/FORM`", value)
      case .selected: selected = decoder.scalar("case", takes: "a case", value)
      case .answers: answers = decoder.answers("answers", value)
      case .caseType: type = decoder.scalar("case_type", takes: "a case type", value)
      case .owners: owners = decoder.list("owners", takes: "owners", value)
      }
    }
    guard let user, let form, let owners else { return nil }
    let expectation = OwnersExpectation(
      user: user, form: form, selectedCase: selected, answers: answers, caseType: type, owners: owners)
    return (.owners(expectation), form.span)
  }

  private mutating func nextSync(_ user: Written, _ node: Node) -> Expectation.Statement {
    var (sends, purges, fresh): (NameList?, NameList?, NameList?)
    forEachKey(NextSyncKey.self, node, at: user.span) { decoder, key, _, value in
      let list = decoder.list(key.rawValue, takes: "cases", value)
      switch key {
      case .sends: sends = list
      case .purges: purges = list
      case .fresh: fresh = list
      }
    }
    return .nextSync(user: user, sends: sends, purges: purges, fresh: fresh)
  }
}
