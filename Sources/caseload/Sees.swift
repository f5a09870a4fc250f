import ArgumentParser
import ProjectModel
import Reporting

struct Sees: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What a user owns and sees.",
    discussion: """
      Owner ids and where they come from, the user-groups table, and of the declared cases those that the server \
      sends, those that the device keeps, and those that each menu lists.

      Examples:
        caseload sees . joy
        caseload sees . --all --format json
      """)

  @OptionGroup var project: ProjectArgument

  @Argument(help: "The user.")
  var user: String?

  @Flag(help: "All users.")
  var all = false

  @OptionGroup var output: FormatOption

  func validate() throws {
    if (user == nil) != all { throw ValidationError("Give a user, or --all.") }
  }

  func run() throws {
    let graph = try project.compile()
    let users = try user.map { [try NameLookup(project: graph.project).user($0)] } ?? Array(graph.project.users.ids)
    var report = SeesReport(graph)
    switch output.format {
    case .text: Output.write(report.text(users))
    case .json: Output.write(report.json(users))
    }
  }
}
