import OwnershipGraph
import ProjectModel
import XPath

/// Owners that come out as `-`, which is nobody (semantics 3.4).
extension FactView {
  /// Whether a value is `-` for everybody: declared so, or by an expression that reads nothing.
  func isUnowned(_ value: OwnerValue?, in form: FormID) -> Bool {
    switch value?.source {
    case .unowned: true
    case .xpath(let expression, _): expression.isAlwaysUnowned
    case .question(let index):
      ownerQuestion(index, form)?.calculate?.isAlwaysUnowned ?? false
    default: false
    }
  }

  private func ownerQuestion(_ index: Int, _ form: FormID) -> Question? {
    let questions = project.forms[form].questions
    return questions.indices.contains(index) ? questions[index] : nil
  }

  /// Whether what a value comes to is found out when the form is filled in, without asking.
  private func isComputed(_ value: OwnerValue?, in form: FormID) -> Bool {
    switch value?.source {
    case .userData, .xpath: true
    case .question(let index): ownerQuestion(index, form)?.calculate != nil
    default: false
    }
  }

  /// The users for whom a computed owner of an opening comes out as `-`, where it does not for everybody.
  func unownedFor(_ i: Int) -> [UserID] {
    let form = opening(i).form
    let value = ownerValue(i)
    guard isComputed(value, in: form), !isUnowned(value, in: form) else { return [] }
    let place = i - facts.apps.openingsOfForm[form.index].lowerBound
    return openers(form) { facts.judge.attempt($0, form).opened[place].forecast.isUnowned }
  }

  /// The users for whom a computed owner that a form saves to the selected case comes out as `-`, where it does not
  /// for everybody.
  func handedToNobodyFor(_ form: FormID) -> [UserID] {
    let record = project.forms[form]
    let value = record.updates?.owner
    guard record.requiresCase, isComputed(value, in: form), !isUnowned(value, in: form) else { return [] }
    return openers(form) { facts.judge.handedOver($0, form)?.isUnowned ?? false }
  }

  /// Those of the users for whom a form opens of whom something holds; who are alike are asked once.
  private func openers(_ form: FormID, where isMeant: (UserID) -> Bool) -> [UserID] {
    var found: [UserID] = []
    for cell in facts.attempts.byForm[form.index] where cell.key.outcome == .opens {
      for member in cell.members {
        let users = facts.users(of: member)
        if isMeant(users[0]) { found += users }
      }
    }
    return found.sorted()
  }
}

extension OwnerForecast {
  /// Whether it is certainly `-`.
  fileprivate var isUnowned: Bool { owners == [.unowned] && unknown == nil && !mayBeEmpty }
}

extension XPathExpression {
  /// Whether it reads nothing and comes out as `-`.
  fileprivate var isAlwaysUnowned: Bool {
    guard !reads.groups, reads.session.isEmpty, !reads.cases else { return false }
    return evaluate(in: TwoGroups(groupCount: 1)).savedText?.literal == "-"
  }
}
