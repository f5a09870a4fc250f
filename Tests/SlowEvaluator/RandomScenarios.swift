/// Random scenarios: a random project of people and places, apps whose forms do everything to cases, and steps that
/// mostly can happen.
public struct RandomScenario: Sendable {
  private var dice: SplitMix64
  /// The project at the beginning.
  public let project: PlainProject
  public private(set) var simulator: SlowSimulator
  private var made = 0

  public init(seed: UInt64) {
    var maker = RandomProject(seed: seed, namesakes: false)
    maker.makeFeatures()
    maker.makeLevels()
    maker.makeLocations()
    maker.makeGroups()
    maker.makeMobileWorkers()
    maker.makeWebUsers()
    maker.makeSupervisors()
    maker.makeSimulatedApps()
    maker.makeCases()
    maker.addCycle()
    // Patches name locations by their site code: the flat layout.
    repeat {
      maker.project.styleSeed = maker.dice.next()
      var style = SplitMix64(seed: maker.project.styleSeed)
      if !style.chance(50) { break }
    } while true
    dice = maker.dice
    project = maker.project
    let users = maker.project.mobileWorkers.map(\.name) + maker.project.webUsers.map(\.name)
    simulator = SlowSimulator(maker.project, webApps: Set(maker.dice.sample(users, maker.dice.below(3))))
  }

  /// Chooses the next step, plays it, and gives both.
  public mutating func next() -> (step: SlowStep, result: SlowResult) {
    let step = choose()
    return (step, simulator.play(step))
  }

  private var users: [String] { SlowEvaluator(simulator.project).userNames }

  private mutating func choose() -> SlowStep {
    switch dice.below(100) {
    case 0..<22: return .sync(dice.sample(users, dice.pick(1, 1, 2, 3)))
    case 22..<30:
      let online = users.filter { simulator.devices[$0]?.isOnline != false }
      return online.isEmpty ? .sync(dice.sample(users, 1)) : .offline(dice.sample(online, dice.pick(1, 2)))
    case 30..<40:
      let offline = users.filter { simulator.devices[$0]?.isOnline == false }
      return offline.isEmpty
        ? .sync(dice.sample(users, 1)) : .online(dice.sample(offline, dice.pick(1, 2, 3)), syncs: dice.chance(70))
    case 40..<88: return submission().map { .submit($0) } ?? .sync(dice.sample(users, 1))
    default: return change().map { .change($0) } ?? .sync(dice.sample(users, 1))
    }
  }

  // MARK: Submissions

  private mutating func submission() -> SlowSubmission? {
    let ready = users.filter { simulator.devices[$0]?.project != nil || simulator.webApps.contains($0) }
    guard let user = dice.pick(ready) else { return nil }
    let project = simulator.devices[user]?.project ?? simulator.project
    let evaluator = SlowEvaluator(project)
    let apps = project.apps.filter { evaluator.appsLookedAt(by: user).contains($0.key) }
    guard let app = dice.pick(apps), let menu = dice.pick(app.menus), let form = dice.pick(menu.forms) else { return nil }
    var submission = SlowSubmission(user: user, app: app.key, menu: menu.key, form: form.key)
    if form.requiresCase == true {
      let listed = (simulator.lists(of: user)["\(app.key)/\(menu.key)"] ?? []).sorted()
      submission.selected = dice.chance(4) ? dice.pick(simulator.names.sorted()) : dice.pick(listed)
      if submission.selected == nil { return nil }
    }
    for question in form.questions where question.required == true || dice.chance(80) {
      if dice.chance(2) { continue }
      let values = answers(question, user, evaluator)
      if !values.isEmpty { submission.answers.append((question.key, values)) }
    }
    let updates = evaluator.activeUpdates(of: form)
    if form.requiresCase == true {
      if let updates, updates.ownerID == nil, dice.chance(80) {
        submission.set = [dice.pick("weight", "height"): "\(dice.below(100))"]
      }
      if updates?.when == "conditional", submission.set.isEmpty { submission.updates = dice.pick(nil, true, false) }
    }
    for (number, open) in form.opens.enumerated() where open.when != "never" {
      let times = open.repeats == true ? dice.below(3) : open.when == "conditional" ? dice.below(2) : 1
      for _ in 0..<times {
        made += 1
        submission.creates.append(("new-\(made)", number))
      }
    }
    return submission
  }

