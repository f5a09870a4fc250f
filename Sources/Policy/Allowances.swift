import Diagnostics
import YAMLSource

/// The comments of a project that silence findings: `# caseload: allow CODE reason` on the line of a finding's primary
/// place, or alone on the line above it.
///
/// Only findings about a project that compiles can be silenced. CSV tables have no comments. A file that is not YAML
/// has no allowances: its error is reported anyway.
public struct Allowances {
  private let sources: SourceMap
  private let known: KnownCodes
  private var result: Result

  /// What is left of the diagnostics.
  public struct Result: Sendable {
    /// The diagnostics that are not silenced, and those about allowances, in the order of output.
    public var diagnostics: [Diagnostic]
    /// The findings that are silenced.
    public var silenced: [Diagnostic]
  }

  /// Applies the allowances of all files of a project.
  ///
  /// - Parameters:
  ///   - diagnostics: everything that was found.
  ///   - sources: the files of the project.
  ///   - known: the codes that an allowance may name, and those that were looked for.
  public static func apply(to diagnostics: [Diagnostic], sources: SourceMap, known: KnownCodes) -> Result {
    var allowances = Allowances(
      sources: sources, known: known, result: Result(diagnostics: [], silenced: []))
    var silenced = [Bool](repeating: false, count: diagnostics.count)
    var byFile: [FileID: [Int]] = [:]
    for (index, diagnostic) in diagnostics.enumerated() {
      if case .span(let span) = diagnostic.place { byFile[span.file, default: []].append(index) }
    }
    for index in sources.files.indices {
      let file = FileID(index)
      allowances.apply(in: file, among: byFile[file] ?? [], of: diagnostics, &silenced)
    }
    for (diagnostic, isSilenced) in zip(diagnostics, silenced) {
      if isSilenced {
        allowances.result.silenced.append(diagnostic)
      } else {
        allowances.result.diagnostics.append(diagnostic)
      }
    }
    allowances.result.diagnostics = allowances.result.diagnostics.inOutputOrder(sources)
    return allowances.result
  }

  /// What an allowance silences: a code on a line.
  private struct Silencing: Hashable {
    let line: Int
    let code: String
  }

  private mutating func apply(
    in file: FileID, among indices: [Int], of diagnostics: [Diagnostic], _ silenced: inout [Bool]
  ) {
    let allowances = allowances(in: file)
    if allowances.isEmpty { return }
    // The lines that allowances are about, and what is found on each.
    let lines = Set(allowances.map(\.line)).sorted { $0.lowerBound < $1.lowerBound }
    var found: [Range<Int>: [String: [Int]]] = [:]
    var firsts: [String: Place] = [:]
    for index in indices {
      let diagnostic = diagnostics[index]
      guard case .span(let span) = diagnostic.place else { continue }
      if firsts[diagnostic.code] == nil { firsts[diagnostic.code] = diagnostic.place }
      if let line = Self.line(of: Int(span.start), in: lines) {
        found[line, default: [:]][diagnostic.code, default: []].append(index)
      }
    }
    var firstAllowed: [Silencing: SourceSpan] = [:]
    for allowance in allowances {
      let here = found[allowance.line] ?? [:]
      if allowance.codes.isEmpty || !allowance.hasReason { result.diagnostics.append(.allowanceIncomplete(allowance)) }
      for (written, span) in allowance.codes {
        let code = known.names[written] ?? written
        let matching = here[code] ?? []
        let silenceable = matching.filter { !diagnostics[$0].isErrorOfText }
        for index in silenceable { silenced[index] = true }
        let key = Silencing(line: allowance.line.lowerBound, code: code)
        if !silenceable.isEmpty {
          if let first = firstAllowed[key] {
            result.diagnostics.append(.allowedTwice(written, span, first: first))
          } else {
            firstAllowed[key] = span
          }
        } else if !matching.isEmpty || known.always.contains(code) {
          result.diagnostics.append(.cannotBeAllowed(code, span))
        } else if !known.findings.contains(code) {
          if known.isComplete { result.diagnostics.append(.unknownCode(code, span, known: known, here: Set(here.keys))) }
        } else if known.judged.contains(code) {
          result.diagnostics.append(.nothingToAllow(code, span, elsewhere: firsts[code]))
        }
      }
    }
  }

