import OwnershipGraph
import ProjectModel
import Testing

@testable import Policy

/// Facts that are counted in one go agree with the same asked one by one.
@Suite struct CountedFactsTests {
  private static let head = """
    caseload: 1
    project: p
    case_types: {patient: {}, visit: {}}
    groups:
      a: {case_sharing: true, members: [ana, joy, kim]}
      b: {members: [ana]}
      c: {case_sharing: true, members: [gone]}
    """

  private static let places = """
    organization:
      levels:
        region: {view_descendants: true, expand_view_child_data_to: clinic}
        district: {parent: region, shares_cases: true}
        clinic: {parent: district, shares_cases: true, view_descendants: true}
        village: {parent: clinic, shares_cases: true}
      locations:
        r:
          level: region
          children:
            d1: {level: district, children: {c1: {level: clinic, children: {v1: {level: village}, v2: {level: village, archived: true}}}}}
            d2: {level: district, children: {c2: {level: clinic, archived: true, children: {v3: {level: village}}}, c3: {level: clinic}}}
        s: {level: region, children: {d3: {level: district, children: {c4: {level: clinic, children: {v4: {level: village}}}}}}}
    mobile_workers:
      ana: {locations: [v1]}
      ben: {locations: [c1, v1]}
      joy: {locations: [r]}
      grace: {locations: [r, s, d2]}
      old: {locations: [v2, c2]}
      gone: {active: false, locations: [v4, r]}
    web_users: {kim: {locations: [s]}}
    cases:
      p1: {case_type: patient, owner: location:v1}
      p2: {case_type: patient, owner: location:v1}
      p3: {case_type: patient, owner: location:c1, closed: true}
      p4: {case_type: patient, owner: location:c2}
      p5: {case_type: patient, owner: location:c3}
      p6: {case_type: patient, owner: group:a}
      p7: {case_type: patient, owner: user:joy}
      p8: {case_type: patient, owner: location:v4}
      p9: {case_type: patient, owner: location:v2}
      p10: {case_type: patient, owner: group:b}
    """

  private func facts(_ features: String) throws -> Facts {
    let text = Self.head + "\n" + features + "\n" + Self.places
    let loaded = ProjectLoader.load(text: Array(text.utf8), shownAs: "project.yaml")
    try #require(loaded.diagnostics.isEmpty, "\(loaded.diagnostics)")
    return Facts(OwnershipGraph(try #require(loaded.project)))
  }

  @Test(arguments: ["", "features: {restore_location_restriction: true}", "features: {web_user_locations: false}"])
  func viewersOfLocations(_ features: String) throws {
    let facts = try facts(features)
    let project = facts.project
    for id in project.locations.ids {
      #expect(
        facts.locationViewers.count(id) == facts.viewers.users(of: Owner(id)).count,
        "\(project.text(project.locations[id].key))")
    }
  }

  @Test(arguments: ["", "features: {restore_location_restriction: true}", "features: {web_user_locations: false}"])
  func sizesOfSyncs(_ features: String) throws {
    let facts = try facts(features)
    let project = facts.project
    let sight = CaseSight(facts.graph)
    for id in project.users.ids where project.users[id].isActive {
      let open = sight.owned(by: id).count { !project.cases[$0].isClosed }
      #expect((facts.restores.largest(id)?.count ?? 0) == open, "\(project.text(project.users[id].key))")
    }
  }

  @Test(arguments: [
    ("owner_id", false), ("Owner_ID", true), ("ownerid", true), ("owner id", true), ("owner-id", true),
    ("onwer_id", true), ("owner_idd", true), ("owne_id", true), ("owner_ids", true), ("owner", false),
    ("owner_name", false), ("owned", false), ("village_id", false), ("", false),
  ])
  func namesLikeOwnerID(_ name: String, _ isNear: Bool) {
    #expect(name.isNearlyOwnerID == isNear)
  }

  @Test(arguments: [
    ("referral", "referal", true), ("patient", "patients", true), ("mother", "mother", true),
    ("visit1", "visit2", false), ("visit", "visit2", false), ("anc", "pnc", false), ("mother", "brother", false),
    ("abab", "ababab", false), ("aaaa", "aaaaa", true),
  ])
  func namesThatDifferByALetter(_ a: String, _ b: String, _ areNear: Bool) {
    #expect(SimilarNames.areNear(Array(a.unicodeScalars), Array(b.unicodeScalars)) == areNear)
    #expect(SimilarNames.areNear(Array(b.unicodeScalars), Array(a.unicodeScalars)) == areNear)
  }
}
