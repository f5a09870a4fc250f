import Diagnostics
import Simulation

/// What `test` found out about all scenarios of one run, as every format takes it.
public struct ScenarioTests: Sendable {
  /// The scenarios in the order of their paths.
  public var runs: [ScenarioRun]

  public init(_ runs: [ScenarioRun]) { self.runs = runs }

  public var passedCount: Int { runs.count(where: \.passes) }
  public var failedCount: Int { runs.count - passedCount }
  /// How many expectations the scenarios that could be read state.
  public var expectationCount: Int { runs.reduce(0) { $0 + $1.expectationCount } }
  public var missedCount: Int { runs.reduce(0) { $0 + $1.failureCount } }

  /// The total, such as `3 scenarios: 2 passed, 1 failed; 9 expectations, 1 does not hold`.
  public var total: String {
    if runs.isEmpty { return "no scenarios" }
    let failed = failedCount > 0 ? ", \(failedCount) failed" : ""
    let missed = missedCount > 0 ? ", \(missedCount) \(missedCount == 1 ? "does" : "do") not hold" : ""
    return "\(Words.counted(runs.count, "scenario")): \(passedCount) passed\(failed); "
      + Words.counted(expectationCount, "expectation") + missed
  }
}

extension ScenarioRun {
  /// The scenario's name, or its path if it cannot be read.
  var title: String { scenario?.name ?? path }

  /// How many expectations it states; a form that should open is none.
  var expectationCount: Int {
    (scenario?.steps ?? []).reduce(0) { count, step in
      if case .expect(let expectations) = step.kind { return count + expectations.count }
      return count
    }
  }

  /// The failures with the number of their step.
  var failures: [(step: Int, failure: ExpectationFailure)] {
    timeline.flatMap { step in step.failures.map { (step.index, $0) } }
  }

  /// Everything that fails, as diagnostics: what is wrong with the scenario, and expectations that do not hold.
  var findings: [Diagnostic] {
    (diagnostics + failures.map { $0.failure.diagnostic }).inOutputOrder(sources)
  }
}

extension ExpectationFailure {
  /// The code of an expectation that does not hold.
  static let code = "SCEN020"

  var diagnostic: Diagnostic {
    Diagnostic(code: Self.code, "not as expected: \(subject)", at: .span(span), notes: differences.map(\.text))
  }
}

extension Difference {
  /// Such as `- monica: closed on the server`.
  var text: String { "\(kind.sign) \(name)" + (reason.isEmpty ? "" : ": \(reason)") }
}
