import ArgumentParser
import OwnershipGraph
import ProjectModel
import Reporting

/// How results are printed.
enum OutputFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}

/// The option `--format`, the same for every subcommand.
struct FormatOption: ParsableArguments {
  @Option(help: "How to print: for people, or as JSON, whose fields are documented and stable.")
  var format: OutputFormat = .text
}

/// The argument that names the project.
struct ProjectArgument: ParsableArguments {
  @Argument(help: "A project file, or a folder with project.yaml.", completion: .file(extensions: ["yaml", "yml"]))
  var project: String

  /// The compiled project. If it does not compile, its diagnostics go to standard error and the program ends.
  func compile() throws -> OwnershipGraph {
    let (loaded, graph) = Progress.show("reading \(project)") {
      let loaded = ProjectLoader.load(project)
      return (loaded, loaded.project.map { OwnershipGraph($0) })
    }
    guard let graph else {
      Output.writeError(DiagnosticText.render(loaded.diagnostics, sources: loaded.sources))
      throw ExitStatus.couldNotRun.asError
    }
    return graph
  }
}
