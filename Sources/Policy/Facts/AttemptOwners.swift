import OwnershipGraph
import ProjectModel

extension FactView {
  /// The cases that an attempt opens, each with its open action.
  func opened(_ i: Int) -> [(opening: Opening, forecast: OwnerForecast)] {
    let range = facts.apps.openingsOfForm[i]
    return zip(range, attempt(i).opened).map { (facts.openings[$0], $1.forecast) }
  }

  /// The owners that some of an attempt's new cases could get, each once.
  func owners(_ i: Int, of isMeant: (Opening) -> Bool) -> [Owner] {
    // What depends on the form alone comes first: of most forms, no opening is meant.
    guard facts.apps.openingsOfForm[i].contains(where: { isMeant(facts.openings[$0]) }) else { return [] }
    var seen: Set<Owner> = []
    return opened(i).filter { isMeant($0.opening) }.flatMap(\.forecast.owners).compactMap { possible in
      switch possible {
      case .submittingUser: Owner(attemptUser(i))
      case .owner(let owner): owner
      case .unowned, .text: nil
      }
    }.filter { seen.insert($0).inserted }
  }

  private func question(_ opening: Opening) -> Question? {
    guard case .declared(let value) = graph.ownerRule(opening.form, action: opening.index),
      case .question(let index) = value.source
    else { return nil }
    return project.forms[opening.form].questions[index]
  }

  /// Whether the owner is chosen among the rows of the user-groups table, all of which the user sees.
  func takesTableRow(_ opening: Opening) -> Bool { question(opening)?.lookup.map(readsUserGroups) ?? false }

  /// Whether the owner is found out when the form is filled in, rather than named in the form.
  func isComputed(_ opening: Opening) -> Bool {
    guard case .declared(let value) = graph.ownerRule(opening.form, action: opening.index) else { return false }
    switch value.source {
    case .userData, .xpath: return true
    case .question(let index): return project.forms[opening.form].questions[index].choices.isEmpty
    case .currentUser, .unowned, .fixed, .sameAsSelectedCase, .undeclared: return false
    }
  }

  /// Whether the owner comes from the user data field `commcare_location_id`, by itself or in an expression.
  func readsPrimaryLocation(_ opening: Opening) -> Bool {
    let key = "commcare_location_id"
    guard case .declared(let value) = graph.ownerRule(opening.form, action: opening.index) else { return false }
    switch value.source {
    case .userData(let symbol): return project.text(symbol) == key
    case .xpath(let expression, _): return expression.reads.userData.contains(key)
    case .question: return question(opening)?.calculate?.reads.userData.contains(key) ?? false
    case .currentUser, .unowned, .fixed, .sameAsSelectedCase, .undeclared: return false
    }
  }

  /// Whether the owner is certainly several ids in one text: not answers to choose from, of which one can be given.
  func isJoined(_ opened: (opening: Opening, forecast: OwnerForecast)) -> Bool {
    guard opened.forecast.mayBeSeveralIDs else { return false }
    return question(opened.opening).map { $0.calculate != nil } ?? true
  }

  /// Whether the owner is chosen among fixed choices.
  func asksChoice(_ opening: Opening) -> Bool { question(opening).map { !$0.choices.isEmpty } ?? false }

  /// Whether cases can reach anybody through an owner.
  func canOwn(_ owner: Owner) -> Bool {
    switch owner.reference {
    case .user: true
    case .group(let id): project.groups[id].caseSharing
    case .location(let id): project.levels[project.locations[id].level].sharesCases
    }
  }

  /// The owners named in a form that it can give the selected case.
  func handedTo(_ id: FormID) -> [Owner] {
    let form = project.forms[id]
    guard form.requiresCase, let updates = form.updates, updates.condition != .never else { return [] }
    switch updates.owner?.source {
    case .fixed(let reference): return [Owner(reference)]
    case .question(let index):
      return form.questions[index].choices.compactMap {
        if case .owner(let reference) = $0 { Owner(reference) } else { nil }
      }
    default: return []
    }
  }

  /// Why the owner that an attempt's form gives the selected case cannot be known, or empty.
  func unknownHandOver(_ form: FormID) -> String {
    guard cell.outcome == .opens, !facts.judge.isPlain(form), let owner = project.forms[form].updates?.owner else {
      return ""
    }
    if case .sameAsSelectedCase = owner.source { return "" }
    return facts.judge.handedOver(attemptUser(form.index), form)?.unknown ?? ""
  }

  /// The owners that nobody has, and that an attempt's form can give the selected case; those that are named in the form
  /// left out.
  func handedToNobody(_ i: Int) -> [String] {
    let form = project.forms[FormID(i)]
    guard cell.outcome == .opens, !facts.judge.isPlain(FormID(i)), let owner = form.updates?.owner else { return [] }
    var namesOwners = false
    if case .question(let index) = owner.source {
      if form.questions[index].lookup.map(readsUserGroups) ?? false { return [] }
      namesOwners = form.questions[index].calculate == nil
    }
    guard let forecast = facts.judge.handedOver(attemptUser(i), FormID(i)) else { return [] }
    return forecast.owners.compactMap { possible in
      switch possible {
      case .text(let text): "`" + text + "`"
      case .owner(let owner): namesOwners || canOwn(owner) ? nil : project.name(of: owner)
      case .submittingUser, .unowned: nil
      }
    }
  }
}
