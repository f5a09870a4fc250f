import CaseGraph
import Diagnostics
import OwnershipGraph
import ProjectModel

extension SimulationState {
  /// Why a case is on a user's device, or why not, with the places that say so.
  public func explain(user: String, case name: String) -> [ExplainedStep] {
    guard let c = names.cases.existing(name), let number = names.owners.existing("user:" + user) else { return [] }
    return explanation(c, number)
  }

  /// Why a case is on the device of the user with a number, or why not.
  func explanation(_ c: Int32, _ number: Int32) -> [ExplainedStep] {
    let name = "case:" + names.cases[c]
    let userName = names.owners.bareName(number)
    guard let user = version.user(number) else { return [ExplainedStep("there is no user `\(userName)` any more")] }
    let device = deviceOfUser[number].map { devices[$0] }
    let isThere = device?.cases[c] != nil
    guard device?.hasSynced ?? false else {
      return [ExplainedStep("the device of \(userName) has never synced", place(version.project.users[user].span))]
    }
    if let absence = absence(c) {
      guard isThere, server.cases[Int(c)].status == .absent else { return absence }
      let made = ownedStep(c, "\(name) was made on this device")
      // A form that is being sent just now has neither arrived nor failed.
      let isWaiting = devices.contains { $0.queue.contains { $0.blocks.contains { $0.number == c } } }
      return isWaiting || histories[c].failed != nil ? made + absence.filter { !$0.isDetail } : made
    }
    guard version.project.users[user].isActive else {
      let why = ExplainedStep("\(userName) is inactive and cannot log in", place(version.project.users[user].span))
      return (isThere ? [ExplainedStep("it is here since an earlier sync")] : []) + [why]
    }
    var copy = self
    let present = device.map { $0.cases.keys.filter(server.isThere).sorted() } ?? []
    let verdict = copy.verdict(c, user, present: present)
    let (sent, kept, steps) = (verdict.isSent, verdict.isKept, verdict.steps)
    let next = kept ? "the next sync brings \(name)" : "the next sync removes \(name)"
    if isThere == kept { return steps }
    let isLeftOver = isThere && !sent && !kept
    let since = isLeftOver ? "it is here since an earlier sync, or was made here" : "the device has not synced since"
    return [ExplainedStep("\(since): \(next)")] + steps
  }

  /// What a sync does with a case.
  struct Verdict {
    /// Whether it is live: what a fresh sync would send.
    var isSent = false
    /// Whether the device keeps it.
    var isKept = false
    /// What stops the device's purge; nil if nothing does.
    var cycle: String?
    /// Why it is live; empty if it is not.
    var path: [ExplainedStep] = []
    /// Why all in all.
    var steps: [ExplainedStep] = []
  }

  /// What a sync would do with a case now, and why.
  ///
  /// - Parameter present: what the device has already.
  mutating func verdict(_ c: Int32, _ user: UserID, present: [Int32]) -> Verdict {
    let owned = ownedCases(of: user)
    var near = Neighbourhood(of: owned + present + [c], in: server, marks: &marks)
    var verdict = Verdict()
    guard let local = near.local(c) else { return verdict }
    let localOwned = near.local(owned)
    let sent = near.graph.sent(owned: localOwned, scratch: &near.scratch)
    let onDevice = Array(Set(sent + near.local(present))).sorted()
    verdict.isKept = near.graph.kept(present: onDevice, owned: localOwned, scratch: &near.scratch).contains(local)
    verdict.isSent = sent.contains(local)
    let cycle = near.graph.cycle(among: onDevice, scratch: &near.scratch)
    verdict.cycle = cycle.isEmpty ? nil : ring(near.global(cycle))
    guard verdict.isSent else {
      let why = near.graph.whyNotSent(local, owned: localOwned, scratch: &near.scratch)
      verdict.steps = steps(c, why, user, near)
      if verdict.isKept {
        let name = "case:" + names.cases[c]
        let text =
          verdict.cycle.map { "the server does not send \(name) any more; \($0)" }
          ?? "the server does not send \(name), and the device's own rule keeps it"
        verdict.steps.insert(ExplainedStep(text), at: 0)
      }
      return verdict
    }
    verdict.path = path(local, user, &near, localOwned)
    verdict.steps = verdict.path
    if verdict.isKept { return verdict }
    let purged = near.graph.whyPurged(local, present: onDevice, owned: localOwned, scratch: &near.scratch)
    let name = "case:" + names.cases[c]
    verdict.steps.append(ExplainedStep("the server sends \(name), and the device drops it at the end of the sync"))
    verdict.steps += steps(c, purged, near)
    // What only a case brings that the device drops as well goes with it.
    if case .notAlive = purged {
      let kept = Set(near.graph.kept(present: onDevice, owned: localOwned, scratch: &near.scratch))
      let pullers = near.graph.reasons(for: local, owned: localOwned, scratch: &near.scratch).compactMap(\.reason.puller)
      if let puller = pullers.first, !pullers.contains(where: kept.contains) {
        let text = "case:\(names.cases[near.members[Int(puller)]]) is dropped, and nothing else brings \(name)"
        verdict.steps[verdict.steps.count - 1] = ExplainedStep(text)
      }
    }
    return verdict
  }

