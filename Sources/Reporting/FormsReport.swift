import OwnershipGraph
import ProjectModel

/// Users' attempts at forms, users who behave alike together (semantics 3).
public struct FormsReport {
  private let graph: OwnershipGraph
  private var locator: Locator
  /// By form, in order of declaration: what happens, and to whom.
  private let classes: [(attempt: Attempt, users: [UserID])]

  /// Makes the attempts of the given users at the given forms, as far as the users may open the apps.
  public init(_ graph: OwnershipGraph, users: some Sequence<UserID>, forms: Set<FormID>?) {
    self.graph = graph
    locator = Locator(graph.project.sources)
    let project = graph.project
    var judge = AttemptJudge(graph)
    var order: [[Attempt]] = Array(repeating: [], count: project.forms.count)
    var members: [Attempt: [UserID]] = [:]
    for user in users where project.users[user].isActive {
      for app in graph.apps(of: user) {
        for menu in project.apps[app].menus {
          for form in project.menus[menu].forms where forms?.contains(FormID(form)) ?? true {
            let attempt = judge.attempt(user, FormID(form))
            if members[attempt, default: []].isEmpty { order[form].append(attempt) }
            members[attempt, default: []].append(user)
          }
        }
      }
    }
    classes = order.flatMap { attempts in attempts.map { ($0, members[$0] ?? []) } }
  }

  private var project: Project { graph.project }

  private func name(_ user: UserID) -> String { project.text(project.users[user].key) }

  private func name(_ owner: PossibleOwner, for user: UserID?) -> String {
    switch owner {
    case .submittingUser: user.map { project.name(of: Owner($0)) } ?? "the user"
    case .owner(let owner): project.name(of: owner)
    case .unowned: "unowned"
    case .text(let text): "text:" + text
    }
  }

  // MARK: JSON

  /// The contract's `attempts`. Where the owner is the submitting user, each user stands alone, with the own id.
  public mutating func json() -> [UInt8] {
    var json = JSONWriter()
    json.object { json in
      json.arrayField("attempts") { json in
        for (attempt, users) in classes {
          if attempt.opened.contains(where: { $0.forecast.owners.contains(.submittingUser) }) {
            for user in users { write(attempt, [user], &json) }
          } else {
            write(attempt, users, &json)
          }
        }
      }
    }
    return json.bytes
  }

  private mutating func write(_ attempt: Attempt, _ users: [UserID], _ json: inout JSONWriter) {
    let form = project.forms[attempt.form]
    let menu = project.menus[form.menu]
    json.object { json in
      json.field("users", Words.sorted(users.map(name)))
      json.field("app", project.text(project.apps[menu.app].key))
      json.field("menu", project.text(menu.key))
      json.field("form", project.text(form.key))
      json.field("carries_check", attempt.carriesCheck)
      json.field("outcome", attempt.outcome.word)
      json.field("reason", orNull: attempt.outcome.reason)
      if case .fails(_, let path) = attempt.outcome { json.field("expression", path) }
      json.field("group_count", attempt.groupCount)
      if attempt.outcome == .stopsWithSeveralGroups, let user = users.first {
        // Where the memberships of one of the users are written.
        json.arrayField("groups") { json in
          for (row, step) in memberships(user) {
            json.object { json in
              json.field("owner", project.name(of: row))
              json.field("user", name(user))
              json.field("because", step?.text ?? "")
              locator.write(step?.span, &json)
            }
          }
        }
      }
      json.arrayField("opens") { json in
        for opened in attempt.opened {
          json.object { json in
            json.field("case_type", project.text(project.caseTypes[opened.caseType].key))
            json.field("owners", opened.forecast.owners.map { name($0, for: users.first) })
            json.field("unknown", opened.forecast.unknown != nil)
            if let reason = opened.forecast.unknown { json.field("unknown_because", reason) }
            if opened.forecast.mayBeEmpty { json.field("may_be_empty", true) }
            if opened.forecast.mayBeSeveralIDs { json.field("may_be_several_ids", true) }
          }
        }
      }
    }
  }

