import Foundation
import OwnershipGraph
import ProjectModel

/// A project as plain tables of numbers, with questions and the expected answers, for programs that do not know the
/// configuration language. Owners have one numbering for all kinds.
struct PeerData {
  private let graph: OwnershipGraph
  private let folder: String

  init(_ graph: OwnershipGraph, folder: String) {
    self.graph = graph
    self.folder = folder
  }

  private var project: Project { graph.project }

  func writeTables() throws {
    try write("users", "user,active", project.users.ids.map { "\($0.raw),\(project.users[$0].isActive ? 1 : 0)" })
    try write("groups", "owner,shares", project.groups.ids.map { "\(Owner($0).rawValue),\(project.groups[$0].caseSharing ? 1 : 0)" })
    try write(
      "locations", "location,owner,parent,owns,views",
      project.locations.ids.map { id in
        let level = project.levels[project.locations[id].level]
        let parent = project.locations[id].parent.map { "\($0.raw)" } ?? "-1"
        // What is viewed must be unarchived; the samples assign nobody anew to what is archived.
        let owns = level.sharesCases ? graph.tree.isArchived(id) ? 2 : 1 : 0
        return "\(id.raw),\(Owner(id).rawValue),\(parent),\(owns),\(level.viewDescendants ? 1 : 0)"
      })
    try write(
      "memberships", "user,owner",
      project.users.ids.flatMap { user in
        project.memberships[user.index].filter { !$0.isRepetition }.map { "\(user.raw),\(Owner($0.target).rawValue)" }
      })
    try write(
      "assignments", "user,location",
      project.users.ids.flatMap { user in
        project.assignments[user.index].filter { !$0.isRepetition }.map { "\(user.raw),\($0.target.raw)" }
      })
    try write(
      "cases", "id,owner,closed",
      project.cases.ids.map { id in
        var owner = "-1"
        if case .reference(let reference) = project.cases[id].owner { owner = "\(Owner(reference).rawValue)" }
        return "\(id.raw),\(owner),\(project.cases[id].isClosed ? 1 : 0)"
      })
    try write(
      "indices", "source,target,extension",
      project.cases.ids.flatMap { id in
        project.caseIndices[id.index].map { "\(id.raw),\($0.target.raw),\($0.relationship == .extension ? 1 : 0)" }
      })
  }

  func write(questions: PeerQuestions) throws {
    try write("questions-who-sees", "location", questions.locations.map { "\($0.raw)" })
    try write("questions-owners", "user", questions.users.map { "\($0.raw)" })
    try write("questions-pairs", "user,owner", questions.pairs.map { "\($0.raw),\($1.rawValue)" })
  }

  func write(answer lines: [String], to question: PeerQuestion) throws {
    try text(lines).write(toFile: "\(folder)/\(question.rawValue).expected", atomically: false, encoding: .utf8)
  }

  private func write(_ name: String, _ header: String, _ rows: [String]) throws {
    try text([header] + rows).write(toFile: "\(folder)/\(name).csv", atomically: false, encoding: .utf8)
  }

  private func text(_ lines: [String]) -> String { lines.map { $0 + "\n" }.joined() }
}
