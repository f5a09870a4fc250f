import Diagnostics
import ProjectModel

/// Reads scenarios and plays them.
public enum ScenarioRunner {
  /// Reads one scenario file, loads its project and plays every step that can take place.
  ///
  /// - Parameters:
  ///   - path: the scenario's file.
  ///   - project: the project to play it against; nil for the one that the scenario names, relative to its own folder.
  public static func run(
    _ path: String, project: String? = nil, options: SimulationOptions = SimulationOptions()
  ) -> ScenarioRun {
    ScenarioRun(scenario: nil, path: path, timeline: [], state: nil, diagnostics: [], sources: SourceMap())
  }
}
