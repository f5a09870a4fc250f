import Diagnostics
import ProjectModel

/// The cases of which nobody can know whether a sync sends or purges them, each with why.
struct UncertainSync {
  var sends: [String: String] = [:]
  var purges: [String: String] = [:]
  var fresh: [String: String] = [:]
}

extension SimulationState {
  /// What cannot be known of a sync that finds this state, since the owners of some cases are unknown: what comes out
  /// another way if the user owns them all. Owning more never makes the server send less.
  ///
  /// - Parameter least: what the sync does if the user owns none of them.
  func uncertain(_ least: SyncOutcome, _ device: Int, _ user: UserID) -> UncertainSync {
    guard !server.uncertain.isEmpty else { return UncertainSync() }
    var copy = self
    var ignored = StepResult(index: 0, span: stepSpan, word: "sync", time: nil, title: "")
    let most = copy.sync(device, user, alsoOwned: server.uncertain.sorted(), &ignored)
    let sends = Set(most.sent).symmetricDifference(least.sent)
    // An extension may be sent and dropped where only some of the cases are the user's (semantics 4).
    let dropped = sends.filter { server.cases[Int($0)].links.contains { $0.relationship == .extension } }
    func reasons(_ cases: Set<Int32>) -> [String: String] {
      var result: [String: String] = [:]
      for c in cases {
        result[names.cases[c]] =
          server.uncertain.contains(c)
          ? "its owner cannot be known" : "it depends on a case whose owner cannot be known"
      }
      return result
    }
    return UncertainSync(
      sends: reasons(sends),
      purges: reasons(Set(most.purged).symmetricDifference(least.purged).union(dropped)),
      fresh: reasons(Set(most.live).symmetricDifference(least.live)))
  }
}
