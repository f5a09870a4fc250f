import Diagnostics
import Simulation

/// The result of `test` for people: the scenarios that fail, with everything that fails in them, and the total. Nothing
/// is said of those that pass, so that failures stand out.
public struct ScenarioTestText {
  private var output: [UInt8] = []
  private let style: TextStyle

  /// - Parameter color: whether the text may contain ANSI colours.
  public static func render(_ tests: ScenarioTests, color: Bool = false) -> [UInt8] {
    var text = ScenarioTestText(style: TextStyle(isColored: color))
    for run in tests.runs where !run.passes || !run.diagnostics.isEmpty { text.write(run, color: color) }
    text.line(tests.total)
    return text.output
  }

  private init(style: TextStyle) { self.style = style }

  private mutating func write(_ run: ScenarioRun, color: Bool) {
    let word = run.passes ? style.severity(.warning, "passed") : style.severity(.error, "FAILED")
    line("\(word) " + style.bold(SafeText.escaped(run.title)) + " (\(SafeText.escaped(run.path)))")
    line("")
    var locator = Locator(run.sources)
    for (step, failure) in run.failures { write(failure, step: step, &locator) }
    if !run.diagnostics.isEmpty {
      output += DiagnosticText.render(run.diagnostics, sources: run.sources, color: color)
      line("")
    }
  }

  private mutating func write(_ failure: ExpectationFailure, step: Int, _ locator: inout Locator) {
    let place = locator.text(failure.span)
    line("\(SafeText.escaped(place)): step \(step): " + style.bold("\(SafeText.escaped(failure.subject))"))
    for difference in failure.differences {
      line("  " + style.severity(difference.kind == .missing ? .error : .warning, SafeText.escaped(difference.text)))
      for step in difference.explanation { line("      because \(SafeText.escaped(FormWords.text(step)))") }
    }
    line("")
  }

  private mutating func line(_ text: String) {
    output.append(contentsOf: text.utf8)
    output.append(UInt8(ascii: "\n"))
  }
}
