/// How bad a diagnostic is.
public enum Severity: String, Hashable, Comparable, Sendable, CaseIterable {
  /// The project does not compile, or workers are stopped.
  case error
  /// Very likely not what was meant.
  case warning
  /// Worth knowing; also what could not be known.
  case info

  private var rank: Int {
    switch self {
    case .error: 0
    case .warning: 1
    case .info: 2
    }
  }

  /// Errors come before warnings, warnings before infos.
  public static func < (a: Severity, b: Severity) -> Bool { a.rank < b.rank }
}

/// Where a diagnostic points.
public enum Place: Hashable, Sendable {
  /// A piece of a file that was read.
  case span(SourceSpan)
  /// A path that could not be read, or a whole file.
  case path(String)
}

/// A second place that explains a diagnostic.
public struct RelatedPlace: Hashable, Sendable {
  public var place: Place
  /// What is there, in lower case and without a full stop, such as `first declared here`.
  public var message: String

  public init(_ place: Place, _ message: String) {
    self.place = place
    self.message = message
  }
}

/// Something that is wrong, or worth knowing, at a place of the user's own text.
public struct Diagnostic: Hashable, Sendable {
  /// A stable code such as `PROJ001`; the manual has a page of them.
  public var code: String
  public var severity: Severity
  /// What is wrong: lower case, no full stop, the user's words in backticks.
  public var message: String
  public var place: Place
  /// Other places that explain it.
  public var related: [RelatedPlace]
  /// Facts that help to understand it.
  public var notes: [String]
  /// How to mend it.
  public var help: [String]
  /// How many workers (or other things) it stands for; 1 unless grouped.
  public var count: Int
  /// What it is about, as a path that stays the same when lines move, such as `form:worker/patients/register`; empty
  /// for errors of the text.
  public var subject: String
  /// Who it is true of, each by declared id or name, where that was asked for; never shown.
  public var members: [String] = []
  /// The one right edit that mends it, as changes of the text that belong together; empty if there is none, or more
  /// than one. Never shown.
  public var edits: [TextEdit] = []

  public init(
    code: String, severity: Severity = .error, _ message: String, at place: Place,
    related: [RelatedPlace] = [], notes: [String] = [], help: [String] = [], count: Int = 1, subject: String = ""
  ) {
    self.code = code
    self.severity = severity
    self.message = message
    self.place = place
    self.related = related
    self.notes = notes
    self.help = help
    self.count = count
    self.subject = subject
  }
}

extension Diagnostic {
  /// The diagnostic with the one right edit, or as it is if there is none.
  public func mended(by edit: TextEdit?) -> Diagnostic {
    guard let edit else { return self }
    var diagnostic = self
    diagnostic.edits.append(edit)
    return diagnostic
  }
}

extension [Diagnostic] {
  /// The diagnostics in the total order of output: path, position, severity, code, message; exact repetitions once.
  public func inOutputOrder(_ sources: SourceMap) -> [Diagnostic] {
    func key(_ place: Place) -> (path: String, start: UInt32) {
      switch place {
      case .span(let span): (sources[span.file].path, span.start)
      case .path(let path): (path, 0)
      }
    }
    let sorted = self.sorted { a, b in
      let (ka, kb) = (key(a.place), key(b.place))
      if ka.path != kb.path { return ka.path.utf8.lexicographicallyPrecedes(kb.path.utf8) }
      if ka.start != kb.start { return ka.start < kb.start }
      if a.severity != b.severity { return a.severity < b.severity }
      if a.code != b.code { return a.code < b.code }
      return a.message.utf8.lexicographicallyPrecedes(b.message.utf8)
    }
    var unique: [Diagnostic] = []
    for diagnostic in sorted {
      // Whether there is an edit may depend on the way on which a text was reached; for people it is the same.
      if var last = unique.last {
        last.edits = diagnostic.edits
        if last == diagnostic { continue }
      }
      unique.append(diagnostic)
    }
    return unique
  }
}
