import Diagnostics
import OwnershipGraph
import ProjectModel

extension SimulationState {
  /// Compares what is with what is expected. A name that does not exist is an error, never a pass.
  mutating func playExpectations(_ expectations: [Expectation], _ result: inout StepResult) {
    for expectation in expectations {
      let problems = result.diagnostics.count
      let failures = check(expectation, &result)
      if result.diagnostics.count == problems { result.failures += failures }
    }
    if !result.diagnostics.isEmpty {
      result.outcome = .refused
    } else if !result.failures.isEmpty {
      result.outcome = .missed
    }
  }

  private mutating func check(_ expectation: Expectation, _ result: inout StepResult) -> [ExpectationFailure] {
    let failure: ExpectationFailure?
    switch expectation.statement {
    case .state(let name, let facts): failure = checkState(name, facts, expectation, &result)
    case .sees(let user, let list): failure = checkSees(user, list, expectation, &result)
    case .seenBy(let name, let list): failure = checkSeenBy(name, list, expectation, &result)
    case .listed(let user, let menu, let list): failure = checkListed(user, menu, list, expectation, &result)
    case .groups(let user, let list): failure = checkGroups(user, list, expectation, &result)
    case .form(let form): failure = checkForm(form, expectation, &result)
    case .owners(let owners): failure = checkOwners(owners, expectation, &result)
    case .nextSync(let user, let sends, let purges, let fresh):
      return checkNextSync(user, sends, purges, fresh, expectation, &result)
    }
    return failure.map { [$0] } ?? []
  }

  private mutating func checkSees(
    _ name: Written, _ list: NameList, _ expectation: Expectation, _ result: inout StepResult
  ) -> ExpectationFailure? {
    guard knowsCases(list, &result), let device = syncedDevice(of: name, &result) else { return nil }
    touched.users.insert(name.text)
    let cases = devices[device].cases
    return compare(
      cases.keys.map { names.cases[$0] }, list, expectation, subject: "cases on the device of \(name.text)",
      unknown: uncertainCases(but: Set(cases.keys))
    ) { explain(user: name.text, case: $0) }
  }

  /// The device of a user, which must have synced: of any other nothing can be said. Reported if it has not.
  private func syncedDevice(of name: Written, _ result: inout StepResult) -> Int? {
    guard let user = user(name, &result) else { return nil }
    if let device = deviceOfUser[version.users[user.index]], devices[device].hasSynced { return device }
    result.diagnostics.append(project.users[user].isActive ? .neverSynced(name, isExpected: true) : .inactive(name))
    return nil
  }

  private mutating func checkSeenBy(
    _ name: Written, _ list: NameList, _ expectation: Expectation, _ result: inout StepResult
  ) -> ExpectationFailure? {
    let known = list.all.map { user($0, &result) != nil }
    guard let c = knownCase(name, &result.diagnostics), !known.contains(false) else { return nil }
    let there = devices.filter { $0.cases[c] != nil }.map { names.owners.bareName($0.user) }
    var unknown: [String: String] = [:]
    if let reason = uncertainCases(but: [])[name.text] {
      for device in devices where device.hasSynced && device.cases[c] == nil {
        unknown[names.owners.bareName(device.user)] = reason
      }
    }
    return compare(there, list, expectation, subject: "users who see \(name.text)", unknown: unknown) {
      explain(user: $0, case: name.text)
    }
  }

  private mutating func checkListed(
    _ name: Written, _ menu: Written, _ list: NameList, _ expectation: Expectation, _ result: inout StepResult
  ) -> ExpectationFailure? {
    guard let device = syncedDevice(of: name, &result) else { return nil }
    let menus = devices[device].version ?? version
    guard let id = menus.menus[menu.text] else {
      result.diagnostics.append(
        notOnDevice("menu", menu, isNew: version.menus[menu.text] != nil, device)
          ?? .unknown(
            "menu", menu, among: suggestions(menus.menus.keys.sortedByBytes(), result.diagnostics.count),
            help: "write it as `APP/MENU`"))
      return nil
    }
    guard knowsCases(list, &result) else { return nil }
    touched.menus.insert(menu.text)
    let found = lists(of: devices[device]).first { $0.menu == menu.text }
    var unknown: [String: String] = [:]
    var there = found?.cases ?? []
    if let found, found.isFiltered {
      for c in found.cases { unknown[c] = "the menu has a filter, which is not evaluated" }
      there = []
    }
    let types = menus.menuTypes[id.index]
    for (c, reason) in uncertainCases(but: Set(devices[device].cases.keys)) {
      guard let number = names.cases.existing(c), types.contains(server.cases[Int(number)].type) else { continue }
      unknown[c] = reason
    }
    let subject = "cases listed in \(menu.text) for \(name.text)"
    return compare(there, list, expectation, subject: subject, unknown: unknown) { c in
      guard let number = names.cases.existing(c) else { return explain(user: name.text, case: c) }
      if let (reason, _) = whyNotListed(number, id, menus, device), devices[device].cases[number] != nil {
        return [ExplainedStep(reason)]
      }
      return explain(user: name.text, case: c)
    }
  }

