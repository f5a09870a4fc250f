import Diagnostics

/// Diagnostics of one stage, each once, up to a number that anybody reads; further ones are counted.
///
/// Without a limit, a small file could ask for more messages than there is memory: through aliases, or by one mistake
/// in every line.
public struct LimitedDiagnostics: Sendable {
  /// How many are kept.
  public static let limit = 10_000

  private var kept: [Diagnostic] = []
  private var seen: Set<Diagnostic> = []
  private var others = 0
  private var firstOther: SourceSpan?

  public init() {}

  /// Whether no more are kept: then ``skip(at:)`` saves making one.
  public var isFull: Bool { kept.count >= Self.limit }

  public var isEmpty: Bool { kept.isEmpty }

  /// How many there are, also those that are only counted.
  public var count: Int { kept.count + others }

  public mutating func append(_ diagnostic: Diagnostic) {
    if isFull {
      guard !seen.contains(diagnostic), case .span(let span) = diagnostic.place else { return }
      skip(at: span)
    } else if seen.insert(diagnostic).inserted {
      kept.append(diagnostic)
    }
  }

  /// Counts one that is not kept.
  public mutating func skip(at span: SourceSpan) {
    firstOther = firstOther ?? span
    others += 1
  }

  /// The diagnostics that were kept, and one for all others.
  public var all: [Diagnostic] {
    guard let firstOther else { return kept }
    return kept + [
      Diagnostic(
        code: "FILE006", "\(others) more problem\(others == 1 ? "" : "s") not shown, the first of them here",
        at: .span(firstOther), help: ["mend the others and check again"], count: others)
    ]
  }
}
