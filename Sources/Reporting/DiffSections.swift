import AccessDiff
import OwnershipGraph
import ProjectModel

/// Puts a comparison into sections: users who gain or lose the same stand together, whole branches of the organization
/// are one item, and each entry has the edits that cause it.
struct DiffSections {
  private let diff: AccessDiff
  private let limits: DiffLimits
  private let owners: EditFinder
  private var cases: CaseEditFinder

  init(_ diff: AccessDiff, _ limits: DiffLimits) {
    (self.diff, self.limits) = (diff, limits)
    owners = EditFinder(diff)
    cases = CaseEditFinder(diff)
  }

  /// The sections that have anything to say.
  mutating func make() -> [DiffSection] {
    var sections = [ownerSection(.new), ownerSection(.old), caseSection(.new), caseSection(.old)]
    sections += [
      formSection(.newlyStops, .newlyStops, "forms that newly stop"),
      formSection(.newlyOpens, .newlyOpens, "forms that newly open"),
      formSection(.gone, .gone, "forms that stopped and cannot be tried any more"),
      checkSection(.new), checkSection(.old), unseenSection(diff.orphaned, .old), unseenSection(diff.adopted, .new),
      noteSection(),
    ]
    return sections.filter { !$0.entries.isEmpty }
  }

  // MARK: Words

  private func who(_ users: [Int32]) -> Phrase {
    var phrase = Phrase()
    for (index, user) in users.prefix(limits.users).enumerated() {
      if index > 0 { phrase.pieces.append(.words(", ")) }
      phrase.pieces.append(.name(diff.userName(Int(user))))
    }
    if users.count > limits.users { phrase.pieces.append(.words(" and \(users.count - limits.users) more")) }
    if users.count > 1 { phrase.pieces.append(.words(" (\(users.count) users)")) }
    return phrase
  }

  /// The entries that are shown, made only for them.
  private func section<Element>(
    _ kind: DiffSection.Kind, _ title: String, _ elements: [Element], _ entry: (Element) -> DiffSection.Entry
  ) -> DiffSection {
    let shown = elements.prefix(limits.entries)
    return DiffSection(kind: kind, title: title, entries: shown.map(entry), hidden: elements.count - shown.count)
  }

  private func add(_ edits: [Edit], to entry: inout DiffSection.Entry) {
    for edit in edits where !entry.edits.contains(edit) {
      if entry.edits.count < limits.edits { entry.edits.append(edit) } else { entry.hiddenEdits += 1 }
    }
  }

  // MARK: Owners

  /// Users who gain (the new side) or lose (the old one) the same owners.
  private struct OwnerGroup {
    var users: [Int32]
    let set: IntervalSet
    /// Whether they appear or disappear, with their own ids.
    let presence: Bool
  }

  private func ownerGroups(_ side: Side) -> [OwnerGroup] {
    struct Key: Hashable {
      let set: IntervalSet
      let presence: Bool
    }
    var groups: [OwnerGroup] = []
    var indices: [Key: Int] = [:]
    for change in diff.owners {
      let key =
        side == .new
        ? Key(set: change.gained, presence: change.appear) : Key(set: change.lost, presence: change.disappear)
      if key.set.isEmpty, !key.presence { continue }
      if let index = indices[key] {
        groups[index].users += change.users
      } else {
        indices[key] = groups.count
        groups.append(OwnerGroup(users: change.users, set: key.set, presence: key.presence))
      }
    }
    for index in groups.indices { groups[index].users.sort() }
    // What concerns most comes first.
    func weight(_ group: OwnerGroup) -> Int { group.users.count * (group.set.count + (group.presence ? 1 : 0)) }
    return groups.sorted { (-weight($0), $0.users[0]) < (-weight($1), $1.users[0]) }
  }

  private func ownerSection(_ side: Side) -> DiffSection {
    let groups = ownerGroups(side)
    let counts = DiffCounts(diff)
    let count = side == .new ? counts.gained : counts.lost
    let verb = side == .new ? "gained" : "lost"
    let title = "\(verb): \(Words.counted(count.users, "user")), \(Words.counted(count.pairs, "pair")) of user and owner"
    return section(side == .new ? .gained : .lost, title, groups) { group in
      var entry = DiffSection.Entry(lead: who(group.users))
      if group.presence { entry.items.append(Phrase(.words("cases of the own user id"))) }
      let items = diff.items(group.set, side, limit: limits.items)
      entry.items += items.items.map { diff.phrase($0, side) }
      entry.hiddenItems = items.hidden
      for user in group.users.prefix(limits.editedUsers) {
        if group.presence { add(owners.edits(presenceOf: Int(user), holder: side), to: &entry) }
        for item in items.items.prefix(limits.editedUsers) {
          add(owners.edits(user: Int(user), owner: item.example, holder: side), to: &entry)
        }
      }
      return entry
    }
  }