  private mutating func answers(_ question: PlainProject.Question, _ user: String, _ evaluator: SlowEvaluator) -> [String] {
    let table = evaluator.groupTable(of: user)
    let several = question.type == "checkbox" ? dice.number(in: 1...2) : 1
    guard let lookup = question.lookup, lookup.uri == "jr://fixture/user-groups" else {
      // Anything can be typed in: a reference, an id, or any text.
      let groups = evaluator.project.groups
      return [dice.pick(groups.map { "group:" + $0.key }) ?? "x", dice.pick(groups.map { $0.id ?? "some-text" }) ?? "x"]
        .suffix(dice.chance(70) ? 1 : 2).prefix(1).map { $0 }
    }
    let rows = lookup.value == "@id" ? table.map(\.owner) : table.map(\.name)
    if rows.isEmpty || dice.chance(3) { return dice.sample(evaluator.project.groups.map { "group:" + $0.key }, 1) }
    var chosen: [String] = []
    for row in dice.sample(rows, several) where !chosen.contains(row) { chosen.append(row) }
    return chosen
  }

  // MARK: Changes

  private mutating func change() -> SlowChange? {
    var new = simulator.project
    switch dice.below(10) {
    case 0:
      guard let i = new.groups.indices.randomElement(&dice) else { return nil }
      new.groups[i].caseSharing = new.groups[i].caseSharing != true
      return SlowChange(patch: "{groups: {\(new.groups[i].key): {case_sharing: \(new.groups[i].caseSharing == true)}}}", project: new)
    case 1:
      guard let i = new.groups.indices.randomElement(&dice) else { return nil }
      new.groups[i].members = dice.sample(new.mobileWorkers.map(\.name), dice.below(4))
      return SlowChange(patch: "{groups: {\(new.groups[i].key): {members: \(list(new.groups[i].members))}}}", project: new)
    case 2:
      guard let i = new.mobileWorkers.indices.randomElement(&dice) else { return nil }
      new.mobileWorkers[i].groups = dice.sample(new.groups.map(\.key), dice.pick(0, 1, 1, 2))
      return SlowChange(patch: worker(new.mobileWorkers[i].name, "groups: \(list(new.mobileWorkers[i].groups))"), project: new)
    case 3, 4:
      guard let i = new.mobileWorkers.indices.randomElement(&dice) else { return nil }
      new.mobileWorkers[i].locations = dice.sample(new.locations.map(\.siteCode), dice.pick(0, 1, 1, 2))
      return SlowChange(
        patch: worker(new.mobileWorkers[i].name, "locations: \(list(new.mobileWorkers[i].locations))"), project: new)
    case 5:
      guard let i = new.levels.indices.randomElement(&dice) else { return nil }
      let isShared = dice.chance(50)
      if isShared { new.levels[i].sharesCases = new.levels[i].sharesCases != true }
      else { new.levels[i].viewDescendants = new.levels[i].viewDescendants != true }
      let flag = isShared
        ? "shares_cases: \(new.levels[i].sharesCases == true)" : "view_descendants: \(new.levels[i].viewDescendants == true)"
      return SlowChange(patch: "{organization: {levels: {\(new.levels[i].key): {\(flag)}}}}", project: new)
    case 6:
      guard let i = new.locations.indices.randomElement(&dice) else { return nil }
      new.locations[i].archived = new.locations[i].archived != true
      let archived = new.locations[i].archived == true
      return SlowChange(
        patch: "{organization: {locations: {\(new.locations[i].siteCode): {archived: \(archived)}}}}", project: new)
    case 7:
      guard let i = new.apps.indices.randomElement(&dice) else { return nil }
      new.apps[i].caseSharing = new.apps[i].caseSharing != true
      return SlowChange(patch: "{apps: {\(new.apps[i].key): {case_sharing: \(new.apps[i].caseSharing == true)}}}", project: new)
    case 8:
      guard let i = new.mobileWorkers.indices.randomElement(&dice) else { return nil }
      new.mobileWorkers[i].active = new.mobileWorkers[i].active == false
      return SlowChange(
        patch: worker(new.mobileWorkers[i].name, "active: \(new.mobileWorkers[i].active != false)"), project: new)
    default:
      if dice.chance(50) {
        new.features.extensionSync = new.features.extensionSync != true
        return SlowChange(patch: "{features: {extension_sync: \(new.features.extensionSync == true)}}", project: new)
      }
      return deletion(&new)
    }
  }

  /// A worker to whom no form refers is deleted.
  private mutating func deletion(_ new: inout PlainProject) -> SlowChange? {
    var apps = PlainProject(name: "apps")
    apps.apps = new.apps
    let text = apps.yaml
    guard let worker = dice.pick(new.mobileWorkers)?.name, !text.contains("user:" + worker), new.mobileWorkers.count > 1 else {
      return nil
    }
    new.mobileWorkers.removeAll { $0.name == worker }
    var parts = ["mobile_workers: {\(worker): null}"]
    var groups: [String] = []
    for i in new.groups.indices where new.groups[i].members.contains(worker) {
      new.groups[i].members.removeAll { $0 == worker }
      groups.append("\(new.groups[i].key): {members: \(list(new.groups[i].members))}")
    }
    if !groups.isEmpty { parts.append("groups: {\(groups.joined(separator: ", "))}") }
    if new.supervisors.contains(where: { $0.user == worker }) {
      new.supervisors.removeAll { $0.user == worker }
      parts.append("supervisors: {\(worker): null}")
    }
    return SlowChange(patch: "{\(parts.joined(separator: ", "))}", project: new, deletedWorker: worker)
  }

