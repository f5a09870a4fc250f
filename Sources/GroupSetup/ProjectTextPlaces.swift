import OwnershipGraph
import ProjectModel

extension ProjectText {
  /// The organization, flat: locations name their parents.
  mutating func writeOrganization() {
    guard !setup.levels.isEmpty else { return }
    section("organization")
    text.line(indent: 2)
    text.raw("levels:")
    for level in setup.levels {
      text.key(level.key, indent: 4)
      var entry = FlowMapping(&text)
      if level.name != level.key { entry.field("name", level.name) }
      if let parent = level.parent { entry.field("parent", setup.levels[parent].key) }
      if level.sharesCases { entry.field("shares_cases", true) }
      if level.viewDescendants { entry.field("view_descendants", true) }
      if let limit = level.expandViewChildDataTo { entry.field("expand_view_child_data_to", setup.levels[limit].key) }
      if !level.hasUsers { entry.field("has_users", false) }
      text = entry.finished()
    }
    guard !setup.locations.isEmpty else { return }
    text.line(indent: 2)
    text.raw("locations:")
    for location in setup.locations {
      text.key(location.siteCode, indent: 4)
      var entry = FlowMapping(&text)
      entry.field("level", setup.levels[location.level].key)
      if location.name != location.siteCode { entry.field("name", location.name) }
      if !location.id.isEmpty { entry.field("id", location.id) }
      if let parent = location.parent { entry.field("parent", setup.locations[parent].siteCode) }
      if location.isArchived { entry.field("archived", true) }
      text = entry.finished()
    }
  }

  /// The declared cases, with their owners renamed.
  mutating func writeCases() {
    guard !project.cases.isEmpty else { return }
    section("cases")
    for id in project.cases.ids {
      let declared = project.cases[id]
      text.key(project.text(declared.key), indent: 2)
      var entry = FlowMapping(&text)
      entry.field("case_type", project.caseTypes[declared.caseType].key, of: project)
      if declared.name != declared.key { entry.field("name", declared.name, of: project) }
      if declared.id != declared.key { entry.field("id", declared.id, of: project) }
      entry.field("owner", ownerText(declared.owner))
      if declared.isClosed { entry.field("closed", true) }
      if let creator = declared.createdBy { entry.field("created_by", project.users[creator].key, of: project) }
      let indices = project.caseIndices[id.index]
      if !indices.isEmpty {
        entry.field("index") { text in
          text.raw("[")
          for (number, index) in indices.enumerated() {
            text.raw(number == 0 ? "{to: " : ", {to: ")
            text.scalar(project.cases[index.target].key, of: project)
            switch index.relationship {
            case .child: text.raw(", relationship: child}")
            case .extension: text.raw(", relationship: extension}")
            }
          }
          text.raw("]")
        }
      }
      let properties = project.caseProperties[id.index]
      if !properties.isEmpty { entry.data("properties", properties, of: project) }
      text = entry.finished()
    }
  }

  /// An id that belongs to nothing that is declared can only stand in a table; like `unowned`, nobody has it.
  private func ownerText(_ owner: CaseOwner) -> String {
    switch owner {
    case .unowned, .text: return "unowned"
    case .reference(let reference):
      let owner = Owner(reference)
      return setup.renaming[owner].map { setup.name(of: $0) } ?? project.name(of: owner)
    }
  }
}
