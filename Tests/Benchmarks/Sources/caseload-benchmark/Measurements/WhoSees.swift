import OwnershipGraph

extension Measurement {
  /// How many users see the cases of a location: the mean over locations of all levels.
  static let whoSees = Measurement(name: "who-sees: a location, counting", unit: .microseconds, target: (.state, 3)) {
    subject in
    let viewers = Viewers(subject.graph)
    let owners = subject.someLocations(10_000).map { Owner($0) }
    return subject.seconds {
      for owner in owners { keep(viewers.users(of: owner).count) }
    } / Double(owners.count) * 1e6
  }
}
