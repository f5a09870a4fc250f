import Diagnostics
import ProjectModel
import YAMLSource

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
    run(ScenarioReader.load(path), path: path, project: project, options: options)
  }

  /// Plays a scenario that has been read. Steps whose text is wrong are left out, and the others are played: so that one
  /// run finds as much as possible.
  public static func run(
    _ loaded: LoadedScenario, path: String, project: String? = nil, options: SimulationOptions = SimulationOptions()
  ) -> ScenarioRun {
    var run = ScenarioRun(
      scenario: loaded.scenario, path: path, timeline: [], state: nil, diagnostics: loaded.diagnostics,
      sources: loaded.sources)
    guard let scenario = loaded.scenario, let file = loaded.sources.files.first else { return run }
    guard let projectPath = project ?? scenario.project else {
      run.diagnostics.append(.noProject(scenario.span))
      return run
    }
    let patchable = PatchableProject.load(projectPath)
    var sources = loaded.sources
    let problems = sources.merge(patchable.loaded.sources, patchable.loaded.diagnostics)
    guard let compiled = patchable.loaded.project else {
      run.sources = sources
      run.diagnostics = (run.diagnostics + problems.map { $0.locating(scenario, project) }).inOutputOrder(sources)
      return run
    }
    var state = SimulationState(
      project: compiled, sources: patchable.loaded.sources, scenario: file, webApps: Set(scenario.webApps.map(\.text)),
      options: options, patchable: patchable)
    for name in scenario.webApps where compiled.strings.existing(name.text).flatMap({ compiled.names.users[$0] }) == nil {
      run.diagnostics.append(.unknown("user", name, among: state.users))
    }
    var diagnostics = LimitedDiagnostics()
    for diagnostic in run.diagnostics { diagnostics.append(diagnostic) }
    for step in scenario.steps {
      if let until = options.until, state.stepCount >= until { break }
      let result = state.apply(step)
      run.timeline.append(result)
      for diagnostic in result.diagnostics { diagnostics.append(diagnostic) }
    }
    run.state = state
    run.sources = state.sources
    run.diagnostics = diagnostics.all.inOutputOrder(run.sources)
    return run
  }

  /// Declared cases are what the server has at the beginning: later they are not compiled, so that what owns them can
  /// be removed.
  static func withoutCases() -> [ProjectPatch] {
    var strings = StringTable.forYAML()
    let source = SourceFile(path: "scenario", bytes: Array("cases: null\n".utf8))
    let (document, _) = YAMLReader.read(source, file: FileID(0), into: &strings)
    return document.map { [ProjectPatch($0.root, of: $0, strings: strings, source: source)] } ?? []
  }
}

extension Diagnostic {
  /// Says at a project that cannot be read which scenario asks for it.
  fileprivate func locating(_ scenario: Scenario, _ given: String?) -> Diagnostic {
    guard given == nil, let span = scenario.projectSpan, case .path = place else { return self }
    var diagnostic = self
    diagnostic.place = .span(span)
    diagnostic.help = ["correct the path; it is relative to the folder of the scenario"]
    return diagnostic
  }
}
