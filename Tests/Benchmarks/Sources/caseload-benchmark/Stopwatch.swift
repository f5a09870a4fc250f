import Foundation

/// Measures the time of a body that runs in this process, or of a whole process.
struct Stopwatch {
  /// Whether processor time counts, of all threads together, instead of the time on the clock. Better on a machine that
  /// has other things to do; unfair to what runs on both cores.
  let countsProcessorTime: Bool

  /// The time that a body takes, in seconds.
  func seconds(_ body: () throws -> Void) rethrows -> Double {
    let start = now()
    try body()
    return now() - start
  }

  private func now() -> Double {
    var time = timespec()
    clock_gettime(countsProcessorTime ? CLOCK_PROCESS_CPUTIME_ID : CLOCK_MONOTONIC, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The time that a program takes.
  func seconds(_ program: String, _ arguments: [String]) throws -> Double {
    let process = try ChildProcess.run(program, arguments)
    return countsProcessorTime ? process.processorSeconds : process.seconds
  }
}

extension [Double] {
  var median: Double {
    let sorted = sorted()
    return sorted.isEmpty ? 0 : (sorted[sorted.count / 2] + sorted[(sorted.count - 1) / 2]) / 2
  }
}
