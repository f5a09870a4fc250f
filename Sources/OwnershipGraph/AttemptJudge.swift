import ProjectModel
import XPath
import YAMLSource

/// Judges what happens when users open forms (semantics 3). Remembers what is the same for all users of a class.
public struct AttemptJudge {
  public let graph: OwnershipGraph
  /// Whether the possible owners of new cases are wanted; without them only the outcome is found out.
  private let wantsOwners: Bool
  private let forms: [FormFacts]
  private let casesByID: [String: CaseID]
  /// Only where an expression reads cases: it is as large as they are.
  private var sight: CaseSight?
  /// By form: the attempts of classes, where the form is the same for the whole class.
  private var known: [[Int: Attempt]]

  /// What is the same of a form for everybody.
  private struct FormFacts {
    let carriesCheck: Bool
    let opens: [Int]
    /// Whether two users of one class can differ: an expression reads what is a user's own.
    let isPersonal: Bool
    let readsCases: Bool
    /// Whether nothing but the group-count check can stop it, and every owner is known.
    let isPlain: Bool
  }

  public init(_ graph: OwnershipGraph, wantsOwners: Bool = true) {
    self.graph = graph
    self.wantsOwners = wantsOwners
    let project = graph.project
    forms = project.forms.ids.map { form in
      let expressions = Self.expressions(project.forms[form], project)
      let opens = graph.activeOpens(form)
      let updated = project.forms[form].updates.flatMap { $0.condition == .never ? nil : $0.owner }
      return FormFacts(
        carriesCheck: graph.carriesCheck(form), opens: opens,
        isPersonal: expressions.isPersonal, readsCases: expressions.readsCases,
        isPlain: opens.allSatisfy { Self.isPlain(graph.ownerRule(form, action: $0)) }
          && updated.map { Self.isPlain(.declared($0)) } ?? true)
    }
    var casesByID: [String: CaseID] = [:]
    if forms.contains(where: \.readsCases) {
      for id in project.cases.ids { casesByID[project.text(project.cases[id].id)] = id }
    }
    self.casesByID = casesByID
    sight = forms.contains(where: \.readsCases) ? CaseSight(graph) : nil
    known = Array(repeating: [:], count: project.forms.count)
  }

  private static func expressions(_ form: Form, _ project: Project) -> (isPersonal: Bool, readsCases: Bool) {
    var isPersonal = false
    var readsCases = false
    func look(_ expression: XPathExpression) {
      let reads = expression.reads { form.source(ofInstance: $0, in: project) }
      if !reads.session.isEmpty || reads.cases { isPersonal = true }
      if reads.cases { readsCases = true }
    }
    for question in form.questions {
      if let calculate = question.calculate { look(calculate) }
      if let lookup = question.lookup { look(lookup.query) }
    }
    for owner in form.opens.map(\.owner) + [form.updates?.owner] {
      switch owner?.source {
      case .xpath(let expression, _): look(expression)
      case .userData: isPersonal = true
      default: break
      }
    }
    return (isPersonal, readsCases)
  }

  private static func isPlain(_ rule: OwnershipGraph.OwnerRule) -> Bool {
    guard case .declared(let value) = rule else { return true }
    switch value.source {
    case .currentUser, .unowned, .fixed: return true
    case .question, .userData, .sameAsSelectedCase, .xpath, .undeclared: return false
    }
  }

  /// Whether a form opens for a user and every new case's owner is known, as far as that can be told without looking
  /// at expressions; false says nothing.
  public func surelyOpens(_ user: UserID, _ form: FormID) -> Bool {
    let facts = forms[form.index]
    return facts.isPlain && (!facts.carriesCheck || graph.groupCount(of: user) == 1)
  }

  /// Whether users of one class can differ at a form: an expression reads what is a user's own.
  public func isPersonal(_ form: FormID) -> Bool { forms[form.index].isPersonal }

  /// Whether nothing but the group-count check can stop a form, and every owner is known without an expression.
  public func isPlain(_ form: FormID) -> Bool { forms[form.index].isPlain }

  /// A user's attempt at a form. Whether the user may open the app at all is the caller's question.
  public mutating func attempt(_ user: UserID, _ form: FormID) -> Attempt {
    let facts = forms[form.index]
    if facts.isPersonal { return judge(user, form, facts) }
    let userClass = graph.classes[user].index
    if let attempt = known[form.index][userClass] { return attempt }
    let attempt = judge(user, form, facts)
    known[form.index][userClass] = attempt
    return attempt
  }

