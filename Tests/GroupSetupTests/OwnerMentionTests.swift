import Diagnostics
import GroupSetup
import OwnershipGraph
import ProjectModel
import Testing

/// Texts and expressions in apps that name what changes: each with its line and the edit.
@Suite struct OwnerMentionTests {
  private func mentions(_ generated: Generated) -> [String] {
    let sources = generated.before.project.sources
    return OwnerMentions.find(generated).inOutputOrder(sources).map { mention in
      guard case .span(let span) = mention.place else { return "no place: \(mention.message)" }
      return "\(sources.text(of: span)) | \(mention.code) \(mention.message) | \(mention.help.joined())"
    }
  }

  /// The villages with an app whose owner comes as given; village 1 has an id, village 2 none.
  private func project(_ form: String, menu: String = "") -> String {
    villages("  ana: {locations: [v1]}\n  ben: {locations: [v2]}")
      .replacingOccurrences(of: "name: Village 1", with: "name: Village 1, id: id-1") + """

        apps:
          a:
            menus:
              m:
                case_type: patient
                \(menu)
                forms:
                  f: {\(form)}

        """
  }

  private static let write1 = "write the id that HQ gives to the group `Village 1`, once it is there"
  private static let write2 = "write the id that HQ gives to the group `Village 2`, once it is there"
  private static let ask = "take the owner from a question over the user-groups table instead"
  private static let look = "look whether it is meant; as an owner, only an id counts"

  @Test(arguments: [
    ("location:v1", [String]()),
    (
      "id-1", ["id-1 | SETUP014 this names the id `id-1` of location:v1, which becomes group:v1 | \(write1)"]
    ),
    (
      "North/Village 2-Cases",
      [
        "North/Village 2-Cases | SETUP014 this names `North/Village 2-Cases`, the name of location:v2, which becomes group:v2 | write `Village 2`; as an owner, only an id counts"
      ]
    ),
    ("v2", ["v2 | SETUP015 `v2` is also what location:v2 is called, which becomes group:v2 | \(look)"]),
    ("elsewhere", []),
  ])
  func `choices`(choice: String, expected: [String]) throws {
    let text = project(
      "questions: {q: {required: true, choices: [\(choice)]}}, opens: {case_type: patient, properties: {owner_id: {question: q}}}"
    )
    #expect(mentions(try groups(try compile(text)) { $0.template = try NameTemplate("{name}") }) == expected)
  }

  @Test(arguments: [
    ("'id-1'", "SETUP014 this names the id `id-1` of location:v1, which becomes group:v1 | \(write1)"),
    ("if(1 = 1, 'location:v2', '')", "SETUP014 this names location:v2, which becomes group:v2 | write `group:v2`"),
    ("'v2'", "SETUP014 this names `v2`, which means location:v2 and becomes group:v2 | \(write2)"),
    ("'v1'", "SETUP015 `v1` is also what location:v1 is called, which becomes group:v1 | \(look)"),
    (
      "instance('groups')/groups/group[name = 'North/Village 1-Cases']/@id",
      "SETUP014 this names `North/Village 1-Cases`, the name of location:v1, which becomes group:v1 | write `Village 1`, its name in the user-groups table"
    ),
    (
      "instance('commcaresession')/session/user/data/commcare_location_id",
      "SETUP014 this reads the user data `commcare_location_id`, which is empty without the organization | \(ask)"
    ),
    (
      "instance('locations')/locations/location/@id",
      "SETUP014 this reads the table of locations, which is empty without the organization | \(ask)"
    ),
  ])
  func `expressions`(xpath: String, expected: String) throws {
    let text = project("opens: {case_type: patient, properties: {owner_id: {xpath: \"\(xpath)\"}}}")
    let generated = try groups(try compile(text)) { $0.template = try NameTemplate("{name}") }
    #expect(mentions(generated) == ["\"\(xpath)\" | \(expected)"])
  }

  @Test func `user data, filters and constants`() throws {
    let generated = try groups(
      try compile(
        project(
          "opens: {case_type: patient, properties: {owner_id: {user_data: commcare_location_id}, town: id-1}}",
          menu: "filter: \"@owner_id = 'x'\"")))
    #expect(
      mentions(generated) == [
        "\"@owner_id = 'x'\" | SETUP015 this filter compares owners, whose ids change | look whether it means an owner that gets another id",
        "commcare_location_id | SETUP014 this reads the user data `commcare_location_id`, which is empty without the organization | \(Self.ask)",
        "id-1 | SETUP014 this names the id `id-1` of location:v1, which becomes group:v1 | write the id that HQ gives to the group `North/Village 1-Cases`, once it is there",
      ])
  }

  @Test func `a name that stays needs no edit`() throws {
    let xpath = "instance('groups')/groups/group[name = 'North/Village 1-Cases']/@id"
    let text = project("opens: {case_type: patient, properties: {owner_id: {xpath: \"\(xpath)\"}}}")
    #expect(mentions(try groups(try compile(text))) == [])
  }

  @Test func `without the apps, references are edits as well`() throws {
    let generated = try groups(
      try compile(project("opens: {case_type: patient, properties: {owner_id: location:v1}}")))
    #expect(mentions(generated) == [])
    #expect(
      OwnerMentions.find(generated, writesApps: false).map { "\($0.message) | \($0.help.joined())" } == [
        "this names location:v1, which becomes group:v1 | write `group:v1`"
      ])
  }

  @Test func `the other way round`() throws {
    let generated = try organization(
      try compile(
        """
        caseload: 1
        project: t
        case_types: {patient: {}}
        groups: {g: {name: Team, id: id-g, case_sharing: true, members: [a]}, r: {name: Reports, id: id-r}}
        mobile_workers: {a: {}}
        apps:
          a:
            menus:
              m:
                case_type: patient
                forms:
                  f: {opens: {case_type: patient, properties: {owner_id: {xpath: "if('Team' = 'Reports', 'id-g', 'id-r')"}}}}
        """), .nearest)
    let text = "\"if('Team' = 'Reports', 'id-g', 'id-r')\""
    #expect(
      mentions(generated) == [
        "\(text) | SETUP014 this names `Team`, the name of group:g, which becomes location:g | write `Team-Cases`, its name in the user-groups table",
        "\(text) | SETUP014 this names the id `id-g` of group:g, which becomes location:g | write the id that HQ gives to the location `Team`, once it is there",
      ])
  }
}
