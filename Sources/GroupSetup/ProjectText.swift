import OwnershipGraph
import ProjectModel
import YAMLSource

/// Writes a planned set-up as a project configuration that loads.
///
/// Apps are copied from the project's files, with renamed owners; all else is written from the compiled project. What
/// the project says of its policies stays with the project, and so do comments.
public struct ProjectText {
  let project: Project
  let setup: PlannedSetup
  var text = YAMLText()

  private init(_ project: Project, _ setup: PlannedSetup) {
    self.project = project
    self.setup = setup
  }

  /// The whole project, as UTF-8.
  ///
  /// - Parameter heading: a comment at the top, without its mark.
  public static func whole(_ graph: OwnershipGraph, _ setup: PlannedSetup, heading: String) -> [UInt8] {
    var writer = ProjectText(graph.project, setup)
    writer.text.bytes.reserveCapacity(graph.project.users.count * 100)
    writer.begin(heading)
    writer.writeTop()
    AppsCopy(graph.project, setup).write(to: &writer.text)
    writer.writeGroups(withMembers: false)
    writer.writeOrganization()
    writer.writeUsers()
    writer.writeSupervisors()
    writer.writeCases()
    return writer.finished()
  }

  /// Only the groups with their members, and the supervisors: for including in a project that has users and apps.
  public static func fragment(_ graph: OwnershipGraph, _ setup: PlannedSetup, heading: String) -> [UInt8] {
    var writer = ProjectText(graph.project, setup)
    writer.begin(heading)
    writer.writeGroups(withMembers: true)
    writer.writeSupervisors()
    return writer.finished()
  }

  /// Only the `supervisors` section.
  public static func supervisors(_ graph: OwnershipGraph, _ setup: PlannedSetup, heading: String) -> [UInt8] {
    var writer = ProjectText(graph.project, setup)
    writer.begin(heading)
    writer.writeSupervisors()
    return writer.finished()
  }

  private mutating func begin(_ heading: String) {
    for line in heading.split(separator: "\n", omittingEmptySubsequences: false) {
      text.line(indent: 0)
      text.raw("# " + line)
    }
  }

  private consuming func finished() -> [UInt8] {
    var bytes = text.bytes
    bytes.append(0x0A)
    return bytes
  }

  private mutating func writeTop() {
    text.line(indent: 0)
    text.raw("caseload: 1")
    text.key("project", indent: 0)
    text.raw(" ")
    text.scalar(project.name, of: project)
    if let plan = project.plan {
      text.line(indent: 0)
      text.raw("plan: \(plan.rawValue)")
    }
    let features = [
      ("restore_location_restriction", project.features.restoreLocationRestriction, false),
      ("extension_sync", project.features.extensionSync, false),
      ("web_user_locations", project.features.webUserLocations, true),
    ].filter { $0.1 != $0.2 }
    if !features.isEmpty { section("features") }
    for (name, value, _) in features {
      text.line(indent: 2)
      text.raw("\(name): \(value)")
    }
    guard !project.caseTypes.isEmpty else { return }
    section("case_types")
    for type in project.caseTypes {
      text.key(project.text(type.key), indent: 2)
      var entry = FlowMapping(&text)
      entry.field("label", project.text(type.label))
      text = entry.finished()
    }
  }

  mutating func section(_ name: String) {
    text.line(indent: 0)
    text.raw(name + ":")
  }

  private mutating func writeGroups(withMembers: Bool) {
    guard !setup.groups.isEmpty else { return }
    let members = withMembers ? membersByGroup() : []
    let data = GroupData(project)
    section("groups")
    for (index, group) in setup.groups.enumerated() {
      // In a fragment, groups that stay as they are stand in the project already.
      if withMembers, group.existing != nil, group.location == nil { continue }
      text.key(group.key, indent: 2)
      var entry = FlowMapping(&text)
      entry.field("name", group.name)
      if !group.id.isEmpty { entry.field("id", group.id) }
      if group.caseSharing { entry.field("case_sharing", true) }
      if !group.reporting { entry.field("reporting", false) }
      if let existing = group.existing {
        let values = zip(data.keys, data.values(of: existing)).filter { !$0.1.isEmpty }
        if !values.isEmpty { entry.data("data", values) }
      }
      if withMembers, !members[index].isEmpty {
        entry.list("members", members[index].lazy.map { [project] in project.text(project.users[$0].key) })
      }
      text = entry.finished()
    }
  }

  private func membersByGroup() -> [[UserID]] {
    var members = [[UserID]](repeating: [], count: setup.groups.count)
    for user in project.users.ids {
      for group in setup.memberships[user.index] { members[Int(group)].append(user) }
    }
    return members
  }

  private mutating func writeUsers() {
    for isWebUser in [false, true] {
      var isEmpty = true
      for user in project.users.ids where project.users[user].isWebUser == isWebUser {
        if isEmpty { section(isWebUser ? "web_users" : "mobile_workers") }
        isEmpty = false
        writeUser(user)
      }
    }
  }

  private mutating func writeUser(_ user: UserID) {
    let record = project.users[user]
    text.key(project.text(record.key), indent: 2)
    var entry = FlowMapping(&text)
    if record.name != record.key { entry.field("name", record.name, of: project) }
    if record.id != .empty { entry.field("id", record.id, of: project) }
    if record.role != .empty { entry.field("role", record.role, of: project) }
    if !record.isActive { entry.field("active", false) }
    if !record.opensEveryApp {
      entry.list("apps", project.userApps[user.index].lazy.map { [project] in project.text(project.apps[$0].key) })
    }
    let groups = setup.memberships[user.index]
    if !groups.isEmpty { entry.list("groups", groups.lazy.map { [setup] in setup.groups[Int($0)].key }) }
    let locations = setup.assignments[user.index]
    if !locations.isEmpty {
      entry.list("locations", locations.lazy.map { [setup] in setup.locations[Int($0)].siteCode })
    }
    let data = project.userData[user.index]
    if !data.isEmpty { entry.data("user_data", data, of: project) }
    text = entry.finished()
  }

  private mutating func writeSupervisors() {
    var isEmpty = true
    for user in project.users.ids {
      let entries = setup.supervisions[user.index]
      guard !entries.isEmpty else { continue }
      if isEmpty { section("supervisors") }
      isEmpty = false
      text.key(project.text(project.users[user].key), indent: 2)
      text.line(indent: 4)
      text.raw("over:")
      for entry in entries {
        text.line(indent: 6)
        text.raw("- ")
        text.scalar(setup.name(of: entry.target))
        if let reason = project.words(for: entry.reason) {
          text.raw(" # ")
          text.raw(reason)
        }
      }
    }
  }
}
