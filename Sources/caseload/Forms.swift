import ArgumentParser
import ProjectModel
import Reporting

struct Forms: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What happens when users open forms, and who would own the new cases.",
    discussion: """
      Users who behave alike are shown together. Inactive users and web users without `apps` open no forms.

      Examples:
        caseload forms .
        caseload forms . --user joy
        caseload forms . --form nurse/patients/register --format json
      """)

  @OptionGroup var project: ProjectArgument
  @OptionGroup var output: FormatOption

  @Option(help: "Only this user.")
  var user: String?

  @Option(help: "Only this form, as APP/MENU/FORM.")
  var form: String?

  func run() throws {
    let graph = try project.compile()
    let names = NameLookup(project: graph.project)
    let users = try user.map { [try names.user($0)] } ?? Array(graph.project.users.ids)
    let forms = try form.map { Set([try names.form($0)]) }
    var report = FormsReport(graph, users: users, forms: forms)
    switch output.format {
    case .text: Output.write(report.text())
    case .json: Output.write(report.json())
    }
  }
}
