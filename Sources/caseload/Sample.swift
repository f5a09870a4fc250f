import ArgumentParser
import SampleProject

struct Sample: ParsableCommand {
  static let configuration = CommandConfiguration(
    abstract: "Make up a project of any size, to try things on.",
    discussion: """
      Believable people, places, apps and cases, one supervisor for about twenty workers, and a share of the usual \
      mistakes. What is not given follows from the number of workers. The same options give the same files on every \
      machine.

      Examples:
        caseload sample --out demo
        caseload sample --workers 1600 --out district
        caseload sample --workers 600000 --locations 700000 --levels 6 --cases 0 --tables --out nation
      """)

  @Option(help: "Mobile workers, with those who supervise.")
  var workers = 9

  @Option(help: "Locations of all levels together.")
  var locations: Int?

  @Option(help: "Organization levels.")
  var levels: Int?

  @Option(help: "Case sharing groups, for workers without a location.")
  var groups: Int?

  @Option(help: "Cases.")
  var cases: Int?

  @Option(help: "Another number makes another project of the same size.")
  var seed: UInt64 = 1

  @Option(help: "Write the files into this folder; it is made if it is not there.", completion: .directory)
  var out: String

  @Flag(help: "Write places, groups, field workers and cases as CSV tables with HQ's headers.")
  var tables = false

  @Flag(help: "Replace files that exist.")
  var force = false

  private var size: SampleSize {
    SampleSize(workers: workers, locations: locations, levels: levels, groups: groups, cases: cases)
  }

  func validate() throws {
    if let problem = size.problem { throw ValidationError(problem) }
  }

  func run() throws {
    let folder = out.count > 1 && out.hasSuffix("/") ? String(out.dropLast()) : out
    let sample = SampleProject(size, seed: seed, asTables: tables)
    if let path = sample.inTheWay(in: folder, replacing: force).first {
      Output.error(
        force
          ? "`\(path)` exists and is not a regular file"
          : "`\(path)` exists, and nothing is overwritten; add --force, or choose another folder")
      throw ExitStatus.couldNotRun.asError
    }
    do {
      try Interruption.heldBack {
        try Progress.show("writing \(folder)") { progress in
          try sample.write(to: folder, replacing: force) { share in
            progress.report(share)
            return !Interruption.isWaiting
          }
        }
      }
    } catch {
      if case SampleProblem.cannotWrite(let path, let reason) = error { Output.error("`\(path)` cannot be written: \(reason)") }
      throw ExitStatus.couldNotRun.asError
    }
    let size = size
    let counts =
      "\(size.workers) workers, \(size.locations) locations in \(size.levels) levels, \(size.groups) groups, \(size.cases) cases"
    Output.write(Array("made \(folder): \(counts)\nnext: caseload check \(folder)\n".utf8))
  }
}
