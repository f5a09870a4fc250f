import OwnershipGraph
import ProjectModel
import SlowEvaluator

/// Asks the graph and the slow evaluator every question about one project.
struct Comparison {
  private let fast: TestProject
  private let graph: OwnershipGraph
  private let slow: SlowEvaluator
  private let project: PlainProject
  /// Every form as `APP/MENU/FORM`, with its parts.
  private let forms: [(path: String, app: String, menu: String, form: String)]
  private var judge: AttemptJudge
  private var outcomesOnly: AttemptJudge
  private var sight: CaseSight
  private let viewers: Viewers
  /// The slow evaluator's answers by user: they are slow.
  private var slowlySent: [String: [String]] = [:]
  private var slowlyOnDevice: [String: [String]] = [:]
  private var slowOwnerIDs: [String: [String]] = [:]
  private var found: [String] = []

  init(_ fast: TestProject, _ slow: SlowEvaluator) {
    (self.fast, graph, self.slow, project) = (fast, fast.graph, slow, slow.project)
    forms = project.apps.flatMap { app in
      app.menus.flatMap { menu in
        menu.forms.map { ("\(app.key)/\(menu.key)/\($0.key)", app.key, menu.key, $0.key) }
      }
    }
    judge = AttemptJudge(fast.graph)
    outcomesOnly = AttemptJudge(fast.graph, wantsOwners: false)
    sight = CaseSight(fast.graph)
    viewers = Viewers(fast.graph)
  }

  /// Where the two differ: the question and both answers, a line each.
  consuming func disagreements() throws -> [String] {
    for user in slow.userNames {
      slowlySent[user] = slow.sent(user)
      slowlyOnDevice[user] = slow.onDevice(user)
      slowOwnerIDs[user] = slow.ownerIDs(of: user)
    }
    compareNames()
    try compareChecks()
    for user in slow.userNames {
      try compareOwners(user)
      try compareCases(user)
      try compareAttempts(user)
    }
    try compareWhoSees()
    return found
  }

  private mutating func compare<Answer: Equatable>(
    _ question: @autoclosure () -> String, _ fast: Answer, _ slow: Answer
  ) {
    if fast != slow { found.append("\(question()): the graph says \(fast), the slow evaluator \(slow)") }
  }

  /// What there is to ask about is the same.
  private mutating func compareNames() {
    compare("users", fast.names(Array(graph.project.users.ids)), slow.userNames.map { "user:" + $0 })
    compare("cases", fast.names(Array(graph.project.cases.ids)).sorted(), project.cases.map(\.name).sorted())
    compare("forms", fast.formNames, forms.map(\.path).sorted())
  }

  // MARK: Sections 1 and 2

  private mutating func compareOwners(_ user: String) throws {
    let id = try fast.user(user)
    let ownerIDs = slowOwnerIDs[user, default: []]
    let table = slow.groupTable(of: user)
    compare("owner ids of \(user)", fast.names(graph.ownerIDs(of: id)), ownerIDs)
    let rows = graph.groupsTable(of: id)
    compare("table of \(user)", fast.names(rows.rows()), table.map(\.owner))
    compare("table of \(user), row by row", fast.names((0..<rows.count).map { rows[$0] }), table.map(\.owner))
    compare("names in the table of \(user)", rows.rows().map(graph.groupName), table.map(\.name))
    compare("group count of \(user)", graph.groupCount(of: id), slow.groupCount(of: user))
    for owner in fast.allOwners {
      let name = graph.project.name(of: owner)
      compare("\(user) owns cases of \(name)", graph.owns(id, owner), ownerIDs.contains(name))
    }
  }

  // MARK: Section 3

  private mutating func compareChecks() throws {
    for (path, app, menu, form) in forms {
      let slowly = slow.carriesCheck(app: app, menu: menu, form: form)
      compare("check of \(path)", graph.carriesCheck(try fast.form(path)), slowly)
    }
  }

