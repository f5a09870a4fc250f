import ArgumentParser
import ProjectModel
import Reporting

struct WhoSees: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "All users who see a case, or the cases of an owner.",
    discussion: """
      A case is seen by those on whose device it stays after a sync; an owner's cases by those who have its id among \
      their owner ids. Inactive users see nothing. The list is never cut off.

      Examples:
        caseload who-sees . case:monica
        caseload who-sees . location:hope-clinic --format json
      """)

  @OptionGroup var project: ProjectArgument

  @Argument(help: "case:NAME, group:NAME, location:SITE_CODE or user:NAME.")
  var target: String

  @OptionGroup var output: FormatOption

  func run() throws {
    let graph = try project.compile()
    let report = WhoSeesReport(graph, try NameLookup(project: graph.project).target(target))
    switch output.format {
    case .text: Output.write(report.text())
    case .json: Output.write(report.json())
    }
  }
}
