import Diagnostics

/// How many diagnostics of each severity there are.
public struct DiagnosticSummary: Hashable, Sendable {
  public let errors: Int
  public let warnings: Int
  public let infos: Int
  /// How many files they point at.
  public let files: Int
  /// What is not among them.
  public let leftOut: LeftOut

  public init(_ diagnostics: [Diagnostic], sources: SourceMap, leftOut: LeftOut = LeftOut()) {
    self.leftOut = leftOut
    var counts: [Severity: Int] = [:]
    var paths: Set<String> = []
    for diagnostic in diagnostics {
      counts[diagnostic.severity, default: 0] += 1
      switch diagnostic.place {
      case .span(let span): paths.insert(sources[span.file].path)
      case .path(let path): paths.insert(path)
      }
    }
    errors = counts[.error] ?? 0
    warnings = counts[.warning] ?? 0
    infos = counts[.info] ?? 0
    files = paths.count
  }

  /// For people, such as `2 errors, 1 warning in 3 files`, or `no findings`; and what is left out, if anything.
  public var text: String {
    func counted(_ count: Int, _ noun: String) -> String { "\(count) \(noun)\(count == 1 ? "" : "s")" }
    let parts = [(errors, "error"), (warnings, "warning"), (infos, "info")].filter { $0.0 > 0 }
    let found =
      parts.isEmpty
      ? "no findings" : parts.map { counted($0.0, $0.1) }.joined(separator: ", ") + " in " + counted(files, "file")
    return found + (leftOut.text.map { "; " + $0 } ?? "")
  }
}
