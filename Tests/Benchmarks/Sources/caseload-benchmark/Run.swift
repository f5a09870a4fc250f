import ArgumentParser
import Foundation

extension BenchmarkSize: ExpressibleByArgument {}

extension Benchmark {
  struct Run: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Make the data, measure, and print a table of ratios.")

    @Option(parsing: .upToNextOption, help: "Which sizes.")
    var sizes: [BenchmarkSize] = [.helpSite, .district, .state]

    @Option(help: "How often everything is measured; the median counts.")
    var runs = 5

    @Flag(help: "Count processor time, for a machine that has other things to do.")
    var processorTime = false

    @Option(help: "The caseload executable, a release build, to measure as a whole process.", completion: .file())
    var caseload = BenchmarkPaths.caseload

    @Option(help: "Where the data are made, and kept for the next time.", completion: .directory)
    var data = BenchmarkPaths.data

    @Option(parsing: .upToNextOption, help: "Only measurements whose name has one of these words in it.")
    var only: [String] = []

    @Option(parsing: .upToNextOption, help: "Sizes on which the peers are asked too; none by default.")
    var peers: [BenchmarkSize] = []

    @Option(help: "The Python that has the peers' packages.")
    var python = "python3"

    func validate() throws {
      if runs < 1 { throw ValidationError("`--runs` must be 1 at least") }
    }

    func run() throws {
      #if DEBUG
        throw BenchmarkError("a debug build says nothing about speed: `swift run -c release caseload-benchmark`")
      #else
        guard FileManager.default.isExecutableFile(atPath: caseload) else {
          throw BenchmarkError("there is no executable `\(caseload)`: run `swift build -c release` in the project's folder")
        }
        let measurements = Measurement.all.filter { measurement in
          only.isEmpty || only.contains { measurement.name.contains($0) }
        }
        var table = ResultTable(measurements: measurements)
        for size in sizes {
          let subject = try Subject(
            size, runs: runs, stopwatch: Stopwatch(countsProcessorTime: processorTime), caseload: caseload,
            folder: "\(data)/\(size.rawValue)")
          table.begin(size, bytes: subject.bytes)
          for measurement in measurements {
            Terminal.say("\(size.rawValue): \(measurement.name)")
            if let value = try measurement.run(subject) { table.add(value, measurement, size) }
          }
          if peers.contains(size) {
            Terminal.say("\(size.rawValue): the peers")
            table.peers += try Peers(subject, python: python).run()
          }
        }
        Terminal.say("")
        print(table.text(), terminator: "")
      #endif
    }
  }
}

/// Where things are if nobody says otherwise.
enum BenchmarkPaths {
  /// `Tests/Benchmarks` of the sources that this was built from.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()

  static var caseload: String {
    package.deletingLastPathComponent().deletingLastPathComponent().appendingPathComponent(".build/release/caseload").path
  }

  static var data: String { package.appendingPathComponent(".build/data").path }
  static var peers: String { package.appendingPathComponent("peers").path }
}

/// What is being done, on a terminal only.
enum Terminal {
  static func say(_ text: String) {
    guard isatty(STDERR_FILENO) == 1 else { return }
    FileHandle.standardError.write(Data("\r\u{1B}[K\(text)".utf8))
  }
}
