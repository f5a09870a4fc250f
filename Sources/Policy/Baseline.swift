import Diagnostics

/// The findings that were there when a project began to be checked: they are known, and new ones show.
///
/// A finding is known by its code and its subject, never by lines. Errors of the text, and other findings that are
/// about no declared thing, have no subject and cannot be in a baseline.
public struct Baseline: Hashable, Sendable {
  /// One known finding.
  public struct Entry: Hashable, Sendable {
    public let code: String
    public let subject: String

    public init(code: String, subject: String) {
      self.code = code
      self.subject = subject
    }

    /// Bytes, since Swift takes two ways to write a letter for one.
    fileprivate var key: [UInt8] { Array((code + "\0" + subject).utf8) }
  }

  /// Sorted by code, then by subject, as bytes; each once.
  public let entries: [Entry]

  public init(_ entries: some Sequence<Entry>) {
    var unique: [[UInt8]: Entry] = [:]
    for entry in entries { unique[entry.key] = entry }
    self.entries = unique.sorted { $0.key.lexicographicallyPrecedes($1.key) }.map(\.value)
  }

  /// All of these findings that can be in a baseline.
  public init(of diagnostics: [Diagnostic]) {
    self.init(diagnostics.compactMap(Self.entry))
  }

  private static func entry(_ diagnostic: Diagnostic) -> Entry? {
    diagnostic.subject.isEmpty ? nil : Entry(code: diagnostic.code, subject: diagnostic.subject)
  }

  /// Findings against a baseline.
  public struct Comparison: Sendable {
    /// The findings that are not in it, in their order.
    public var new: [Diagnostic]
    /// How many are in it.
    public var known: Int
    /// The entries that stand for no finding any more.
    public var mended: [Entry]
  }

  /// Compares findings with the baseline.
  ///
  /// - Parameter codes: an entry whose code was not looked for is not mended for being absent,
  ///   unless no rule has its code.
  public func compare(_ diagnostics: [Diagnostic], known codes: KnownCodes) -> Comparison {
    let keys = Set(entries.map(\.key))
    var found: Set<[UInt8]> = []
    var new: [Diagnostic] = []
    for diagnostic in diagnostics {
      if let key = Self.entry(diagnostic)?.key, keys.contains(key) {
        found.insert(key)
      } else {
        new.append(diagnostic)
      }
    }
    let mended = entries.filter { entry in
      let isOff = codes.findings.contains(entry.code) && !codes.judged.contains(entry.code)
      return !isOff && !found.contains(entry.key)
    }
    return Comparison(new: new, known: diagnostics.count - new.count, mended: mended)
  }
}

extension Diagnostic {
  /// A mended entry of a baseline: good news, unless the baseline must be exact.
  public static func mended(_ entry: Baseline.Entry, at place: Place, isStrict: Bool) -> Diagnostic {
    Diagnostic(
      code: "BASE001", severity: isStrict ? .error : .info,
      "`\(entry.code)` about `\(entry.subject)` is in the baseline and is not found any more", at: place,
      help: ["take it out of the baseline: `--write-baseline` writes the file anew"], subject: entry.subject)
  }
}
