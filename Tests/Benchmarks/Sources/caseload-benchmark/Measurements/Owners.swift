import OwnershipGraph

extension Measurement {
  /// All owner ids of one worker: the mean over workers from the whole project, the officers above thousands of
  /// villages too.
  static let owners = Measurement(name: "sees: one worker's owners", unit: .microseconds, target: (.state, 20)) {
    subject in
    let users = subject.someUsers(1_000)
    let graph = subject.graph
    return subject.seconds {
      for user in users { keep(graph.ownerIDs(of: user).count) }
    } / Double(users.count) * 1e6
  }
}

/// Uses a value, so that the compiler cannot leave out what made it.
@inline(never)
func keep(_ value: Int) {}
