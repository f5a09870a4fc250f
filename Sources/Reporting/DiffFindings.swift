import Diagnostics

/// The findings that a change of a project brings, and those that it mends.
///
/// Findings of one code about the same thing are compared by the users they are true of: what is brought is a finding
/// about users of whom it was not true before, what is mended one about users of whom it is true no more; both can be.
/// Other findings are the same if code, severity and message are the same, wherever they stand.
public struct FindingsChange {
  /// Findings about the new project that the old one did not have, in the order of output.
  public private(set) var brought: [Diagnostic] = []
  /// Findings about the old project that the new one has no more.
  public private(set) var mended: [Diagnostic] = []

  public init(before: [Diagnostic], after: [Diagnostic]) {
    let (before, after) = compareByMembers(before, after)
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

  /// Compares what names the users it is true of, and returns the others.
  private mutating func compareByMembers(
    _ before: [Diagnostic], _ after: [Diagnostic]
  ) -> (before: [Diagnostic], after: [Diagnostic]) {
    func key(_ finding: Diagnostic) -> [String] { [finding.code, finding.subject] }
    let old = Dictionary(grouping: before.filter { !$0.members.isEmpty }, by: key)
    let new = Dictionary(grouping: after.filter { !$0.members.isEmpty }, by: key)
    for finding in after where !finding.members.isEmpty {
      add(finding, without: old[key(finding)] ?? [], "not before: ", to: &brought)
    }
    for finding in before where !finding.members.isEmpty {
      add(finding, without: new[key(finding)] ?? [], "no more: ", to: &mended)
    }
    return (before.filter(\.members.isEmpty), after.filter(\.members.isEmpty))
  }

  /// Adds a finding if it is true of users that the others are not true of.
  private func add(
    _ finding: Diagnostic, without others: [Diagnostic], _ title: String, to findings: inout [Diagnostic]
  ) {
    let known = Set(others.lazy.flatMap(\.members))
    let members = finding.members.filter { !known.contains($0) }
    guard !members.isEmpty else { return }
    var finding = finding
    if members.count < finding.members.count {
      let names = members.map { $0.hasPrefix("id:") ? String($0.dropFirst(3)) : $0 }
      finding.notes.append(title + Words.sample(Words.sorted(names), limit: 10))
    }
    finding.count = members.count
    findings.append(finding)
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
