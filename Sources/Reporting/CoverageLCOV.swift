import Diagnostics
import Simulation

/// Coverage as an LCOV tracefile: a line of a project's file is hit if what is declared there is touched by a scenario,
/// as often as there are such scenarios.
public enum CoverageLCOV {
  /// The tracefile, as UTF-8: files by path, lines ascending.
  public static func render(_ coverage: ScenarioCoverage) -> [UInt8] {
    var hits: [String: [Int: Int]] = [:]
    for project in coverage.projects {
      var positions = SourcePositions(project.sources)
      for item in project.items {
        let path = ReportPath.plain(positions.path(of: item.span))
        let line = positions.start(of: item.span).line
        let known = hits[path]?[line]
        // Of several things on one line the one that is touched least counts: otherwise it would be hidden.
        hits[path, default: [:]][line] = min(known ?? item.scenarioCount, item.scenarioCount)
      }
    }
    var output = "TN:caseload\n"
    for path in Words.sorted(hits.keys) {
      let lines = (hits[path] ?? [:]).sorted { $0.key < $1.key }
      output += "SF:\(SafeText.escaped(path))\n"
      for (line, count) in lines { output += "DA:\(line),\(count)\n" }
      output += "LF:\(lines.count)\nLH:\(lines.count { $0.value > 0 })\nend_of_record\n"
    }
    return Array(output.utf8)
  }
}
