import OwnershipGraph
import Testing

/// Semantics 1.2 to 1.9: which locations' cases a user owns, in the order of the user-groups table.
@Suite struct LocationOwnerTests {
  struct Row: CustomTestStringConvertible, Sendable {
    var rule: String
    var district = ""
    var clinic = ""
    var village = ""
    var archived: [String] = []
    var restricts = false
    var assigned: [String]
    var owners: [String]

    var testDescription: String { "\(rule): \(assigned) gives \(owners)" }
    var organization: Organization {
      Organization(
        district: district, clinic: clinic, village: village, archived: archived, assigned: assigned,
        restricts: restricts)
    }
  }

  static let assignedAndViewed: [Row] = [
    Row(rule: "1.2a (i) an assigned location whose level owns cases", village: "o", assigned: ["v3"], owners: ["v3"]),
    Row(rule: "1.2a (i) its level does not", clinic: "o", assigned: ["v3"], owners: []),
    Row(
      rule: "1.2a (i) what is above and beside does not come with it", district: "ov", clinic: "ov", village: "o",
      assigned: ["v3"], owners: ["v3"]),
    Row(
      rule: "1.2a (ii) levels in between need neither flag", district: "v", village: "o",
      assigned: ["north"], owners: ["v2", "v1", "v3"]),
    Row(
      rule: "1.2a (ii) strict descendants: the assigned location only by its own flag", district: "ov", village: "o",
      assigned: ["north"], owners: ["north", "v2", "v1", "v3"]),
    Row(
      rule: "1.2a (ii) only levels that own cases", district: "v", clinic: "o", assigned: ["north"],
      owners: ["west", "hope"]),
    Row(rule: "1.2a (ii) no level below owns cases", district: "v", clinic: "v", assigned: ["north"], owners: []),
    Row(
      rule: "1.2a (ii) the flag counts at the assigned location's level alone", clinic: "v", village: "o",
      assigned: ["north"], owners: []),
    Row(
      rule: "1.2a (ii) only below the assigned location", district: "v", clinic: "v", village: "o",
      assigned: ["west"], owners: ["v2"]),
    Row(
      rule: "1.3 assigned and viewed: twice", clinic: "v", village: "o", assigned: ["hope", "v3"],
      owners: ["v3", "v1", "v3"]),
    Row(
      rule: "1.3 both flags: own and first child", clinic: "ov", village: "o", assigned: ["west"],
      owners: ["west", "v2"]),
    Row(
      rule: "1.3 what is viewed from two places comes once", district: "v", clinic: "v", village: "o",
      assigned: ["north", "hope"], owners: ["v2", "v1", "v3"]),
    Row(
      rule: "1.3 an owning location within what is viewed: twice", district: "v", clinic: "ov", village: "o",
      assigned: ["hope", "north"], owners: ["hope", "west", "v2", "hope", "v1", "v3"]),
    Row(
      rule: "1.4 all assigned locations count, in their order", village: "o", assigned: ["v3", "v1"],
      owners: ["v3", "v1"]),
    Row(rule: "1.4 the primary location plays no part", village: "o", assigned: ["v1", "v3"], owners: ["v1", "v3"]),
  ]

  static let archived: [Row] = [
    Row(
      rule: "1.5 an assigned archived location stays", village: "o", archived: ["v3"], assigned: ["v3"],
      owners: ["v3"]),
    Row(
      rule: "1.5 so does one below an archived location", village: "o", archived: ["hope"], assigned: ["v3"],
      owners: ["v3"]),
    Row(
      rule: "1.5 archived descendants do not", district: "v", village: "o", archived: ["v3"], assigned: ["north"],
      owners: ["v2", "v1"]),
    Row(
      rule: "1.5 archiving archives what is below", district: "v", clinic: "o", village: "o", archived: ["hope"],
      assigned: ["north"], owners: ["west", "v2"]),
    Row(
      rule: "1.5 an archived viewing location: all below it is archived", clinic: "ov", village: "o",
      archived: ["hope"], assigned: ["hope"], owners: ["hope"]),
  ]

