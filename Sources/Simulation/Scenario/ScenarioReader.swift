import Diagnostics
import ProjectModel
import YAMLSource

/// A scenario's text, read.
public struct LoadedScenario: Sendable {
  /// The scenario; nil if its text cannot be read. Steps that cannot be understood are left out, and reported.
  public var scenario: Scenario?
  /// What is wrong with the text, in the order of output.
  public var diagnostics: [Diagnostic]
  /// The scenario's file, as file 0; no file if it cannot be read.
  public var sources: SourceMap
}

/// Reads scenarios: YAML with located errors, all of a file in one run.
public enum ScenarioReader {
  /// Reads a file.
  public static func load(_ path: String, limits: YAMLLimits = YAMLLimits()) -> LoadedScenario {
    do {
      return read(SourceFile(path: path, bytes: try FileReader.read(path, limit: limits.fileSize)), limits: limits)
    } catch {
      return LoadedScenario(scenario: nil, diagnostics: [.noScenario(path, error.reason)], sources: SourceMap())
    }
  }

  /// Reads a text; the project is looked for relative to the folder of its path.
  public static func read(_ source: SourceFile, limits: YAMLLimits = YAMLLimits()) -> LoadedScenario {
    var sources = SourceMap()
    _ = sources.add(source)
    let (decoder, problems) = decoder(source, limits)
    guard var decoder else { return LoadedScenario(scenario: nil, diagnostics: problems, sources: sources) }
    let scenario = decoder.scenario()
    let all = (problems + decoder.problems.all).inOutputOrder(sources)
    return LoadedScenario(scenario: scenario, diagnostics: all, sources: sources)
  }

  /// Reads one step as it stands in the list of `steps`, such as `sync: david`; for interactive use.
  public static func step(_ source: SourceFile) -> (step: Step?, diagnostics: [Diagnostic]) {
    let (decoder, problems) = decoder(source, YAMLLimits())
    guard var decoder else { return (nil, problems) }
    let step = decoder.step(decoder.document.root)
    var sources = SourceMap()
    _ = sources.add(source)
    let all = (problems + decoder.problems.all).inOutputOrder(sources)
    return (all.contains { $0.severity == .error } ? nil : step, all)
  }

  private static func decoder(_ source: SourceFile, _ limits: YAMLLimits) -> (ScenarioDecoder?, [Diagnostic]) {
    var strings = StringTable.forYAML()
    let (document, problems) = YAMLReader.read(source, file: FileID(0), into: &strings, limits: limits)
    guard let document else { return (nil, problems.map(\.forScenarios)) }
    return (ScenarioDecoder(source: source, document: document, strings: strings), problems)
  }
}

extension Diagnostic {
  /// What helps against an empty file is said of scenarios, and not of projects.
  fileprivate var forScenarios: Diagnostic {
    guard code == "YAML008" else { return self }
    var diagnostic = self
    diagnostic.help = ["a scenario begins with `scenario: NAME` and `project: PATH`, and has `steps:`"]
    return diagnostic
  }
}
