import Diagnostics
import ProjectModel

extension SimulationState {
  /// Plays one step. What cannot take place is left out, and why is said: of several users, those who cannot take part.
  public mutating func apply(_ step: Step) -> StepResult {
    stepCount += 1
    stepSpan = step.span
    var result = StepResult(
      index: stepCount, span: step.span, word: step.word, time: step.time?.text, title: Self.title(of: step))
    if let problem = advanceClock(step.time) {
      result.diagnostics.append(problem)
      result.outcome = .refused
      return result
    }
    switch step.kind {
    case .sync(let users): forEachUser(users, "sync", &result) { $0.playSync($1, $2, &$3) }
    case .offline(let users): forEachUser(users, "go offline", &result) { $0.playOffline($1, $2, &$3) }
    case .online(let users, let syncs): playOnline(users, syncs: syncs, &result)
    case .submit(let submission): playSubmission(submission, &result)
    case .change(let edit): playChange(edit, &result)
    case .expect(let expectations): playExpectations(expectations, &result)
    }
    errorCount += result.diagnostics.count
    if options.contents == .all { addContents(&result) }
    return result
  }

  private mutating func advanceClock(_ time: Written?) -> Diagnostic? {
    guard let time else { return nil }
    guard let read = ScenarioTime(time.text) else { return .noTime(time) }
    let now = read.after(clock)
    if let clock, now < clock { return .timeGoesBack(time) }
    clock = now
    return nil
  }

  private static func title(of step: Step) -> String {
    func list(_ users: [Written]) -> String { users.map(\.text).joined(separator: ", ") }
    switch step.kind {
    case .sync(let users): return users.count == 1 ? "\(list(users)) syncs" : "\(list(users)) sync"
    case .offline(let users): return users.count == 1 ? "\(list(users)) goes offline" : "\(list(users)) go offline"
    case .online(let users, let syncs):
      let verb = users.count == 1 ? "comes online" : "come online"
      return "\(list(users)) \(verb)\(syncs ? "" : ", without a sync")"
    case .submit(let submission):
      let selected = submission.selectedCase.map { " for \($0.text)" } ?? ""
      return "\(submission.user.text) submits \(submission.form.text)\(selected)"
    case .change: return "an administrator changes the project"
    case .expect(let all): return all.count == 1 ? "1 expectation" : "\(all.count) expectations"
    }
  }

  // MARK: Users

  /// A user of today's project who can log in; reported if there is none.
  func activeUser(_ name: Written, _ result: inout StepResult) -> UserID? {
    guard let user = user(name, &result) else { return nil }
    guard project.users[user].isActive else {
      result.diagnostics.append(.inactive(name))
      return nil
    }
    return user
  }

  /// A user of today's project; reported if there is none.
  func user(_ name: Written, _ result: inout StepResult) -> UserID? {
    if let user = version.user(named: name.text) { return user }
    result.diagnostics.append(.unknown("user", name, among: suggestions(users, result.diagnostics.count)))
    return nil
  }

  /// The names to look for a suggestion among; none once there are so many errors that looking would take too long.
  func suggestions(_ names: @autoclosure () -> [String], _ problems: Int) -> [String] {
    errorCount + problems < 200 ? names() : []
  }

  /// Calls `body` with the device of each user in turn; users who cannot are reported, and the others go on.
  private mutating func forEachUser(
    _ users: [Written], _ verb: String, _ result: inout StepResult,
    _ body: (inout SimulationState, Written, UserID, inout StepResult) -> Void
  ) {
    for name in users {
      guard let user = activeUser(name, &result) else { continue }
      body(&self, name, user, &result)
    }
    if !result.diagnostics.isEmpty { result.outcome = .refused }
  }

  private mutating func playSync(_ name: Written, _ user: UserID, _ result: inout StepResult) {
    let device = device(of: version.users[user.index])
    guard devices[device].isOnline else {
      result.diagnostics.append(.offline(name))
      return
    }
    observed(device, &result) { $0.sync(device, user, &$1) }
  }

  private mutating func playOffline(_ name: Written, _ user: UserID, _ result: inout StepResult) {
    let device = device(of: version.users[user.index])
    guard !devices[device].isWebApps else {
      result.diagnostics.append(.webAppsOffline(name))
      return
    }
    guard devices[device].isOnline else {
      result.diagnostics.append(.alreadyOffline(name))
      return
    }
    devices[device].isOnline = false
  }

  /// First all send what they have, in order; then each one syncs: so every form has arrived before anyone fetches.
  private mutating func playOnline(_ users: [Written], syncs: Bool, _ result: inout StepResult) {
    var online: [(device: Int, user: UserID)] = []
    for name in users {
      guard let user = activeUser(name, &result) else { continue }
      let device = device(of: version.users[user.index])
      guard !devices[device].isOnline else {
        result.diagnostics.append(.alreadyOnline(name))
        continue
      }
      devices[device].isOnline = true
      online.append((device, user))
    }
    for (device, _) in online { sendForms(device, &result) }
    if syncs {
      for (device, user) in online { observed(device, &result) { $0.sync(device, user, &$1) } }
    }
    if !result.diagnostics.isEmpty { result.outcome = .refused }
  }
}
