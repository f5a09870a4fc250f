import Diagnostics
import YAMLSource

extension ScenarioDecoder {
  /// The statements of an `expect` step, in the order of the text.
  mutating func expectations(_ node: Node, _ owner: SourceSpan, isNegated: Bool) -> [Expectation] {
    var result: [Expectation] = []
    let problemsBefore = problems.count
    forEachKey(ExpectKey.self, node, at: owner) { decoder, key, keyNode, value in
      let (statements, problems) = (result.count, decoder.problems.count)
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
          add(.sees(user: user, decoder.list(user, takes: "cases", isNegated: isNegated, cases)), user.span)
        }
      case .seenBy:
        for (name, users) in decoder.entries("seen_by", takes: "cases, each with users", value) {
          add(.seenBy(case: name, decoder.list(name, takes: "users", isNegated: isNegated, users)), name.span)
        }
      case .listed:
        for (user, menus) in decoder.entries("listed", takes: "users, each with menus", value) {
          let (count, problems) = (result.count, decoder.problems.count)
          for (menu, cases) in decoder.entries(user.text, takes: "menus, each with cases", menus) {
            let list = decoder.list(menu, takes: "cases", isNegated: isNegated, cases)
            add(.listed(user: user, menu: menu, list), menu.span)
          }
          if result.count == count, decoder.problems.count == problems {
            decoder.report(.saysNothing(user.span, "write menus as `APP/MENU`, each with cases"))
          }
        }
      case .groups:
        for (user, groups) in decoder.entries("groups", takes: "users, each with groups", value) {
          let list = decoder.list(user, takes: "groups and locations", isNegated: isNegated, groups)
          add(.groups(user: user, list), user.span)
        }
      case .form:
        for form in decoder.objects("form", value) {
          if let (statement, span) = decoder.form(form) { add(statement, span) }
        }
      case .owners:
        for owners in decoder.objects("owners", value) {
          if let (statement, span) = decoder.owners(owners, isNegated: isNegated) { add(statement, span) }
        }
      case .nextSync:
        for (user, sync) in decoder.entries("next_sync", takes: "users, each with a mapping", value) {
          add(decoder.nextSync(user, sync, isNegated: isNegated), user.span)
        }
      case .not:
        if isNegated { return decoder.report(.notWithinNot(decoder.span(keyNode))) }
        let inner = decoder.expectations(value, decoder.span(keyNode), isNegated: true)
        // An empty `not` has been reported, as an expectation of its own.
        return result += inner
      }
      if result.count == statements, decoder.problems.count == problems {
        decoder.report(.saysNothing(decoder.span(keyNode), "write \(key.facts.takes) for `\(key.rawValue)`"))
      }
    }
    if result.isEmpty, problems.count == problemsBefore {
      let keys = ExpectKey.allCases.filter { !(isNegated && $0 == .not) }.map { "`\($0.rawValue)`" }
      report(.saysNothing(owner, "write one of \(keys.joined(separator: ", "))"))
    }
    return result
  }

  /// A list of names, or a mapping with `includes` and `excludes`.
  private mutating func list(_ key: Written, takes: String, isNegated: Bool, _ node: Node) -> NameList {
    if document.isNull(node) {
      report(.saysNothing(key.span, "write \(takes); `[]` if there must be none"))
      return NameList()
    }
    guard document.kind(node) == .mapping else { return NameList(exactly: names(key.text, takes: takes, node)) }
    var list = NameList()
    let problems = self.problems.count
    forEachKey(ListKey.self, node, at: span(node)) { decoder, key, keyNode, value in
      let names = decoder.names(key.rawValue, takes: takes, value)
      switch key {
      case .exactly: list.exactly = decoder.document.isNull(value) ? nil : names
      case .includes: list.includes = names
      case .excludes:
        if isNegated { decoder.report(.excludesWithinNot(decoder.span(keyNode))) }
        list.excludes = names
      }
    }
    if !isNegated { reportContradictions(in: &list) }
    if list.exactly == nil, list.includes.isEmpty, list.excludes.isEmpty, self.problems.count == problems {
      let help = "write `includes` or `excludes` with \(takes), or a plain list; `[]` if there must be none"
      report(.saysNothing(key.span, help))
    }
    return list
  }

  /// The facts of a case. A key that is no state is a property.
  private mutating func facts(_ node: Node, _ owner: SourceSpan) -> [StateFact] {
    var result: [StateFact] = []
    let problems = self.problems.count
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
          let properties = decoder.values("properties", value)
          if properties.isEmpty { decoder.report(.saysNothing(name.span, "write properties with values")) }
          for property in properties {
            result.append(StateFact(.property(property.name.text), property.value, span: property.name.span))
          }
        }
      })
    if result.isEmpty, self.problems.count == problems {
      let keys = StateKey.allCases.map { "`\($0.rawValue)`" }.joined(separator: ", ")
      report(.saysNothing(owner, "write one of \(keys), or a property with its value"))
    }
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
    guard let user, let form, outcome != nil else { return nil }
    check(&reason, goesWith: &outcome)
    guard let outcome else { return nil }
    let expectation = FormExpectation(
      user: user, form: form, selectedCase: selected, answers: answers, outcome: outcome, reason: reason)
    return (.form(expectation), form.span)
  }

  private mutating func owners(_ node: Node, isNegated: Bool) -> (Expectation.Statement, SourceSpan)? {
    var (user, form, selected, type): (Written?, Written?, Written?, Written?)
    var answers: [Answer] = []
    var owners: NameList?
    forEachKey(OwnersExpectationKey.self, node, at: span(node)) { decoder, key, keyNode, value in
      switch key {
      case .user: user = decoder.scalar("user", takes: "a user", value)
      case .form: form = decoder.scalar("form", takes: "`APP/MENU/FORM`", value)
      case .selected: selected = decoder.scalar("case", takes: "a case", value)
      case .answers: answers = decoder.answers("answers", value)
      case .caseType: type = decoder.scalar("case_type", takes: "a case type", value)
      case .owners:
        owners = decoder.list(
          Written(key.rawValue, decoder.span(keyNode)), takes: "owners", isNegated: isNegated, value)
      }
    }
    guard let user, let form, let owners else { return nil }
    let expectation = OwnersExpectation(
      user: user, form: form, selectedCase: selected, answers: answers, caseType: type, owners: owners)
    return (.owners(expectation), form.span)
  }

  private mutating func nextSync(_ user: Written, _ node: Node, isNegated: Bool) -> Expectation.Statement {
    var (sends, purges, fresh): (NameList?, NameList?, NameList?)
    let problems = self.problems.count
    forEachKey(NextSyncKey.self, node, at: user.span) { decoder, key, keyNode, value in
      let name = Written(key.rawValue, decoder.span(keyNode))
      let list = decoder.list(name, takes: "cases", isNegated: isNegated, value)
      switch key {
      case .sends: sends = list
      case .purges: purges = list
      case .fresh: fresh = list
      }
    }
    if sends == nil, purges == nil, fresh == nil, self.problems.count == problems {
      report(.saysNothing(user.span, "write `sends`, `purges` or `fresh`, each with cases"))
    }
    return .nextSync(user: user, sends: sends, purges: purges, fresh: fresh)
  }
}