  static let caps: [Row] = [
    Row(
      rule: "1.6 without the switch a cap does nothing", district: "v>clinic", clinic: "o", village: "o",
      assigned: ["north"], owners: ["west", "v2", "hope", "v1", "v3"]),
    Row(
      rule: "1.6 with the switch it cuts", district: "v>clinic", clinic: "o", village: "o", restricts: true,
      assigned: ["north"], owners: ["west", "hope"]),
    Row(
      rule: "1.6 with the switch and no cap", district: "v", clinic: "o", village: "o", restricts: true,
      assigned: ["north"], owners: ["west", "v2", "hope", "v1", "v3"]),
    Row(
      rule: "1.6 no cap anywhere is the most permissive, for every branch", district: "v>clinic", clinic: "v",
      village: "o", restricts: true, assigned: ["north", "hill"], owners: ["v2", "v1", "v3"]),
    Row(
      rule: "1.6 of two caps the deeper, for every branch", district: "v>clinic", clinic: "ov>village",
      village: "o", restricts: true, assigned: ["north", "hill"],
      owners: ["hill", "west", "v2", "hope", "v1", "v3"]),
    Row(
      rule: "1.6 a cap of a level that nobody is assigned to does not count", district: "v>clinic",
      clinic: "ov>village", village: "o", restricts: true, assigned: ["north"], owners: ["west", "hope"]),
    Row(
      rule: "1.6 a cap without View Child Data does not count", district: "v>clinic", clinic: "o>village",
      village: "o", restricts: true, assigned: ["north", "hill"], owners: ["hill", "west", "hope"]),
    Row(
      rule: "1.6 and 1.3 what is assigned and viewed counts twice", district: "v", clinic: "ov", village: "o",
      restricts: true, assigned: ["hope", "north"], owners: ["hope", "west", "v2", "hope", "v1", "v3"]),
    Row(
      rule: "1.6 an assigned location at another level still counts twice", clinic: "v", village: "o",
      restricts: true, assigned: ["hope", "v3"], owners: ["v3", "v1", "v3"]),
    Row(
      rule: "1.6 and 1.5 an archived viewing location views nothing", clinic: "ov", village: "o", archived: ["hope"],
      restricts: true, assigned: ["hope"], owners: ["hope"]),
    Row(
      rule: "1.6 and 1.5 nor does one below an archived location", clinic: "ov", village: "o", archived: ["north"],
      restricts: true, assigned: ["hope"], owners: ["hope"]),
    Row(
      rule: "1.6 and 1.5 an archived one at another level is not", village: "o", archived: ["hope"],
      restricts: true, assigned: ["v3"], owners: ["v3"]),
    Row(
      rule: "1.6 and 1.5 everything under an archived location", district: "v", clinic: "o", village: "o",
      archived: ["hope"], restricts: true, assigned: ["north"], owners: ["west", "v2"]),
  ]

  /// Mobile workers and web users alike (1.9).
  @Test(arguments: assignedAndViewed + archived + caps)
  func owners(_ row: Row) throws {
    let project = try TestProject(row.organization.yaml)
    let locations = row.owners.map { "location:" + $0 }
    #expect(try project.ownerIDs("ana") == ["user:ana"] + locations)
    #expect(try project.ownerIDs("kim") == ["user:kim"] + locations)
    #expect(try project.graph.groupCount(of: project.user("ana")) == row.owners.count)
  }

  @Test("1.7 what shapes the location lookup table changes nothing")
  func lookupTable() throws {
    let yaml = Organization(district: "v", clinic: "o", village: "o", assigned: ["north"]).yaml
      .replacing(
        "clinic: {parent: district,", with: "clinic: {parent: district, expand_from: district, expand_to: clinic,")
    let project = try TestProject(yaml)
    let locations = ["west", "v2", "hope", "v1", "v3"].map { "location:" + $0 }
    #expect(try project.ownerIDs("ana") == ["user:ana"] + locations)
  }

  @Test("1.8 names are paths")
  func names() throws {
    let project = try TestProject(Organization(clinic: "ov", village: "o", assigned: ["hope"]).yaml)
    #expect(
      try project.groupNames("ana") == [
        "North/Hope Clinic-Cases", "North/Hope Clinic/Village 1-Cases", "North/Hope Clinic/Village 3-Cases",
      ])
  }

  @Test("1.9 the switch takes the locations from web users alone")
  func webUsers() throws {
    let yaml = Organization(village: "o", assigned: ["v3"]).yaml
      .replacing("restore_location_restriction: false", with: "web_user_locations: false")
    let project = try TestProject(yaml)
    #expect(try project.ownerIDs("ana") == ["user:ana", "location:v3"])
    #expect(try project.ownerIDs("kim") == ["user:kim"])
    #expect(try project.groupNames("kim") == [])
  }
}
