/// The table of results: a row for each measurement, a column for each size, the targets beside them.
struct ResultTable {
  let measurements: [Measurement]
  var peers: [String] = []
  private var sizes: [(size: BenchmarkSize, bytes: Int)] = []
  private var values: [String: [BenchmarkSize: Double]] = [:]

  init(measurements: [Measurement]) { self.measurements = measurements }

  mutating func begin(_ size: BenchmarkSize, bytes: Int) { sizes.append((size, bytes)) }

  mutating func add(_ value: Double, _ measurement: Measurement, _ size: BenchmarkSize) {
    values[measurement.name, default: [:]][size] = value
  }

  func text() -> String {
    var rows = [["measurement", "unit"] + sizes.map(\.size.rawValue) + ["target"]]
    rows.append(["size of the YAML", "MB"] + sizes.map { Self.shown(Double($0.bytes) / 1e6) } + [""])
    for measurement in measurements {
      let values = values[measurement.name] ?? [:]
      rows.append(
        [measurement.name, measurement.unit.rawValue]
          + sizes.map { values[$0.size].map(Self.shown) ?? "–" } + [verdict(measurement, values)])
      if let growth = growth(measurement, values) {
        rows.append(
          ["  growth beyond linear, state to nation", "×"] + sizes.map { $0.size == .nation ? Self.shown(growth) : "" }
            + ["≤ 1.15 \(growth <= 1.15 ? "met" : "missed")"])
      }
    }
    let widths = rows[0].indices.map { column in rows.map { $0[column].count }.max() ?? 0 }
    var text = ""
    for (index, row) in rows.enumerated() {
      let cells = zip(row, widths).enumerated().map { column, cell in
        let padding = String(repeating: " ", count: cell.1 - cell.0.count)
        return (2..<(row.count - 1)).contains(column) ? padding + cell.0 : cell.0 + padding
      }
      text += "| " + cells.joined(separator: " | ") + " |\n"
      if index == 0 { text += "| " + widths.map { String(repeating: "-", count: $0) }.joined(separator: " | ") + " |\n" }
    }
    return text + (peers.isEmpty ? "" : "\n" + peers.joined(separator: "\n") + "\n")
  }

  private func verdict(_ measurement: Measurement, _ values: [BenchmarkSize: Double]) -> String {
    guard let (size, limit) = measurement.target else { return "" }
    guard let value = values[size] else { return "\(size.rawValue) ≤ \(Self.shown(limit))" }
    return "\(size.rawValue) ≤ \(Self.shown(limit)) \(value <= limit ? "met" : "missed")"
  }

  /// Values are times by the byte already, or ratios to such, so that linear growth leaves them as they are.
  private func growth(_ measurement: Measurement, _ values: [BenchmarkSize: Double]) -> Double? {
    guard measurement.mustStayLinear, let state = values[.state], let nation = values[.nation] else { return nil }
    return nation / state
  }

  /// Three digits that count.
  static func shown(_ value: Double) -> String {
    guard value > 0 else { return "0" }
    var digits = 0
    var scaled = value
    while scaled < 100, digits < 4 {
      scaled *= 10
      digits += 1
    }
    let rounded = Int(scaled.rounded())
    guard digits > 0 else { return String(rounded) }
    var power = 1
    for _ in 0..<digits { power *= 10 }
    let fraction = String(rounded % power)
    return "\(rounded / power).\(String(repeating: "0", count: digits - fraction.count))\(fraction)"
  }
}