  private func worker(_ name: String, _ setting: String) -> String { "{mobile_workers: {\(name): {\(setting)}}}" }

  private func list(_ names: [String]) -> String { "[\(names.joined(separator: ", "))]" }
}

extension Range<Int> {
  fileprivate func randomElement(_ dice: inout SplitMix64) -> Int? { isEmpty ? nil : lowerBound + dice.below(count) }
}

// MARK: - Apps

extension RandomProject {
  /// Three apps; in each menu the forms of a real one, with owners of every kind.
  mutating func makeSimulatedApps() {
    for key in Self.appKeys {
      var app = PlainProject.App(key)
      app.caseSharing = dice.flag(70)
      for type in dice.sample(project.caseTypes, 2) {
        let isAdvanced = dice.chance(30)
        var menu = PlainProject.Menu(type)
        menu.type = isAdvanced ? "advanced" : nil
        menu.caseType = type
        menu.forms = [register(type), visit(), discharge(), transfer(), refer("refer"), refer("again")]
        if isAdvanced { menu.forms.append(together(type)) }
        app.menus.append(menu)
      }
      project.apps.append(app)
    }
  }

  /// Declared cases may even be above themselves.
  mutating func addCycle() {
    guard dice.chance(10), project.cases.count > 1 else { return }
    let (a, b) = (dice.below(project.cases.count), dice.below(project.cases.count))
    let relationship = dice.pick("child", "extension")
    for (from, to) in [(a, b), (b, a)] where !project.cases[from].indices.contains(where: { $0.to == project.cases[to].name }) {
      project.cases[from].indices.append(.init(to: project.cases[to].name, relationship: relationship))
    }
  }

  private mutating func register(_ type: String) -> PlainProject.Form {
    var form = PlainProject.Form("register")
    var open = PlainProject.Open(type)
    if dice.chance(60) { open.ownerID = simulatedOwner(in: &form) }
    form.opens = [open]
    return form
  }

  private func visit() -> PlainProject.Form {
    var form = PlainProject.Form("visit")
    form.requiresCase = true
    form.updates = PlainProject.Updates()
    form.updates?.properties = ["weight", "height"]
    return form
  }

  private func discharge() -> PlainProject.Form {
    var form = PlainProject.Form("discharge")
    form.requiresCase = true
    form.closes = true
    return form
  }

  private mutating func transfer() -> PlainProject.Form {
    var form = PlainProject.Form("transfer")
    form.requiresCase = true
    form.updates = PlainProject.Updates()
    form.updates?.when = dice.pick(nil, nil, "conditional")
    let owner = simulatedOwner(in: &form)
    form.updates?.ownerID = owner
    form.closes = dice.flag(10)
    return form
  }

  /// Children and extensions of the selected case.
  private mutating func refer(_ key: String) -> PlainProject.Form {
    var form = PlainProject.Form(key)
    form.requiresCase = true
    for _ in 0..<dice.pick(1, 1, 2) {
      var open = PlainProject.Open(dice.pick(project.caseTypes) ?? "patient")
      open.indices = [.init(to: "selected_case", dice.chance(50) ? .child : .extension)]
      open.when = dice.pick(nil, nil, "conditional", "never")
      open.repeats = dice.flag(20)
      if dice.chance(70) { open.ownerID = simulatedOwner(in: &form) }
      form.opens.append(open)
    }
    if dice.chance(20) { form.closes = true }
    return form
  }

  /// A case and another that refers to it, opened together.
  private mutating func together(_ type: String) -> PlainProject.Form {
    var form = PlainProject.Form("together")
    var main = PlainProject.Open(type)
    if dice.chance(50) { main.ownerID = simulatedOwner(in: &form) }
    var other = PlainProject.Open(dice.pick(project.caseTypes) ?? "patient")
    other.indices = [.init(to: "opened_case", dice.chance(50) ? .child : .extension)]
    other.when = dice.pick(nil, "conditional")
    if dice.chance(60) { other.ownerID = simulatedOwner(in: &form) }
    form.opens = [main, other]
    return form
  }

  private mutating func simulatedOwner(in form: inout PlainProject.Form) -> PlainProject.OwnerValue {
    switch dice.below(4) {
    case 0: return .named(dice.pick(groupReferences + locationReferences) ?? "unowned")
    default: return randomOwner(in: &form, evaluated: true)
    }
  }
}
