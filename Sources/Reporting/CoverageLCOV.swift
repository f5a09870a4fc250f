import Diagnostics
import Simulation

/// Coverage as an LCOV tracefile.
public enum CoverageLCOV {
  /// The tracefile, as UTF-8: files by path, lines ascending.
  public static func render(_ coverage: ScenarioCoverage) -> [UInt8] {
    var output = "TN:caseload\n"
    for file in CoverageLines(coverage).files {
      output += "SF:\(SafeText.escaped(file.path))\n"
      for (line, hits) in file.lines { output += "DA:\(line),\(hits)\n" }
      output += "LF:\(file.lines.count)\nLH:\(file.covered)\nend_of_record\n"
    }
    return Array(output.utf8)
  }
}
