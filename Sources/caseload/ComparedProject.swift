import Diagnostics
import OwnershipGraph
import ProjectModel
import Reporting

/// A project of a comparison: a path, or `git:REV[:path]`, read, with the places as the user knows them.
struct ComparedProject {
  let loaded: LoadedProject
  /// The files, with the paths that are shown: those of a revision begin with `REV:`.
  let sources: SourceMap
  /// What is wrong with the text, with the same paths.
  let diagnostics: [Diagnostic]
  /// What is not part of a file's path in the repository: `REV:`, or nothing.
  let pathPrefix: String

  /// Reads a project.
  ///
  /// - Parameter other: the project that it is compared with: `git:REV` without a path means the same one.
  static func load(_ argument: String, comparedWith other: String) throws -> ComparedProject {
    guard let revision = GitRevision(argument) else {
      let loaded = Progress.show("reading \(argument)") { ProjectLoader.load(argument) }
      return ComparedProject(
        loaded: loaded, sources: loaded.sources, diagnostics: loaded.diagnostics, pathPrefix: "")
    }
    do {
      return try Interruption.heldBack {
        try Progress.show("reading \(argument)") {
          try GitProject.load(revision, likePath: GitRevision(other) == nil ? other : nil)
        }
      }
    } catch let problem as GitProblem {
      Output.error(problem.message)
      for line in problem.help { Output.writeError(Array("  = help: \(line)\n".utf8)) }
      throw ExitStatus.couldNotRun.asError
    }
  }

  /// The compiled project. If it does not compile, its diagnostics go to standard error and the program ends.
  func compile() throws -> OwnershipGraph {
    guard let project = loaded.project else {
      Output.writeError(DiagnosticText.render(diagnostics, sources: sources))
      throw ExitStatus.couldNotRun.asError
    }
    return Progress.show("compiling \(loaded.path)") { OwnershipGraph(project) }
  }

  /// Both projects, compiled. If one does not compile, or neither, the diagnostics go to standard error and the program
  /// ends.
  static func compile(
    _ old: ComparedProject, _ new: ComparedProject
  ) throws -> (old: OwnershipGraph, new: OwnershipGraph) {
    if new.loaded.project == nil, old.loaded.project == nil {
      Output.writeError(DiagnosticText.render(old.diagnostics, sources: old.sources))
    }
    if new.loaded.project == nil { _ = try new.compile() }
    return (try old.compile(), try new.compile())
  }
}
