import ArgumentParser
import GroupSetup
import OwnershipGraph
import ProjectModel
import Reporting

struct GenerateSupervisors: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "supervisors",
    abstract: "The section supervisors, from assignments at levels that view child data.",
    discussion: """
      The section takes the place of the project's own. A supervisor over a location whose level does not view what is \
      below is explained. With --whole, the whole project is written.

      Examples:
        caseload generate supervisors .
        caseload generate supervisors . --output people/supervisors.yaml
      """)

  @OptionGroup var project: ProjectArgument

  @Flag(help: "Write the whole project, not only the section.")
  var whole = false

  @OptionGroup var options: GenerateOptions

  func validate() throws {
    if options.format != .yaml { throw ValidationError("The section supervisors exists as yaml only.") }
  }

  func run() throws {
    let graph = try project.compile()
    do {
      let (setup, explanations) = try SupervisorSection.plan(graph, path: project.project)
      let generated = try Progress.show("making and proving") { () throws(SetupProblem) in
        try Generated.make(graph, setup, heading: Self.heading)
      }
      let text = whole ? generated.text : ProjectText.supervisors(graph, setup, heading: Self.heading)
      try GenerateResult(
        generated: generated, options: options, yaml: (whole ? "project.yaml" : "supervisors.yaml", text),
        explanations: explanations
      ).finish()
    } catch let problem as SetupProblem {
      throw failure(problem, sources: graph.project.sources)
    }
  }

  private static let heading = "Made by `caseload generate supervisors`: who supervises what."
}
