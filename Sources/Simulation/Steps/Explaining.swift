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
    switch server.cases[Int(c)].status {
    case .absent:
      let isWaiting = devices.contains { $0.queue.contains { $0.blocks.contains { $0.number == c } } }
      let why = isWaiting ? "the form that opens \(name) has not been sent" : "the form that opens \(name) failed"
      guard isThere else { return [ExplainedStep(why)] }
      // A form that is being sent just now has neither arrived nor failed.
      return [ExplainedStep("\(name) was made on this device" + (isWaiting ? "; \(why)" : ""))]
    case .deleted: return [ExplainedStep("\(name) was deleted with its owner")]
    case .open, .closed: break
    }
    guard version.project.users[user].isActive else {
      return [ExplainedStep("\(userName) is inactive and cannot log in", place(version.project.users[user].span))]
    }
    var copy = self
    let (sent, kept, steps) = copy.reasons(c, user)
    let next = kept ? "the next sync brings \(name)" : "the next sync removes \(name)"
    if isThere == kept { return steps }
    let isLeftOver = isThere && !sent && !kept
    let since = isLeftOver ? "it is here since an earlier sync, or was made here" : "the device has not synced since"
    return [ExplainedStep("\(since): \(next)")] + steps
  }

  /// What a sync would do with a case now, and why.
  private mutating func reasons(_ c: Int32, _ user: UserID) -> (sent: Bool, kept: Bool, [ExplainedStep]) {
    let owned = ownedCases(of: user)
    var near = Neighbourhood(of: owned + [c], in: server, marks: &marks)
    guard let local = near.local(c) else { return (false, false, []) }
    let localOwned = near.local(owned)
    let sent = near.graph.sent(owned: localOwned, scratch: &near.scratch)
    let kept = near.graph.kept(present: sent, owned: localOwned, scratch: &near.scratch)
    if kept.contains(local) { return (true, true, path(local, user, &near, localOwned)) }
    if sent.contains(local) {
      let purged = near.graph.whyPurged(local, present: sent, owned: localOwned, scratch: &near.scratch)
      let name = "case:" + names.cases[c]
      let dropped = ExplainedStep("the server sends \(name), and the device drops it at the end of the sync")
      return (true, false, path(local, user, &near, localOwned) + [dropped] + steps(c, purged, near))
    }
    let why = near.graph.whyNotSent(local, owned: localOwned, scratch: &near.scratch)
    return (false, false, steps(c, why, user, near))
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
      let text =
        switch reason {
        case .parentOf, .owned: "\(other) is a child of \(this), so \(this) comes with it"
        case .hostOf: "\(other) is an extension of \(this), so \(this) comes with it"
        case .extensionOf: "\(this) is an open extension of \(other), and comes with it"
        }
      chain.insert(ExplainedStep(text), at: 0)
      current = puller
    }
    if chain.count == 50 { return [ExplainedStep("by more than 50 other cases, the last of them:")] + chain }
    let owner = server.cases[Int(near.members[Int(current)])].owner
    var steps: [ExplainedStep] = []
    if let owner = version.owner(owner) {
      steps = (version.graph.paths(user, owner).first ?? []).map { ExplainedStep($0.text, place($0.span)) }
    }
    return steps + [ExplainedStep("\(name(current, near)) is owned by \(names.owners[owner])")] + chain
  }

  private func name(_ local: Int32, _ near: Neighbourhood) -> String {
    "case:" + names.cases[near.members[Int(local)]]
  }

  private func steps(_ c: Int32, _ why: NotSent?, _ user: UserID, _ near: Neighbourhood) -> [ExplainedStep] {
    let name = "case:" + names.cases[c]
    switch why {
    case nil: return []
    case .closed: return [ExplainedStep("\(name) is closed, and no open case that the user has needs it")]
    case .noAvailableHost(let hosts):
      return hosts.map { host in
        let other = self.name(host.host, near)
        return ExplainedStep(
          host.isClosed
            ? "\(name) is an extension of \(other), which is closed"
            : "\(name) is an extension of \(other), which is not available itself")
      }
    case .notOwned:
      let number = server.cases[Int(c)].owner
      let status = server.cases[Int(c)].isOpen ? "" : "closed and "
      let owned = ExplainedStep("\(name) is \(status)owned by \(names.owners[number])")
      guard let owner = version.owner(number) else {
        switch names.owners.kind(number) {
        case .unowned, .unknown: return [owned]
        case .text: return [owned, ExplainedStep("that is the id of nothing: nobody owns the case")]
        case .user, .group, .location:
          return [owned, ExplainedStep("the project has no \(names.owners[number]) any more")]
        }
      }
      if version.graph.owns(user, owner) { return [owned] }
      return [owned] + version.graph.explain(user, owner).obstacles.map { ExplainedStep($0.text, place($0.span)) }
    }
  }

  private func steps(_ c: Int32, _ purged: Purged?, _ near: Neighbourhood) -> [ExplainedStep] {
    let name = "case:" + names.cases[c]
    switch purged {
    case nil: return []
    case .missing(let other), .belowMissing(let other):
      return [ExplainedStep("\(self.name(other, near)), on which \(name) depends, is not on the device")]
    case .notRelevant: return [ExplainedStep("the device finds no open case of the user's own that needs \(name)")]
    case .notAvailable(let hosts):
      return hosts.map { host in
        let state = host.isClosed ? "closed" : "not available"
        let other = self.name(host.host, near)
        return ExplainedStep("to the device \(name) is an extension of \(other), which is \(state)")
      }
    case .notAlive:
      return [ExplainedStep("the device's purge does not reach \(name) from an open case of the user's own")]
    }
  }

  /// The line of a place in the present version's files.
  func place(_ span: SourceSpan?) -> TextPlace? {
    guard let span = version.moved(span), Int(span.file.index) < sources.files.count else { return nil }
    let position = sources.lineColumn(of: span)
    return TextPlace(path: sources[span.file].path, line: position.line, column: position.column)
  }
}
