import ArgumentParser
import ProjectModel
import Reporting

struct Why: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Why a user sees a case or an owner's cases, or why not.",
    discussion: """
      Every path from the user to the case, each step with its file and line; or the nearest reasons why there is \
      none, each with the line to change.

      Examples:
        caseload why . joy case:monica
        caseload why . david location:hope-clinic
      """)

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The user.")
  var user: String

  @Argument(help: "case:NAME, group:NAME, location:SITE_CODE or user:NAME.")
  var target: String

  @OptionGroup var output: FormatOption

  func run() throws {
    let graph = try project.compile()
    let names = NameLookup(project: graph.project)
    var report = WhyReport(graph, try names.user(user), try names.target(target))
    switch output.format {
    case .text: Output.write(report.text())
    case .json: Output.write(report.json())
    }
  }
}
