import Diagnostics
import OwnershipGraph
import ProjectModel

/// The forms that stop or fail for somebody: one finding for each form and reason, with the number of users and a
/// sample (semantics 3), and one for each new case whose owner cannot be known.
public struct StoppedForms {
  private let graph: OwnershipGraph
  private var judge: AttemptJudge

  /// How many users a finding names.
  private static let sampleSize = 5
  /// Whether each finding says of whom it is true.
  private let namesMembers: Bool

  /// What is collected for one form and reason.
  private struct Collected {
    var attempt: Attempt
    var count = 0
    var users: [UserID] = []
    var sample: ArraySlice<UserID> { users.prefix(StoppedForms.sampleSize) }
    /// The smallest and the largest number of groups.
    var groupCounts: ClosedRange<Int>
  }

  /// The findings about a project, in no particular order.
  ///
  /// - Parameter namesMembers: whether each says in ``Diagnostic/members`` of whom it is true.
  public static func findings(_ graph: OwnershipGraph, namesMembers: Bool = false) -> [Diagnostic] {
    var rule = StoppedForms(graph: graph, judge: AttemptJudge(graph, wantsOwners: false), namesMembers: namesMembers)
    return rule.run()
  }

  private mutating func run() -> [Diagnostic] {
    let project = graph.project
    var stopped: [[AttemptOutcome: Collected]] = Array(repeating: [:], count: project.forms.count)
    var unknown: [[OpenedUnknown: Collected]] = Array(repeating: [:], count: project.forms.count)
    for user in project.users.ids where project.users[user].isActive {
      for app in graph.apps(of: user) {
        for menu in project.apps[app].menus {
          for form in project.menus[menu].forms {
            if judge.surelyOpens(user, FormID(form)) { continue }
            let attempt = judge.attempt(user, FormID(form))
            if attempt.outcome != .opens {
              Self.add(user, attempt, to: &stopped[form][attempt.outcome])
            } else {
              for (index, opened) in attempt.opened.enumerated() {
                guard let reason = opened.forecast.unknown else { continue }
                Self.add(user, attempt, to: &unknown[form][OpenedUnknown(index: index, reason: reason)])
              }
            }
          }
        }
      }
    }
    return stopped.flatMap { $0.values.map(finding) }
      + unknown.flatMap { $0.map { unknownFinding($0.key, $0.value) } }
  }

  /// A new case of a form whose owner is unknown, and why.
  private struct OpenedUnknown: Hashable {
    let index: Int
    let reason: String
  }

  private static func add(_ user: UserID, _ attempt: Attempt, to collected: inout Collected?) {
    if collected == nil { collected = Collected(attempt: attempt, groupCounts: attempt.groupCount...attempt.groupCount) }
    collected?.count += 1
    if let range = collected?.groupCounts {
      collected?.groupCounts = min(range.lowerBound, attempt.groupCount)...max(range.upperBound, attempt.groupCount)
    }
    collected?.users.append(user)
  }

  // MARK: Findings

  private func finding(_ collected: Collected) -> Diagnostic {
    let form = collected.attempt.form
    let who = names(collected)
    var diagnostic: Diagnostic
    switch collected.attempt.outcome {
    case .opens, .stopsWithoutGroup:
      diagnostic = Diagnostic(
        code: "ENTRY001", "form `\(path(form))` stops for \(who): no case sharing group", at: .span(span(form)),
        help: ["put each into exactly one case sharing group or owning location, or let the form save `owner_id`"])
    case .stopsWithSeveralGroups:
      diagnostic = Diagnostic(
        code: "ENTRY002",
        "form `\(path(form))` stops for \(who): in \(range(collected.groupCounts)) case sharing groups instead of one",
        at: .span(span(form)),
        help: [
          "let the form save `owner_id` from a question over the user-groups table, give these users an app without the form, or leave each in one group"
        ])
    case .fails(.severalNodes, let path):
      diagnostic = Diagnostic(
        code: "ENTRY003",
        "form `\(self.path(form))` fails for \(who): the owner expression finds several groups where one is needed",
        at: .span(span(form)), notes: ["`\(path)` leads to several nodes, which cannot become one value"],
        help: ["filter the path to one group, or ask the worker by a question"])
    case .fails(.noSuchNode, let path):
      diagnostic = Diagnostic(
        code: "ENTRY004", "form `\(self.path(form))` fails for \(who): the owner comes from groups, and there is none",
        at: .span(span(form)), notes: ["without any group every path into the table fails, and `\(path)` is one"],
        help: ["put each into a case sharing group or owning location, or guard the path with `if(count(…) > 0, …, …)`"])
    case .fails(_, let path):
      diagnostic = Diagnostic(
        code: "ENTRY005", "form `\(self.path(form))` fails for \(who): the owner expression cannot be evaluated",
        at: .span(span(form)), notes: ["the engine does not support `\(path)`"], help: ["rewrite the expression"])
    }
    diagnostic.count = collected.count
    diagnostic.subject = "form:" + path(form)
    diagnostic.members = members(collected)
    diagnostic.notes += collected.sample.prefix(1).flatMap(membershipNotes)
    diagnostic.related = collected.sample.prefix(1).flatMap(memberships)
    return diagnostic
  }

