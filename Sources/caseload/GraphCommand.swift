import AccessDiff
import ArgumentParser
import OwnershipGraph
import ProjectModel
import Reporting

struct GraphCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "graph",
    abstract: "The ownership-policy graph as the text of a picture.",
    discussion: """
      Users with the same memberships are one box with their number; a project too large to be drawn whole is drawn by \
      levels. With two projects, what the second gains is green and what it loses red; where both happen, orange.

      Examples:
        caseload graph . | dot -Tsvg > graph.svg
        caseload graph . --around group:village-1 --format mermaid
        caseload graph git:main . --around user:joy --depth 3

      Exit codes: 0 drawn, 2 a project could not be read, or what --around names does not exist.
      """)

  @Argument(help: "A project; or two, the one before first: a file, a folder, or git:REV[:path].", completion: .file())
  var projects: [String]

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case dot, mermaid, json
  }

  @Option(help: "For Graphviz, for Mermaid, or as JSON.")
  var format: Format = .dot

  @Option(help: "Only what is near this: a user, group:…, location:…, user:… or case:…")
  var around: String?

  @Option(help: "How many steps from --around are drawn.")
  var depth = 2

  func validate() throws {
    if projects.isEmpty || projects.count > 2 { throw ValidationError("Give one project, or two to compare them.") }
    if depth < 0 { throw ValidationError("--depth cannot be negative.") }
  }

  func run() throws {
    let loaded = try projects.indices.map { index in
      try ComparedProject.load(projects[index], comparedWith: projects[projects.count - 1 - index])
    }
    let graphs = try loaded.map { try $0.compile() }
    let old = graphs.count == 2 ? graphs[0] : nil
    let new = graphs[graphs.count - 1]
    let report = GraphReport(new, comparedWith: old, around: try around.map { try find($0, new, old) }, depth: depth)
    switch format {
    case .dot: Output.write(report.dot())
    case .mermaid: Output.write(report.mermaid())
    case .json: Output.write(report.json())
    }
  }

  /// What `--around` names, in the new project, or in the old one if only that has it.
  private func find(
    _ name: String, _ new: OwnershipGraph, _ old: OwnershipGraph?
  ) throws -> (target: Target, side: Side) {
    if let old, !Self.has(new.project, name), Self.has(old.project, name) {
      return (try NameLookup(project: old.project).target(name), .old)
    }
    return (try NameLookup(project: new.project).target(name), .new)
  }

  /// Whether a project has anything of this name, without complaint.
  private static func has(_ project: Project, _ name: String) -> Bool {
    let parts = name.split(separator: ":", maxSplits: 1).map(String.init)
    let bare = parts.count == 2 && ["case", "group", "location", "user"].contains(parts[0]) ? parts[1] : name
    guard let symbol = project.strings.existing(bare) else { return false }
    let names = project.names
    switch parts.count == 2 ? parts[0] : "" {
    case "case": return names.cases[symbol] != nil
    case "group": return names.groups[symbol] != nil
    case "location": return names.locations[symbol] != nil
    case "user": return names.users[symbol] != nil
    default:
      return names.cases[symbol] != nil || names.groups[symbol] != nil || names.locations[symbol] != nil
        || names.users[symbol] != nil
    }
  }
}