  // MARK: Text

  /// The same for people: form by form, class by class.
  public mutating func text() -> [UInt8] {
    var table = TextTable()
    var last: FormID?
    for (attempt, users) in classes {
      if attempt.form != last {
        if last != nil { table.row(0, "") }
        let check = attempt.carriesCheck ? "carries the group-count check" : "no group-count check"
        table.row(0, "\(project.path(of: attempt.form)) (\(check))")
        last = attempt.form
      }
      write(attempt, users, &table)
    }
    if classes.isEmpty { table.row(0, "no user may open such a form") }
    return table.bytes
  }

  private mutating func write(_ attempt: Attempt, _ users: [UserID], _ table: inout TextTable) {
    let who = Words.sample(Words.sorted(users.map(name)), limit: 10)
    let count = users.count > 1 ? " (\(users.count))" : ""
    switch attempt.outcome {
    case .opens:
      table.row(2, "opens", who + count)
      for opened in attempt.opened { writeOpened(opened, &table) }
    case .stopsWithoutGroup:
      table.row(2, "stops", who + count + ": no case sharing group")
    case .stopsWithSeveralGroups:
      table.row(2, "stops", who + count + ": \(attempt.groupCount) case sharing groups")
      if let user = users.first { writeMemberships(user, alone: users.count == 1, &table) }
    case .fails(let failure, let path):
      let why =
        switch failure {
        case .severalNodes: "`\(path)` finds several groups where one value is needed"
        case .noSuchNode:
          "`\(path)` leads nowhere"
            + (path.contains("/user/data/")
              ? ": the user data has no such field" : attempt.groupCount == 0 ? ": there is no group" : "")
        case .unsupportedFunction: "the engine has no function `\(path)`"
        case .other: path
        }
      table.row(2, "fails", who + count + ": " + why)
    }
  }

  private func writeOpened(_ opened: OpenedCase, _ table: inout TextTable) {
    let forecast = opened.forecast
    var owners = Words.sample(forecast.owners.map { name($0, for: nil) }, limit: 10)
    if let reason = forecast.unknown { owners += (owners.isEmpty ? "" : ", or ") + "unknown (\(reason))" }
    if owners.isEmpty { owners = "nobody" }
    if forecast.mayBeEmpty { owners += "; may be left empty" }
    if forecast.mayBeSeveralIDs { owners += "; several can be saved at once, which nobody owns" }
    table.row(10, "opens \(project.text(project.caseTypes[opened.caseType].key)), owned by \(owners)")
  }

  /// The rows of a user's table, each with the membership behind it: of a row that is there twice, the second time the
  /// second one (semantics 1.3).
  private func memberships(_ user: UserID, limit: Int = .max) -> [(row: Owner, step: ExplanationStep?)] {
    let table = graph.groupsTable(of: user)
    let rows = table.count <= limit ? table.rows() : (0..<limit).map { table[$0] }
    var seen: [Owner: Int] = [:]
    return rows.map { row in
      let paths = graph.paths(user, row)
      let turn = seen[row, default: 0]
      seen[row] = turn + 1
      return (row, (turn < paths.count ? paths[turn] : paths.last)?.first)
    }
  }

  /// Where the memberships are written that make several groups.
  private mutating func writeMemberships(_ user: UserID, alone: Bool, _ table: inout TextTable) {
    let rows = graph.groupsTable(of: user)
    let limit = 10
    if !alone { table.row(10, "for example \(name(user)):") }
    for (row, step) in memberships(user, limit: limit) {
      table.row(10, "\(project.name(of: row)): \(step?.text ?? "") (\(locator.text(step?.span)))")
    }
    if rows.count > limit { table.row(10, "and \(rows.count - limit) more") }
  }
}