  /// What is known of the owner that a form gives the selected case; nil if it gives none, or its expression fails.
  public mutating func handedOver(_ user: UserID, _ form: FormID) -> OwnerForecast? {
    let facts = forms[form.index]
    let record = graph.project.forms[form]
    guard record.requiresCase, let updates = record.updates, updates.condition != .never, let owner = updates.owner else {
      return nil
    }
    let device = device(of: user, facts)
    let environment = FormEnvironment(
      graph, user, record, isPersonal: facts.isPersonal, device: device, casesByID: casesByID)
    return try? forecast(.declared(owner), environment).get()
  }

  /// The cases on a user's device, where an expression of the form reads cases.
  private mutating func device(of user: UserID, _ facts: FormFacts) -> Set<CaseID>? {
    facts.readsCases ? Set(sight?.sight(of: user).onDevice ?? []) : nil
  }

  private mutating func judge(_ user: UserID, _ form: FormID, _ facts: FormFacts) -> Attempt {
    let count = graph.groupCount(of: user)
    let record = graph.project.forms[form]
    var attempt = Attempt(
      form: form, carriesCheck: facts.carriesCheck, outcome: .opens, groupCount: count,
      opened: facts.opens.map { OpenedCase(caseType: record.opens[$0].caseType, forecast: OwnerForecast()) })
    if facts.carriesCheck, count != 1 {
      attempt.outcome = count == 0 ? .stopsWithoutGroup : .stopsWithSeveralGroups
      return attempt
    }
    let device = device(of: user, facts)
    let environment = FormEnvironment(
      graph, user, record, isPersonal: facts.isPersonal, device: device, casesByID: casesByID)
    var forecasts: [OwnerForecast] = []
    for action in facts.opens {
      switch forecast(graph.ownerRule(form, action: action), environment) {
      case .success(let forecast): forecasts.append(forecast)
      case .failure(let failure):
        attempt.outcome = .fails(failure.kind, failure.path)
        return attempt
      }
    }
    // An owner that only an update saves can fail the form as well (semantics 3.7).
    if let updates = record.updates, updates.condition != .never, let owner = updates.owner,
      case .failure(let failure) = forecast(.declared(owner), environment)
    {
      attempt.outcome = .fails(failure.kind, failure.path)
      return attempt
    }
    for index in forecasts.indices { attempt.opened[index].forecast = forecasts[index] }
    return attempt
  }

  /// An expression that fails.
  struct Failing: Error {
    let kind: AttemptFailure
    let path: String

    init(_ failure: XPathFailure) {
      switch failure {
      case .noSuchNode(let path): (kind, self.path) = (.noSuchNode, path)
      case .severalNodes(let path): (kind, self.path) = (.severalNodes, path)
      case .unsupportedFunction(let name): (kind, path) = (.unsupportedFunction, name)
      case .other(let text): (kind, path) = (.other, text)
      }
    }
  }

  private func forecast(
    _ rule: OwnershipGraph.OwnerRule, _ environment: FormEnvironment
  ) -> Result<OwnerForecast, Failing> {
    switch rule {
    case .theGroup:
      // The check lets only users with one group come here.
      return .success(OwnerForecast(owners: environment.groupCount == 1 ? [.owner(environment.row(0))] : []))
    case .submittingUser: return .success(OwnerForecast(owners: [.submittingUser]))
    case .unowned: return .success(OwnerForecast(owners: [.unowned]))
    case .declared(let value):
      switch value.source {
      case .currentUser: return .success(OwnerForecast(owners: [.submittingUser]))
      case .unowned: return .success(OwnerForecast(owners: [.unowned]))
      case .fixed(let reference): return .success(OwnerForecast(owners: [possible(Owner(reference), environment)]))
      case .sameAsSelectedCase: return .success(OwnerForecast(unknown: "which case is selected"))
      case .undeclared: return .success(OwnerForecast(unknown: "the value of `owner_id` is not declared"))
      case .userData(let symbol):
        let key = graph.project.text(symbol)
        return forecast(environment.userData(key), of: key, environment)
      case .xpath(let expression, _): return forecast(expression.evaluate(in: environment), environment)
      case .question(let index): return forecast(environment.form.questions[index], environment)
      }
    }
  }

  private func forecast(
    _ field: XPathLookup, of key: String, _ environment: FormEnvironment
  ) -> Result<OwnerForecast, Failing> {
    switch field {
    case .value(let text): .success(forecast(text, environment))
    case .missing: .failure(Failing(.noSuchNode(XPathInstance.userDataPath(key))))
    case .unknown(let reason): .success(OwnerForecast(unknown: reason))
    }
  }

  private func forecast(_ outcome: XPathOutcome, _ environment: FormEnvironment) -> Result<OwnerForecast, Failing> {
    switch outcome {
    case .failure(let failure): .failure(Failing(failure))
    case .unknown(let reason): .success(OwnerForecast(unknown: reason))
    case .text, .number, .boolean:
      .success(outcome.savedText.map { forecast($0, environment) } ?? OwnerForecast(unknown: "the expression's value"))
    }
  }

