import OwnershipGraph
import Testing

/// Semantics 1.1, 1.2b, 1.9 to 1.11 and 2: groups, and the user-groups table.
@Suite struct GroupOwnerTests {
  private static let groups = """
    groups:
      sharing: {name: Village 1, case_sharing: true, members: [joy]}
      only-reporting: {reporting: true, members: [joy]}
      neither: {reporting: false, members: [joy]}
      silent: {name: Night team, case_sharing: true, reporting: false}
      third: {case_sharing: true, members: [joy]}
    """

  private func project(_ people: String, organization: Organization = Organization(village: "o", assigned: ["v3"]))
    throws
    -> TestProject
  {
    var organization = organization
    organization.more = Self.groups + "\n" + people
    let yaml = organization.yaml.replacing(
      "mobile_workers: {", with: "mobile_workers: {joy: {}, grace: {groups: [third]}, ")
    return try TestProject(yaml)
  }

  @Test("1.2b groups with case sharing, whatever their reporting; in the order of the groups")
  func sharing() throws {
    #expect(try project("").ownerIDs("joy") == ["user:joy", "group:sharing", "group:third"])
  }

  @Test("supervisors: the own groups first, then the supervised ones, nothing twice")
  func supervisors() throws {
    let people = """
      supervisors:
        grace: {over: [group:silent, location:v1, group:third, group:neither, location:hope]}
        joy: {over: [group:third, group:silent]}
      """
    let project = try project(people)
    #expect(try project.ownerIDs("grace") == ["user:grace", "location:v1", "group:third", "group:silent"])
    #expect(try project.ownerIDs("joy") == ["user:joy", "group:sharing", "group:third", "group:silent"])
  }

  @Test("1.9 web users never get groups")
  func webUsers() throws {
    let project = try project("supervisors: {kim: {over: [group:sharing, location:v1]}}")
    #expect(try project.ownerIDs("kim") == ["user:kim", "location:v3", "location:v1"])
    let users = Viewers(project.graph).users(of: try project.owner("group:sharing"))
    #expect(project.names(users) == ["user:joy"])
  }

  @Test("2: assigned locations, then viewed ones, then groups; a row without a group is no row")
  func table() throws {
    let organization = Organization(clinic: "v", village: "o", assigned: ["v2", "hope"])
    let project = try project("supervisors: {ana: {over: [group:sharing, group:silent]}}", organization: organization)
    let owners = ["location:v2", "location:v1", "location:v3", "group:sharing", "group:silent"]
    #expect(try project.ownerIDs("ana") == ["user:ana"] + owners)
    #expect(
      try project.groupNames("ana") == [
        "North/A West Clinic/Village 2-Cases", "North/Hope Clinic/Village 1-Cases",
        "North/Hope Clinic/Village 3-Cases", "Village 1", "Night team",
      ])
    let table = project.graph.groupsTable(of: try project.user("ana"))
    #expect(project.names((0..<table.count).map { table[$0] }) == owners)
    // A group without a name has its key.
    #expect(try project.groupNames("grace") == ["third"])
  }

  @Test("1.10 the apps' case sharing does not matter to owner ids")
  func apps() throws {
    let project = try project("apps: {worker: {case_sharing: false}}")
    #expect(try project.ownerIDs("joy") == ["user:joy", "group:sharing", "group:third"])
  }

  @Test("1.11 who sees an owner: only those who can log in")
  func inactive() throws {
    let people = "supervisors: {joy: {over: [location:hope, location:v3]}}"
    let active = try project(people)
    let seers = { (project: TestProject, owner: String) in
      project.names(Viewers(project.graph).users(of: try project.owner(owner)))
    }
    #expect(try seers(active, "group:third") == ["user:joy", "user:grace"])
    #expect(try seers(active, "location:v3") == ["user:joy", "user:ana", "user:kim"])
    #expect(try seers(active, "group:neither") == [])
    #expect(try seers(active, "location:hope") == [])
    #expect(try seers(active, "user:joy") == ["user:joy"])
    let yaml = """
      caseload: 1
      project: test
      groups: {team: {case_sharing: true, members: [joy, ana]}}
      mobile_workers: {joy: {active: false}, ana: {}}
      """
    let inactive = try TestProject(yaml)
    #expect(try seers(inactive, "group:team") == ["user:ana"])
    #expect(try seers(inactive, "user:joy") == [])
    #expect(try inactive.ownerIDs("joy") == ["user:joy", "group:team"])
  }
}
