import OwnershipGraph

extension Measurement {
  /// Every path from a user to a location's cases, or what stands in the way: the mean over pairs that mostly hold.
  static let why = Measurement(name: "why: a user and an owner", unit: .microseconds) { subject in
    let graph = subject.graph
    let pairs = subject.someUsers(1_000).flatMap { user in
      [graph.ownerIDs(of: user).last, subject.someLocations(1).first.map { Owner($0) }].compactMap { $0 }.map { (user, $0) }
    }
    return subject.seconds {
      for (user, owner) in pairs { keep(graph.explain(user, owner).paths.count) }
    } / Double(pairs.count) * 1e6
  }
}
