/// A step of a random scenario, and how it is written.
public enum SlowStep: Sendable {
  case sync([String])
  case offline([String])
  case online([String], syncs: Bool)
  case submit(SlowSubmission)
  case change(SlowChange)
}

/// How a step ends.
public enum SlowResult: Equatable, Sendable {
  case done
  case queued
  case stopped(word: String, reason: String)
  /// It cannot happen.
  case refused
}

/// A user fills in a form.
public struct SlowSubmission: Sendable {
  var user: String
  var app: String
  var menu: String
  var form: String
  var selected: String?
  var answers: [(question: String, values: [String])] = []
  var set: [String: String] = [:]
  var updates: Bool?
  /// The new cases' names, each with the number of its open action, from 0.
  var creates: [(name: String, action: Int)] = []
}

/// An administrator changes one setting.
public struct SlowChange: Sendable {
  /// The patch, as YAML.
  var patch: String
  var project: PlainProject
  var deletedWorker: String?

  init(patch: String, project: PlainProject, deletedWorker: String? = nil) {
    (self.patch, self.project, self.deletedWorker) = (patch, project, deletedWorker)
  }

  /// A worker's deletion.
  public init(deleting worker: String, from project: PlainProject) {
    var project = project
    project.mobileWorkers.removeAll { $0.name == worker }
    self.init(patch: "{mobile_workers: {\(worker): null}}", project: project, deletedWorker: worker)
  }
}

extension SlowStep {
  /// As it stands in a scenario.
  public var yaml: String {
    switch self {
    case .sync(let users): return "sync: \(list(users))\n"
    case .offline(let users): return "offline: \(list(users))\n"
    case .online(let users, let syncs): return "online: {users: \(list(users)), sync: \(syncs)}\n"
    case .change(let change): return "change: \(change.patch)\n"
    case .submit(let submission): return "submit: \(submission.yaml)\n"
    }
  }

  private func list(_ users: [String]) -> String { "[\(users.joined(separator: ", "))]" }
}

extension SlowSubmission {
  var yaml: String {
    var parts = ["user: \(user)", "form: \(app)/\(menu)/\(form)"]
    if let selected { parts.append("case: \(selected)") }
    if !answers.isEmpty {
      let all = answers.map { "\($0.question): [\($0.values.map { "\"\($0)\"" }.joined(separator: ", "))]" }
      parts.append("answers: {\(all.joined(separator: ", "))}")
    }
    if !set.isEmpty {
      parts.append("set: {\(set.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: ", "))}")
    }
    if let updates { parts.append("updates: \(updates)") }
    if !creates.isEmpty {
      parts.append("creates: {\(creates.map { "\($0.name): {action: \($0.action + 1)}" }.joined(separator: ", "))}")
    }
    return "{\(parts.joined(separator: ", "))}"
  }
}

extension SlowSimulator {
  /// Plays a step. Users of whom it cannot be true are passed over, the others are not.
  public mutating func play(_ step: SlowStep) -> SlowResult {
    var result = SlowResult.done
    switch step {
    case .sync(let users):
      for user in users {
        if canLogIn(user), devices[user]?.isOnline != false { sync(user) } else { result = .refused }
      }
    case .offline(let users):
      for user in users {
        if canLogIn(user), !webApps.contains(user), devices[user]?.isOnline != false {
          devices[user, default: Device()].isOnline = false
        } else {
          result = .refused
        }
      }
    case .online(let users, let syncs):
      var online: [String] = []
      for user in users {
        if canLogIn(user), devices[user]?.isOnline == false {
          devices[user]?.isOnline = true
          online.append(user)
        } else {
          result = .refused
        }
      }
      for user in online { send(from: user) }
      if syncs { for user in online { sync(user) } }
    case .submit(let submission): result = submit(submission)
    case .change(let change): apply(change)
    }
    return result
  }

  private func canLogIn(_ user: String) -> Bool { SlowEvaluator(project).canLogIn(user) }

  private mutating func submit(_ submission: SlowSubmission) -> SlowResult {
    let user = submission.user
    guard canLogIn(user) else { return .refused }
    if webApps.contains(user) {
      sync(user)
    } else if devices[user]?.project == nil {
      return .refused
    }
    guard let device = devices[user] else { return .refused }
    let filled = SlowFilling(submission, device, names).result
    guard case .success(let form) = filled else {
      if case .failure(let end) = filled { return end.result }
      return .refused
    }
    for action in form.actions {
      var record = devices[user]?.cases[action.name] ?? Case(caseType: action.opens ?? "", owner: user)
      action.apply(to: &record, by: user)
      devices[user]?.cases[action.name] = record
      names.insert(action.name)
    }
    devices[user]?.queue.append(form)
    guard device.isOnline else { return .queued }
    if webApps.contains(user) { sync(user) } else { send(from: user) }
    return .done
  }

  /// Section 1.5: archiving unassigns the workers, also of what is below. Section 1.11: a worker's own cases go.
  private mutating func apply(_ change: SlowChange) {
    let before = SlowEvaluator(project)
    var new = change.project
    let after = SlowEvaluator(new)
    let archived = new.locations.map(\.siteCode).filter { after.isArchived($0) && !before.isArchived($0) }
    for i in new.mobileWorkers.indices { new.mobileWorkers[i].locations.removeAll { archived.contains($0) } }
    for i in new.webUsers.indices { new.webUsers[i].locations.removeAll { archived.contains($0) } }
    for i in new.supervisors.indices { new.supervisors[i].over.removeAll { archived.map { "location:" + $0 }.contains($0) } }
    project = new
    guard let worker = change.deletedWorker else { return }
    devices[worker] = nil
    for (name, record) in server where record.owner == "user:" + worker { server[name]?.isDeleted = true }
  }
}