  private mutating func checkGroups(
    _ name: Written, _ list: NameList, _ expectation: Expectation, _ result: inout StepResult
  ) -> ExpectationFailure? {
    guard let user = user(name, &result) else { return nil }
    let known = list.all.map { isRow($0, &result.diagnostics) }
    guard !known.contains(false), let device = syncedDevice(of: name, &result) else { return nil }
    let rows = devices[device].table.owners.map { names.owners[$0] }
    var failure = compare(rows, list, expectation, subject: "groups on the device of \(name.text)") { owner in
      guard let found = names.owners.existing(owner).flatMap({ version.owner($0) }) else {
        return [ExplainedStep("the project has no \(owner) any more")]
      }
      let explanation = version.graph.explain(user, found)
      let since = explanation.holds != rows.contains(owner) ? [ExplainedStep("the device has not synced since")] : []
      let steps = (explanation.paths.first ?? []).map { ExplainedStep($0.text, place($0.span)) }
      return since + steps + explanation.obstacles.map { ExplainedStep($0.text, place($0.span)) }
    }
    // A group can be in the table twice (semantics 1.3), and that is what the check counts.
    if failure == nil, !expectation.isNegated, let exactly = list.exactly, exactly.count != rows.count {
      let difference = Difference(
        kind: .unexpected, name: "\(rows.count) rows", reason: "a location that is assigned and viewed counts twice",
        explanation: [], span: nil)
      failure = ExpectationFailure(
        subject: "groups on the device of \(name.text)", differences: [difference], span: expectation.span)
    }
    return failure
  }

  /// Whether a text names what can be a row of a user-groups table: users never are (semantics 2). Reported if not.
  private func isRow(_ name: Written, _ problems: inout [Diagnostic]) -> Bool {
    guard isOwner(name, &problems) else { return false }
    if name.text.hasPrefix("group:") || name.text.hasPrefix("location:") { return true }
    problems.append(.neverRow(name))
    return false
  }

  /// Whether a text names an owner; reported if not.
  func isOwner(_ name: Written, _ problems: inout [Diagnostic]) -> Bool {
    if name.text == "unowned" || name.text == "-" { return true }
    guard ["user:", "group:", "location:"].contains(where: name.text.hasPrefix) else {
      // A bare name is mostly one of something: say of what.
      let known = suggestions(names.owners.all.filter { $0.contains(":") }, problems.count)
      let namesake = known.first { $0.hasSuffix(":" + name.text) }
      problems.append(
        .unknown(
          "owner", name, among: namesake.map { [$0] } ?? known,
          help: namesake.map { "did you mean `\($0)`?" }
            ?? "write `user:NAME`, `group:NAME`, `location:SITE_CODE` or `unowned`"))
      return false
    }
    if names.owners.existing(name.text) != nil { return true }
    problems.append(.unknownOwner(name, in: project))
    return false
  }

  private mutating func checkNextSync(
    _ name: Written, _ sends: NameList?, _ purges: NameList?, _ fresh: NameList?, _ expectation: Expectation,
    _ result: inout StepResult
  ) -> [ExpectationFailure] {
    let lists = [sends, purges, fresh].compactMap(\.self)
    let known = lists.map { knowsCases($0, &result) }
    guard let user = activeUser(name, &result), !known.contains(false) else { return [] }
    let device = device(of: version.users[user.index])
    var (next, ahead) = lookAhead(device, user)
    let uncertain = ahead.uncertain(next, device, user)
    func failure(
      _ cases: [Int32], _ list: NameList?, _ kind: NextSyncList, _ what: String, _ unknown: [String: String]
    ) -> ExpectationFailure? {
      guard let list else { return nil }
      return compare(
        cases.map { names.cases[$0] }, list, expectation, subject: "what the next sync of \(name.text) \(what)",
        unknown: unknown
      ) { c in names.cases.existing(c).map { ahead.reasons(kind, $0, next, device, user) } ?? [] }
    }
    return [
      failure(next.sent, sends, .sends, "sends", uncertain.sends),
      failure(next.purged, purges, .purges, "purges", uncertain.purges),
      failure(next.live, fresh, .fresh, "would send to a fresh device", uncertain.fresh),
    ].compactMap(\.self)
  }
}
