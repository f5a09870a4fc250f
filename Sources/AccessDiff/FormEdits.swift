import Diagnostics
import OwnershipGraph
import ProjectModel

extension EditFinder {
  /// The edits that cause a change of what happens when a user tries a form: of the user, of the form's check, of the
  /// groups, or of the form itself (semantics 3).
  public func edits(_ change: FormChange, user: Int) -> [Edit] {
    var edits: [Edit] = []
    func add(_ more: [Edit]) { for edit in more where !edits.contains(edit) { edits.append(edit) } }
    if change.outcomes.old == nil || change.outcomes.new == nil { add(accessEdits(change, user)) }
    add(checkEdits(change.form))
    let owners = ownerChanges(of: user)
    for (holder, numbers) in [(Side.new, owners.new), (.old, owners.old)] {
      for number in numbers.prefix(Self.ownerLimit) { add(self.edits(user: user, owner: number, holder: holder)) }
    }
    if edits.isEmpty { add(otherEdits(change, user)) }
    return edits
  }

  /// Of how many gained or lost owners the edits are told.
  private static let ownerLimit = 5

  private func ownerChanges(of user: Int) -> Sides<[Int32]> {
    let comparison = Sides(old: set(user, .old), new: set(user, .new))
    let gained = comparison.new.subtracting(comparison.old)
    let lost = comparison.old.subtracting(comparison.new)
    return Sides(old: Array(lost.numbers.prefix(Self.ownerLimit)), new: Array(gained.numbers.prefix(Self.ownerLimit)))
  }

  private func set(_ user: Int, _ side: Side) -> IntervalSet {
    guard let id = diff.matching.users.things[user][side] else { return IntervalSet() }
    return diff.numbering.set(diff.graphs[side].owners(of: id), side)
  }

  /// Why a user can try a form in only one of the projects.
  private func accessEdits(_ change: FormChange, _ user: Int) -> [Edit] {
    let holder: Side = change.outcomes.old == nil ? .new : .old
    var list = EditList(diff, user: user, holder: holder)
    list.addUser()
    if !list.edits.isEmpty { return list.edits }
    guard let form = diff.matching.forms.things[change.form][holder] else { return [] }
    let record = list.here.forms[form]
    guard let other = diff.matching.forms.things[change.form][holder.other] else {
      list.add(
        .name(diff.formPath(change.form)), gain: "was added", loss: "was removed", here: record.span, there: nil)
      return list.edits
    }
    let app = list.here.text(list.here.apps[list.here.menus[record.menu].app].key)
    let users = diff.matching.users.things[user]
    list.add(
      .name(diff.userName(user, holder)), gain: "may open the app", loss: "may no longer open the app", .name(app),
      here: users[holder].map { list.here.users[$0].span } ?? record.span,
      there: users[holder.other].map { list.there.users[$0].span } ?? list.there.forms[other].span)
    return list.edits
  }

  /// Why a form carries the group-count check in only one of the projects; none if it carries it in both or neither.
  public func checkEdits(_ form: Int) -> [Edit] {
    let thing = diff.matching.forms.things[form]
    func carries(_ side: Side) -> Bool { thing[side].map { diff.graphs[side].carriesCheck($0) } ?? false }
    guard carries(.old) != carries(.new) else { return [] }
    let holder: Side = carries(.new) ? .new : .old
    func app(_ side: Side) -> App? {
      let project = diff.graphs[side].project
      return thing[side].map { project.apps[project.menus[project.forms[$0].menu].app] }
    }
    func span(_ side: Side) -> SourceSpan? { thing[side].map { diff.graphs[side].project.forms[$0].span } }
    let path = Phrase.Piece.name(diff.formPath(form))
    guard let here = app(holder), let there = app(holder.other) else {
      let words = holder == .new ? " was added, with the group-count check" : " was removed, and its group-count check"
      return [Edit(Phrase(path, .words(words)), old: span(.old), new: span(.new))]
    }
    if !there.caseSharing {
      let name = Phrase.Piece.name("app " + diff.graphs[holder].project.text(here.key))
      let words = holder == .new ? " shares cases now (Case Sharing)" : " does not share cases any more (Case Sharing)"
      let places = Sides(old: holder == .old ? here : there, new: holder == .old ? there : here)
      return [
        Edit(
          Phrase(name, .words(words)), old: places.old.caseSharingSpan ?? places.old.span,
          new: places.new.caseSharingSpan ?? places.new.span)
      ]
    }
    let words =
      holder == .new
      ? " opens a case without an owner of its own now: it gets the group-count check"
      : " opens no case without an owner of its own any more: it loses the group-count check"
    return [Edit(Phrase(path, .words(words)), old: span(.old), new: span(.new))]
  }

  /// The same owners and check, and yet another outcome: a group counted twice, or another expression.
  private func otherEdits(_ change: FormChange, _ user: Int) -> [Edit] {
    let users = diff.matching.users.things[user]
    func count(_ side: Side) -> Int { users[side].map { diff.graphs[side].groupCount(of: $0) } ?? 0 }
    func userSpan(_ side: Side) -> SourceSpan? { users[side].map { diff.graphs[side].project.users[$0].span } }
    if count(.old) != count(.new) {
      return [
        Edit(
          Phrase(
            .name(diff.userName(user)), .words(" counts \(count(.new)) groups instead of \(count(.old))"),
            .words(", though they are the same: a location counts twice that is assigned and also seen from above")),
          old: userSpan(.old), new: userSpan(.new))
      ]
    }
    let thing = diff.matching.forms.things[change.form]
    func formSpan(_ side: Side) -> SourceSpan? { thing[side].map { diff.graphs[side].project.forms[$0].span } }
    return [
      Edit(
        Phrase(.name(diff.formPath(change.form)), .words(" finds its owner in another way, or reads other data of "),
          .name(diff.userName(user))), old: formSpan(.old), new: formSpan(.new))
    ]
  }
}
