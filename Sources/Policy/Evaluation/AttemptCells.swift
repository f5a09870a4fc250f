import OwnershipGraph
import ProjectModel

/// Attempts at one form that are alike in all that is the same for many users.
struct AttemptCell {
  struct Key: Hashable {
    let form: FormID
    let outcome: AttemptOutcome
    /// The number of rows of the user-groups table.
    let groupCount: Int
    /// In a word, what makes that number wrong.
    let cause: String
    /// Why the owner of a new case cannot be known, or empty.
    let unknown: String
  }

  let key: Key
  /// Users who are alike; where an expression reads what is a user's own, each alone.
  var members: [Member]

  enum Member {
    /// A whole bucket of ``UserBuckets``.
    case bucket(Int)
    case user(UserID)
  }
}

/// What happens when the users try the forms of the apps they may open, in cells.
struct AttemptCells {
  /// By form.
  private(set) var byForm: [[AttemptCell]]

  /// Judges every user at every form, those who are alike at once.
  init(_ graph: OwnershipGraph, _ buckets: UserBuckets, _ judge: inout AttemptJudge) {
    let project = graph.project
    byForm = Array(repeating: [], count: project.forms.count)
    let alike = Alike(graph, buckets)
    let formsOfApp = project.apps.map { app in app.menus.flatMap { project.menus[$0].forms } }
    for app in project.apps.ids {
      let lists = buckets.appLists.map { $0.contains(app) }
      for form in formsOfApp[app.index].map({ FormID($0) }) {
        var cells = CellTable()
        if judge.isPlain(form) {
          let carriesCheck = graph.carriesCheck(form)
          for group in alike.groups where lists[group.appList] {
            let outcome: AttemptOutcome =
              !carriesCheck || group.groupCount == 1
              ? .opens : group.groupCount == 0 ? .stopsWithoutGroup : .stopsWithSeveralGroups
            let key = AttemptCell.Key(
              form: form, outcome: outcome, groupCount: group.groupCount, cause: outcome == .opens ? "" : group.cause,
              unknown: "")
            cells.add(group.buckets.lazy.map { .bucket($0) }, key)
          }
        } else {
          for (number, bucket) in buckets.all.enumerated() where lists[bucket.appList] {
            if judge.isPersonal(form) {
              for user in bucket.users {
                cells.add(CollectionOfOne(.user(user)), alike.key(judge.attempt(user, form), bucket))
              }
            } else {
              cells.add(CollectionOfOne(.bucket(number)), alike.key(judge.attempt(bucket.users[0], form), bucket))
            }
          }
        }
        byForm[form.index] = cells.cells
      }
    }
  }

  /// Cells by key, in the order in which they were met.
  private struct CellTable {
    var cells: [AttemptCell] = []
    private var numbers: [AttemptCell.Key: Int] = [:]

    mutating func add(_ members: some Sequence<AttemptCell.Member>, _ key: AttemptCell.Key) {
      if let number = numbers[key] {
        cells[number].members += members
      } else {
        numbers[key] = cells.count
        cells.append(AttemptCell(key: key, members: Array(members)))
      }
    }
  }

  /// Buckets that differ in nothing that a form's check looks at.
  private struct Alike {
    struct Group {
      let appList: Int
      let groupCount: Int
      let cause: String
      var buckets: [Int]
    }

    private struct Key: Hashable {
      let appList: Int
      let groupCount: Int
      let cause: String
    }

    private let graph: OwnershipGraph
    var groups: [Group] = []

    init(_ graph: OwnershipGraph, _ buckets: UserBuckets) {
      self.graph = graph
      var numbers: [Key: Int] = [:]
      for (number, bucket) in buckets.all.enumerated() {
        let owners = graph.classes.owners(bucket.userClass)
        let cause = owners.groupCountCause(in: graph.tree)
        let key = Key(appList: bucket.appList, groupCount: owners.groupCount, cause: cause)
        if let group = numbers[key] {
          groups[group].buckets.append(number)
        } else {
          numbers[key] = groups.count
          groups.append(
            Group(appList: key.appList, groupCount: key.groupCount, cause: cause, buckets: [number]))
        }
      }
    }

    /// The cell of an attempt that was judged by itself.
    func key(_ attempt: Attempt, _ bucket: UserBucket) -> AttemptCell.Key {
      let cause: String
      switch attempt.outcome {
      case .opens: cause = ""
      case .fails: cause = "expression"
      case .stopsWithoutGroup, .stopsWithSeveralGroups:
        cause = graph.classes.owners(bucket.userClass).groupCountCause(in: graph.tree)
      }
      return AttemptCell.Key(
        form: attempt.form, outcome: attempt.outcome, groupCount: attempt.groupCount, cause: cause,
        unknown: attempt.opened.lazy.compactMap(\.forecast.unknown).first ?? "")
    }
  }
}

extension OwnerSet {
  /// In a word, what makes the number of groups other than one; empty if it is one (semantics 8).
  func groupCountCause(in tree: LocationTree) -> String {
    if groupCount == 1 { return "" }
    if groupCount == 0 { return "no_group" }
    if !countedTwice(in: tree).isEmpty { return "counted_twice" }
    let viewedCount = groupCount - assigned.count - groups.count
    if groups.count == 1, assigned.count + viewedCount == 1 { return "group_and_location" }
    if !groups.isEmpty { return assigned.isEmpty && viewedCount == 0 ? "several_groups" : "groups_and_locations" }
    if assigned.isEmpty { return "viewing_supervisor" }
    return viewedCount > 0 ? "owns_and_views" : "several_locations"
  }
}
