import Diagnostics

/// What `check` found in all projects of one run, as every format takes it.
public struct CheckReport: Sendable {
  /// One project that was checked.
  public struct Project: Sendable {
    /// The path of the project's main file, as it is shown.
    public var path: String
    /// What was found, in the order of output; places are in the report's ``CheckReport/sources``.
    public var findings: [Diagnostic]

    public init(path: String, findings: [Diagnostic]) {
      self.path = path
      self.findings = findings
    }
  }

  /// The projects in the order in which they were given.
  public var projects: [Project]
  /// The files of all projects.
  public var sources: SourceMap
  /// What was found and is not among the findings.
  public var leftOut: LeftOut
  /// What is known of the rules that judged, by code.
  public var rules: [String: RuleText] = [:]

  public init(projects: [Project] = [], sources: SourceMap = SourceMap(), leftOut: LeftOut = LeftOut()) {
    self.projects = projects
    self.sources = sources
    self.leftOut = leftOut
  }

  /// The findings of all projects.
  public var findings: [Diagnostic] { projects.flatMap(\.findings) }
}

/// How many findings are left out of the output and of the exit code.
public struct LeftOut: Hashable, Sendable {
  /// Silenced by a comment in the project.
  public var allowed: Int
  /// Known from the baseline.
  public var baselined: Int

  public init(allowed: Int = 0, baselined: Int = 0) {
    self.allowed = allowed
    self.baselined = baselined
  }

  /// For people, such as `left out: 2 allowed, 3 in the baseline`; nil if there is nothing to say.
  var text: String? {
    let parts = [(allowed, "allowed"), (baselined, "in the baseline")].filter { $0.0 > 0 }
    return parts.isEmpty ? nil : "left out: " + parts.map { "\($0.0) \($0.1)" }.joined(separator: ", ")
  }
}

/// What is known of a rule beyond its findings; formats that describe rules show it.
public struct RuleText: Hashable, Sendable {
  /// What the rule is about, in one line.
  public var summary: String
  /// Why, and how to mend it.
  public var help: String

  public init(summary: String, help: String) {
    self.summary = summary
    self.help = help
  }
}
