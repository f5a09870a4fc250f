import OwnershipGraph
import ProjectModel

/// Why a sync sends a case or purges it, or why not: about the state as the sync finds it.
extension SimulationState {
  /// The lists of `next_sync`.
  enum NextSyncList { case sends, purges, fresh }

  /// - Parameters:
  ///   - sync: what the sync would do; this state has the device's forms on the server already.
  mutating func reasons(
    _ list: NextSyncList, _ c: Int32, _ sync: SyncOutcome, _ device: Int, _ user: UserID
  ) -> [ExplainedStep] {
    let name = "case:" + names.cases[c]
    let isOnDevice = devices[device].cases[c] != nil
    if let absence = absence(c) {
      return absence + (isOnDevice ? [ExplainedStep("\(name) was on the device", isDetail: true)] : [])
    }
    let present = list == .fresh ? [] : devices[device].cases.keys.filter(server.isThere).sorted()
    let verdict = verdict(c, user, present: present)
    let isLive = verdict.isSent
    switch list {
    case .fresh: return isLive ? path(c, user) : verdict.steps
    case .sends:
      if !isOnDevice { return isLive ? path(c, user) : verdict.steps }
      guard sync.sent.contains(c) else {
        return [ExplainedStep("\(name) is on the device already, and nobody else has changed it since the last sync")]
      }
      let record = server.cases[Int(c)]
      let by = record.modifiedBy == devices[device].user || record.modifiedBy < 0
        ? "somebody else" : names.owners.bareName(record.modifiedBy)
      let changed = ExplainedStep("\(by) has changed \(name) since the last sync")
      return isLive
        ? [changed] : [changed, ExplainedStep("it is sent once more, and then purged")] + verdict.steps
    case .purges:
      if verdict.isKept, let cycle = verdict.cycle {
        let why = ExplainedStep("nothing is purged: \(cycle)")
        return [why] + verdict.steps.dropFirst(isLive ? 0 : 1)
      }
      if !isOnDevice && !isLive { return [ExplainedStep("\(name) is not on the device")] + verdict.steps }
      return verdict.steps
    }
  }

  private mutating func path(_ c: Int32, _ user: UserID) -> [ExplainedStep] { verdict(c, user, present: []).path }
}
