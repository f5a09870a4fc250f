import CaseGraph
import OwnershipGraph

/// Why cases come to a device, leave it or stay, in a few words.
extension SimulationState {
  func arrival(_ c: Int32, _ device: Device) -> String {
    guard let record = device.cases[c] else { return "" }
    let owner = names.owners[record.owner]
    if isOwned(record, on: device) { return record.isOpen ? "owned by \(owner)" : "closed, comes with another case" }
    return record.openedBy == device.user && !server.isSynced(c, device)
      ? "just made here; owned by \(owner)" : "owned by \(owner), comes with another case"
  }

  /// Why a case stays that the user does not own, or that the server would not send any more.
  func staying(_ c: Int32, _ after: Device) -> String {
    let owned = "owned by \(names.owners[after.cases[c]?.owner ?? OwnerTable.unowned])"
    guard after.leftOver.contains(c) else { return owned }
    let state = after.cases[c]?.isOpen ?? true ? owned : "closed, " + owned
    if !after.cycle.isEmpty { return state + "; a cycle stops the purge" }
    return state + "; not sent any more, kept by the device's own rule"
  }

  /// Whose the case is now, and then why it is there all the same.
  func stayingSteps(_ c: Int32, _ after: Device) -> [ExplainedStep] {
    let owned = ownedStep(c, "case:\(names.cases[c]) is owned by \(names.owners[after.cases[c]?.owner ?? OwnerTable.unowned])")
    let rest = explanation(c, after.user)
    return rest.contains { $0.text == owned.first?.text } ? rest : owned + rest
  }

  func cycleText(_ device: Device) -> String {
    "\(names.owners.bareName(device.user))'s device purges nothing: \(ring(device.cycle))"
  }

  /// A cycle for people.
  func ring(_ cycle: [Int32]) -> String {
    let shown = cycle.prefix(5).map { "case:" + names.cases[$0] } + (cycle.count > 5 ? ["…"] : [])
    guard cycle.count > 1 else { return "\(shown.joined()) refers to itself, and a cycle stops the purge" }
    return (shown + shown.prefix(1)).joined(separator: " → ") + " is a cycle of parents and hosts, which stops the purge"
  }

  /// Why the device drops what the server sent: its own rule asks an extension for an open host, and lets nothing stay
  /// that only such an extension brings (semantics 4).
  func dropping(_ c: Int32, _ device: Device) -> String {
    let record = server.cases[Int(c)]
    let sent = "sent, and purged by the device's own rule: "
    guard record.isOpen, isOwned(record, on: device) else { return sent + "nothing that stays brings it" }
    let hosts = record.links.filter { $0.relationship == .extension && server.isThere($0.target) }.map(\.target)
    guard let host = hosts.first(where: { !server.cases[Int($0)].isOpen }) ?? hosts.first else {
      return sent + "nothing that stays brings it"
    }
    let state = server.cases[Int(host)].isOpen ? "not available itself" : "closed"
    return sent + "it is an extension of \(names.cases[host]), which is \(state)"
  }

  func departure(_ c: Int32, _ before: Device, _ after: Device) -> String {
    let record = server.cases[Int(c)]
    switch record.status {
    case .absent: return "its form failed on the server"
    case .deleted: return "deleted"
    case .open, .closed: break
    }
    if after.dropped.contains(c) { return dropping(c, after) }
    let old = before.cases[c]
    let wasOwned = old.map { isOwned($0, on: before) } ?? false
    let hasClosed = !record.isOpen && (old?.isOpen ?? true)
    if hasClosed, wasOwned { return "closed" }
    let owner = names.owners[record.owner]
    let isJustMade = old?.openedBy == before.user && !server.isSynced(c, before)
    if !wasOwned, !isJustMade, let why = lostCompany(of: c, before, after) { return why }
    if !record.isOpen { return "closed" }
    if names.owners.kind(record.owner) == .unknown { return "whether the user still gets it cannot be known: \(owner)" }
    if isOwned(record, on: after) { return "owned by \(owner), but not kept: its host is closed or missing" }
    if let old, old.owner != record.owner { return "now owned by \(owner)" }
    return "owned by \(owner), which is not among the user's owner ids"
  }

  /// What became of the case with which another one came: the nearest one that the user owned before and has lost.
  private func lostCompany(of c: Int32, _ before: Device, _ after: Device) -> String? {
    var seen: Set<Int32> = [c]
    var waiting = [c]
    var next = 0
    // A case comes with its children and extensions, and as an open extension with its hosts.
    while next < waiting.count, next < 1_000 {
      let current = waiting[next]
      next += 1
      let hosts = server.cases[Int(current)].links.filter { $0.relationship == .extension }.map(\.target)
      for other in server.referrers[Int(current)] + hosts where seen.insert(other).inserted {
        guard let old = before.cases[other] else { continue }
        waiting.append(other)
        guard old.isOpen, isOwned(old, on: before), let why = loss(of: other, after) else { continue }
        return "came with \(names.cases[other]), which \(why)"
      }
    }
    return nil
  }

  /// Why a case that a user owned brings nothing any more; nil if it still does.
  private func loss(of c: Int32, _ after: Device) -> String? {
    let record = server.cases[Int(c)]
    switch record.status {
    case .absent: return "has gone: its form failed on the server"
    case .deleted: return "is deleted"
    case .closed: return "is closed"
    case .open:
      if isOwned(record, on: after) { return after.cases[c] == nil ? "the device does not keep" : nil }
      return names.owners.kind(record.owner) == .unknown ? nil : "is owned by \(names.owners[record.owner])"
    }
  }
}
