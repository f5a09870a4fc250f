import GroupSetup
import OwnershipGraph
import Policy
import Reporting

/// What the three subcommands of `generate` have in common: the proof decides, files are written, the report follows.
struct GenerateResult {
  let generated: Generated
  let options: GenerateOptions
  /// The text for the format `yaml`, and the name of its file.
  var yaml: (name: String, bytes: [UInt8])
  /// Whether that text is the whole project.
  var isWhole = true
  var hasOrganization = false
  var obstacles: [OrganizationFromGroups.Obstacle] = []
  /// Whether it is proved that no tree is nearer.
  var isNearest = true
  var explanations: [SupervisorSection.Explanation] = []
  /// Whether differences are wanted, as the nearest that there is.
  var acceptsDifferences = false

  func finish() throws {
    if !generated.proof.isGreen, !acceptsDifferences {
      Output.error(SetupFailure.heading(generated) + ", so nothing is written")
      Output.writeError(Array((SetupFailure.lines(generated).map { "  \($0)\n" }.joined()).utf8))
      throw ExitStatus.findings.asError
    }
    if options.format == .csv {
      let problems = UploadProblems.find(generated.workerTables(), file: options.out ?? "")
      if !problems.isEmpty {
        Output.writeError(DiagnosticText.render(problems, sources: .init()))
        throw ExitStatus.couldNotRun.asError
      }
    }
    let (main, others) = contents()
    let files = GenerateFiles(options, main: main, others: others)
    try files.write()
    if options.writesToStandardOutput, case .bytes(let bytes) = main.content { Output.write(bytes) }
    let report = try report(written: files.paths)
    if options.writesToStandardOutput { Output.writeError(report) } else { Output.write(report) }
  }

  /// The report as it would be, for a run that writes nothing.
  func report(written: [String]) throws -> [UInt8] {
    let consequences = SetupConsequences(
      generated, before: FormEntry.findings(generated.before), after: FormEntry.findings(generated.after),
      remarks: formatRemarks(), writesApps: options.format == .yaml && isWhole)
    let report = SetupReport(
      generated, consequences, written: written, verify: options.verify, obstacles: obstacles,
      isNearest: isNearest, explanations: explanations)
    return options.report == .json
      ? report.json() : report.text(color: !options.writesToStandardOutput && Output.wantsColor)
  }

  /// What to know of the format.
  private func formatRemarks() -> [String] {
    let project = generated.before.project
    let workers = project.users.filter { !$0.isWebUser }
    let unknown = workers.count { project.text($0.id).isEmpty }
    var remarks: [String] = []
    switch options.format {
    case .yaml: break
    case .workbook, .csv:
      remarks += generated.uploadRemarks()
      if options.output != nil, generated.supervisorsTable().rowCount > 0 {
        remarks.append(
          "the reasons of supervisors' memberships have no place in the workbook: --out DIR writes them beside it, as supervisors.csv"
        )
      }
    case .api:
      if unknown > 0 {
        remarks.append(
          "workers without an `id`: \(unknown) of \(workers.count); put HQ's ids in the place of {id of …}")
      }
    }
    if options.format == .csv, generated.setup.groups.contains(where: { SetupTable.looksLikeFormula($0.name) }) {
      remarks.append(
        "some names begin with `=`, `+`, `-` or `@`: import the CSV columns as text, or use --format hq-workbook")
    }
    return remarks
  }

  private typealias File = (name: String, content: GenerateFiles.Content)

  private func contents() -> (File, [File]) {
    var others: [File] = []
    switch options.format {
    case .yaml: return ((yaml.name, .bytes(yaml.bytes)), [])
    case .api: return (("group-api.json", .bytes(SetupAPI(generated).json())), [])
    case .workbook:
      if hasOrganization { others.append(("organization.xlsx", .workbook(generated.organizationTables()))) }
      addReasons(to: &others)
      return (("mobile-workers.xlsx", .workbook(generated.workerTables())), others)
    case .csv:
      let tables = generated.workerTables()
      for table in tables.dropFirst() { others.append(("\(table.name).csv", .bytes(table.csv()))) }
      if hasOrganization {
        for table in generated.organizationTables() {
          others.append(("organization/\(table.name).csv", .bytes(table.csv())))
        }
      }
      addReasons(to: &others)
      return (("\(tables[0].name).csv", .bytes(tables[0].csv())), others)
    }
  }

  private func addReasons(to files: inout [File]) {
    let reasons = generated.supervisorsTable()
    if reasons.rowCount > 0 { files.append(("supervisors.csv", .bytes(reasons.csv()))) }
  }
}
