extension Project {
  /// The project without some assignments of users to locations: archiving a location unassigns its users, whatever the
  /// configuration says about them (semantics 1.5).
  public func withoutAssignments(where isEnded: (UserID, Membership<Location>) -> Bool) -> Project {
    var edges: [(source: Int32, element: Membership<Location>)] = []
    for user in users.ids {
      // Once the entry that counts is gone, its repetitions are gone as well: they name the same location.
      for assignment in assignments[user.index] where !isEnded(user, assignment) { edges.append((user.raw, assignment)) }
    }
    var project = self
    project.assignments = Links(sourceCount: users.count, edges: edges)
    return project
  }
}
