import AccessDiff
import ArgumentParser
import Reporting

struct Diff: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "What a change does to people: who gains and who loses sight of what.",
    discussion: """
      Compares two projects: users who gain or lose owners and declared cases, forms that newly stop or open, owners \
      that nobody sees any more, and the edits that cause it, with their places in both versions.

      Each project is a file, a folder with project.yaml, or git:REV[:path], read by the git command; the path is from \
      the top of the repository, or with ./ from the current folder, and without it the other project's.

      Examples:
        caseload diff before after
        caseload diff git:main .
        caseload diff git:v1:north git:HEAD:north --format markdown
        caseload diff git:origin/main . --format github --fail-on lost --fail-on stopped

      Exit codes: 0 compared, 1 compared and something of --fail-on happened, 2 a project or revision could not be read.
      """)

  @Argument(help: "The project before: a file, a folder, or git:REV[:path].", completion: .file())
  var old: String

  @Argument(help: "The project after: a file, a folder, or git:REV[:path].", completion: .file())
  var new: String

  enum Format: String, ExpressibleByArgument, CaseIterable {
    case text, json, markdown, github
  }

  @Option(help: "How to print: for people, as JSON for scripts, as a pull request comment, or as GitHub annotations.")
  var format: Format = .text

  @Flag(help: "Show everything, however much it is.")
  var all = false

  /// What makes the command end with 1.
  enum Failure: String, ExpressibleByArgument, CaseIterable {
    case gained, lost, stopped, orphaned

    func happened(in diff: AccessDiff) -> Bool {
      switch self {
      case .gained: diff.owners.contains { $0.gainedCount > 0 } || diff.cases.contains { !$0.gained.isEmpty }
      case .lost: diff.owners.contains { $0.lostCount > 0 } || diff.cases.contains { !$0.lost.isEmpty }
      case .stopped: diff.forms.contains { $0.kind == .newlyStops }
      case .orphaned: !diff.orphaned.isEmpty
      }
    }
  }

  @Option(
    help: """
      End with 1 if anyone gains or loses sight, a form newly stops, or an owner is seen by nobody any more; may be \
      repeated.
      """)
  var failOn: [Failure] = []

  func run() throws {
    let old = try ComparedProject.load(old, comparedWith: new)
    let new = try ComparedProject.load(new, comparedWith: self.old)
    let graphs = try ComparedProject.compile(old, new)
    let diff = Progress.show("comparing") { AccessDiff(old: graphs.old, new: graphs.new) }
    let sources = Sides(old: old.sources, new: new.sources)
    switch format {
    case .json:
      var report = DiffJSON(diff, sources: sources, all: all)
      Output.write(report.render())
    case .text:
      var report = DiffReport(diff, sources: sources, all: all)
      Output.write(report.text())
    case .markdown:
      var report = DiffReport(diff, sources: sources, all: all)
      Output.write(report.markdown())
    case .github:
      var report = DiffReport(diff, sources: sources, all: all)
      Output.write(report.github(removing: new.pathPrefix))
    }
    if failOn.contains(where: { $0.happened(in: diff) }) { throw ExitStatus.findings.asError }
  }
}
