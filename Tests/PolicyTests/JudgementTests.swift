import Diagnostics
import OwnershipGraph
import ProjectModel
import Testing

@testable import Policy

/// What shipped rules find in small projects: judged by people, and standing at the line that is to be edited.
@Suite struct JudgementTests {
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let project: String
    /// The rules that are looked at.
    let codes: [String]
    /// `LINE CODE message` of what they find.
    let findings: [String]
    var related: [Int] = []
  }

  private static let policies = PolicySet(ShippedPolicies.names.map { PolicyRequest($0, at: .path($0)) })

  @Test(arguments: people + stranded + questions + places + shadows + ways)
  func findings(_ item: Case) throws {
    let loaded = ProjectLoader.load(text: Array(item.project.utf8), shownAs: "project.yaml")
    let project = try #require(loaded.project, "\(loaded.diagnostics.map(\.message))")
    let found = RuleRun(OwnershipGraph(project), Self.policies).findings.inOutputOrder(loaded.sources)
      .filter { item.codes.contains($0.code) }
    func line(_ place: Place) -> Int {
      guard case .span(let span) = place else { return 0 }
      return loaded.sources[span.file].lineColumn(at: Int(span.start)).line
    }
    #expect(found.map { "\(line($0.place)) \($0.code) \($0.message)" } == item.findings)
    if !item.related.isEmpty { #expect(found.first?.related.prefix(item.related.count).map { line($0.place) } == item.related) }
  }

  // MARK: Unowned extensions and lists, by people

  /// Two apps: `village` registers and refers, `clinic` has the list; lines 9 to 21.
  private static func referrals(
    register: String = "patient", refer: String = "relationship: extension", clinic: String = "", people: String
  ) -> String {
    """
    caseload: 1
    project: p
    case_types: {patient: {}, referral: {}}
    apps:
      village:
        case_sharing: true
        menus:
          patients:
            type: advanced
            case_type: patient
            forms:
              register: {opens: \(register)}
              refer: {requires_case: true, opens: {case_type: referral, index: {to: selected_case, \(refer)}}}
      clinic:
        case_sharing: true
        menus:
          referrals:
            case_type: referral
            forms: {treat: {requires_case: true, updates: {properties: [treatment]}}}
          \(clinic)
    \(people)
    """
  }

  private static let twoTeams = """
    groups:
      river: {case_sharing: true, members: [david]}
      hope: {case_sharing: true, members: [joy]}
    mobile_workers: {david: {apps: [village]}, joy: {apps: [clinic]}}
    """

  private static let unseen =
    "13 REL002 form `village/patients/refer` opens a `referral` without an owner, which goes where its host is, to group:river; joy has a list of such cases and sees none"

  private static let hillIsStranded =
    "13 REL002 form `village/patients/refer` opens a `referral` without an owner, which goes where its host is: from hosts of group:hill it reaches nobody who has a list of such cases, though others have one"

  /// Somebody with the list sees some such cases, and nobody those of one team.
  static let stranded: [Case] = [
    Case(
      testDescription: "of two teams that refer, one has somebody with the list",
      project: referrals(
        people: """
          groups:
            river: {case_sharing: true, members: [david, joy]}
            hill: {case_sharing: true, members: [maria]}
          mobile_workers: {david: {apps: [village]}, maria: {apps: [village]}, joy: {apps: [clinic]}}
          """), codes: ["REL002"], findings: [hillIsStranded]),
    Case(
      testDescription: "those with the list have such cases of their own",
      project: referrals(
        people: """
          groups:
            hill: {case_sharing: true, members: [david]}
            hope: {case_sharing: true, members: [joy]}
          mobile_workers: {david: {apps: [village]}, joy: {apps: [clinic]}}
          cases: {r9: {case_type: referral, owner: group:hope}}
          """
      ).replacing("forms: {treat:", with: "forms: {walk-in: {opens: referral}, treat:"), codes: ["REL002"],
      findings: [hillIsStranded]),
    Case(
      testDescription: "the team that refers can give the clinic a case below",
      project: referrals(
        people: """
          groups:
            hill: {case_sharing: true, members: [david]}
            hope: {case_sharing: true, members: [joy]}
          mobile_workers: {david: {apps: [village]}, joy: {apps: [clinic]}}
          """
      ).replacing("forms: {treat:", with: "forms: {walk-in: {opens: referral}, treat:")
        .replacing(
          "refer: {", with: "tell: {requires_case: true, opens: {case_type: referral, index: {to: selected_case, relationship: child}, properties: {owner_id: group:hope}}}\n          refer: {"),
      codes: ["REL002"], findings: []),
    Case(
      testDescription: "an extension with the owner of its host",
      project: referrals(
        refer: "relationship: extension}, properties: {owner_id: {same_as: selected_case}", people: twoTeams),
      codes: ["REL002", "REL008"],
      findings: [
        "3 REL008 form `village/patients/refer` opens cases of the type `referral`, and nobody whom they reach may open an app that lists them, as `clinic/referrals` does"
      ]),
  ]

  static let people: [Case] = [
    Case(
      testDescription: "the list is another team's", project: referrals(people: twoTeams), codes: ["REL002", "REL008"],
      findings: [unseen]),
    Case(
      testDescription: "the list is the same team's, in an app without the hosts",
      project: referrals(
        people: """
          groups:
            river: {case_sharing: true, members: [david, joy]}
          mobile_workers: {david: {apps: [village]}, joy: {apps: [clinic]}}
          """), codes: ["REL002", "REL008"], findings: []),
    Case(
      testDescription: "the other team has hosts of its own, which nobody refers",
      project: referrals(
        clinic: "patients: {case_type: patient, forms: {register: {opens: patient}}}", people: twoTeams),
      codes: ["REL002"], findings: [unseen]),
    Case(
      testDescription: "one app for two teams, and all hosts are one team's",
      project: referrals(
        register: "{case_type: patient, properties: {owner_id: group:river}}",
        people: twoTeams.replacing("apps: [village]", with: "").replacing("apps: [clinic]", with: "")),
      codes: ["REL002"], findings: [unseen]),
    Case(
      testDescription: "one app for two teams, each with its own hosts",
      project: referrals(people: twoTeams.replacing("apps: [village]", with: "").replacing("apps: [clinic]", with: "")),
      codes: ["REL002", "REL008"], findings: []),
    Case(
      testDescription: "whose the hosts are cannot be known",
      project: referrals(
        register: "{case_type: patient, properties: {owner_id: {xpath: \"instance('item-list:a')/a_list/a[1]/owner\"}}}",
        people: twoTeams), codes: ["REL002", "REL008"], findings: []),
    Case(
      testDescription: "nobody can open the form",
      project: referrals(people: twoTeams.replacing("members: [david]", with: "members: []")), codes: ["REL002"],
      findings: []),
    Case(
      testDescription: "hosts are handed over to those with the list",
      project: referrals(people: twoTeams).replacing(
        "forms:\n          register: {opens: patient}",
        with: "forms:\n          give: {requires_case: true, updates: {properties: {owner_id: group:hope}}}\n          register: {opens: patient}"),
      codes: ["REL002"], findings: []),
    Case(
      testDescription: "administrators, and workers who share nothing, have no say",
      project: referrals(
        people: """
          groups:
            river: {case_sharing: true, members: [david, joy]}
          mobile_workers: {david: {apps: [village]}, joy: {apps: [clinic]}, boss: {}, tom: {apps: [clinic]}}
          web_users: {kim: {}}
          """), codes: ["REL002", "REL008"], findings: []),
    Case(
      testDescription: "a supervisor above has both on the device",
      project: referrals(
        people: """
          organization:
            levels: {district: {view_descendants: true}, village: {parent: district, shares_cases: true}}
            locations: {north: {level: district, children: {river: {level: village}}}}
          mobile_workers: {david: {apps: [village], locations: [river]}, joy: {apps: [clinic], locations: [north]}}
          """), codes: ["REL002", "REL008"], findings: []),
    Case(
      testDescription: "a child that belongs to the wrong team",
      project: referrals(refer: "relationship: child", people: twoTeams), codes: ["REL002", "REL008"],
      findings: [
        "3 REL008 form `village/patients/refer` opens cases of the type `referral`, and nobody whom they reach may open an app that lists them, as `clinic/referrals` does"
      ], related: [13]),
    Case(
      testDescription: "a child that belongs to those with the list",
      project: referrals(refer: "relationship: child}, properties: {owner_id: group:hope", people: twoTeams),
      codes: ["REL008"], findings: []),
    Case(
      testDescription: "those who close hosts have others",
      project: referrals(
        clinic: "patients: {case_type: patient, forms: {register: {opens: patient}, finish: {requires_case: true, closes: true}}}",
        people: twoTeams), codes: ["REL001"], findings: []),
    Case(
      testDescription: "those who close hosts have these",
      project: referrals(
        clinic: "patients: {case_type: patient, forms: {finish: {requires_case: true, closes: true}}}",
        people: twoTeams.replacing("members: [joy]", with: "members: []").replacing("[david]", with: "[david, joy]")),
      codes: ["REL001"],
      findings: [
        "13 REL001 form `village/patients/refer` opens a `referral` without an owner; when its host is closed, by form `clinic/patients/finish` for example, it disappears from the list `clinic/referrals`"
      ], related: [20]),
  ]
}
