import Diagnostics

/// The findings that a change of a project brings, and those that it mends.
///
/// Two findings are the same if code, severity and message are the same, wherever they stand. Findings of one code
/// about the same things, whose messages differ otherwise, such as in the number of users, are one finding that has
/// changed: it counts as brought, with a note on what it was, unless it stands for fewer users than before, and then as
/// mended in part.
public struct FindingsChange {
  /// Findings about the new project that the old one did not have, in the order of output.
  public private(set) var brought: [Diagnostic] = []
  /// Findings about the old project that the new one has no more.
  public private(set) var mended: [Diagnostic] = []

  public init(before: [Diagnostic], after: [Diagnostic]) {
    // Several findings can be the same: each mends or matches one.
    var old = Dictionary(grouping: before.indices, by: { Self.identity(before[$0]) })
    var rest: [Diagnostic] = []
    for finding in after where old[Self.identity(finding)]?.popLast() == nil { rest.append(finding) }
    var gone = Dictionary(grouping: old.values.joined().sorted(), by: { Self.subject(before[$0]) })
    for var finding in rest {
      guard let index = gone[Self.subject(finding)]?.first else {
        brought.append(finding)
        continue
      }
      gone[Self.subject(finding)]?.removeFirst()
      let was = before[index]
      if finding.count < was.count {
        var mended = was
        mended.notes.append("in part: now \(finding.message)")
        self.mended.append(mended)
      } else {
        finding.notes.append("before: \(was.message)")
        brought.append(finding)
      }
    }
    mended += gone.values.joined().sorted().map { before[$0] }
  }

  private static func identity(_ finding: Diagnostic) -> [String] {
    [finding.code, finding.severity.rawValue, finding.message]
  }

  /// What a finding is about: its code, and the names in its message; without any, the whole message.
  private static func subject(_ finding: Diagnostic) -> [String] {
    let parts = finding.message.split(separator: "`", omittingEmptySubsequences: false)
    let names = parts.indices.filter { $0 % 2 == 1 }.map { String(parts[$0]) }
    return [finding.code] + (names.isEmpty ? [finding.message] : names)
  }

  /// The findings for people: what is brought, then what is mended.
  public func text(sources: SourceMap, color: Bool) -> [UInt8] {
    let titles = ["the change brings: ", "the change mends: "]
    var output: [UInt8] = []
    for (title, findings) in zip(titles, [brought, mended]) {
      if findings.isEmpty {
        output += Array((title + "nothing\n").utf8)
      } else {
        output += Array((title + "\(Words.counted(findings.count, "finding"))\n\n").utf8)
        output += DiagnosticText.render(findings, sources: sources, color: color)
      }
    }
    return output
  }

  /// The object of `check` with the findings that are brought, and those mended in a further field `mended`.
  public func json(sources: SourceMap) -> [UInt8] {
    DiagnosticJSON.render(brought, mended: mended, sources: sources)
  }
}
