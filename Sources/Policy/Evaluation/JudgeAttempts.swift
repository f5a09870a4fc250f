import OwnershipGraph
import ProjectModel
import RuleLanguage

extension RuleJudge {
  /// Judges a rule over attempts: a form once, a cell of users who fare alike once, and only then users.
  mutating func judgeAttempts() {
    let facts = view.facts
    var ofForm = tests.filter { $0.scope == .place }
    var ofCell = tests.filter { $0.scope == .cell }
    var ofBucket = tests.filter { $0.scope == .bucket }
    var ofUser = tests.filter { $0.scope == .user }
    let finest = max(tests.map(\.scope).max() ?? .place, groupingScope)
    for form in view.project.forms.ids {
      let cells = facts.attempts.byForm[form.index]
      if cells.isEmpty { continue }
      let number = ObjectRef(type: FactKind.attempt.rawValue, index: UInt64(form.index))
      let standard = ObjectRef(type: FactKind.form.rawValue, index: UInt64(form.index))
      view.fact = .object(number)
      view.user = nil
      view.cell = cells[0].key
      let formVerdict = verdict(&ofForm)
      if formVerdict.isFailed { continue }
      for cell in cells where !isStopped {
        view.cell = cell.key
        view.user = facts.users(of: cell.members[0]).first
        let cellVerdict = verdict(&ofCell, after: formVerdict)
        if cellVerdict.isFailed { continue }
        if finest <= .cell {
          guard settles(cellVerdict), let key = key(standard: standard).map(view.atSource) else { continue }
          findings.add(key, view, users: cell.members.lazy.flatMap { facts.users(of: $0) })
          continue
        }
        for member in cell.members {
          let users = facts.users(of: member)
          view.user = users.first
          let bucketVerdict = verdict(&ofBucket, after: cellVerdict)
          if bucketVerdict.isFailed { continue }
          if finest <= .bucket {
            guard settles(bucketVerdict), let key = key(standard: standard).map(view.atSource) else { continue }
            findings.add(key, view, users: users)
            continue
          }
          for user in users {
            view.user = user
            guard settles(verdict(&ofUser, after: bucketVerdict)), let key = key(standard: standard).map(view.atSource)
            else { continue }
            findings.add(key, view, users: CollectionOfOne(user))
          }
        }
      }
    }
  }
}

extension Facts {
  /// The users of a cell's member.
  func users(of member: AttemptCell.Member) -> [UserID] {
    switch member {
    case .bucket(let number): buckets.all[number].users
    case .user(let user): [user]
    }
  }
}

extension FactView {
  /// The group of a finding, at the form that is to be edited: a shadow form has its source's actions, and what is
  /// wrong with them is wrong once.
  func atSource(_ key: FindingKey) -> FindingKey {
    let index = Int(key.at.index)
    switch FactKind(rawValue: key.at.type) {
    case .form:
      let source = project.source(of: FormID(index))
      return FindingKey(at: ObjectRef(type: key.at.type, index: UInt64(source.index)), value: key.value)
    case .opening:
      let opening = facts.openings[index]
      let source = project.source(of: opening.form)
      // A basic form leaves out a main case that its shadow, an advanced one, opens.
      guard source != opening.form,
        let original = facts.apps.openingsOfForm[source.index].first(where: { facts.openings[$0].index == opening.index })
      else { return key }
      return FindingKey(at: ObjectRef(type: key.at.type, index: UInt64(original)), value: key.value)
    default: return key
    }
  }
}

extension Project {
  /// The form whose actions a form has: itself, unless it is a shadow; a shadow menu may show one.
  func source(of form: FormID) -> FormID {
    guard let source = forms[form].source else { return form }
    return forms[source].source ?? source
  }
}
