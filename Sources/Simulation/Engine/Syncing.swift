import Diagnostics
import OwnershipGraph
import ProjectModel

/// What a sync does to a device.
struct SyncOutcome {
  /// The cases that the server sends, ascending (semantics 4, incremental sync).
  var sent: [Int32] = []
  /// What a fresh sync would send.
  var live: [Int32] = []
  /// The cases that were on the device or were sent, and are not there afterwards.
  var purged: [Int32] = []
}

extension SimulationState {
  /// Sends the unsent forms of a device, oldest first.
  mutating func sendForms(_ device: Int, _ result: inout StepResult) {
    let queue = devices[device].queue
    devices[device].queue = []
    for form in queue { receive(form, &result) }
  }

  /// Sends what a device has, fetches what the server has for it, and purges by the device's own rule (semantics 4).
  ///
  /// - Parameter alsoOwned: cases to take as owned by the user, beside those that are.
  @discardableResult
  mutating func sync(
    _ device: Int, _ user: UserID, alsoOwned: [Int32] = [], _ result: inout StepResult
  ) -> SyncOutcome {
    sendForms(device, &result)
    let old = devices[device]
    let owned = ownedCases(of: user) + alsoOwned
    // A case that the server does not have any more, or never had because its form failed, does not survive.
    let present = old.cases.keys.filter(server.isThere).sorted()
    var near = Neighbourhood(of: owned + present, in: server, marks: &marks)
    let localOwned = near.local(owned)
    let localLive = near.graph.sent(owned: localOwned, scratch: &near.scratch)
    let kept = near.global(
      near.graph.kept(present: localLive + near.local(present), owned: localOwned, scratch: &near.scratch))
    var outcome = SyncOutcome(live: near.global(localLive))
    outcome.sent = sent(to: old, live: outcome.live, present: present)

    var cases: [Int32: CaseRecord] = [:]
    cases.reserveCapacity(kept.count)
    for c in kept { cases[c] = server.cases[Int(c)] }
    outcome.purged = Set(old.cases.keys).union(outcome.sent).filter { cases[$0] == nil }.sorted()
    let table = table(of: user)
    devices[device].cases = cases
    devices[device].dropped = outcome.live.filter { cases[$0] == nil }
    let isLive = Set(outcome.live)
    devices[device].leftOver = kept.filter { !isLive.contains($0) }
    let cycle = near.graph.cycle(among: localLive + near.local(present), scratch: &near.scratch)
    devices[device].cycle = near.global(cycle)
    devices[device].revision = server.revision
    devices[device].lastSync = stepCount
    devices[device].table = table
    devices[device].version = version
    for row in table.owners { touched.owners.insert(names.owners[row]) }
    touched.users.insert(names.owners.bareName(old.user))
    return outcome
  }

  /// The cases that are live and not on the device yet, and those on it that others have changed since the last sync,
  /// also where they are not live any more: those are sent once more, and then purged.
  private func sent(to device: Device, live: [Int32], present: [Int32]) -> [Int32] {
    let new = live.filter { device.cases[$0] == nil }
    let changed = present.filter { server.cases[Int($0)].revision(byOthersThan: device.user) > device.revision }
    return (new + changed).sorted()
  }

  /// What the next sync of a user would send and purge, and what a fresh one would send.
  func nextSync(_ device: Int, _ user: UserID) -> SyncOutcome { lookAhead(device, user).sync }

  /// What the next sync would do, and the state as it would find it: with the device's unsent forms on the server.
  func lookAhead(_ device: Int, _ user: UserID) -> (sync: SyncOutcome, state: SimulationState) {
    var ahead = self
    let nowhere = SourceSpan(file: FileID(0), start: 0, length: 0)
    var ignored = StepResult(index: 0, span: nowhere, word: "sync", time: nil, title: "")
    ahead.sendForms(device, &ignored)
    var copy = ahead
    return (copy.sync(device, user, &ignored), ahead)
  }
}
