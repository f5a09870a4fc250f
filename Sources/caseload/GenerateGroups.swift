import ArgumentParser
import GroupSetup
import OwnershipGraph
import ProjectModel
import Reporting

extension ExistingGroups: ExpressibleByArgument {}

struct GenerateGroups: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "groups",
    abstract: "One case sharing group for each location that owns cases.",
    discussion: """
      Members are the workers assigned to the location, and those assigned above it at levels that view child data; the \
      latter are listed apart, each with the reason. The organization itself is left out of the generated project.

      Examples:
        caseload generate groups . --out generated --verify
        caseload generate groups . --name "{path}" --existing merge --output groups.yaml
        caseload generate groups . --level village --under hope-clinic --format csv --out tables
        caseload generate groups . --diff ../as-exported
      """)

  @OptionGroup var project: ProjectArgument

  @Option(
    name: .customLong("name"),
    help: "The groups' names, of {path}, {name}, {site_code} and {level}; as HQ shows them by default.")
  var template: String?

  @Option(help: "Only locations of this level.")
  var level: String?

  @Option(help: "Only this location and those below it, by site code.")
  var under: String?

  @Flag(help: "Also locations that no worker sees.")
  var includeEmpty = false

  @Option(help: "What to do with a group of the project that has a generated group's key or name.")
  var existing = ExistingGroups.report

  @Flag(help: "For yaml: only the sections groups and supervisors, to include in a project that has the users.")
  var fragment = false

  @Option(
    help:
      "Write nothing; print what would change in the groups of this project, mobile workers workbook (.xlsx), or folder that was written by --out."
  )
  var diff: String?

  @OptionGroup var options: GenerateOptions

  func validate() throws {
    if diff != nil { try options.expectNoFiles() }
    if fragment, options.format != .yaml { throw ValidationError("--fragment is for the format yaml.") }
  }

  func run() throws {
    let graph = try project.compile()
    let names = NameLookup(project: graph.project)
    var settings = GroupsFromOrganization.Options()
    settings.level = try level.map(names.level)
    settings.under = try under.map(names.siteCode)
    settings.includeEmpty = includeEmpty
    settings.existing = existing
    let generated: Generated
    do {
      if let template { settings.template = try NameTemplate(template) }
      let setup = try GroupsFromOrganization.plan(graph, options: settings, path: project.project)
      generated = try Progress.show("making and proving") { () throws(SetupProblem) in
        try Generated.make(graph, setup, heading: Self.heading(isWhole: setup.leftOut.isEmpty))
      }
    } catch {
      throw failure(error, sources: graph.project.sources)
    }
    if let diff { return try GenerateDiff(generated: generated, against: diff, options: options).run() }
    let text =
      fragment
      ? ProjectText.fragment(graph, generated.setup, heading: Self.fragmentHeading)
      : generated.text
    try GenerateResult(
      generated: generated, options: options, yaml: (fragment ? "groups.yaml" : "project.yaml", text),
      isWhole: !fragment
    ).finish()
  }

  private static func heading(isWhole: Bool) -> String {
    """
    Made by `caseload generate groups`: case sharing groups in the place of locations that own cases.
    Every worker sees what they saw by the organization\(isWhole ? "." : ", as far as it was selected.")
    """
  }

  private static let fragmentHeading = """
    Made by `caseload generate groups --fragment`: case sharing groups in the place of locations that own cases.
    For a project that has these workers and no locations.
    """
}