  // MARK: Cases

  private mutating func caseSection(_ side: Side) -> DiffSection {
    let changes = diff.cases.filter { !(side == .new ? $0.gained : $0.lost).isEmpty }
    let users = changes.reduce(0) { $0 + $1.users.count }
    let pairs = changes.reduce(0) { $0 + $1.users.count * (side == .new ? $1.gained : $1.lost).count }
    let verb = side == .new ? "cases gained" : "cases lost"
    var section = DiffSection(
      kind: side == .new ? .casesGained : .casesLost,
      title: "\(verb): \(Words.counted(users, "user")), \(Words.counted(pairs, "pair")) of user and case")
    for change in changes.prefix(limits.entries) {
      let numbers = side == .new ? change.gained : change.lost
      var entry = DiffSection.Entry(lead: who(change.users))
      entry.items = numbers.prefix(limits.items).map { Phrase(.name("case:" + diff.caseName($0, side))) }
      entry.hiddenItems = numbers.count - entry.items.count
      for user in change.users.prefix(limits.editedUsers) {
        for number in numbers.prefix(limits.editedUsers) {
          add(cases.edits(user: Int(user), case: number, holder: side), to: &entry)
        }
      }
      section.entries.append(entry)
    }
    section.hidden = changes.count - section.entries.count
    return section
  }

  // MARK: Forms

  private func formSection(_ kind: FormChange.Kind, _ section: DiffSection.Kind, _ title: String) -> DiffSection {
    let changes = diff.forms.filter { $0.kind == kind }
    let attempts = changes.reduce(0) { $0 + $1.users.count }
    return self.section(section, "\(title): \(Words.counted(attempts, "attempt"))", changes) { change in
      var entry = DiffSection.Entry(lead: Phrase(.name(diff.formPath(change.form)), .words(" for ")))
      entry.lead.pieces += who(change.users).pieces
      let outcome = DiffWords.outcome(change)
      entry.lead.pieces.append(.words(": \(outcome)"))
      for user in change.users.prefix(limits.editedUsers) { add(owners.edits(change, user: Int(user)), to: &entry) }
      return entry
    }
  }

  private func checkSection(_ side: Side) -> DiffSection {
    let forms = diff.checks[side]
    let title = side == .new ? "group-count checks that appear" : "group-count checks that vanish"
    return section(
      side == .new ? .checksAppeared : .checksVanished, "\(title): \(Words.counted(forms.count, "form"))", forms
    ) { form in
      DiffSection.Entry(lead: Phrase(.name(diff.formPath(form))), edits: owners.checkEdits(form))
    }
  }

  // MARK: Owners that nobody sees

  private func unseenSection(_ set: IntervalSet, _ side: Side) -> DiffSection {
    let title =
      (side == .old ? "owners that nobody sees any more: " : "owners that somebody sees now and nobody saw before: ")
      + Words.counted(set.count, "owner")
    let witnesses = DiffWitnesses(diff, side)
    let caseCounts = DiffCaseCounts(diff)
    let numbers = Array(set.numbers.prefix(limits.entries))
    var section = section(side == .old ? .orphaned : .adopted, title, numbers) { number in
      var entry = DiffSection.Entry(lead: Phrase(.name(diff.ownerName(number, side))))
      let isElsewhere = diff.numbering.owners[Int(number)][side.other] != nil
      if !isElsewhere { entry.lead.pieces.append(.words(side == .old ? " (removed)" : " (new)")) }
      let cases = caseCounts[number]
      if cases > 0 { entry.lead.pieces.append(.words(", owner of \(Words.counted(cases, "declared case"))")) }
      for user in witnesses[number] { add(owners.edits(user: user, owner: number, holder: side), to: &entry) }
      return entry
    }
    section.hidden = set.count - numbers.count
    return section
  }

  // MARK: Notes

  private func noteSection() -> DiffSection {
    func note(_ rename: Rename, _ words: String) -> Phrase {
      Phrase(.name(rename.old), .words(words), .name(rename.new))
    }
    let notes =
      diff.renames.map { note($0, " has the same id as, and is compared with, ") }
      + diff.likelyRenames.map { note($0, " was removed, and looks the same but for its name: ") }
      + diff.changedIDs.map { note($0, " is another thing for HQ, and does not own the cases of the first: ") }
    return section(.notes, "notes", notes) { DiffSection.Entry(lead: $0) }
  }
}