  private mutating func compareAttempts(_ user: String) throws {
    let id = try fast.user(user)
    let apps = graph.apps(of: id).map { graph.project.text(graph.project.apps[$0].key) }
    compare("apps of \(user)", apps.sorted(), slow.appsOpen(to: user).sorted())
    for (path, app, menu, form) in forms {
      let question = "\(user) tries \(path)"
      let mayTry = graph.project.users[id].isActive && apps.contains(app)
      let slowly = slow.attempt(user: user, app: app, menu: menu, form: form)
      compare("whether \(question)", mayTry, slowly != nil)
      guard let slowly, mayTry else { continue }
      let attempt = judge.attempt(id, try fast.form(path))
      compare("outcome when \(question)", attempt.outcome.word, slowly.outcome.rawValue)
      compare("reason when \(question)", attempt.outcome.reason, slowly.reason)
      compare("check when \(question)", attempt.carriesCheck, graph.carriesCheck(attempt.form))
      compare("count when \(question)", attempt.groupCount, graph.groupCount(of: id))
      compare("outcome alone when \(question)", outcomesOnly.attempt(id, try fast.form(path)).outcome, attempt.outcome)
      // Of a form that stops or fails the slow evaluator lists no cases.
      guard slowly.outcome == .opens else { continue }
      let types = attempt.opened.map { graph.project.text(graph.project.caseTypes[$0.caseType].key) }
      compare("case types when \(question)", types, slowly.cases.map(\.caseType))
      let owners = attempt.opened.map { OwnersInWords($0.forecast, of: id, in: graph.project) }
      compare("owners when \(question)", owners, slowly.cases.map { OwnersInWords($0.owners) })
    }
  }

  // MARK: Section 4

  private mutating func compareCases(_ user: String) throws {
    let id = try fast.user(user)
    let ownerIDs = slowOwnerIDs[user, default: []]
    let owned = project.cases.filter { ownerIDs.contains($0.owner) }.map(\.name)
    compare("cases owned by \(user)", fast.names(sight.owned(by: id)).sorted(), owned.sorted())
    let seen = sight.sight(of: id)
    compare("sent to \(user)", fast.names(seen.sent).sorted(), slowlySent[user])
    compare("on the device of \(user)", fast.names(seen.onDevice).sorted(), slowlyOnDevice[user])
    var listed: [String: [String]] = [:]
    for (menu, cases) in sight.listed(for: id, onDevice: seen.onDevice) {
      let record = graph.project.menus[menu]
      let path = [graph.project.apps[record.app].key, record.key].map(graph.project.text).joined(separator: "/")
      listed[path] = fast.names(cases).sorted()
    }
    compare("listed for \(user)", listed, slow.listed(user))
  }

  private mutating func compareWhoSees() throws {
    let active = slow.userNames.filter { slow.canLogIn($0) }
    func users(_ isMeant: (String) -> Bool) -> [String] { active.filter(isMeant).map { "user:" + $0 }.sorted() }
    for owner in fast.allOwners {
      let name = graph.project.name(of: owner)
      let slowly = users { slowOwnerIDs[$0, default: []].contains(name) }
      compare("who sees \(name)", fast.names(viewers.users(of: owner)).sorted(), slowly)
    }
    for name in project.cases.map(\.name) {
      let (see, sentInVain) = viewers.users(of: try fast.declaredCase(name), &sight)
      let slowly = users { slowlyOnDevice[$0, default: []].contains(name) }
      compare("who sees case \(name)", fast.names(see).sorted(), slowly)
      let vainly = users {
        slowlySent[$0, default: []].contains(name) && !slowlyOnDevice[$0, default: []].contains(name)
      }
      compare("case \(name) is sent in vain", fast.names(sentInVain).sorted(), vainly)
    }
  }
}

extension OwnersInWords {
  init(_ owners: SlowOwners) {
    self.init(
      owners.possible, unknown: owners.unknown, mayBeEmpty: owners.mayBeEmpty, severalIDs: owners.severalIDs)
  }
}
