import OwnershipGraph

extension Measurement {
  /// The workers with a group count other than one, by the worker.
  static let groupCounts = Measurement(name: "group count of a worker", unit: .nanoseconds, mustStayLinear: true) {
    subject in
    let graph = subject.graph
    let users = graph.project.users
    return subject.seconds {
      keep(users.ids.count { !users[$0].isWebUser && graph.groupCount(of: $0) != 1 })
    } / Double(users.count) * 1e9
  }
}
