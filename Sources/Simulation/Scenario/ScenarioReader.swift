import Diagnostics

/// A scenario's text, read.
public struct LoadedScenario: Sendable {
  /// The scenario; nil if its text cannot be read. Steps that cannot be understood are left out, and reported.
  public var scenario: Scenario?
  /// What is wrong with the text, in the order of output.
  public var diagnostics: [Diagnostic]
  /// The scenario's file, as file 0.
  public var sources: SourceMap
}

/// Reads scenarios: YAML with located errors, all of a file in one run.
public enum ScenarioReader {
  /// Reads a file.
  public static func load(_ path: String) -> LoadedScenario {
    LoadedScenario(scenario: nil, diagnostics: [], sources: SourceMap())
  }

  /// Reads a text.
  ///
  /// - Parameter path: as it is shown; the project is looked for relative to its folder.
  public static func read(_ source: SourceFile) -> LoadedScenario {
    LoadedScenario(scenario: nil, diagnostics: [], sources: SourceMap())
  }

  /// Reads one step as it stands in the list of `steps`, such as `sync: david`; for interactive use.
  public static func step(_ source: SourceFile) -> (step: Step?, diagnostics: [Diagnostic]) { (nil, []) }
}
