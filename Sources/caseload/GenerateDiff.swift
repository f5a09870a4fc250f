import GroupSetup
import OwnershipGraph
import ProjectModel
import Reporting

/// Compares what was generated with another project, or with what HQ exported.
struct GenerateDiff {
  let generated: Generated
  let against: String
  let options: GenerateOptions
  /// Whether levels, locations and assignments are compared, or groups.
  var hasOrganization = false
  /// Whether differences are wanted, as the nearest that there is.
  var acceptsDifferences = false

  func run() throws {
    let export: ExportedSetup?
    do { export = try ExportedSetup.find(against) } catch { throw failure(error, sources: .init()) }
    do {
      let isEmpty = try hasOrganization ? organization(export) : groups(export)
      if !generated.proof.isGreen {
        Output.error(
          SetupFailure.heading(generated) + (acceptsDifferences ? "" : "; without --diff, nothing would be written"))
        Output.writeError(Array((SetupFailure.lines(generated).map { "  \($0)\n" }.joined()).utf8))
      }
      if !isEmpty || !generated.proof.isGreen { throw ExitStatus.findings.asError }
    } catch let problem as SetupProblem {
      throw failure(problem, sources: .init())
    }
  }

  /// Prints what would change in groups; true if nothing would.
  private func groups(_ export: ExportedSetup?) throws -> Bool {
    let before = try export.map { try GroupRoster($0) } ?? GroupRoster(try compiled())
    Output.writeError(before.warnings.isEmpty ? [] : DiagnosticText.render(before.warnings, sources: .init()))
    let diff = SetupDiff(from: before, to: GroupRoster(generated.after))
    let report = SetupDiffReport(
      diff, against: against, proof: generated.proof, generated.before.project, verify: options.verify)
    Output.write(options.report == .json ? report.json() : report.text())
    return diff.isEmpty
  }

  /// The same for levels, locations and assignments.
  private func organization(_ export: ExportedSetup?) throws -> Bool {
    let before = try export.map { try OrganizationRoster($0) } ?? OrganizationRoster(try compiled())
    Output.writeError(before.warnings.isEmpty ? [] : DiagnosticText.render(before.warnings, sources: .init()))
    let diff = OrganizationDiff(from: before, to: OrganizationRoster(generated.after))
    let report = OrganizationDiffReport(
      diff, against: against, proof: generated.proof, generated.before.project, verify: options.verify)
    Output.write(options.report == .json ? report.json() : report.text())
    return diff.isEmpty
  }

  private func compiled() throws -> OwnershipGraph {
    let loaded = ProjectLoader.load(against)
    guard let project = loaded.project else {
      Output.writeError(DiagnosticText.render(loaded.diagnostics, sources: loaded.sources))
      throw ExitStatus.couldNotRun.asError
    }
    return OwnershipGraph(project)
  }
}