  /// The line of an offset, among some lines in the order of the text.
  private static func line(of offset: Int, in lines: [Range<Int>]) -> Range<Int>? {
    var (low, high) = (0, lines.count)
    while low < high {
      let middle = (low + high) / 2
      if lines[middle].lowerBound <= offset { low = middle + 1 } else { high = middle }
    }
    guard low > 0, offset <= lines[low - 1].upperBound else { return nil }
    return lines[low - 1]
  }

  // MARK: Reading

  /// The allowances of a file; what only looks like one is reported.
  private mutating func allowances(in file: FileID) -> [Allowance] {
    let source = sources[file]
    guard !source.path.lowercased().hasSuffix(".csv"), Self.mayHaveAllowances(source) else { return [] }
    // Read again rather than kept: few files have allowances.
    var strings = StringTable.forYAML()
    guard let document = YAMLReader.read(source, file: file, into: &strings).document else { return [] }
    var allowances: [Allowance] = []
    // From the last to the first, so that a pile of comments is walked through once.
    var below: (start: Int, line: Range<Int>)?
    var isRead: Set<UInt32> = []
    for comment in YAMLComments.beginning(with: Allowance.beginning, in: document, of: source).reversed() {
      let ownLine = source.lineRange(around: Int(comment.span.start))
      let line = comment.standsAlone ? Self.lineBelow(ownLine, in: source, known: below) : ownLine
      if comment.standsAlone { below = (ownLine.lowerBound, line) }
      do throws(Allowance.Misspelt) {
        guard var allowance = try Allowance(comment, in: source) else { continue }
        allowance.line = line
        allowances.append(allowance)
      } catch {
        result.diagnostics.append(.misspeltAllowance(error))
      }
      isRead.insert(comment.span.start)
    }
    // An allowance behind other words, such as `TODO`.
    for comment in YAMLComments.mentioning(Allowance.words, in: document, of: source)
    where !isRead.contains(comment.span.start) {
      if let misspelt = Allowance.Misspelt(inside: comment, of: source) {
        result.diagnostics.append(.misspeltAllowance(misspelt))
      }
    }
    return allowances.reversed()
  }

  /// Whether a comment, or a text that looks like one, begins nearly as an allowance does.
  private static func mayHaveAllowances(_ source: SourceFile) -> Bool {
    if source.nextComment(mentioning: Allowance.words) != nil { return true }
    var offset = 0
    while let start = source.nextComment(beginningWith: Allowance.beginning, from: offset) {
      offset = source.lineRange(around: start).upperBound
      let text = source.bytes[(start + 1)..<max(start + 1, offset)]
      if Allowance.isNear(String(decoding: text, as: UTF8.self)) { return true }
    }
    return false
  }

  /// The first line below that is no comment.
  ///
  /// - Parameter known: a comment's line further down, and the line below that.
  private static func lineBelow(
    _ line: Range<Int>, in source: SourceFile, known: (start: Int, line: Range<Int>)?
  ) -> Range<Int> {
    var end = line.upperBound
    while end < source.bytes.count {
      let isCRLF = source.bytes[end...].starts(with: [0x0D, 0x0A])
      let next = source.lineRange(around: end + (isCRLF ? 2 : 1))
      if let known, next.lowerBound == known.start { return known.line }
      guard source.bytes[next].first(where: { $0 != 0x20 && $0 != 0x09 }) == UInt8(ascii: "#") else { return next }
      end = next.upperBound
    }
    return end..<end
  }
}

extension Diagnostic {
  /// Whether it keeps the project from compiling. Such an error can be mended, but neither allowed nor baselined.
  public var isErrorOfText: Bool { severity == .error && subject.isEmpty }
}