  /// What a saved text means as an owner id.
  private func forecast(_ text: XPathText, _ environment: FormEnvironment) -> OwnerForecast {
    if text.isEmpty { return OwnerForecast(mayBeEmpty: true) }
    if let id = text.soleID { return OwnerForecast(owners: [possible(Owner(rawValue: id), environment)]) }
    guard let literal = text.literal else {
      // A text with a blank inside is no id, whatever the ids are that are not declared.
      if text.hasBlankInside { return OwnerForecast(owners: [.text(shown(text))], mayBeSeveralIDs: true) }
      return OwnerForecast(unknown: "an id that is not declared is part of a longer text")
    }
    let several =
      literal.contains(" ") && literal.split(separator: " ").allSatisfy { graph.owner(withID: String($0)) != nil }
    return OwnerForecast(owners: [possible(literal, environment)], mayBeSeveralIDs: several)
  }

  /// A text for people: an id that is not declared is called by whose it is.
  private func shown(_ text: XPathText) -> String {
    text.pieces.map { piece in
      switch piece {
      case .literal(let part): part
      case .id(let number): graph.project.name(of: Owner(rawValue: number))
      }
    }.joined()
  }

  /// An attempt that stands for a whole class must not say of one member's own id that it is each submitting user's.
  private func possible(_ owner: Owner, _ environment: FormEnvironment) -> PossibleOwner {
    environment.isPersonal && owner == Owner(environment.user) ? .submittingUser : .owner(owner)
  }

  private func possible(_ text: String, _ environment: FormEnvironment) -> PossibleOwner {
    if text == "-" { return .unowned }
    return graph.owner(withID: text).map { possible($0, environment) } ?? .text(text)
  }

  /// The owners that the answers to a question can give.
  private func forecast(_ question: Question, _ environment: FormEnvironment) -> Result<OwnerForecast, Failing> {
    let project = graph.project
    if let calculate = question.calculate { return forecast(calculate.evaluate(in: environment), environment) }
    var forecast = OwnerForecast(mayBeEmpty: !question.isRequired)
    if let lookup = question.lookup {
      switch lookup.query.groupRows(in: environment) {
      case .failure(let failure): return .failure(Failing(failure))
      case .unknown(let reason): forecast.unknown = reason
      case .all: addRows(nil, lookup, environment, &forecast)
      case .rows(let rows): addRows(rows, lookup, environment, &forecast)
      }
      forecast.mayBeSeveralIDs =
        question.type == .checkbox && (forecast.owners.count > 1 || forecast.unknown != nil || !wantsOwners)
    } else if !question.choices.isEmpty {
      forecast.owners = question.choices.map { choice in
        switch choice {
        case .currentUser: .submittingUser
        case .unowned: .unowned
        case .owner(let reference): possible(Owner(reference), environment)
        case .text(let symbol): possible(project.text(symbol), environment)
        }
      }
      forecast.mayBeSeveralIDs = question.type == .checkbox && forecast.owners.count > 1
    } else {
      forecast.unknown = "the answer to `\(project.text(question.key))`"
      forecast.mayBeSeveralIDs = question.type == .checkbox
    }
    return .success(forecast)
  }

  private func addRows(
    _ rows: [Int]?, _ lookup: LookupTable, _ environment: FormEnvironment, _ forecast: inout OwnerForecast
  ) {
    let value = graph.project.text(lookup.value)
    guard value == "@id" || value == "name" else {
      forecast.unknown = "the field `\(value)` of the user-groups table"
      return
    }
    guard wantsOwners else { return }
    if rows == nil, value == "@id" {
      forecast.owners.append(contentsOf: environment.distinctRows.map { .owner($0) })
      return
    }
    var seen: Set<PossibleOwner> = []
    for row in rows ?? Array(0..<environment.groupCount) {
      let owner: PossibleOwner =
        value == "@id"
        ? .owner(environment.row(row)) : possible(graph.groupName(of: environment.row(row)), environment)
      if seen.insert(owner).inserted { forecast.owners.append(owner) }
    }
  }
}

extension XPathText {
  /// Whether a blank stands between what is no blank, as between ids that are saved together (semantics 3.8).
  fileprivate var hasBlankInside: Bool {
    var hasText = false
    var hasBlank = false
    for piece in pieces {
      guard case .literal(let part) = piece else {
        if hasBlank { return true }
        hasText = true
        continue
      }
      for byte in part.utf8 {
        if byte == UInt8(ascii: " ") {
          hasBlank = hasText
        } else {
          if hasBlank { return true }
          hasText = true
        }
      }
    }
    return false
  }
}
