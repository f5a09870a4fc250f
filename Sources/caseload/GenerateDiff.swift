import GroupSetup
import OwnershipGraph
import ProjectModel
import Reporting

/// Compares generated groups with those of another project, or with the sheets of an exported workbook.
struct GenerateDiff {
  let generated: Generated
  let against: String
  let format: OutputFormat

  func run() throws {
    let diff = SetupDiff(from: try roster(), to: GroupRoster(generated.after))
    let report = SetupDiffReport(diff)
    Output.write(format == .json ? report.json() : report.text())
    if !diff.isEmpty { throw ExitStatus.findings.asError }
  }

  private func roster() throws -> GroupRoster {
    let users = "\(against)/users.csv"
    let groups = "\(against)/groups.csv"
    if against.hasSuffix(".xlsx") {
      Output.error(
        "`\(against)` is a workbook: save its sheets `users` and `groups` as users.csv and groups.csv in a folder, and name that"
      )
      throw ExitStatus.couldNotRun.asError
    }
    if SetupFile.exists(users), SetupFile.exists(groups) {
      do {
        return try GroupRoster(
          users: try SetupFile.read(users), groups: try SetupFile.read(groups), usersPath: users, groupsPath: groups)
      } catch let problem as SetupProblem {
        throw failure(problem, sources: .init())
      } catch let problem as SetupFileProblem {
        Output.error("`\(problem.path)` cannot be read: \(problem.reason)")
        throw ExitStatus.couldNotRun.asError
      }
    }
    let loaded = ProjectLoader.load(against)
    guard let project = loaded.project else {
      Output.writeError(DiagnosticText.render(loaded.diagnostics, sources: loaded.sources))
      throw ExitStatus.couldNotRun.asError
    }
    return GroupRoster(OwnershipGraph(project))
  }
}
