import AccessDiff

/// A part of a comparison's report, the same for every format for people.
struct DiffSection {
  enum Kind: CaseIterable {
    case gained, lost, casesGained, casesLost, newlyStops, newlyOpens, gone, checksAppeared, checksVanished
    case orphaned, adopted, notes
  }

  let kind: Kind
  /// Such as `gained: 2 users, 3 owners`.
  let title: String
  var entries: [Entry] = []
  /// How many entries are left out.
  var hidden = 0

  /// Users who gain or lose the same, or one owner, form or note.
  struct Entry {
    /// Who or what.
    var lead: Phrase
    /// What each of them gains or loses.
    var items: [Phrase] = []
    var hiddenItems = 0
    var edits: [Edit] = []
    var hiddenEdits = 0
  }
}

/// How much of a comparison is shown.
struct DiffLimits {
  let entries: Int
  let users: Int
  let items: Int
  let edits: Int
  /// Of how many users of an entry the edits are told.
  let editedUsers: Int
  /// How many elements of each list JSON has.
  let pairs: Int

  static let some = DiffLimits(entries: 20, users: 5, items: 5, edits: 6, editedUsers: 3, pairs: 1000)
  static let all = DiffLimits(
    entries: .max, users: .max, items: .max, edits: .max, editedUsers: .max, pairs: .max)
}
