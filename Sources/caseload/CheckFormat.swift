import ArgumentParser
import Diagnostics
import Reporting

/// How `check` prints its findings.
enum CheckFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json, jsonl, sarif, junit, github, gitlab

  /// The report in this format.
  func render(_ report: CheckReport, color: Bool) -> [UInt8] {
    switch self {
    case .text:
      DiagnosticText.render(report.findings, sources: report.sources, leftOut: report.leftOut, color: color)
    case .json: DiagnosticJSON.render(report.findings, sources: report.sources, leftOut: report.leftOut)
    case .jsonl: DiagnosticJSONLines.render(report)
    case .sarif: DiagnosticSARIF.render(report, rules: report.rules, version: Caseload.configuration.version)
    case .junit: DiagnosticJUnit.render(report)
    case .github: DiagnosticGitHub.render(report)
    case .gitlab: DiagnosticGitLab.render(report)
    }
  }
}

/// The findings that make `check` fail.
enum FailureThreshold: String, ExpressibleByArgument, CaseIterable {
  case error, warning, info, never

  /// Whether a finding of this severity, or of a worse one, is among those that fail.
  func isReached(by severity: Severity) -> Bool {
    switch self {
    case .error: severity == .error
    case .warning: severity != .info
    case .info: true
    case .never: false
    }
  }
}
