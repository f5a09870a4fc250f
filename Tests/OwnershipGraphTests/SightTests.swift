import OwnershipGraph
import Testing

/// Semantics 4: what a user is sent, what stays on the device, and what the menus list.
@Suite struct SightTests {
  /// Cases in flow style, by name; `mine` is a group that ana and ben are members of, `other` one of others.
  private func project(_ cases: String) throws -> TestProject {
    try TestProject(
      """
      caseload: 1
      project: test
      case_types: {patient: {}, referral: {}, visit: {}}
      groups: {mine: {case_sharing: true, members: [ana, ben]}, other: {case_sharing: true, members: [eve, gone]}}
      mobile_workers: {ana: {}, ben: {apps: [app]}, eve: {apps: []}, gone: {active: false}}
      web_users: {kim: {}}
      apps:
        app:
          menus:
            patients: {case_type: patient}
            both: {case_types: [patient, referral]}
        more: {menus: {patients: {case_type: patient}}}
      cases:
        \(cases)
      """)
  }

  struct Row: CustomTestStringConvertible, Sendable {
    var rule: String
    /// The case `c` and others.
    var cases: [String: String]
    var sent: [String]
    /// What the device keeps, if that is not what is sent.
    var kept: [String]?
    var testDescription: String { rule }
  }

  private static func owned(_ more: String = "") -> String { "owner: group:mine" + more }
  private static func others(_ more: String = "") -> String { "owner: group:other" + more }
  private static func child(of target: String) -> String { ", index: {to: \(target), relationship: child}" }
  private static func extending(_ target: String) -> String { ", index: {to: \(target), relationship: extension}" }
  private static let closed = ", closed: true"

  static let rows: [Row] = [
    Row(rule: "open and owned", cases: ["a": owned()], sent: ["a"]),
    Row(rule: "open and not owned", cases: ["a": others()], sent: []),
    Row(rule: "unowned", cases: ["a": "owner: unowned"], sent: []),
    Row(rule: "closed and alone", cases: ["a": owned(closed)], sent: []),
    Row(
      rule: "an open owned child pulls its closed, unowned parent and that one's parent",
      cases: ["a": others(closed), "b": others(closed + child(of: "a")), "c": owned(child(of: "b"))],
      sent: ["a", "b", "c"]),
    Row(rule: "a parent never pulls its children", cases: ["a": owned(), "b": others(child(of: "a"))], sent: ["a"]),
    Row(
      rule: "a closed owned child pulls nothing",
      cases: ["a": others(), "b": owned(closed + child(of: "a"))], sent: []),
    Row(
      rule: "an open host brings its open extensions",
      cases: ["a": owned(), "b": "owner: unowned" + extending("a"), "c": others(extending("b"))],
      sent: ["a", "b", "c"]),
    Row(rule: "but not the closed ones", cases: ["a": owned(), "b": others(closed + extending("a"))], sent: ["a"]),
    Row(
      rule: "an open owned extension brings its open host",
      cases: ["a": others(), "b": owned(extending("a"))], sent: ["a", "b"]),
    Row(
      rule: "an open owned extension of a closed host is not sent",
      cases: ["a": others(closed), "b": owned(extending("a"))], sent: []),
    Row(
      rule: "nor is one of a closed host that is owned as well",
      cases: ["a": owned(closed), "b": owned(extending("a"))], sent: []),
    Row(
      rule: "an extension of an unavailable extension",
      cases: ["a": others(closed), "b": others(extending("a")), "c": owned(extending("b"))], sent: []),
    Row(
      rule: "an extension of a live closed case is pulled by the server",
      cases: ["a": others(closed), "b": owned(child(of: "a")), "c": others(extending("a"))], sent: ["a", "b", "c"]),
    Row(
      rule: "a child of one case that extends a closed other: sent, and dropped by the device",
      cases: [
        "a": others(), "b": others(closed),
        "c": owned(", index: [{to: a, relationship: child}, {to: b, relationship: extension}]"),
      ],
      sent: ["a", "b", "c"], kept: []),
    Row(
      rule: "a child that extends the same closed case is a child",
      cases: [
        "b": others(closed), "c": owned(", index: [{to: b, relationship: child}, {to: b, relationship: extension}]"),
      ],
      sent: ["b", "c"]),
  ]

