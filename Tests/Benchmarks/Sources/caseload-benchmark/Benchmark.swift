import ArgumentParser
import CYAMLScan

@main
struct Benchmark: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "caseload-benchmark",
    abstract: "Measures caseload on made-up projects, against a bare scan of the same bytes and against peers.",
    subcommands: [Run.self, Scan.self, Spawn.self], defaultSubcommand: Run.self)

  /// The reference as a process of its own, for its time and its memory.
  struct Scan: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Let libyaml read files, and do nothing with them.")

    @Argument var files: [String]

    func run() throws {
      for file in files {
        var bytes = 0
        guard caseload_scan_file(file, &bytes) >= 0 else { throw BenchmarkError("`\(file)` cannot be scanned") }
      }
    }
  }
}

/// Why there is no measurement, in words.
struct BenchmarkError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }
}
