import Diagnostics

/// The findings of ``DiagnosticJSON``, one JSON object a line and no summary: for `jq`, `grep` and logs.
public enum DiagnosticJSONLines {
  /// One line for each finding, as UTF-8; nothing if there is none.
  public static func render(_ report: CheckReport) -> [UInt8] {
    var renderer = DiagnosticJSON(report.sources)
    var output: [UInt8] = []
    for finding in report.findings {
      var json = JSONWriter(isCompact: true)
      renderer.write(finding, &json)
      output += json.bytes
    }
    return output
  }
}