  private func unknownFinding(_ opened: OpenedUnknown, _ collected: Collected) -> Diagnostic {
    let form = graph.project.forms[collected.attempt.form]
    let caseType = graph.project.text(graph.project.caseTypes[collected.attempt.opened[opened.index].caseType].key)
    var diagnostic = Diagnostic(
      code: "OWNER001", severity: .info,
      "the owner of the `\(caseType)` that form `\(path(collected.attempt.form))` opens is unknown for \(names(collected)): \(opened.reason)",
      at: .span(ownerSpan(form, caseType: collected.attempt.opened[opened.index].caseType)),
      notes: ["who will see such cases cannot be predicted"], count: collected.count,
      subject: "form:\(path(collected.attempt.form))/\(caseType)")
    diagnostic.members = members(collected)
    return diagnostic
  }

  /// The users by their declared ids, so that a renamed one stays the same; otherwise by name.
  private func members(_ collected: Collected) -> [String] {
    guard namesMembers else { return [] }
    return collected.users.map { user in
      let id = graph.project.declaredIDText(of: Owner(user))
      return id.isEmpty ? graph.project.text(graph.project.users[user].key) : "id:" + id
    }
  }

  private func ownerSpan(_ form: Form, caseType: CaseTypeID) -> SourceSpan {
    form.opens.first { $0.caseType == caseType && $0.owner != nil }?.owner?.span ?? form.span
  }

  // MARK: Words

  private func path(_ form: FormID) -> String { graph.project.path(of: form) }

  private func span(_ form: FormID) -> SourceSpan { graph.project.forms[form].span }

  private func range(_ counts: ClosedRange<Int>) -> String {
    counts.count == 1 ? "\(counts.lowerBound)" : "\(counts.lowerBound) to \(counts.upperBound)"
  }

  /// `david`, `david, maria and joy`, `david, maria, … and 12 others`.
  private func names(_ collected: Collected) -> String {
    let shown = collected.sample.map { graph.project.text(graph.project.users[$0].key) }
    let rest = collected.count - shown.count
    if rest > 0 { return "\(collected.count) users (\(shown.joined(separator: ", ")) and \(rest) more)" }
    if shown.count == 1 { return shown[0] }
    return shown.dropLast().joined(separator: ", ") + " and " + shown[shown.count - 1]
  }

  /// What a user's memberships amount to, in one line; and which of them do not count.
  private func membershipNotes(_ user: UserID) -> [String] {
    let project = graph.project
    let name = project.text(project.users[user].key)
    var notes: [String] = []
    let table = graph.groupsTable(of: user)
    if table.count > 1 {
      let rows = table.count <= 10 ? table.rows() : (0..<10).map { table[$0] }
      let rest = table.count > rows.count ? " and \(table.count - rows.count) more" : ""
      notes.append("\(name) is in " + rows.map { project.name(of: $0) }.joined(separator: ", ") + rest)
    }
    for membership in project.memberships[user.index] where !project.groups[membership.target].caseSharing {
      notes.append("\(name) is a member of \(project.name(of: Owner(membership.target))), which does not share cases")
    }
    for assignment in project.assignments[user.index] {
      let level = project.levels[project.locations[assignment.target].level]
      if !level.sharesCases, !level.viewDescendants {
        notes.append(
          "\(name) is assigned to \(project.name(of: Owner(assignment.target))), whose level neither owns cases nor views child data")
      }
    }
    return Array(notes.prefix(6))
  }

  /// Where a user's memberships are written; of a user without any, where the user is declared.
  private func memberships(_ user: UserID) -> [RelatedPlace] {
    let project = graph.project
    let name = project.text(project.users[user].key)
    var places: [RelatedPlace] = []
    for membership in project.memberships[user.index] {
      places.append(
        RelatedPlace(.span(membership.span), "\(name): membership of \(project.name(of: Owner(membership.target)))"))
    }
    for assignment in project.assignments[user.index] {
      places.append(
        RelatedPlace(.span(assignment.span), "\(name): assignment to \(project.name(of: Owner(assignment.target)))"))
    }
    if places.isEmpty { return [RelatedPlace(.span(project.users[user].span), "\(name) has no group and no location")] }
    return Array(places.prefix(10))
  }
}
