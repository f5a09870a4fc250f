import OwnershipGraph
import ProjectModel
import SlowEvaluator

/// The people and places of a compiled project as the slow evaluator takes them, so that it judges the generated text
/// by its own rules.
func plainCopy(_ project: Project) -> PlainProject {
  var plain = PlainProject(name: "copy")
  plain.features.restoreLocationRestriction = project.features.restoreLocationRestriction
  plain.features.webUserLocations = project.features.webUserLocations
  for group in project.groups {
    var copy = PlainProject.Group(project.text(group.key))
    copy.caseSharing = group.caseSharing
    plain.groups.append(copy)
  }
  for level in project.levels {
    var copy = PlainProject.Level(project.text(level.key))
    copy.parent = level.parent.map { project.text(project.levels[$0].key) }
    copy.sharesCases = level.sharesCases
    copy.viewDescendants = level.viewDescendants
    copy.expandViewChildDataTo = level.expandViewChildDataTo.map { project.text(project.levels[$0].key) }
    plain.levels.append(copy)
  }
  for location in project.locations {
    var copy = PlainProject.Location(
      project.text(location.key), level: project.text(project.levels[location.level].key))
    copy.parent = location.parent.map { project.text(project.locations[$0].key) }
    copy.archived = location.isArchived
    plain.locations.append(copy)
  }
  for user in project.users.ids where !project.users[user].isWebUser {
    var copy = PlainProject.MobileWorker(project.text(project.users[user].key))
    var over: [String] = []
    for membership in project.memberships[user.index] {
      let name = project.text(project.groups[membership.target].key)
      if membership.origin == .supervisor { over.append("group:" + name) } else { copy.groups.append(name) }
    }
    for assignment in project.assignments[user.index] {
      let code = project.text(project.locations[assignment.target].key)
      if assignment.origin == .supervisor { over.append("location:" + code) } else { copy.locations.append(code) }
    }
    if !over.isEmpty { plain.supervisors.append(PlainProject.Supervisor(copy.name, over: over)) }
    plain.mobileWorkers.append(copy)
  }
  return plain
}
