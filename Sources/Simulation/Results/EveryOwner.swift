extension SimulationState {
  /// Every owner of the present project as people write it: `user:NAME`, `group:NAME`, `location:SITE_CODE`.
  public var owners: [String] {
    project.users.map { "user:" + project.text($0.key) } + project.groups.map { "group:" + project.text($0.key) }
      + project.locations.map { "location:" + project.text($0.key) }
  }
}