  /// The way from the user to a case: how the user owns the nearest case that is owned, and how that one pulls it.
  private func path(
    _ local: Int32, _ user: UserID, _ near: inout Neighbourhood, _ owned: [Int32]
  ) -> [ExplainedStep] {
    var chain: [ExplainedStep] = []
    var current = local
    var seen: Set<Int32> = [local]
    // Each step of the way is a walk of its own: a very long way is cut.
    while chain.count < 50,
      let reason = near.graph.reasons(for: current, owned: owned, scratch: &near.scratch).first?.reason,
      let puller = reason.puller, seen.insert(puller).inserted
    {
      let (this, other) = (name(current, near), name(puller, near))
      let (below, above) = (near.members[Int(puller)], near.members[Int(current)])
      let step =
        switch reason {
        case .parentOf, .owned:
          indexStep(below, to: above, "\(other) is a child of \(this), so \(this) comes with it")
        case .hostOf: indexStep(below, to: above, "\(other) is an extension of \(this), so \(this) comes with it")
        case .extensionOf: indexStep(above, to: below, "\(this) is an open extension of \(other), and comes with it")
        }
      chain.insert(step, at: 0)
      current = puller
    }
    if chain.count == 50 { return [ExplainedStep("by more than 50 other cases, the last of them:")] + chain }
    let owner = server.cases[Int(near.members[Int(current)])].owner
    var steps: [ExplainedStep] = []
    if let owner = version.owner(owner) {
      steps = (version.graph.paths(user, owner).first ?? []).map { ExplainedStep($0.text, place($0.span)) }
    }
    let origin = ownedStep(near.members[Int(current)], "\(name(current, near)) is owned by \(names.owners[owner])")
    return steps + origin + chain
  }

  private func name(_ local: Int32, _ near: Neighbourhood) -> String {
    "case:" + names.cases[near.members[Int(local)]]
  }

  private func steps(_ c: Int32, _ why: NotSent?, _ user: UserID, _ near: Neighbourhood) -> [ExplainedStep] {
    let name = "case:" + names.cases[c]
    switch why {
    case nil: return []
    case .closed: return closedStep(c, "\(name) is closed, and no open case that the user has needs it")
    case .noAvailableHost(let hosts):
      return hosts.flatMap { host in
        let (number, other) = (near.members[Int(host.host)], self.name(host.host, near))
        let state = host.isClosed ? "closed" : "not available itself"
        let index = indexStep(c, to: number, "\(name) is an extension of \(other), which is \(state)")
        return [index] + (host.isClosed ? closedStep(number, "\(other) is closed").map(\.asDetail) : [])
      }
    case .notOwned:
      let number = server.cases[Int(c)].owner
      let status = server.cases[Int(c)].isOpen ? "" : "closed and "
      var owned = ownedStep(c, "\(name) is \(status)owned by \(names.owners[number])")
      if !status.isEmpty { owned += closedStep(c, "\(name) is closed").map(\.asDetail) }
      guard let owner = version.owner(number) else {
        switch names.owners.kind(number) {
        case .unowned, .unknown: return owned
        case .text: return owned + [ExplainedStep("that is the id of nothing: nobody owns the case")]
        case .user, .group, .location:
          return owned + [ExplainedStep("the project has no \(names.owners[number]) any more")]
        }
      }
      if version.graph.owns(user, owner) {
        // Only a closed case can be the user's own here.
        return closedStep(c, "\(name) is \(status)owned by \(names.owners[number])")
      }
      return owned + version.graph.explain(user, owner).obstacles.map { ExplainedStep($0.text, place($0.span)) }
    }
  }

  private func steps(_ c: Int32, _ purged: Purged?, _ near: Neighbourhood) -> [ExplainedStep] {
    let name = "case:" + names.cases[c]
    switch purged {
    case nil: return []
    case .missing(let other), .belowMissing(let other):
      let text = "\(self.name(other, near)), on which \(name) depends, is not on the device"
      return [indexStep(c, to: near.members[Int(other)], text)]
    case .notRelevant: return [ExplainedStep("the device finds no open case of the user's own that needs \(name)")]
    case .notAvailable(let hosts):
      return hosts.flatMap { host in
        let (number, other) = (near.members[Int(host.host)], self.name(host.host, near))
        let state = host.isClosed ? "closed" : "not available"
        let index = indexStep(c, to: number, "to the device \(name) is an extension of \(other), which is \(state)")
        return [index] + (host.isClosed ? closedStep(number, "\(other) is closed").map(\.asDetail) : [])
      }
    case .notAlive:
      return [ExplainedStep("the device's purge does not reach \(name) from an open case of the user's own")]
    }
  }

  /// The line of a place in the present version's files.
  func place(_ span: SourceSpan?) -> TextPlace? { shown(version.moved(span)) }
}