  @Test(arguments: rows)
  func sight(_ row: Row) throws {
    let cases = row.cases.sorted { $0.key < $1.key }.map { "\($0.key): {case_type: patient, \($0.value)}" }
    let project = try project(cases.joined(separator: "\n  "))
    for user in ["ana", "ben"] {
      let (sent, onDevice) = try project.sight(user)
      #expect(sent == row.sent)
      #expect(onDevice == row.kept ?? row.sent)
    }
    #expect(try project.sight("kim").sent == [])
    // And the other way round: both of the class, and nobody else of those who own nothing here.
    let viewers = Viewers(project.graph)
    var sight = CaseSight(project.graph)
    for name in row.cases.keys {
      let (see, inVain) = viewers.users(of: try project.declaredCase(name), &sight)
      let kept = row.kept ?? row.sent
      #expect(project.names(see).contains("user:ana") == kept.contains(name))
      #expect(project.names(see).contains("user:ben") == kept.contains(name))
      #expect(project.names(inVain).contains("user:ana") == (row.sent.contains(name) && !kept.contains(name)))
      #expect(!project.names(see + inVain).contains("user:gone"), "1.11: an inactive worker sees nothing")
    }
  }

  @Test("a menu lists the open cases of its types on the device, whoever owns them")
  func lists() throws {
    let project = try project(
      """
      parent: {case_type: patient, owner: group:other}
        shut: {case_type: patient, owner: user:kim, closed: true}
        ref: {case_type: referral, owner: group:mine, index: [{to: parent}, {to: shut}]}
        note: {case_type: visit, owner: group:mine}
      """)
    #expect(try project.sight("ana").onDevice == ["parent", "shut", "ref", "note"])
    #expect(try listed(project, "ana") == ["app/patients: parent", "app/both: parent ref", "more/patients: parent"])
    #expect(try listed(project, "ben") == ["app/patients: parent", "app/both: parent ref"])
    #expect(try listed(project, "eve") == [])
    #expect(try listed(project, "kim") == [])
  }

  private func listed(_ project: TestProject, _ user: String) throws -> [String] {
    var sight = CaseSight(project.graph)
    let id = try project.user(user)
    let onDevice = sight.sight(of: id).onDevice
    return sight.listed(for: id, onDevice: onDevice).map { menu, cases in
      let record = project.project.menus[menu]
      let app = project.project.text(project.project.apps[record.app].key)
      return "\(app)/\(project.project.text(record.key)): \(project.names(cases).joined(separator: " "))"
    }
  }

  @Test("cases of owners by way of locations, groups and the user; each once")
  func owned() throws {
    var organization = Organization(clinic: "ov", village: "o", archived: ["v1"], assigned: ["hope", "v3"])
    organization.more = """
      case_types: {patient: {}}
      groups: {quiet: {members: [ana]}, team: {case_sharing: true, members: [ana]}}
      cases:
        own: {case_type: patient, owner: user:ana}
        team: {case_type: patient, owner: group:team}
        quiet: {case_type: patient, owner: group:quiet}
        assigned: {case_type: patient, owner: location:hope}
        twice: {case_type: patient, owner: location:v3}
        archived: {case_type: patient, owner: location:v1}
        above: {case_type: patient, owner: location:north}
        created: {case_type: patient, created_by: ana}
      """
    let project = try TestProject(organization.yaml)
    let sight = CaseSight(project.graph)
    #expect(project.names(sight.owned(by: try project.user("ana"))) == ["own", "team", "assigned", "twice", "created"])
    #expect(project.names(sight.owned(by: try project.user("kim"))) == ["assigned", "twice"])
  }
}
