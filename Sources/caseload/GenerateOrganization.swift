import ArgumentParser
import GroupSetup
import OwnershipGraph
import ProjectModel
import Reporting

struct GenerateOrganization: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "organization",
    abstract: "Levels and locations that show every worker what the groups show.",
    discussion: """
      Each case sharing group becomes a location that owns cases; groups that a worker has together come below one \
      that views them. That fits where the workers' lists of groups are nested or disjoint. Where they are not, what \
      stands in the way is printed, with the differences of the nearest tree, and nothing is written; --nearest takes \
      that tree, --several-locations one without differences, in which some workers have several locations.

      Examples:
        caseload generate organization . --output organization.yaml
        caseload generate organization . --several-locations --format hq-workbook --out upload
        caseload generate organization . --diff exported/organization.xlsx
      """)

  @OptionGroup var project: ProjectArgument

  @Flag(help: "Write the nearest tree, although some workers would see something else.")
  var nearest = false

  @Flag(help: "Assign workers whose groups do not fit to several locations, so that everybody sees the same.")
  var severalLocations = false

  @Option(
    help:
      "Write nothing; print what would change in the levels, locations and assignments of this project, organization workbook (.xlsx), or folder that was written by --out."
  )
  var diff: String?

  @OptionGroup var options: GenerateOptions

  func validate() throws {
    if diff != nil { try options.expectNoFiles() }
    if nearest, severalLocations { throw ValidationError("Give --nearest or --several-locations, not both.") }
    if options.output != nil, options.format == .workbook {
      throw ValidationError("an organization makes two workbooks: give --out DIR.")
    }
    if options.format == .api {
      throw ValidationError("api-json is for groups; HQ's organization is uploaded as hq-workbook.")
    }
  }

  func run() throws {
    let graph = try project.compile()
    let result: GenerateResult
    do {
      let (setup, obstacles, isNearest) = try OrganizationFromGroups.plan(
        graph, fit: severalLocations ? .severalLocations : .nearest, path: project.project)
      let generated = try Progress.show("making and proving") { () throws(SetupProblem) in
        try Generated.make(graph, setup, heading: Self.heading)
      }
      result = GenerateResult(
        generated: generated, options: options, yaml: ("project.yaml", generated.text), hasOrganization: true,
        obstacles: obstacles, isNearest: isNearest, acceptsDifferences: nearest)
    } catch {
      throw failure(error, sources: graph.project.sources)
    }
    if let diff {
      return try GenerateDiff(
        generated: result.generated, against: diff, options: options, hasOrganization: true,
        acceptsDifferences: nearest
      ).run()
    }
    if !result.obstacles.isEmpty, !nearest, !severalLocations {
      Output.error(
        "the workers' groups are not nested or disjoint, so no tree with one location each fits; nothing is written")
      Output.writeError(try result.report(written: []))
      throw ExitStatus.findings.asError
    }
    try result.finish()
  }

  private static let heading = """
    Made by `caseload generate organization`: locations in the place of case sharing groups.
    """
}
