import CaseGraph
import Diagnostics
import ProjectModel

extension CaseSight {
  /// Why a user sees a case, or why not (semantics 4).
  public mutating func explain(_ user: UserID, _ id: CaseID) -> Explanation {
    if let obstacle = graph.inactivity(user) { return Explanation(holds: false, obstacles: [obstacle]) }
    let sight = sight(of: user)
    var explanation = Explanation(holds: sight.onDevice.contains(id))
    if sight.sent.contains(id) {
      explanation.paths = paths(user, id)
      if !explanation.holds, let purged = whyPurged(id, for: user) {
        explanation.notes.append("the server sends \(name(id)), and the device drops it at the end of the sync")
        explanation.obstacles = obstacles(id, purged)
      }
    } else if let reason = whyNotSent(id, to: user) {
      explanation.obstacles = obstacles(user, id, reason)
    }
    return explanation
  }

  private func name(_ id: CaseID) -> String { "case:" + graph.project.text(graph.project.cases[id].key) }

  // MARK: Paths

  /// For each direct reason, the shortest chain to an owned case, after each path by which the user owns that one.
  private mutating func paths(_ user: UserID, _ id: CaseID) -> [[ExplanationStep]] {
    var result: [[ExplanationStep]] = []
    for reason in reasons(id, for: user) {
      var chain: [ExplanationStep] = []
      var current = id
      var reason = reason.reason
      while let puller = reason.puller {
        let next = CaseID(Int(puller))
        chain.insert(step(current, reason, next), at: 0)
        current = next
        // A chain that comes back to the case explains nothing.
        if current == id { break }
        guard let nearest = reasons(current, for: user).first?.reason else { break }
        reason = nearest
      }
      guard current != id || chain.isEmpty, case .reference(let reference) = graph.project.cases[current].owner else { continue }
      let owner = Owner(reference)
      let ownedStep = ExplanationStep(
        "\(name(current)) is owned by \(graph.project.name(of: owner))", graph.project.cases[current].ownerSpan)
      for path in graph.paths(user, owner) { result.append(path + [ownedStep] + chain) }
    }
    return result
  }

  private func step(_ id: CaseID, _ reason: Reason, _ puller: CaseID) -> ExplanationStep {
    switch reason {
    case .parentOf, .owned:
      ExplanationStep("\(name(puller)) is a child of \(name(id)), so \(name(id)) comes with it", indexSpan(puller, id))
    case .hostOf:
      ExplanationStep("\(name(puller)) is an extension of \(name(id)), so \(name(id)) comes with it", indexSpan(puller, id))
    case .extensionOf:
      ExplanationStep("\(name(id)) is an open extension of \(name(puller)), and comes with it", indexSpan(id, puller))
    }
  }

  private func indexSpan(_ from: CaseID, _ to: CaseID) -> SourceSpan? {
    graph.project.caseIndices[from.index].first { $0.target == to }?.span
  }

  // MARK: Obstacles

  private func obstacles(_ user: UserID, _ id: CaseID, _ reason: NotSent) -> [Obstacle] {
    let record = graph.project.cases[id]
    switch reason {
    case .closed:
      return [
        Obstacle(
          "\(name(id)) is closed, and no open case that \(graph.name(user)) has needs it", record.closedSpan ?? record.span,
          mend: "a closed case is only sent as the parent or host of an open one")
      ]
    case .noAvailableHost(let hosts):
      return hosts.map { unavailableHost(id, $0) }
    case .notOwned:
      var obstacles: [Obstacle]
      switch record.owner {
      case .reference(let reference): obstacles = ownerObstacles(user, id, Owner(reference))
      case .unowned:
        obstacles = [
          Obstacle(
            "\(name(id)) is unowned (its owner is `-`)", record.ownerSpan,
            mend: "it is only sent with a host or child; give it an owner")
        ]
      case .text(let text):
        obstacles = [
          Obstacle(
            "the owner `\(graph.project.text(text))` of \(name(id)) is the id of nothing", record.ownerSpan,
            mend: "give it the id of a user, a sharing group or an owning location")
        ]
      }
      return obstacles
    }
  }

  private func ownerObstacles(_ user: UserID, _ id: CaseID, _ owner: Owner) -> [Obstacle] {
    let owned = Obstacle(
      "\(name(id)) is owned by \(graph.project.name(of: owner)), which is not among the owner ids of \(graph.name(user))",
      graph.project.cases[id].ownerSpan, mend: "change its owner, or mend what follows")
    return [owned] + graph.explain(user, owner).obstacles
  }

  private func unavailableHost(_ id: CaseID, _ host: UnavailableHost) -> Obstacle {
    let hostID = CaseID(Int(host.host))
    let record = graph.project.cases[hostID]
    return host.isClosed
      ? Obstacle(
        "\(name(id)) is an extension of \(name(hostID)), which is closed", record.closedSpan ?? record.span,
        mend: "extensions of a closed host are not sent: leave the host open, or make it a child")
      : Obstacle(
        "\(name(id)) is an extension of \(name(hostID)), which is not available itself", indexSpan(id, hostID),
        mend: "look at \(name(hostID)) first: `caseload why` tells why it is not sent")
  }

  private func obstacles(_ id: CaseID, _ purged: Purged) -> [Obstacle] {
    let record = graph.project.cases[id]
    switch purged {
    case .missing(let other), .belowMissing(let other):
      let otherID = CaseID(Int(other))
      return [
        Obstacle(
          "\(name(otherID)), on which \(name(id)) depends, is not on the device", indexSpan(id, otherID) ?? record.span,
          mend: "make sure that the parent or host is sent as well")
      ]
    case .notRelevant:
      return [
        Obstacle(
          "the device finds no open case of the user's own that needs \(name(id))", record.span,
          mend: "let an open case that the user owns refer to it, or change its owner")
      ]
    case .notAvailable(let hosts):
      return hosts.map { host in
        let hostID = CaseID(Int(host.host))
        let state = host.isClosed ? "closed" : "not available"
        return Obstacle(
          "to the device \(name(id)) is an extension of \(name(hostID)), which is \(state), whatever else it is a child of",
          indexSpan(id, hostID), mend: "remove the extension index, or keep \(name(hostID)) open")
      }
    case .notAlive:
      return [
        Obstacle(
          "the device's purge does not reach \(name(id)) from a case that the user owns and that is open", record.span,
          mend: "let an open case that the user owns refer to it directly")
      ]
    }
  }
}
