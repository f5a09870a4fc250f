import OwnershipGraph

extension Measurement {
  /// The visible cases of every worker, by the pair of worker and case that is found.
  static let audit = Measurement(name: "audit: a visible case", unit: .nanoseconds, mustStayLinear: true) { subject in
    let graph = subject.graph
    var pairs = 0
    var sight = CaseSight(graph)
    let seconds = subject.seconds {
      pairs = 0
      for user in graph.project.users.ids { pairs += sight.sight(of: user).onDevice.count }
    }
    return pairs == 0 ? nil : seconds / Double(pairs) * 1e9
  }
}
