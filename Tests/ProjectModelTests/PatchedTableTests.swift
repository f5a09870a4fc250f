import ProjectModel
import Testing

/// Patches of what is in tables.
@Suite(.timeLimit(.minutes(1))) struct PatchedTableTests {
  private static let files = [
    "project.yaml": """
      caseload: 1
      project: p
      case_types: {patient: {}}
      groups:
        table: groups.csv
        clinic: {case_sharing: true}
      organization:
        levels: {district: {}, village: {parent: district, shares_cases: true}}
        locations:
          table: [district.csv, village.csv]
      mobile_workers: {table: workers.csv}
      cases: {table: cases.csv}

      """,
    "groups.csv": "id,name,case-sharing?\ng1,Village 1,yes\n,Village 2,no\n",
    "district.csv": "site_code,name\nnorth,North\n",
    "village.csv": "site_code,name,parent_site_code,archived\nhope,Hope,NORTH,\nfaith,Faith,north,yes\n",
    "workers.csv": """
      username,name,is_active,group 1,group 2,location_code 1,data: cadre,data: post
      david@p.commcarehq.org,David,,Village 1,,,asha,3
      ana,Ana B.,no,Village 1,clinic,Hope,,

      """,
    "cases.csv": """
      case_id,case_type,owner_id,closed,parent_id,parent_relationship,data: weight
      monica,patient,g1,,,,61
      ref,patient,nobody-has-this,yes,monica,Extension,

      """,
  ]

  @Test(arguments: [
    ("mobile_workers: {david: {groups: [Village 2]}}", "david [Village 1]", "david [Village 2]", []),
    ("mobile_workers: {david: {groups: ~, active: false}}", "david [Village 1] cadre=asha post=3", "david [] cadre=asha post=3 inactive", []),
    ("mobile_workers: {david: {user_data: {cadre: ~, x: y}}}", "cadre=asha post=3", "post=3 x=y", []),
    ("mobile_workers: {ana: {groups: [clinic]}}", "ana [Village 1 clinic hope]", "ana [clinic hope]", []),
    ("mobile_workers: {david: {}}", "", "", []),
    ("mobile_workers: {david: ~}", "david [Village 1] cadre=asha post=3 David", "", []),
    ("groups: {Village 1: {case_sharing: false, name: V1}}", "Village 1 Village 1 true", "Village 1 V1 false", []),
    ("organization: {locations: {hope: {archived: true}}}", "hope Hope false", "hope Hope true", []),
    ("organization: {locations: {faith: {archived: ~, name: F}}}", "faith Faith true", "faith F false", []),
    ("cases: {monica: {owner: location:hope, properties: {weight: 62}}}", "monica Village 1 weight=61", "monica hope weight=62", []),
    ("cases: {ref: {closed: false}}", "ref ?nobody-has-this closed", "ref ?nobody-has-this", []),
    ("cases: {ref: {index: ~}}", "closed extension of monica", "closed", []),
    ("cases: {ref: ~}", "ref ?nobody-has-this closed extension of monica", "", []),
    ("mobile_workers: {david: {group: [clinic]}}", "", "", ["change.yaml:2:30 PROJ001"]),
    ("mobile_workers: {david: {groups: [klinic]}}", "", "", ["change.yaml:2:39 PROJ006"]),
    ("mobile_workers: {david: 5}", "", "", ["change.yaml:2:29 PROJ002"]),
    ("groups: {Village 1: ~}", "", "", ["change.yaml:2:14 PROJ006 workers.csv:2:31"]),
    ("cases: {monica: ~}", "", "", ["change.yaml:2:13 PROJ006 cases.csv:3:33"]),
    ("mobile_workers: ~", "david", "", []),
  ])
  func rows(patch: String, before: String, after: String, lines: [String]) throws {
    let plain = try Patched(TemporaryProject(Self.files), "changes: []\n")
    #expect(plain.lines == [])
    let patched = try Patched(TemporaryProject(Self.files), "changes:\n  - \(patch)\n")
    #expect(patched.lines == lines)
    guard lines.isEmpty else { return }
    var expected = plain.facts
    if patch == "mobile_workers: ~" {
      expected.removeAll { $0.hasPrefix("david") || $0.hasPrefix("ana") }
    } else if !before.isEmpty {
      let place = try #require(expected.firstIndex { $0.contains(before) })
      expected[place].replace(before, with: after)
      if expected[place].isEmpty { expected.remove(at: place) }
    }
    #expect(patched.facts == expected)
  }

  @Test func patchesOfOneRowAddUp() throws {
    let patched = try Patched(
      TemporaryProject(Self.files),
      """
      changes:
        - mobile_workers: {david: {groups: [clinic]}, mary: {groups: [clinic]}}
        - mobile_workers: {david: {user_data: ~}, mary: {active: false}, ana: ~}
        - mobile_workers: {ana: {groups: Village 2}, joy: {}}
        - mobile_workers: {joy: ~}
      """)
    #expect(patched.lines == [])
    #expect(
      patched.facts.filter { ["d", "a", "m", "j"].contains($0.prefix(1)) && !$0.hasPrefix("monica") }
        == ["david [clinic] David", "ana [Village 2]", "mary [clinic] inactive"])
  }

  @Test func aTableThatIsReplaced() throws {
    let patched = try Patched(
      TemporaryProject(Self.files.merging(["others.csv": "username\nkim\n"]) { $1 }),
      "changes:\n  - mobile_workers: {table: others.csv}\n  - mobile_workers: {kim: {groups: clinic}}\n")
    #expect(patched.lines == ["change.yaml:2:29 FILE002"])
  }

  @Test func whatIsWrongInARowIsReportedThere() throws {
    var files = Self.files
    files["workers.csv"] = "username,is_active,group 1\ndavid,maybe,Village 9\n"
    let patched = try Patched(TemporaryProject(files), "changes:\n  - mobile_workers: {david: {name: D}}\n")
    #expect(patched.lines == ["workers.csv:2:7 CSV005", "workers.csv:2:13 PROJ006"])
  }
}
