import ArgumentParser
import Foundation

/// A program run to its end, with what it took.
struct ChildProcess {
  /// From its start to its end, in seconds.
  let seconds: Double
  /// What it used of the processors, in seconds.
  let processorSeconds: Double
  /// The most memory that it had at a time, in bytes.
  let peakMemory: Int

  /// Runs a program; what it prints is thrown away.
  ///
  /// The system counts the memory of whoever starts a process as that process's own peak. So a small process in between
  /// starts and measures it.
  static func run(_ program: String, _ arguments: [String]) throws -> ChildProcess {
    let process = Process()
    process.executableURL = URL(fileURLWithPath: CommandLine.arguments[0])
    process.arguments = ["spawn", "--", program] + arguments
    let output = Pipe()
    process.standardOutput = output
    try process.run()
    let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    let numbers = text.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    guard process.terminationStatus == 0, numbers.count == 3 else {
      throw BenchmarkError("`\(program) \(arguments.joined(separator: " "))` failed")
    }
    return ChildProcess(seconds: numbers[0], processorSeconds: numbers[1], peakMemory: Int(numbers[2]))
  }
}

extension Benchmark {
  /// The small process in between.
  struct Spawn: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Run a program, and print what it took.", shouldDisplay: false)

    @Argument(parsing: .postTerminator) var command: [String]

    func run() throws {
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0)
      let words = command.map { strdup($0) } + [nil]
      defer { for word in words { free(word) } }
      var process: pid_t = 0
      var status: Int32 = 0
      var usage = rusage()
      var failure: Int32 = 0
      let seconds = Stopwatch(countsProcessorTime: false).seconds {
        failure = posix_spawn(&process, command[0], &actions, nil, words, environ)
        while failure == 0, wait4(process, &status, 0, &usage) < 0, errno == EINTR {}
      }
      // 1 is the exit code of findings.
      guard failure == 0, status & 0x7F == 0, status >> 8 & 0xFF <= 1 else {
        throw BenchmarkError("`\(command.joined(separator: " "))` failed")
      }
      let times = [usage.ru_utime, usage.ru_stime].map { Double($0.tv_sec) + Double($0.tv_usec) / 1e6 }
      #if os(macOS)
        let peak = usage.ru_maxrss
      #else
        let peak = usage.ru_maxrss * 1024
      #endif
      print(seconds, times[0] + times[1], peak)
    }
  }
}
