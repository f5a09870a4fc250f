import Diagnostics

/// GitLab's Code Quality report: shown at the lines of a merge request.
public enum DiagnosticGitLab {
  /// An array of all findings, as UTF-8. Fingerprints are distinct: GitLab takes two of the same for one.
  public static func render(_ report: CheckReport) -> [UInt8] {
    let findings = report.findings
    var positions = SourcePositions(report.sources)
    var json = JSONWriter()
    json.array { json in
      for (finding, fingerprint) in zip(findings, Fingerprint.distinct(findings)) {
        json.object { json in
          json.field("description", finding.message)
          json.field("check_name", finding.code)
          json.field("fingerprint", fingerprint)
          json.field("severity", severity(finding.severity))
          // What explains it and how to mend it: the place that Code Climate's format has for it.
          let remarks = finding.notes + finding.help
          if !remarks.isEmpty { json.objectField("content") { $0.field("body", remarks.joined(separator: "\n\n")) } }
          json.objectField("location") { json in
            switch finding.place {
            case .path(let path): location(path, line: 1, &json)
            case .span(let span): location(positions.path(of: span), line: positions.start(of: span).line, &json)
            }
          }
        }
      }
    }
    return json.bytes
  }

  private static func severity(_ severity: Severity) -> String {
    switch severity {
    case .error: "major"
    case .warning: "minor"
    case .info: "info"
    }
  }

  private static func location(_ path: String, line: Int, _ json: inout JSONWriter) {
    json.field("path", ReportPath.plain(path))
    json.objectField("lines") { $0.field("begin", line) }
  }
}
