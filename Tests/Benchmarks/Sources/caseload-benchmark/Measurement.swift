/// Something that is measured on every size. Each is a file of its own in Measurements, and stands in ``all``.
struct Measurement: Sendable {
  enum Unit: String {
    /// Ratio to the bare scan of the same bytes.
    case timesScan = "× scan"
    case times = "×"
    case megabytesPerSecond = "MB/s"
    case microseconds = "µs"
    case nanoseconds = "ns"
    case bytesPerByte = "bytes/byte"
    case perSecond = "/s"
  }

  let name: String
  let unit: Unit
  /// What must be reached, on which size; an upper limit, or for rates a lower one.
  var target: (size: BenchmarkSize, limit: Double)?
  /// Whether the growth from state to nation is judged: the value must stay the same.
  var mustStayLinear = false
  /// The value; nil where the size has nothing to measure.
  let run: @Sendable (Subject) throws -> Double?

  static let all: [Measurement] = [
    .scan, .load, .compile, .check, .checkProcess, .memory, .owners, .whoSees, .why, .audit, .groupCounts, .diff,
    .diffProcess, .submissions,
  ]
}
